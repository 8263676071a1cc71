"""How probable it is that two sentences come from the same written text: their likeness and what stands around them.

Decided by the evidence of the neighbourhood, not sentence by sentence: two reporters who cover one event share facts
here and there; a copy shares them in runs.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from .likeness import MOST_CELLS, Cells
from .marks import Floats, Ints
from .wording import Wording

# The neighbourhood of a cell: this many sentences before and after, and as many more off the diagonal.
REACH = 3
DRIFT = 3
# In long texts only cells this alike are weighed.
WORTH_WEIGHING = 0.2

FEATURES = (
    "dice",
    "inside",
    "plain",
    "in_order",
    "log shared",
    "quoted",
    "rival",
    "around",
    "around x dice",
    "words",
    "otherwise",
)


# Logistic regression over FEATURES (benchmarks/alignment_weights.py; the mean of two draws, with and without
# "otherwise": either alone lowers one of PAN-13's kinds): true sentence pairs of the seed pages, of two translations of
# one source, of style rewritings and of PAN-13's training half; false ones of independent reports.
BIAS = -10.24
WEIGHTS = np.array([8.046, 1.398, -2.978, -0.962, 2.593, 0.881, -10.001, 8.589, 17.302, -0.697, 7.508])
# Below this background two reports are about different things (PAN-13: nine pairs in ten; independent reports of one
# event: one in twenty). What they share then is hardly explained by common facts: the odds rise by this many nats
# (PAN-13's training half: true pairs there are cut best at odds of .1 without it).
# The best of many sentences is more alike by chance: the line rises with the length of the shorter report. Fitted to
# PAN-13 against gva and politics: 15 of 100 pairs of one event fall below it, 95 of 100 of PAN-13's (.15 for all
# lengths: 30 and 95).
UNRELATED, BY_LENGTH = 0.015, 0.042
STANDS_OUT = 1.6
# Where this share of the shorter report's sentences surely comes from the other, its other sentences likely do too:
# a second look raises their odds by this many nats (seed pages; the alarms on independent reports stay as they were).
DERIVED = 0.15
SECOND_LOOK = 1.5
NOT_SPOKEN = 0.5


def probabilities(found: Cells, a: Wording, b: Wording, logits: Floats, *, apart: bool) -> Floats:
    """For each cell the probability that its sentences come from one written text.

    `logits` are its log-odds; `apart` says that the reports are about different things.
    """
    if apart:
        return logistic(logits + STANDS_OUT)
    sure = (logits >= 0) & (found.quoted < NOT_SPOKEN)
    shared = min(len(np.unique(found.i[sure])), len(np.unique(found.j[sure])))
    derived = shared >= DERIVED * min(len(a.spans), len(b.spans))
    return logistic(logits + SECOND_LOOK if derived else logits)


def log_odds(found: Cells, a: Wording, b: Wording) -> Floats:
    """For each cell the log-odds by its own wording and its neighbours', before the whole report is considered."""
    logits: Floats = BIAS + features(found, a, b) @ WEIGHTS
    return logits


def unrelated(found: Cells, a: Wording, b: Wording) -> bool:
    """Whether the reports are about different things."""
    shorter = min(len(a.spans), len(b.spans))
    return background(found, len(a.spans), len(b.spans)) < UNRELATED + BY_LENGTH * math.log(shorter)


def logistic(logits: Floats) -> Floats:
    """Log-odds as probabilities."""
    probability: Floats = 1 / (1 + np.exp(-np.clip(logits, -50, 50)))
    return probability


def features(found: Cells, a: Wording, b: Wording) -> Floats:
    """The measures of each cell, shape (cells, len(FEATURES)); the same from either side."""
    likeness = (found.dice + found.plain) / 2
    around = surroundings(found.i, found.j, likeness * (1 - found.quoted), len(a.spans), len(b.spans))
    rival = np.maximum(_best_other(found.i, likeness), _best_other(found.j, likeness))
    words = np.minimum(np.diff(a.first_word)[found.i], np.diff(b.first_word)[found.j])
    return np.stack(
        [
            found.dice,
            found.inside,
            found.plain,
            found.in_order,
            np.log1p(found.shared),
            found.quoted,
            rival,
            around,
            around * likeness,
            np.log1p(words),
            found.otherwise,
        ],
        axis=1,
    )


