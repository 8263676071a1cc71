"""Sentence pairs of two reports that share wording, each with how much: the cells of a table nobody fills.

Small tables are computed whole; for large ones only the cells where two sentences share a rare mark.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .marks import Floats, Ints, Marks, by_mark, common, spread
from .other_words import told_otherwise
from .wording import RARITY, SORT_BITS, SORTS, Layers, Wording

# A table of at most this many cells is computed whole: 1,000 x 1,000 sentences, 4 MB.
MOST_CELLS = 1_000_000
# In larger ones a mark speaks for a cell only where it makes at most this many cells.
MOST_CELLS_A_MARK = 64
# ... and at most this many marks, the rarest, and this many cells, those that share most, are looked at.
MOST_MARKS = 200_000
MOST_WEIGHED = 200_000
CELLS_AT_ONCE = 20_000
# Cells that share less than this part of their words are not worth a look.
LEAST_DICE = 0.08


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """Sentence pairs (i of a, j of b) with measures of likeness, 0..1, each an array of the same length."""

    i: Ints
    j: Ints
    dice: Floats  # weight of the shared stems / mean weight of the two sentences
    inside: Floats  # the same / weight of the lighter sentence
    plain: Floats  # dice of what is neither quoted nor a name or number
    quoted: Floats  # share of the shared weight that stands in quotation marks in either report
    outside: Floats  # weight of what both hold outside quotation marks, in nats
    in_order: Floats  # dice of pairs of words
    shared: Floats  # weight of the shared stems, in nats: no bound
    otherwise: Floats  # dice of what is told in other words of one meaning; 0 in tables too large to fill

    def only(self, kept: NDArray[np.bool_]) -> Cells:
        """Those of the cells that are to be kept."""
        return Cells(self.i[kept], self.j[kept], *(measure[kept] for measure in self.measures()))

    def measures(self) -> tuple[Floats, ...]:
        """All measures, in the order of the fields."""
        return self.dice, self.inside, self.plain, self.quoted, self.outside, self.in_order, self.shared, self.otherwise


def cells(a: Wording, b: Wording) -> Cells:
    """The sentence pairs that share wording, in order of i, then j."""
    small = len(a.spans) * len(b.spans) <= MOST_CELLS
    return _all_cells(a, b) if small else _likeliest_cells(a, b)


def _all_cells(a: Wording, b: Wording) -> Cells:
    """Out of the whole table, all sorts of marks brought together at once."""
    tables, heavy_a, heavy_b = _together(a, b)
    i, j = np.nonzero(tables[0])
    shared = tables[0][i, j].astype(np.float64)
    mean = _mean(heavy_a[0], heavy_b[0], i, j)
    kept = shared >= LEAST_DICE * mean
    i, j, shared, mean = i[kept], j[kept], shared[kept], mean[kept]
    outside = tables[1][i, j].astype(np.float64)
    plain, in_order = (_over(tables[k][i, j].astype(np.float64), _mean(heavy_a[k], heavy_b[k], i, j)) for k in (2, 3))
    least = np.minimum(heavy_a[0][i], heavy_b[0][j])
    quoted = _quoted(outside, shared)
    otherwise = told_otherwise((a.stems, a.meanings), (b.stems, b.meanings), RARITY)[i, j] / mean
    return Cells(i, j, shared / mean, shared / least, plain, quoted, outside, in_order, shared, otherwise)


def _likeliest_cells(a: Wording, b: Wording) -> Cells:
    """Out of a table too large to fill."""
    stems = _Join(a.stems, b.stems)
    i, j = _rare_cells(stems, _Join(a.pairs, b.pairs))
    shared = stems.at(i, j)
    mean, least = stems.mean(i, j), stems.least(i, j)
    kept = shared >= LEAST_DICE * mean
    i, j, shared, mean, least = i[kept], j[kept], shared[kept], mean[kept], least[kept]
    outside = _Join(a.unquoted, b.unquoted).at(i, j)
    plain, in_order = _dice(a.plain, b.plain, i, j), _dice(a.pairs, b.pairs, i, j)
    quoted = _quoted(outside, shared)
    otherwise = np.zeros(len(i))
    return Cells(i, j, shared / mean, shared / least, plain, quoted, outside, in_order, shared, otherwise)


def _quoted(outside: Floats, shared: Floats) -> Floats:
    """What of the shared weight stands in quotation marks."""
    quoted: Floats = 1 - np.minimum(outside / np.maximum(shared, 1e-9), 1)
    return quoted


def _together(a: Wording, b: Wording) -> tuple[list[NDArray[np.float32]], Floats, Floats]:
    """For each sort of marks the weights that sentences share, (sentences of a, of b); and each sentence's own weight,
    (sorts, sentences) of a and of b."""
    left, right = a.layers, b.layers
    in_a, in_b = common(left.marks.keys, right.marks.keys)
    weight = np.log1p(RARITY / (left.marks.holders[in_a] + right.marks.holders[in_b]))
    root = np.sqrt(weight).astype(np.float32)
    held_a, held_b = spread(left.marks, in_a, root), spread(right.marks, in_b, root)
    edges = np.searchsorted(left.marks.keys[in_a], np.arange(SORTS) << SORT_BITS).tolist()
    tables = [
        held_a[:, low:high] @ held_b[:, low:high].T for low, high in zip(edges, [*edges[1:], len(in_a)], strict=True)
    ]
    return tables, _heavy(left, in_a, weight), _heavy(right, in_b, weight)


def _heavy(side: Layers, common: Ints, weight: Floats) -> Floats:
    """The weight of each sentence by all its marks, (sorts, sentences)."""
    own = side.weight.copy()
    own[common] = weight
    count = side.marks.sentences
    sums: Floats = np.bincount(side.slot, own[side.marks.column], SORTS * count).astype(np.float64)
    return sums.reshape(SORTS, count)


def _mean(heavy_a: Floats, heavy_b: Floats, i: Ints, j: Ints) -> Floats:
    """Mean weight of the two sentences of each cell."""
    mean: Floats = (heavy_a[i] + heavy_b[j]) / 2
    return mean


def _over(shared: Floats, mean: Floats) -> Floats:
    """Shared over mean weight; 0 where there is none."""
    return np.divide(shared, mean, out=np.zeros(len(shared)), where=mean > 0)


def _dice(a: Marks, b: Marks, i: Ints, j: Ints) -> Floats:
    """Weight of shared marks over mean weight, at the given cells; 0 where a sentence has no mark."""
    join = _Join(a, b)
    return _over(join.at(i, j), join.mean(i, j))


def cosines(a: Marks, b: Marks) -> Floats:
    """How alike the sentences of two reports are, 0..1, shape (sentences of a, sentences of b)."""
    join = _Join(a, b)
    mean = np.sqrt(np.outer(join.heavy_a, join.heavy_b))
    return np.divide(join.table(), mean, out=np.zeros(mean.shape), where=mean > 0)


class _Join:
    """Two reports' marks of one sort, brought to common weights."""

    def __init__(self, a: Marks, b: Marks) -> None:
        self.a, self.b = a, b
        self.in_a, self.in_b = common(a.keys, b.keys)
        both = a.holders[self.in_a] + b.holders[self.in_b]
        self.weight = np.log1p(RARITY / both)
        self.heavy_a = _heaviness(a, self.in_a, both)
        self.heavy_b = _heaviness(b, self.in_b, both)

    def mean(self, i: Ints, j: Ints) -> Floats:
        """Mean weight of the two sentences of each cell."""
        return _mean(self.heavy_a, self.heavy_b, i, j)

    def least(self, i: Ints, j: Ints) -> Floats:
        """Weight of the lighter of the two."""
        return np.minimum(self.heavy_a[i], self.heavy_b[j])

    def table(self) -> NDArray[np.float32]:
        """Sentences of a x sentences of b: the weight of the marks they share."""
        root = np.sqrt(self.weight).astype(np.float32)
        table: NDArray[np.float32] = spread(self.a, self.in_a, root) @ spread(self.b, self.in_b, root).T
        return table

    def at(self, i: Ints, j: Ints) -> Floats:
        """The weight of the shared marks of given cells, cell by cell: is each mark of sentence i one of j's?"""
        column, edge = _by_sentence(self.a, self.in_a)
        width = len(self.in_a) + 1
        theirs, edge_b = _by_sentence(self.b, self.in_b)
        held = np.sort(np.repeat(np.arange(self.b.sentences), np.diff(edge_b)) * width + theirs)
        shared = np.zeros(len(i))
        for start in range(0, len(i) if len(held) else 0, CELLS_AT_ONCE):
            rows, columns = i[start : start + CELLS_AT_ONCE], j[start : start + CELLS_AT_ONCE]
            counts = edge[rows + 1] - edge[rows]
            cell = np.repeat(np.arange(len(rows)), counts)
            marks = column[np.arange(len(cell)) - np.repeat(np.cumsum(counts) - counts, counts) + edge[rows][cell]]
            wanted = columns[cell] * width + marks
            there = held[np.minimum(np.searchsorted(held, wanted), len(held) - 1)] == wanted
            shared[start : start + CELLS_AT_ONCE] = np.bincount(cell, self.weight[marks] * there, len(rows))
        return shared

    def rare_cells(self) -> tuple[Ints, Floats]:
        """For long texts: the cells (i * sentences of b + j) of marks that few sentences hold, with their weight."""
        rare = np.nonzero(self.a.holders[self.in_a] * self.b.holders[self.in_b] <= MOST_CELLS_A_MARK)[0]
        rare = rare[np.argsort(-self.weight[rare], kind="stable")][:MOST_MARKS]
        rows_a, edge_a = by_mark(self.a)
        rows_b, edge_b = by_mark(self.b)
        parts: list[Ints] = [np.zeros(0, dtype=np.int64)]
        for x, y in zip(self.in_a[rare], self.in_b[rare], strict=True):
            left, right = rows_a[edge_a[x] : edge_a[x + 1]], rows_b[edge_b[y] : edge_b[y + 1]]
            parts.append((left[:, None] * self.b.sentences + right[None, :]).ravel())
        weights = np.repeat(self.weight[rare], [len(part) for part in parts[1:]])
        return np.concatenate(parts), weights


