"""Contrasts of what happened to the people hit: where they were hit, and how many are in which condition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..records import Report
from ..reports.numbers import numbers
from .contrasts import Contrast, Sides, as_printed, equal_values, left_over, likest, lower_words, overlap, stems
from .stated import Stated

_HIT = stems(("shot", "hit", "struck", "wound", "wounded", "wounds", "grazed", "gunshot", "bullet", "injured"))
_COMMON = _HIT | stems(("hospital", "medical", "center", "taken", "police", "man", "woman", "old", "year", "left"))
_SAME_SETTING = 0.5
_COUNTED_WITHIN = 45  # characters between a number and the condition of so many: "two of them in critical condition"
_STOP = re.compile(r"[.;:]|,\s(?:while|and|but)\b")


def wounds(pair: Sides) -> Iterator[Contrast]:
    """Where somebody was hit: in one setting, or told with one rare word ("through the wall"), or each report's only
    wound."""
    values_a, values_b = _hits(pair.of("wound")[0]), _hits(pair.of("wound")[1])
    alone_a, alone_b = left_over(values_a, values_b, equal_values), left_over(values_b, values_a, equal_values)
    plain = lower_words(pair.a) & lower_words(pair.b)
    single = len({s.value for s in values_a}) == 1 and len({s.value for s in values_b}) == 1
    yield from _same_person(pair.a, values_a, values_b)
    yield from _told_alike(values_a, values_b, plain)
    for x in alone_a:
        best = likest(x, alone_b)
        if best is not None and (single or _one_setting(x, best)):
            yield Contrast("other", "where the person was hit", x, best, overlap(x, best))


def _one_setting(x: Stated, y: Stated) -> bool:
    return overlap(x, y) >= _SAME_SETTING and len((x.around & y.around) - _COMMON) >= 2


def _told_alike(values_a: Sequence[Stated], values_b: Sequence[Stated], plain: frozenset[str]) -> Iterator[Contrast]:
    """Two wounds told with one rare word that is no name ("through the wall"): the word's only wound in each report."""
    for word in sorted(
        (plain - _COMMON) & {w for s in values_a for w in s.rare} & {w for s in values_b for w in s.rare}
    ):
        mine, theirs = [s for s in values_a if word in s.rare], [s for s in values_b if word in s.rare]
        if len({s.value for s in mine}) == len({s.value for s in theirs}) == 1 and mine[0].value != theirs[0].value:
            yield Contrast("other", f"where the person was hit ({word})", mine[0], theirs[0], 0.6)


def _same_person(report: Report, values_a: Sequence[Stated], values_b: Sequence[Stated]) -> Iterator[Contrast]:
    """Wounds of one aged or named person, none of which the other report gives to that person."""
    for who in sorted({s.who for s in values_a} & {s.who for s in values_b} - {""}):
        mine, theirs = [s for s in values_a if s.who == who], [s for s in values_b if s.who == who]
        if {s.value for s in mine}.isdisjoint({s.value for s in theirs}):
            named = f"the {who}-year-old" if who.isdigit() else as_printed(report, who)
            yield Contrast("other", f"where {named} was hit", mine[0], theirs[0], 0.9)


def _hits(side: Sequence[Stated]) -> list[Stated]:
    """Parts of the body beside words of being hit: no "word of mouth"."""
    return [s for s in side if s.around & _HIT]


def casualties(pair: Sides) -> Iterator[Contrast]:
    """How many are in one condition: "two of them in critical condition" / "one in critical condition"."""
    for value in ("critical", "serious", "stable"):
        counted_a, counted_b = _counted(pair.a.text, pair.left, value), _counted(pair.b.text, pair.right, value)
        if len(counted_a) == 1 and len(counted_b) == 1 and counted_a.keys().isdisjoint(counted_b):
            x, y = next(iter(counted_a.values())), next(iter(counted_b.values()))
            yield Contrast("number", f"number in {value} condition", x, y, overlap(x, y), "update")


def _counted(text: str, side: Sequence[Stated], value: str) -> dict[float, Stated]:
    """The numbers that stand close before a condition, each with its statement."""
    found: dict[float, Stated] = {}
    for s in (s for s in side if s.kind == "condition" and s.value == value):
        near = [
            n
            for n in numbers(text)
            if 0 <= s.start - n.end <= _COUNTED_WITHIN and n.kind == "count" and not _STOP.search(text[n.end : s.start])
        ]
        if near and near[-1].low == near[-1].high and near[-1].low < 100:
            found.setdefault(near[-1].low, s)
    return found
