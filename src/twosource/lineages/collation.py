"""Where two copies of one text read differently, and who else reads as the one or the other.

Collation in the sense of textual criticism: word by word, each place of variation with the witnesses for each reading.
A reading that a third report shares is an innovation (or the original wording) in common; one that nobody shares is a
copyist's own (Lachmann; Maas, Textkritik, 1927).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import ratio

from ..stories.background import is_known_word, phrase_keys
from .plausible import plausibility
from .readings import Reading

# Words of context that a reading is recognised by in other reports.
_CONTEXT = 3
# Equal words between two differences that do not yet part them: one function word in a recast clause.
_BRIDGE = 1
# How much less plausible (a logarithm) a misspelling is at least, where the background does not know the language.
_FAR_RARER = 4.0
# Two spellings of one word are at least this alike (0..100): a letter turned, dropped or doubled.
_ALIKE = 75


@dataclass(frozen=True, slots=True)
class Difference:
    """Words a_start..a_end of a stand where b has b_start..b_end (word numbers, either may be empty)."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int
    a_also: int = 0  # third reports that read as a
    b_also: int = 0  # third reports that read as b

    @property
    def weight(self) -> float:
        """How much it sets the two apart: a changed word is 1, a paragraph cut in one go little more."""
        size = max(self.a_end - self.a_start, self.b_end - self.b_start)
        return 1 + 0.5 * math.log2(max(1, size))


# For each phrase of _CONTEXT words the reports that print it, as bits.
Printed = Mapping[int, int]


def printed(readings: Sequence[Reading]) -> Printed:
    """Which reports (by their number in `readings`, as bits) print each phrase."""
    bits: dict[int, int] = {}
    for number, reading in enumerate(readings):
        for key in set(phrase_keys(reading.codes.tolist(), _CONTEXT).tolist()):
            bits[key] = bits.get(key, 0) | (1 << number)
    return bits


def _blocks(a: Reading, b: Reading) -> list[tuple[int, int, int, int]]:
    """The unequal stretches of a shortest edit script, those one word apart joined."""
    blocks: list[tuple[int, int, int, int]] = []
    for op in Levenshtein.opcodes(a.codes.tolist(), b.codes.tolist()):
        if op.tag == "equal":
            continue
        here = (op.src_start, op.src_end, op.dest_start, op.dest_end)
        if blocks and here[0] - blocks[-1][1] <= _BRIDGE and here[2] - blocks[-1][3] <= _BRIDGE:
            here = (blocks[-1][0], here[1], blocks[-1][2], here[3])
            blocks.pop()
        blocks.append(here)
    return blocks


def _readers(reading: Reading, start: int, end: int, where: Printed, everyone: int) -> int:
    """The reports (bits) that print the words start..end of `reading` with a word on either side."""
    words = reading.codes[max(0, start - 1) : end + 1].tolist()
    bits = everyone
    for key in phrase_keys(words, _CONTEXT).tolist():
        bits &= where.get(key, 0)
    return bits if len(words) >= _CONTEXT else 0


def differences(a: Reading, b: Reading, where: Printed, pair: int, everyone: int) -> tuple[Difference, ...]:
    """Every place where a and b differ, in order. `pair`: the bits of a and b, `everyone`: of all reports."""
    found = []
    for a0, a1, b0, b1 in _blocks(a, b):
        as_a = _readers(a, a0, a1, where, everyone) & ~pair
        as_b = _readers(b, b0, b1, where, everyone) & ~pair
        found.append(Difference(a0, a1, b0, b1, (as_a & ~as_b).bit_count(), (as_b & ~as_a).bit_count()))
    return tuple(found)


def distance(found: Sequence[Difference]) -> float:
    """How far apart two copies are: the weights of their differences together."""
    return sum(d.weight for d in found)


def slips(found: Sequence[Difference], a: Reading, b: Reading) -> list[tuple[Difference, bool]]:
    """Misspelt or doubled words: the difference, and whether a (else b) has the slip."""
    rarer = _rarer_by_background if a.in_background and b.in_background else _rarer_by_pieces
    marked = []
    for d in found:
        mine, other = a.keys[d.a_start : d.a_end], b.keys[d.b_start : d.b_end]
        if _slipped(mine, other, a.keys[max(0, d.a_start - 1) : d.a_end], rarer):
            marked.append((d, True))
        elif _slipped(other, mine, b.keys[max(0, d.b_start - 1) : d.b_end], rarer):
            marked.append((d, False))
    return marked


def _slipped(
    mine: Sequence[str], other: Sequence[str], before: Sequence[str], rarer: Callable[[str, str], bool]
) -> bool:
    """Whether `mine` is `other` with a slip: a word much `rarer` than one like it, or one word twice."""
    if len(mine) == 1 and len(other) == 1:
        return mine[0].isalpha() and ratio(mine[0], other[0]) >= _ALIKE and rarer(mine[0], other[0])
    return not other and len(mine) == 1 and len(before) == 2 and before[0] == before[1]


def _rarer_by_background(word: str, other: str) -> bool:
    """Whether news at large prints the other word and not this one."""
    return not is_known_word(word) and is_known_word(other)


def _rarer_by_pieces(word: str, other: str) -> bool:
    """Whether this word is the less plausible by far: for languages that the background has not read."""
    return plausibility(other) - plausibility(word) >= _FAR_RARER


def cut_words(found: Sequence[Difference]) -> tuple[int, int]:
    """Words that only a has and only b has where the other has nothing in their stead."""
    only_a = sum(d.a_end - d.a_start for d in found if d.a_end - d.a_start > 2 * (d.b_end - d.b_start))
    only_b = sum(d.b_end - d.b_start for d in found if d.b_end - d.b_start > 2 * (d.a_end - d.a_start))
    return only_a, only_b


def ends_early(found: Sequence[Difference], a: Reading, b: Reading) -> int:
    """1 where b stops and a goes on by ten words or more, -1 the other way round, else 0."""
    last = found[-1] if found else None
    if last is None or last.a_end < len(a.codes) or last.b_end < len(b.codes):
        return 0
    extra = (last.a_end - last.a_start) - (last.b_end - last.b_start)
    return (
        int(np.sign(extra))
        if abs(extra) >= _CUT and min(last.a_end - last.a_start, last.b_end - last.b_start) < 4
        else 0
    )


# Words that must be missing at the end for a cut to be called one.
_CUT = 10
