"""Contrasts of what happened to the people hit: where they were hit, and how many are in which condition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..reports.numbers import numbers
from .contrasts import Contrast, Sides, equal_values, left_over, likest, overlap, stems
from .stated import Stated

_HIT = stems(("shot", "hit", "struck", "wound", "wounded", "wounds", "grazed", "gunshot", "bullet", "injured"))
_COMMON = _HIT | stems(("hospital", "medical", "center", "taken", "police", "man", "woman", "old", "year", "left"))
_SAME_SETTING = 0.5
_COUNTED_WITHIN = 45  # characters between a number and the condition of so many: "two of them in critical condition"
_STOP = re.compile(r"[.;:]|,\s(?:while|and|but)\b")


def wounds(pair: Sides) -> Iterator[Contrast]:
    """Where somebody was hit: words in one setting, or the one wound that each report tells of alone."""
    values_a, values_b = _hits(pair.of("wound")[0]), _hits(pair.of("wound")[1])
    alone_a, alone_b = left_over(values_a, values_b, equal_values), left_over(values_b, values_a, equal_values)
    single = len({s.value for s in values_a}) == 1 and len({s.value for s in values_b}) == 1
    for x in alone_a:
        best = likest(x, alone_b)
        if best is None:
            continue
        alike = overlap(x, best) >= _SAME_SETTING and len((x.around & best.around) - _COMMON) >= 2
        if alike or single:
            yield Contrast("other", "where the person was hit", x, best, overlap(x, best))


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
