"""The wording two reports have in common, word for word: which phrases, in which sentences, how rare."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .background import Keys
from .readings import PHRASE, Reading

# Rarity that a phrase must have to count: at 0.5 about ten of the background's events print it.
_RARE = 0.5
# A sentence counts as shared when at least this part of its words stands in rare phrases common to both.
SHARED_SENTENCE = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """What one report (n words, m narrative sentences) shares with the other."""

    common: NDArray[np.bool_]  # (n,) the word stands in a phrase that both print
    rare: NDArray[np.bool_]  # (n,) ... and that news at large seldom prints
    sentences: NDArray[np.float64]  # (m,) part of each narrative sentence's own words that is rare and common
    share: float  # of the narrative words, rare and common, 0..1
    longest: int  # narrative words in the longest run of rare common words


def _spread(marks: NDArray[np.bool_], n: int) -> NDArray[np.bool_]:
    """The words covered by the phrases marked: (n - PHRASE + 1,) -> (n,)."""
    covered = np.zeros(n, dtype=bool)
    for i in range(PHRASE):
        covered[i : i + len(marks)] |= marks
    return covered


def _longest(marks: NDArray[np.bool_]) -> int:
    """Length of the longest run of true values."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], marks.astype(np.int8), [0]))))
    return int((edges[1::2] - edges[::2]).max(initial=0))


def side(mine: Reading, other: Keys) -> Side:
    """What `mine` shares with a report whose (sorted, distinct) phrases are `other`."""
    n = len(mine.codes)
    told = mine.told
    shared = np.isin(mine.phrases, other, assume_unique=False)
    common = _spread(shared, n)
    rare = _spread(shared & (mine.rare >= _RARE), n)
    m = len(mine.narrative)
    lengths = np.bincount(mine.sentence[told], minlength=m) if told.any() else np.zeros(m)
    hits = np.bincount(mine.sentence[told & rare], minlength=m) if told.any() else np.zeros(m)
    share = float((told & rare).sum() / max(1, told.sum()))
    parts = hits / np.maximum(lengths, PHRASE)
    return Side(common, rare, parts, share, _longest(rare & told))


def wording(a: Reading, b: Reading) -> tuple[Side, Side]:
    """What a shares with b and b with a. Linear in their lengths (sorting aside)."""
    return side(a, np.unique(b.phrases)), side(b, np.unique(a.phrases))
