"""Runs of words that many stories of a store print: a station's own phrases, which say nothing of who copied whom.

What ships as background.npz knows news at large; this knows one store. Runs are those of profiles: SHINGLE words by
their stems, a sample by their hashes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from .background import word_key
from .profiles import SHINGLE, runs, stem

Stock = frozenset[int]

# A run that so many stories print is nobody's wording: a dispatch is printed by many reports, but those of one story.
LEAST_STORIES = 6


def stock(printed: Iterable[tuple[int, Collection[int]]]) -> Stock:
    """The runs that LEAST_STORIES stories print; `printed`: the number of a report's story, and its profile's runs.

    n log n in all runs; 100,000 reports have some nine million.
    """
    pairs = [(np.uint64(story) << np.uint64(32)) | np.fromiter(runs, np.uint64) for story, runs in printed if runs]
    if not pairs:
        return frozenset()
    once = np.unique(np.concatenate(pairs))  # a story's reports count once
    found, stories = np.unique(once & np.uint64(0xFFFFFFFF), return_counts=True)
    return frozenset(found[stories >= LEAST_STORIES].tolist())


def stock_words(keys: Sequence[str], known: Stock) -> NDArray[np.bool_]:
    """(n,) which of a text's n words (folded) stand in a run of stock."""
    covered = np.zeros(len(keys), dtype=bool)
    if not known:
        return covered
    marked = np.isin(runs([word_key(stem(key)) for key in keys]), np.fromiter(known, np.uint64))
    for step in range(SHINGLE):
        covered[step : step + len(marked)] |= marked
    return covered
