"""Where a passage begins and ends: copied text need not start with a sentence.

Every word of the chain and of a sentence around it earns its rarity where the other side has it too, and costs
something; the passage is the stretch that earns most (Bentley's maximum subarray; Smith-Waterman without order).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..records import Span
from .chains import Chain
from .likeness import RARITY
from .wording import Floats, Ints, Wording

# What a word costs, in nats: a shared word that every other sentence of two reports holds earns about 1.2.
COST = 1.0
# What a word earns besides where it stands beside the same neighbour.
IN_ORDER = 1.0
# A lone pair of sentences is cut only where one has this many times the words of the other.
UNEVEN = 1.6
# Fewer words than this at an edge stay or stay out: a sentence's odd word says nothing of where a passage ends.
LEAST_CUT = 8


def edges(chain: Chain, a: Wording, b: Wording) -> tuple[Span, Span]:
    """The characters of a and of b that the chain covers, its ends moved to where sharing begins and ends."""
    rarity = _rarity(a, b)
    return (
        _side(a, chain.a_first, chain.a_last, b, (chain.b_first, chain.b_last), rarity),
        _side(b, chain.b_first, chain.b_last, a, (chain.a_first, chain.a_last), rarity),
    )


def uneven(chain: Chain, a: Wording, b: Wording) -> bool:
    """Whether one side has many more words than the other: then it holds more than what is shared."""
    left = a.first_word[chain.a_last + 1] - a.first_word[chain.a_first]
    right = b.first_word[chain.b_last + 1] - b.first_word[chain.b_first]
    return bool(max(left, right) >= UNEVEN * min(left, right))


def whole(side: Wording, first: int, last: int) -> Span:
    """Sentences first..last as they stand."""
    return Span(side.spans[first].start, side.spans[last].end)


def _side(side: Wording, first: int, last: int, other: Wording, there: tuple[int, int], rarity: Rarity) -> Span:
    """One side's characters."""
    low, high = side.first_word[max(first - 1, 0)], side.first_word[min(last + 2, len(side.spans))]
    core = side.first_word[first], side.first_word[last + 1]
    stems = side.word_stems[low:high]
    theirs = other.word_stems[other.first_word[there[0]] : other.first_word[there[1] + 1]]
    gain = np.where(np.isin(stems, theirs), rarity.of(stems), 0.0) + IN_ORDER * _in_order(stems, theirs)
    start, end = _best_stretch(gain - COST)
    start, end = low + start, low + end
    if end - start < (core[1] - core[0]) / 2:
        return whole(side, first, last)
    start = core[0] if abs(start - core[0]) < LEAST_CUT else start
    end = core[1] if abs(end - core[1]) < LEAST_CUT else end
    return Span(_start(side, first, core[0], start), _end(side, last, core[1], end))


def _in_order(stems: Ints, theirs: Ints) -> NDArray[np.bool_]:
    """Which words stand in a pair of neighbours that the other side has too."""
    paired = np.isin(stems[:-1] * 31 + stems[1:], theirs[:-1] * 31 + theirs[1:])
    return np.concatenate([paired, [False]]) | np.concatenate([[False], paired])


def _start(side: Wording, first: int, core: int, word: int) -> int:
    return side.spans[first].start if word == core else side.words[word].start


def _end(side: Wording, last: int, core: int, word: int) -> int:
    return side.spans[last].end if word == core else side.words[word - 1].end


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
