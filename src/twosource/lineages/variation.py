"""One sentence in all its copies: where they read differently, and what each change costs a copyist.

Costs are negative logarithms of how likely a change is, about: chosen near the rates of the generated trees, then by
search over them; what counts is which way a change is the cheaper. A slip is made rather than mended, a synonym is the
rarer word, names and numbers change either way.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein, Levenshtein
from rapidfuzz.fuzz import ratio

from ..stories.background import word_key
from .plausible import plausibility_of

Words = tuple[str, ...]
Version = tuple[int, ...]  # for each place the number of its reading

# One changed stretch, and what doubling its length adds.
_CHANGED, _LONGER = 4.0, 0.5
# How far plausibility (a logarithm) moves that, at most by _FAVOUR; a phrase for a word says less.
_LEAN, _FAVOUR, _FAVOUR_PHRASE = 0.45, 3.0, 1.5
# A letter turned, dropped or added: the same, for words so alike (0..100) and at most so many letters apart.
_SLIP, _SLIP_LEAN, _SLIP_FAVOUR, _SPELT, _LETTERS = 4.5, 0.5, 3.5, 70, 1
# A word twice, and one of the two taken away.
_DOUBLED, _MENDED = 3.0, 7.0
# Words left out, and put in.
_LEFT_OUT, _PUT_IN = 3.5, 4.5
# A name or number in place of another.
_FACT = 5.0
# An original with a misspelling in it, at most.
_ODD_ORIGINAL = 4.0


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch that copies read differently (k readings); costs by number of the reading copied and that made."""

    readings: tuple[Words, ...]
    costs: tuple[tuple[float, ...], ...]
    spun: tuple[tuple[bool, ...], ...]  # whether the change is one of the kind that spinners make: to a rarer word
    odd: tuple[float, ...]  # what it costs an original to have this reading


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence of `length` words with its places and the version that each copy has."""

    length: int
    places: tuple[Place, ...]
    versions: Mapping[int, Version]

    def changed(self, before: Version, after: Version) -> tuple[float, float]:
        """What it costs to make `after` of `before`: changes that spinners make, others."""
        spun = other = 0.0
        for place, x, y in zip(self.places, before, after, strict=True):
            if x != y and place.spun[x][y]:
                spun += place.costs[x][y]
            elif x != y:
                other += place.costs[x][y]
        return spun, other

    def odd(self, version: Version) -> float:
        """What it costs an original to have this version."""
        return sum(place.odd[x] for place, x in zip(self.places, version, strict=True))


def unit(copies: Mapping[int, Words], facts: frozenset[str]) -> Unit:
    """The sentence that each text (by number) has, collated against the wording most have."""
    counts = Counter(copies.values())
    base = max(counts, key=lambda s: (counts[s], len(s), s))
    scripts = {s: _script(base, s) for s in counts}
    spans = _places([span for script in scripts.values() for span in script])
    readings = {s: tuple(_reading(s, scripts[s], span, base) for span in spans) for s in counts}
    choices = [sorted({r[k] for r in readings.values()}) for k in range(len(spans))]
    places = tuple(_place(c, base, span, facts) for c, span in zip(choices, spans, strict=True))
    numbers = {s: tuple(choices[k].index(x) for k, x in enumerate(r)) for s, r in readings.items()}
    return Unit(len(base), places, {i: numbers[s] for i, s in copies.items()})


Edit = tuple[int, int, int, int]  # words start..end of the base stand where words start..end of the copy do


def _script(base: Words, other: Words) -> list[Edit]:
    """The stretches that differ, those side by side as one."""
    ops = Levenshtein.opcodes([word_key(w) for w in base], [word_key(w) for w in other])
    edits: list[Edit] = []
    for op in ops:
        if op.tag != "equal":
            here = (op.src_start, op.src_end, op.dest_start, op.dest_end)
            if edits and edits[-1][1] == here[0] and edits[-1][3] == here[2]:
                here = (edits[-1][0], here[1], edits.pop()[2], here[3])
            edits.append(here)
    return edits


def _places(edits: Sequence[Edit]) -> list[tuple[int, int]]:
    """The stretches of the base that any copy changes, those that touch joined."""
    spans: list[tuple[int, int]] = []
    for start, end in sorted({(e[0], e[1]) for e in edits}):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _reading(copy: Words, script: Sequence[Edit], span: tuple[int, int], base: Words) -> Words:
    """What a copy has in place of the base's stretch `span`."""
    words: list[str] = []
    at = span[0]
    for start, end, new_start, new_end in script:
        if span[0] <= start and end <= span[1]:
            words += [*base[at:start], *copy[new_start:new_end]]
            at = end
    return (*words, *base[at : span[1]])


