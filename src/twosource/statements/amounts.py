"""Contrasts of one against several where no figure is given: "a car pulled up" / "in multiple cars".

And of none against some: "no known witnesses" / "several witnesses say".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..records import Report, Span
from ..reports.text import sentences
from .contrasts import Contrast, Sides
from .stated import Stated, is_rare

_ONE = r"an?|one|a single|a lone"
_SEVERAL = r"several|multiple|many|numerous|two|three|four|five|six|seven|eight|a group of|a number of|two or three"
_ARMED = r"open(?:ed|s)? fire|fired|started shooting|began (?:firing|shooting)|pulled (?:out )?a gun"
_ARMED += r"|(?:ran|walked) up|approached"
_CAME = r"pulled up|drove|arrived|travel(?:l?ed|ing)|fled|sped|pulled alongside"


class _Thing(NamedTuple):
    """What is counted: a fact's name, the nouns (singular, plural), the words that must follow or stand before."""

    fact: str
    one: str
    several: str
    doing: str


_THINGS = (
    _Thing(
        "number of attackers",
        r"gunman|shooter|attacker|assailant|offender|suspect|man|person|male",
        r"gunmen|shooters|attackers|assailants|offenders|suspects|men|people|persons|males",
        _ARMED,
    ),
    _Thing("number of cars", r"car|vehicle|suv|truck|van", r"cars|vehicles|suvs|trucks|vans", _CAME),
)
_ACTIVE = tuple(
    (
        thing,
        re.compile(rf"\b(?:{_ONE})\s+(?:[\w-]+\s+){{0,2}}?(?:{thing.one})\s[^.,;]{{0,40}}?\b(?:{thing.doing})\b", re.I),
        re.compile(
            rf"\b(?:{_SEVERAL})\s+(?:[\w-]+\s+){{0,2}}?(?:{thing.several})\s[^.,;]{{0,40}}?\b(?:{thing.doing})\b"
            rf"|\b(?:{thing.doing})[^.,;]{{0,30}}?\bin (?:{_SEVERAL}) (?:{thing.several})\b",
            re.I,
        ),
    )
    for thing in _THINGS
)
_BULLETS = (
    re.compile(r"\b(?:shot|hit|struck)\s+(?:only\s+)?(?:once|one time|by (?:only )?(?:one|a single) bullet)\b", re.I),
    re.compile(
        r"\b(?:(?:shot|hit|struck)\s+(?:\w+\s+){0,3}?(?:multiple|several|numerous|two|three|four|five|six) times"
        r"|(?:multiple|several|numerous|two|three|four|five) gun ?shot wounds|shot twice|multiple gunshots? wounds?)\b",
        re.I,
    ),
)
_WITNESSES = (
    re.compile(r"\bno (?:known |other )?(?:eye)?witness(?:es)?\b", re.I),
    re.compile(
        r"\b(?:several|multiple|many|some|two|three|four) (?:eye)?witnesses\b|\bwitnesses (?:say|said|told)\b", re.I
    ),
)


_PERSON = (
    r"classmate|student|man|woman|neighbor|witness|friend|officer|deputy|bystander|driver|person|boy|girl|relative"
)
_PERSONS = r"classmates|students|men|women|neighbors|witnesses|friends|officers|deputies|bystanders|people|boys|girls"
_ONE_DID = re.compile(rf"\b(?:{_ONE}|another) (?:\w+ )?(?:{_PERSON}) (?P<verb>\w+ed)\b", re.I)
_GROUP_DID = re.compile(rf"\b(?:{_SEVERAL}) (?:\w+ )?(?:{_PERSONS}) (?P<verb>\w+ed)\b", re.I)


def amounts(pair: Sides) -> Iterator[Contrast]:
    """One against several attackers, cars or bullets; no witnesses against some."""
    for fact, one, several in (
        *((thing.fact, one, several) for thing, one, several in _ACTIVE),
        ("number of wounds", *_BULLETS),
        ("witnesses", *_WITNESSES),
    ):
        for a, b, turned in ((pair.a, pair.b, False), (pair.b, pair.a, True)):
            x, y = one.search(a.text), several.search(b.text)
            corrected = fact == "number of wounds" or not several.search(a.text)  # "it seemed several, but"
            if x and y and corrected and not one.search(b.text):
                sides = _stated(a, fact, "one", x), _stated(b, fact, "several", y)
                yield Contrast("number" if fact != "witnesses" else "other", fact, *_ordered(sides, turned=turned), 0.7)
    yield from _doers(pair)


def _doers(pair: Sides) -> Iterator[Contrast]:
    """One person against a group that did one thing: "a classmate dragged him" / "a group of students dragged"."""
    for a, b, turned in ((pair.a, pair.b, False), (pair.b, pair.a, True)):
        one, several = _doing(_ONE_DID, a), _doing(_GROUP_DID, b)
        for verb in sorted(one.keys() & several.keys()):
            if is_rare(verb) and verb not in _doing(_GROUP_DID, a) and verb not in _doing(_ONE_DID, b):
                fact = f"how many {verb}"
                sides = _stated(a, fact, "one", one[verb]), _stated(b, fact, "several", several[verb])
                yield Contrast("number", fact, *_ordered(sides, turned=turned), 0.7)
                return


def _doing(pattern: re.Pattern[str], report: Report) -> dict[str, re.Match[str]]:
    return {m["verb"].casefold(): m for m in pattern.finditer(report.text)}


def _ordered(sides: Sequence[Stated], *, turned: bool) -> tuple[Stated, Stated]:
    return (sides[1], sides[0]) if turned else (sides[0], sides[1])


def _stated(report: Report, fact: str, value: str, found: re.Match[str]) -> Stated:
    sentence = next((s for s in sentences(report.text, report.language) if s.start <= found.start() < s.end), None)
    span = Span(found.start(), found.end())
    return Stated(report.id, fact, value, span.start, span.end, fact, sentence=sentence, words=found[0])