def background(found: Cells, rows: int, columns: int) -> float:
    """How alike the sentences of the less alike report are as a rule, 0..1.

    Reports of one event share names and facts everywhere (.18 in the middle); a copied paragraph in a text about
    something else stands out (.10).
    """
    best_a, best_b = np.zeros(rows), np.zeros(columns)
    np.maximum.at(best_a, found.i, found.dice)
    np.maximum.at(best_b, found.j, found.dice)
    return min(_median(best_a), _median(best_b))


def _median(values: Floats) -> float:
    """np.median, without its second of thought."""
    ordered, half = np.sort(values), len(values) // 2
    return float(ordered[half] if len(values) % 2 else (ordered[half - 1] + ordered[half]) / 2)


def _best_other(group: Ints, likeness: Floats) -> Floats:
    """For each cell the best likeness among the others of its row (or column), 0 where it stands alone."""
    order = np.lexsort((-likeness, group))
    sorted_group, sorted_likeness = group[order], likeness[order]
    first = np.ones(len(order), dtype=bool)
    first[1:] = sorted_group[1:] != sorted_group[:-1]
    second = ~first
    second[1:] &= first[:-1]
    top = np.zeros(int(group.max(initial=-1)) + 1)
    runner_up = top.copy()
    top[sorted_group[first]] = sorted_likeness[first]
    runner_up[sorted_group[second]] = sorted_likeness[second]
    return np.where(likeness >= top[group], runner_up[group], top[group])


def surroundings(i: Ints, j: Ints, likeness: Floats, rows: int, columns: int) -> Floats:
    """Mean likeness of each cell's neighbours, 0..1: for every sentence near it the best cell near the diagonal.

    Sentences next to a cell in one report, matched near where they should be in the other; the better of the two
    reports' views.
    """
    if rows * columns > MOST_CELLS:
        return _surroundings_of_long(i, j, likeness, columns)
    edge = REACH + DRIFT
    table = np.zeros((rows + 2 * edge, columns + 2 * edge))
    table[i + edge, j + edge] = likeness
    by_row = _seen_along(table, edge, rows, columns)
    by_column = _seen_along(table.T, edge, columns, rows).T
    near: Floats = np.maximum(by_row, by_column)[i, j]
    return near


def _seen_along(table: NDArray[np.float64], edge: int, rows: int, columns: int) -> Floats:
    """For each cell of the unpadded table the mean over near rows of the best near the diagonal."""
    widest = table.copy()
    for shift in range(1, DRIFT + 1):
        np.maximum(widest[:, shift:], table[:, :-shift], out=widest[:, shift:])
        np.maximum(widest[:, :-shift], table[:, shift:], out=widest[:, :-shift])
    total = np.zeros((rows, columns))
    for step in [*range(-REACH, 0), *range(1, REACH + 1)]:
        top, left = edge + step, edge + step
        total += widest[top : top + rows, left : left + columns]
    return total / (2 * REACH)


def _surroundings_of_long(i: Ints, j: Ints, likeness: Floats, columns: int) -> Floats:
    """The same for tables too large to fill, for the cells worth it."""
    width = columns + 4 * (REACH + DRIFT)
    place = i * width + j
    near = np.zeros(len(i))
    worth = np.nonzero(likeness >= WORTH_WEIGHING)[0]
    steps = [*range(-REACH, 0), *range(1, REACH + 1)]
    for across in (True, False):
        total = np.zeros(len(worth))
        for step in steps:
            offsets = [step * width + step + (drift if across else drift * width) for drift in range(-DRIFT, DRIFT + 1)]
            total += np.max([_at(place, likeness, place[worth] + offset) for offset in offsets], axis=0)
        near[worth] = np.maximum(near[worth], total / len(steps))
    return near


def _at(places: Ints, values: Floats, wanted: Ints) -> Floats:
    """The values at the wanted places, 0 where there is none; places are ascending."""
    where = np.minimum(np.searchsorted(places, wanted), len(places) - 1)
    return np.where(places[where] == wanted, values[where], 0.0)