def _place(readings: Sequence[Words], base: Words, span: tuple[int, int], facts: frozenset[str]) -> Place:
    """The readings with what each change between two of them costs."""
    around = base[max(0, span[0] - 1) : span[0]], base[span[1] : span[1] + 1]
    costs = tuple(tuple(_cost(x, y, around, facts) for y in readings) for x in readings)
    rarer = tuple(tuple(_spun(x, y) for y in readings) for x in readings)
    return Place(tuple(readings), costs, rarer, tuple(_odd(x, readings) for x in readings))


Around = tuple[Words, Words]  # the word before and the word after, () at the ends


def _cost(x: Words, y: Words, around: Around, facts: frozenset[str]) -> float:
    """What it costs a copyist to write y for x."""
    if x == y:
        return 0.0
    if _doubles(y, x, around) or _doubles(x, y, around):
        return _DOUBLED if len(y) > len(x) else _MENDED
    if not (x and y):
        return (_LEFT_OUT if x else _PUT_IN) + _LONGER * math.log2(len(x or y))
    return _reworded(x, y, facts)


def _reworded(x: Words, y: Words, facts: frozenset[str]) -> float:
    """The same for words in place of words."""
    favour = plausibility_of(x) - plausibility_of(y)
    if _misspelt(x, y):
        return _SLIP - _within(_SLIP_LEAN * favour, _SLIP_FAVOUR)
    if not facts.isdisjoint(x) and not facts.isdisjoint(y):
        return _FACT
    most = _FAVOUR if len(x) == len(y) else _FAVOUR_PHRASE
    return _CHANGED + _LONGER * math.log2(max(len(x), len(y))) - _within(_LEAN * favour, most)


def _within(value: float, most: float) -> float:
    """The value, at most `most` either way."""
    return max(-most, min(most, value))


def _misspelt(x: Words, y: Words) -> bool:
    """Whether the two are spellings of one word."""
    if not (len(x) == len(y) == 1 and x[0].isalpha() and y[0].isalpha()):
        return False
    return ratio(x[0], y[0]) >= _SPELT and DamerauLevenshtein.distance(x[0], y[0]) <= _LETTERS


def _spun(x: Words, y: Words) -> bool:
    """Whether y is another and a rarer word for x."""
    return bool(x and y) and plausibility_of(y) < plausibility_of(x) and not _misspelt(x, y)


def _doubles(longer: Words, shorter: Words, around: Around) -> bool:
    """Whether `longer` is `shorter` with a word written twice."""
    if len(longer) != len(shorter) + 1:
        return False
    seen = (*around[0], *longer, *around[1])
    other = (*around[0], *shorter, *around[1])
    return any(seen[i] == seen[i - 1] and seen[:i] + seen[i + 1 :] == other for i in range(1, len(seen)))


def _odd(x: Words, readings: Sequence[Words]) -> float:
    """What an original with this reading costs: a misspelling where another copy has the word right."""
    gains = [plausibility_of(y) - plausibility_of(x) for y in readings if y != x and _misspelt(x, y)]
    return min(_ODD_ORIGINAL, _SLIP_LEAN * max([0.0, *gains]))
