"""How probable it is that sentences of one language retell one text, from sentence vectors and letter sequences.

A dispatch that two desks translated, or that went through another language and back, keeps few words and most of the
meaning; so do two reporters' sentences about one fact. What tells them apart is the whole pair of reports: a
retelling gives many mutual best matches, side by side and in like order.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from . import crossing
from .crossing import corrected
from .evidence import logistic
from .grams import grams
from .likeness import Cells, cosines
from .marks import Floats
from .vectors import Encoder
from .wording import Wording

Languages = tuple[str | None, str | None]

FEATURES = (
    "wording",
    "kinship",
    "vectors",
    "behind",
    "completes",
    "completes x behind",
    "support",
    "supporters",
    "related",
    "quoted",
    "order",
    "order x related",
    "cosine",
    "letters",
    "log shared",
    "plain",
    "in order",
    "dice",
    "words",
    "uneven",
)
SECOND_LOOK = ("log-odds", "related", "log related", "nearest", "near", "beside", "rival in row", "rival in column")
# Logistic regressions learnt by benchmarks/retelling_weights.py.
BIAS = -16.34
WEIGHTS = np.array(
    [
        0.2,
        0.731,
        0.93,
        -6.196,
        0.855,
        -5.403,
        -0.284,
        1.51,
        3.073,
        2.697,
        1.542,
        1.93,
        4.063,
        -0.242,
        0.817,
        0.374,
        -0.079,
        1.124,
        2.236,
        1.884,
    ]
)
SECOND_BIAS = -13.802
SECOND_WEIGHTS = np.array(
    [
        0.097,
        0.44,
        0.757,
        -4.734,
        0.688,
        -4.055,
        -0.608,
        0.858,
        -1.803,
        1.302,
        0.561,
        -0.647,
        1.33,
        -0.557,
        0.537,
        1.089,
        1.355,
        0.291,
        1.414,
        0.366,
        0.292,
        0.848,
        2.52,
        1.674,
        -0.187,
        0.343,
        -0.012,
        0.991,
    ]
)
# A mutual best match this alike speaks for the whole pair of reports: a tenth of the seeds' true ones lie below .44,
# a tenth of those of independent reports above .76.
STRONG, STEEP = 0.6, 6.0
# Neighbours that support a match stand at most this many sentences from it on either side; from SUPPORTS on they count.
REACH = 2
SUPPORTS, MOST_SUPPORTERS = 0.3, 3.0
# The share of matches is taken of at least so many sentences: three matches of three say less than ten of ten.
FEWEST = 3
# A sentence without any likeness on the other side has a best match all the same.
LEAST_KINSHIP = -0.3
FLOOR = -8.0  # log-odds below this say nothing more
SURE = 6.0  # nor above this in the second look


@dataclass(frozen=True, slots=True, eq=False)
class Views:
    """Two reports' sentences compared in three ways, each (sentences of a, sentences of b)."""

    wording: Floats  # log-odds by shared words
    cosine: Floats  # of the vectors
    letters: Floats  # cosine of the letter sequences

    @property
    def kinship(self) -> Floats:
        """How much nearer two sentences are to each other than to others, by vectors and by letters."""
        return corrected(self.cosine) + corrected(self.letters)


def by_wording(found: Cells, logits: Floats, sides: tuple[Wording, Wording]) -> Floats:
    """The log-odds of the cells found as a whole table, FLOOR where sentences share no wording."""
    table = np.full((len(sides[0].spans), len(sides[1].spans)), FLOOR)
    table[found.i, found.j] = logits
    return table


def views(
    wording: Floats, sides: tuple[Wording, Wording], texts: tuple[str, str], languages: Languages, encoder: Encoder
) -> Views:
    """The sentences of two reports compared in three ways; by wording they are already."""
    letters = cosines(grams(texts[0], languages[0]), grams(texts[1], languages[1]))
    return Views(wording, crossing.cosines(*sides, texts, encoder), letters)


def probabilities(table: Cells, views: Views, sides: tuple[Wording, Wording]) -> Floats:
    """For each cell the probability that its sentences retell one text; `table` holds every cell, row by row."""
    held = worth(views.kinship).ravel()
    if not held.any():
        return np.zeros(len(table.i))
    first = features(table, views, sides)[held]
    second = np.hstack([first, second_look(BIAS + first @ WEIGHTS, held.reshape(views.cosine.shape))])
    probability = np.zeros(len(table.i))
    probability[held] = logistic(SECOND_BIAS + second @ SECOND_WEIGHTS)
    return probability


def worth(kin: Floats) -> NDArray[np.bool_]:
    """Which cells are the best of their row or of their column; the others are no match."""
    best: NDArray[np.bool_] = (kin >= kin.max(axis=1)[:, None]) | (kin >= kin.max(axis=0)[None, :])
    return best & (kin > LEAST_KINSHIP)


