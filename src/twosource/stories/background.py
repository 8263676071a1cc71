"""How common a phrase is in news at large: hashed phrase frequencies that ship with the package.

A phrase that many unrelated stories print ("anyone with information is asked to call") says nothing about who copied
whom; one that no other story prints says much. `background.npz` holds, for phrases of one to four words that at least
two unrelated events of the open news sets print, a 32-bit hash and the number of events (at most 255). No text can be
read back from it. It is built by benchmarks/build_background.py; the stories labelled for evaluation are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]

_MIX = np.uint64(0x9E3779B97F4A7C15)  # golden-ratio multiplier (Knuth 6.4): spreads the bits of consecutive words
_SHIFT = np.uint64(29)


@lru_cache(maxsize=200_000)
def word_key(word: str) -> int:
    """A word's hash, the same on every machine and in every run."""
    return crc32(word.encode("utf-8", "surrogatepass")) + 1


def phrase_keys(words: Sequence[int], n: int) -> Keys:
    """Hashes of the phrases of `n` consecutive words (given as word keys): shape (max(0, len(words) - n + 1),)."""
    codes = np.asarray(words, dtype=np.uint64)
    size = max(0, len(codes) - n + 1)
    keys = np.full(size, np.uint64(n), dtype=np.uint64)
    for i in range(n):
        keys = (keys ^ codes[i : i + size]) * _MIX
        keys ^= keys >> _SHIFT
    return keys


@lru_cache(maxsize=1)
def _table() -> tuple[NDArray[np.uint32], NDArray[np.uint8], int]:
    """Sorted hashes, the events that print each, and the number of events read."""
    with resources.files(__package__).joinpath("background.npz").open("rb") as file:
        stored = np.load(file)
        return stored["keys"], stored["events"], int(stored["total"])


def events(keys: Keys) -> NDArray[np.int64]:
    """In how many events of the background each phrase occurs; 0 for one that at most one event prints."""
    known, counts, _ = _table()
    short = (keys >> np.uint64(32)).astype(np.uint32)
    at = np.minimum(np.searchsorted(known, short), len(known) - 1)
    return np.where(known[at] == short, counts[at], 0).astype(np.int64)


def rarity(keys: Keys) -> NDArray[np.float64]:
    """1 for a phrase that the background does not print, falling to 0 for one that a hundred events print."""
    return np.asarray(np.clip(1 - np.log1p(events(keys)) / np.log(_STOCK), 0, 1), dtype=np.float64)


# A phrase printed by this many of the background's events (of some 1,800) is a stock phrase and weighs nothing.
_STOCK = 100


@lru_cache(maxsize=50_000)
def is_known_word(word: str) -> bool:
    """Whether at least two events of the background print this (folded) word."""
    return bool(events(phrase_keys([word_key(word)], 1))[0] > 0)
