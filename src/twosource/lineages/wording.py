"""The wording two reports have in common: which phrases, in which sentences, how rare, names and numbers aside."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq
from rapidfuzz.process import cdist

from .readings import KEPT, LONG, PHRASE, SHORT, Mask, Reading

# Rarity that a phrase must have to count: at 0.5 about ten of the background's events print it.
_RARE = 0.5
# Words of a phrase that must be neither name nor number: two reporters share those without copying.
_TELLING = 2
# Sentences with fewer words are not compared: "Police are investigating."
_LEAST_WORDS = 6


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """What one report (n words, m narrative sentences) shares with the other."""

    rare: Mask  # (n,) the word stands in a rare phrase of four words that both print
    telling: Mask  # (n,) narrative word, no fact, in a rare phrase of three words that both print
    run: Mask  # (n,) narrative word (facts too) in such a phrase
    surely: int  # telling words in rare phrases of five words that both print
    likeness: NDArray[np.float64]  # (m,) how alike each narrative sentence is to its nearest in the other, 0..1
    share: float  # of the telling words, those in `telling`, 0..1


def _spread(marks: Mask, n: int, size: int) -> Mask:
    """The words covered by the phrases marked: (n - size + 1,) -> (n,)."""
    covered = np.zeros(n, dtype=bool)
    for i in range(size):
        covered[i : i + len(marks)] |= marks
    return covered


def _common(mine: Reading, other: Reading, size: int, least: int) -> Mask:
    """(n,) the words in rare phrases of `size` words that both print, at least `least` of them telling."""
    n = len(mine.codes)
    if n < size:
        return np.zeros(n, dtype=bool)
    printed = _printed(other, size)
    shared = np.fromiter(map(printed.__contains__, mine.phrases[size].tolist()), dtype=bool)
    return _spread(shared & (mine.rare[size] >= _RARE) & (_telling(mine, size) >= least), n, size)


@lru_cache(maxsize=384)  # of three sizes for each report of a story; 27 kB each
def _printed(reading: Reading, size: int) -> frozenset[int]:
    """Its phrases of `size` words, as hashes."""
    return frozenset(reading.phrases[size].tolist())


@lru_cache(maxsize=4 * KEPT)
def _telling(reading: Reading, size: int) -> NDArray[np.int64]:
    """(n - size + 1,) telling words of each phrase."""
    return np.convolve(reading.telling.astype(np.int64), np.ones(size, dtype=np.int64), "valid")


@lru_cache(maxsize=KEPT)
def _told_sentences(reading: Reading) -> list[list[int]]:
    """The words of each narrative sentence, quoted ones left out, as hashes."""
    texts: list[list[int]] = [[] for _ in reading.narrative]
    for code, sentence, told in zip(
        reading.codes.tolist(), reading.sentence.tolist(), reading.told.tolist(), strict=True
    ):
        if told:
            texts[sentence].append(code)
    return texts


def likeness(a: Reading, b: Reading) -> NDArray[np.float64]:
    """(m of a, m of b) twice the longest common subsequence of words over both lengths; 0 for very short sentences."""
    mine, others = _told_sentences(a), _told_sentences(b)
    if not mine or not others:
        return np.zeros((len(mine), len(others)))
    common = cdist(mine, others, scorer=LCSseq.similarity, dtype=np.int32)
    long, other = (np.array([len(s) for s in side]) for side in (mine, others))
    enough = np.minimum(long[:, None], other[None, :]) >= _LEAST_WORDS
    return np.asarray(np.where(enough, 2 * common / np.maximum(1, long[:, None] + other[None, :]), 0.0))


def _side(mine: Reading, other: Reading, alike: NDArray[np.float64]) -> Side:
    """What `mine` shares with `other`; `alike` as from `likeness`, mine first."""
    short = _common(mine, other, SHORT, _TELLING)
    telling = short & mine.telling
    return Side(
        rare=_common(mine, other, PHRASE, 0),
        telling=telling,
        run=short & mine.told,
        surely=int((_common(mine, other, LONG, _TELLING) & mine.telling).sum()),
        likeness=alike.max(axis=1, initial=0.0),
        share=float(telling.sum() / max(1, mine.telling.sum())),
    )


def wording(a: Reading, b: Reading) -> tuple[Side, Side]:
    """What a shares with b and b with a. Phrases: n log n; sentences: all with all."""
    alike = likeness(a, b)
    return _side(a, b, alike), _side(b, a, alike.T)