def _rare_cells(stems: _Join, pairs: _Join) -> tuple[Ints, Ints]:
    """The cells of long texts that share most rare stems and pairs of words, at most MOST_WEIGHED."""
    found = [stems.rare_cells(), pairs.rare_cells()]
    cell, where = np.unique(np.concatenate([c for c, _ in found]), return_inverse=True)
    weight = np.bincount(where, np.concatenate([w for _, w in found]), len(cell))
    best = np.sort(np.argsort(-weight, kind="stable")[:MOST_WEIGHED])
    i, j = np.divmod(cell[best], max(stems.b.sentences, 1))
    return i, j


def _by_sentence(side: Marks, common: Ints) -> tuple[Ints, Ints]:
    """The common marks (indices into `common`) of all sentences in order, and where each sentence's begin."""
    place = np.full(len(side.keys), -1)
    place[common] = np.arange(len(common))
    column = place[side.column]
    held = column >= 0
    return column[held], np.searchsorted(side.row[held], np.arange(side.sentences + 1))


def _heaviness(side: Marks, common: Ints, both: Floats) -> Floats:
    """The weight of each sentence: all its marks, by rarity in both reports."""
    holders = side.holders.copy()
    holders[common] = both
    return np.bincount(side.row, np.log1p(RARITY / holders)[side.column], side.sentences).astype(np.float64)
