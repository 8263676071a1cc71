"""Contrasts of who held the gun when a child was hit: the child, another one, and of which age."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from ..records import Report
from ..reports.text import sentences
from .contrasts import Contrast, Sides
from .stated import Stated

_KIN = r"brother|sister|sibling|cousin|son|daughter|father|mother|child|toddler|boy|girl|friend|relative"
_SELF = re.compile(r"\bself-inflicted\b|\b(?:shot|shooting|shoots) (?:him|her)self\b", re.I)
_OTHER = (
    re.compile(
        rf"\banother (?:\w+ ){{0,2}}?(?:{_KIN}|person)\b[^.]{{0,40}}?\b(?:responsible for|fired|pulled the)", re.I
    ),
    re.compile(
        rf"\bshot by (?:his|her|their|another|an?) (?:\w+ )?(?:(?P<age>\d{{1,2}})[- ]year[- ]old )?(?:{_KIN})\b", re.I
    ),
    re.compile(
        r"\b(?P<age>\d{1,2})[- ]year[- ]old\b(?: \w+)?(?! (?:was|were) )[^.;]{0,80}?\b(?:(?<!was )(?<!were )fired"
        r"(?! (?:at|upon))|pulled the trigger|(?<!was )(?<!been )shot (?:the|his|her|an?)\b)",
        re.I,
    ),
)
_AGE = re.compile(r"\b(\d{1,2})[- ](?:year|month)s?[- ]old\b", re.I)
# Of whom a "self-inflicted" wound is told here: no gunman's who took his life.
_CHILD = re.compile(rf"\b(?:{_KIN}|accident\w*|unintentional\w*)\b|\b\d[- ]year[- ]old", re.I)
_LOOK_BACK = 300  # characters in which the age of "herself" is told
_OLDEST = 17


def who_fired(pair: Sides) -> Iterator[Contrast]:
    """Who fired by accident, where each report names one: the child itself, or somebody else."""
    one, other = _shooters(pair.a), _shooters(pair.b)
    if len(one) == len(other) == 1 and _excluded(*one, *other):
        (x,), (y,) = one.values(), other.values()
        yield Contrast("other", "who fired", x, y, 0.8)


def _excluded(x: str, y: str) -> bool:
    """Whether two shooters are two people's: other ages, or "another" child and the one hit itself."""
    (role_x, age_x), (role_y, age_y) = x.split(), y.split()
    if age_x == "?" or age_y == "?":
        return role_x != role_y and "another" in (role_x, role_y)
    return age_x != age_y


@lru_cache(maxsize=1024)
def _shooters(report: Report) -> Mapping[str, Stated]:
    """ "self 4" (age of who hit itself), "child 2", "another ?", "kin ?" -> the first statement of it."""
    found: dict[str, Stated] = {}
    for sentence in sentences(report.text, report.language):
        own = _SELF.search(report.text, sentence.start, sentence.end)
        if own and _CHILD.search(report.text, sentence.start, sentence.end):
            ages = _AGE.findall(report.text[max(0, own.start() - _LOOK_BACK) : own.start()])
            value = f"self {ages[-1] if ages else '?'}"
        else:
            own = next((m for p in _OTHER if (m := p.search(report.text, sentence.start, sentence.end))), None)
            age = own.groupdict().get("age") if own else None
            value = f"child {age}" if age else ("another ?" if own and "another" in own[0].casefold() else "kin ?")
        if own and not (value[-1].isdigit() and int(value.split()[1]) > _OLDEST):
            s = Stated(report.id, "shooter", value, own.start(), own.end(), "shooter", sentence=sentence, words=own[0])
            found.setdefault(value, s)
    return found
