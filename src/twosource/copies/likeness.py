"""Sentence pairs of two reports that share wording, each with how much: the cells of a table nobody fills.

Small tables are computed whole; for large ones only the cells where two sentences share a rare mark.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from .wording import Floats, Ints, Marks, Wording

# Rarity: log(1 + this / sentences that hold the mark). Does not depend on the length of the texts, so that adding
# unrelated text moves nothing.
RARITY = 50.0
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

    def only(self, kept: NDArray[np.bool_]) -> Cells:
        """Those of the cells that are to be kept."""
        return Cells(*(getattr(self, field.name)[kept] for field in fields(self)))


def cells(a: Wording, b: Wording) -> Cells:
    """The sentence pairs that share wording, in order of i, then j."""
    stems = _Join(a.stems, b.stems)
    i, j = stems.cells() if stems.small else _rare_cells(stems, _Join(a.pairs, b.pairs))
    shared = stems.at(i, j)
    mean, least = stems.mean(i, j), stems.least(i, j)
    kept = shared >= LEAST_DICE * mean
    i, j, shared, mean, least = i[kept], j[kept], shared[kept], mean[kept], least[kept]
    outside = _Join(a.unquoted, b.unquoted).at(i, j)
    quoted = 1 - np.minimum(outside / np.maximum(shared, 1e-9), 1)
    plain, in_order = _dice(a.plain, b.plain, i, j), _dice(a.pairs, b.pairs, i, j)
    return Cells(i, j, shared / mean, shared / least, plain, quoted, outside, in_order, shared)


def _dice(a: Marks, b: Marks, i: Ints, j: Ints) -> Floats:
    """Weight of shared marks over mean weight, at the given cells; 0 where a sentence has no mark."""
    join = _Join(a, b)
    mean = join.mean(i, j)
    return np.divide(join.at(i, j), mean, out=np.zeros(len(i)), where=mean > 0)


def cosines(a: Marks, b: Marks) -> Floats:
    """How alike the sentences of two reports are, 0..1, shape (sentences of a, sentences of b)."""
    join = _Join(a, b)
    mean = np.sqrt(np.outer(join.heavy_a, join.heavy_b))
    return np.divide(join.table(), mean, out=np.zeros(mean.shape), where=mean > 0)


class _Join:
    """Two reports' marks of one sort, brought to common weights."""

    def __init__(self, a: Marks, b: Marks) -> None:
        self.a, self.b = a, b
        _, self.in_a, self.in_b = np.intersect1d(a.keys, b.keys, assume_unique=True, return_indices=True)
        both = a.holders[self.in_a] + b.holders[self.in_b]
        self.weight = np.log1p(RARITY / both)
        self.heavy_a = _heaviness(a, self.in_a, both)
        self.heavy_b = _heaviness(b, self.in_b, both)
        self.small = a.sentences * b.sentences <= MOST_CELLS

    def mean(self, i: Ints, j: Ints) -> Floats:
        """Mean weight of the two sentences of each cell."""
        return (self.heavy_a[i] + self.heavy_b[j]) / 2

    def least(self, i: Ints, j: Ints) -> Floats:
        """Weight of the lighter of the two."""
        return np.minimum(self.heavy_a[i], self.heavy_b[j])

    def cells(self) -> tuple[Ints, Ints]:
        """All cells with shared marks."""
        i, j = np.nonzero(self.table())
        return i, j

    def at(self, i: Ints, j: Ints) -> Floats:
        """The weight of the shared marks of given cells."""
        if self.small:
            return self.table()[i, j].astype(np.float64)
        return self._at_each(i, j)

    def table(self) -> NDArray[np.float32]:
        """Sentences of a x sentences of b: the weight of the marks they share."""
        root = np.sqrt(self.weight).astype(np.float32)
        table: NDArray[np.float32] = _held(self.a, self.in_a, root) @ _held(self.b, self.in_b, root).T
        return table

    def _at_each(self, i: Ints, j: Ints) -> Floats:
        """The weight of shared marks cell by cell: is each mark of sentence i one of j's?"""
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
        rows_a, edge_a = _by_mark(self.a)
        rows_b, edge_b = _by_mark(self.b)
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


def _held(side: Marks, common: Ints, weight: NDArray[np.float32]) -> NDArray[np.float32]:
    """Sentences x common marks: the weight where the sentence holds the mark."""
    place = np.full(len(side.keys), -1)
    place[common] = np.arange(len(common))
    column = place[side.column]
    held = column >= 0
    table = np.zeros((side.sentences, len(common)), dtype=np.float32)
    table[side.row[held], column[held]] = weight[column[held]]
    return table


def _by_mark(side: Marks) -> tuple[Ints, Ints]:
    """Sentences sorted by the mark they hold, and where each mark's begin."""
    order = np.argsort(side.column, kind="stable")
    return side.row[order], np.searchsorted(side.column[order], np.arange(len(side.keys) + 1))
