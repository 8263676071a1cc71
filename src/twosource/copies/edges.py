"""Where a passage begins and ends: copied text need not start with a sentence.

Every word of the chain and of a sentence around it earns its rarity where the other side has it too, and costs
something; the passage is the stretch that earns most (Bentley's maximum subarray; Smith-Waterman without order).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..records import Span
from .chains import Chain
from .marks import Floats, Ints
from .wording import RARITY, Wording

# What a word costs, in nats: a shared word that every other sentence of two reports holds earns about 1.2.
COST = 0.9
# What a word earns besides where it stands beside the same neighbour.
IN_ORDER = 1.0
# Where runs of this many same words make up this share of a side, the runs say where the passage ends.
RUN = 5
RUNS_SHARE = 0.5
# A lone pair of sentences is cut only where one has this many times the words of the other.
UNEVEN = 1.6
# Fewer words than this at an edge stay or stay out: a sentence's odd word says nothing of where a passage ends.
LEAST_CUT = 8


def edges(chain: Chain, a: Wording, b: Wording) -> tuple[Span, Span]:
    """The characters of a and of b that the chain covers, its ends moved to where sharing begins and ends."""
    rarity = _rarity(a, b)
    return (
        _side(a, (chain.a_first, chain.a_last), b, (chain.b_first, chain.b_last), rarity),
        _side(b, (chain.b_first, chain.b_last), a, (chain.a_first, chain.a_last), rarity),
    )


def uneven(chain: Chain, a: Wording, b: Wording) -> bool:
    """Whether one side has many more words than the other: then it holds more than what is shared."""
    left = a.first_word[chain.a_last + 1] - a.first_word[chain.a_first]
    right = b.first_word[chain.b_last + 1] - b.first_word[chain.b_first]
    return bool(max(left, right) >= UNEVEN * min(left, right))


def whole(side: Wording, first: int, last: int) -> Span:
    """Sentences first..last as they stand."""
    return Span(side.spans[first].start, side.spans[last].end)


def _side(side: Wording, here: tuple[int, int], other: Wording, there: tuple[int, int], rarity: Rarity) -> Span:
    """One side's characters: its sentences `here` are matched with the other's `there`, both first and last."""
    first, last = here
    low, high = side.first_word[max(first - 1, 0)], side.first_word[min(last + 2, len(side.spans))]
    core = side.first_word[first], side.first_word[last + 1]
    theirs = slice(other.first_word[max(there[0] - 1, 0)], other.first_word[min(there[1] + 2, len(other.spans))])
    same = _same_runs(side.word_keys[low:high], other.word_keys[theirs])
    if same.sum() >= RUNS_SHARE * min(core[1] - core[0], theirs.stop - theirs.start):
        start, end = _best_stretch(np.where(same, 1.0, -0.5))
        return Span(int(side.word_starts[low + start]), _end(side, last, core[1], low + end))
    theirs = slice(other.first_word[there[0]], other.first_word[there[1] + 1])
    start, end = _best_stretch(_gain(side.word_stems[low:high], other.word_stems[theirs], rarity) - COST)
    start, end = low + start, low + end
    if end - start < (core[1] - core[0]) / 2:
        return whole(side, first, last)
    start = core[0] if abs(start - core[0]) < LEAST_CUT else start
    end = core[1] if abs(end - core[1]) < LEAST_CUT else end
    return Span(_start(side, first, core[0], start), _end(side, last, core[1], end))


def _gain(stems: Ints, theirs: Ints, rarity: Rarity) -> Floats:
    """What each word earns by standing on the other side too."""
    gain: Floats = np.where(np.isin(stems, theirs), rarity.of(stems), 0.0) + IN_ORDER * _in_order(stems, theirs)
    return gain


def _same_runs(keys: Ints, theirs: Ints) -> NDArray[np.bool_]:
    """Which words stand in a run of RUN words that the other side has as it is."""
    covered = np.zeros(len(keys), dtype=bool)
    starts = np.nonzero(np.isin(_rolled(keys), _rolled(theirs)))[0]
    for step in range(RUN):
        covered[starts + step] = True
    return covered


def _rolled(keys: Ints) -> Ints:
    """A hash of each run of RUN words."""
    count = max(len(keys) - RUN + 1, 0)
    rolled = np.zeros(count, dtype=np.int64)
    for step in range(RUN):
        rolled = rolled * 1_000_003 + keys[step : step + count]
    return rolled


def _in_order(stems: Ints, theirs: Ints) -> NDArray[np.bool_]:
    """Which words stand in a pair of neighbours that the other side has too."""
    paired = np.isin(stems[:-1] * 31 + stems[1:], theirs[:-1] * 31 + theirs[1:])
    either: NDArray[np.bool_] = np.concatenate([paired, [False]]) | np.concatenate([[False], paired])
    return either


def _start(side: Wording, first: int, core: int, word: int) -> int:
    return side.spans[first].start if word == core else int(side.word_starts[word])


def _end(side: Wording, last: int, core: int, word: int) -> int:
    return side.spans[last].end if word == core else int(side.word_ends[word - 1])


def _best_stretch(gain: Floats) -> tuple[int, int]:
    """Start and end of the stretch with the largest sum."""
    total = np.concatenate([[0.0], np.cumsum(gain)])
    lowest = np.minimum.accumulate(total)
    end = int(np.argmax(total - lowest))
    return int(np.argmin(total[: end + 1])), end


class Rarity:
    """The weight of stems by how many sentences of both reports hold them."""

    def __init__(self, keys: Ints, holders: Floats) -> None:
        self._keys, self._holders = keys, holders

    def of(self, stems: Ints) -> Floats:
        """The weight of each; stems no sentence holds weigh nothing."""
        place = np.minimum(np.searchsorted(self._keys, stems), max(len(self._keys) - 1, 0))
        known = self._keys[place] == stems
        weight: Floats = np.where(known, np.log1p(RARITY / self._holders[place]), 0.0)
        return weight


def _rarity(a: Wording, b: Wording) -> Rarity:
    """Both reports' stems together."""
    keys, where = np.unique(np.concatenate([a.stems.keys, b.stems.keys]), return_inverse=True)
    holders = np.bincount(where, np.concatenate([a.stems.holders, b.stems.holders]), len(keys)).astype(np.float64)
    return Rarity(keys, holders)