def features(table: Cells, views: Views, sides: tuple[Wording, Wording]) -> Floats:
    """The measures of all cells, shape (cells, len(FEATURES))."""
    kin, shape = views.kinship, views.cosine.shape
    in_row, in_column = kin.max(axis=1)[:, None], kin.max(axis=0)[None, :]
    mutual = (kin >= in_row) & (kin >= in_column)
    narrated = 1 - table.quoted.reshape(shape)
    support, supporters = _support(np.where(mutual, np.clip(kin, 0, 2) * narrated, 0.0))
    strength = np.where(mutual, narrated * logistic((kin - STRONG) * STEEP), 0.0)
    related = np.clip(strength.sum() - strength, 0, None) / max(min(shape) - 1, FEWEST)
    behind = (in_row - kin) + (in_column - kin)
    completes, order = _completes(kin, mutual), _order(strength)
    about_pairs = [kin, corrected(views.cosine), behind, completes, completes * behind, support, supporters, related]
    about_order = [order, order * related, views.cosine, views.letters]
    columns = [np.clip(views.wording, FLOOR, None), *about_pairs, table.quoted, *about_order]
    words = [np.diff(side.first_word) for side in sides]
    a_words, b_words = words[0][table.i], words[1][table.j]
    columns += [np.log1p(table.shared), table.plain, table.in_order, table.dice, np.log1p(np.minimum(a_words, b_words))]
    columns += [np.abs(np.log((a_words + 1) / (b_words + 1)))]
    return np.stack([column.ravel() for column in columns], axis=1)


def second_look(logits: Floats, held: NDArray[np.bool_]) -> Floats:
    """What the first look at the other cells says of each held one, shape (held cells, len(SECOND_LOOK))."""
    first = np.zeros(held.shape)
    first[held] = logistic(np.clip(logits, -SURE, SURE))
    best = np.where((first >= first.max(axis=1)[:, None]) & (first >= first.max(axis=0)[None, :]), first, 0.0)
    others = best.sum() - best
    columns = [
        others / max(min(held.shape) - 1, FEWEST),
        np.log1p(others),
        _most_around(best, 2),
        _sum_around(best, 3),
        np.maximum(_moved(best, -1, -1), _moved(best, 1, 1)),
        _best_other(first),
        _best_other(first.T).T,
    ]
    return np.stack([np.clip(logits, -SURE, SURE), *(column[held] for column in columns)], axis=1)


def _moved(table: Floats, down: int, right: int) -> Floats:
    """For each cell the one so many rows below and columns to the right of it; 0 beyond the table."""
    n, m = table.shape
    moved = np.zeros((n, m))
    if abs(down) < n and abs(right) < m:
        rows, columns = slice(max(-down, 0), n - max(down, 0)), slice(max(-right, 0), m - max(right, 0))
        moved[rows, columns] = table[max(down, 0) : n + min(down, 0), max(right, 0) : m + min(right, 0)]
    return moved


def _steps(reach: int) -> list[int]:
    return [*range(-reach, 0), *range(1, reach + 1)]


def _most_around(table: Floats, reach: int) -> Floats:
    """For each cell the most among those up to `reach` rows and columns from it, itself left out; the least is 0."""
    beside = np.maximum.reduce([_moved(table, 0, step) for step in _steps(reach)])
    row = np.maximum(beside, table)
    most: Floats = np.maximum.reduce([beside, *(_moved(row, step, 0) for step in _steps(reach))])
    return most


def _sum_around(table: Floats, reach: int) -> Floats:
    """For each cell the sum of those up to `reach` rows and columns from it, itself left out."""
    n, m = table.shape
    sums = np.zeros((n + 2 * reach + 1, m + 2 * reach + 1))
    sums[1:, 1:] = np.pad(table, reach).cumsum(axis=0).cumsum(axis=1)
    wide = 2 * reach + 1
    around: Floats = sums[wide:, wide:] - sums[:n, wide:] - sums[wide:, :m] + sums[:n, :m] - table
    return around


def _support(strength: Floats) -> tuple[Floats, Floats]:
    """For each cell the strongest mutual best match near it, and how many there are."""
    count = np.round(_sum_around((strength > SUPPORTS).astype(np.float64), REACH))
    return _most_around(strength, REACH), np.minimum(count, MOST_SUPPORTERS)


def _best_other(table: Floats) -> Floats:
    """For each cell the best of the others in its row; 0 where there is none."""
    if table.shape[1] < 2:
        return np.zeros(table.shape)
    top_two = np.sort(table, axis=1)[:, -2:]
    first = np.arange(table.shape[1])[None, :] == table.argmax(axis=1)[:, None]
    best_other: Floats = np.where(first, top_two[:, :1], top_two[:, 1:])
    return best_other


def _completes(kin: Floats, mutual: NDArray[np.bool_]) -> Floats:
    """1 where a cell is the best of its row or column beside the other's mutual best match: half a merged sentence."""
    beside_in_row = _beside(mutual) & (kin >= kin.max(axis=0)[None, :])
    beside_in_column = _beside(mutual.T).T & (kin >= kin.max(axis=1)[:, None])
    completes: Floats = (beside_in_row | beside_in_column).astype(np.float64)
    return completes


def _beside(mutual: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which cells stand left or right of one that is held."""
    beside = np.zeros(mutual.shape, dtype=bool)
    beside[:, 1:] |= mutual[:, :-1]
    beside[:, :-1] |= mutual[:, 1:]
    return beside


def _order(strength: Floats) -> Floats:
    """For each cell, -1..1: strong matches before it in both reports or after it in both, less those that cross."""
    n, m = strength.shape
    sums = np.zeros((n + 1, m + 1))
    sums[1:, 1:] = strength.cumsum(axis=0).cumsum(axis=1)
    down_right = sums[n, m] - sums[1:, m][:, None] - sums[n, 1:][None, :] + sums[1:, 1:]
    agree = sums[:n, :m] + down_right
    cross = sums[:n, m][:, None] - sums[:n, 1:] + sums[n, :m][None, :] - sums[1:, :m]
    order: Floats = (agree - cross) / (agree + cross + 1.0)
    return order
