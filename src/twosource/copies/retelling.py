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
from .neighbours import in_order, most_around, mutual, nearest, others, second_look, sum_around
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
# A sentence without any likeness on the other side has a best match all the same.
LEAST_KINSHIP = -0.3
FLOOR = -8.0  # log-odds below this say nothing more


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
    return nearest(kin) & (kin > LEAST_KINSHIP)


def features(table: Cells, views: Views, sides: tuple[Wording, Wording]) -> Floats:
    """The measures of all cells, shape (cells, len(FEATURES))."""
    kin, shape = views.kinship, views.cosine.shape
    in_row, in_column = kin.max(axis=1)[:, None], kin.max(axis=0)[None, :]
    both = mutual(kin)
    narrated = 1 - table.quoted.reshape(shape)
    support, supporters = _support(np.where(both, np.clip(kin, 0, 2) * narrated, 0.0))
    strength = np.where(both, narrated * logistic((kin - STRONG) * STEEP), 0.0)
    related = others(strength)
    behind = (in_row - kin) + (in_column - kin)
    completes, order = _completes(kin, both), in_order(strength)
    about_pairs = [kin, corrected(views.cosine), behind, completes, completes * behind, support, supporters, related]
    about_order = [order, order * related, views.cosine, views.letters]
    columns = [np.clip(views.wording, FLOOR, None), *about_pairs, table.quoted, *about_order]
    words = [np.diff(side.first_word) for side in sides]
    a_words, b_words = words[0][table.i], words[1][table.j]
    columns += [np.log1p(table.shared), table.plain, table.in_order, table.dice, np.log1p(np.minimum(a_words, b_words))]
    columns += [np.abs(np.log((a_words + 1) / (b_words + 1)))]
    return np.stack([column.ravel() for column in columns], axis=1)


def _support(strength: Floats) -> tuple[Floats, Floats]:
    """For each cell the strongest mutual best match near it, and how many there are."""
    count = np.round(sum_around((strength > SUPPORTS).astype(np.float64), REACH))
    return most_around(strength, REACH), np.minimum(count, MOST_SUPPORTERS)


def _completes(kin: Floats, both: NDArray[np.bool_]) -> Floats:
    """1 where a cell is the best of its row or column beside the other's mutual best match: half a merged sentence."""
    beside_in_row = _beside(both) & (kin >= kin.max(axis=0)[None, :])
    beside_in_column = _beside(both.T).T & (kin >= kin.max(axis=1)[:, None])
    completes: Floats = (beside_in_row | beside_in_column).astype(np.float64)
    return completes


def _beside(mutual: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which cells stand left or right of one that is held."""
    beside = np.zeros(mutual.shape, dtype=bool)
    beside[:, 1:] |= mutual[:, :-1]
    beside[:, :-1] |= mutual[:, 1:]
    return beside
