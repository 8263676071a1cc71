"""Two reports held against each other: statements of one fact with values that differ.

A table of one function a kind; each looks at what is left over on both sides (a value that the other report states too
is no disagreement) and pairs it by what it is about and by the words around it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from rapidfuzz.distance import OSA

from ..copies.variants import stem
from ..records import Nature, Report
from ..reports.numbers import same_number
from ..reports.text import fold
from ..reports.times import agree, day_of
from .stated import ROLES, Stated, stated


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two statements of one fact that differ."""

    kind: str
    fact: str
    a: Stated
    b: Stated
    weight: float
    nature: Nature = "conflict"


class Sides(NamedTuple):
    """Two reports and all that they state."""

    a: Report
    b: Report
    left: tuple[Stated, ...]
    right: tuple[Stated, ...]

    def of(self, kind: str) -> tuple[list[Stated], list[Stated]]:
        """The statements of one kind, of a and of b."""
        return [s for s in self.left if s.kind == kind], [s for s in self.right if s.kind == kind]


def stems(words: Iterable[str]) -> frozenset[str]:
    """Stems of some words."""
    return frozenset(stem(w) for w in words)


_EVENT_WORDS = "shooting shot killed happened occurred stabbing died incident attack call called responded fired crash"
EVENT = stems(_EVENT_WORDS.split())
_TOLL = stems(("killed", "injured", "wounded", "dead", "condition", "hospital", "shot", "arrested", "charged"))
# Many things are counted so in one report: only nearly the same words around them make two numbers one's.
_PERSONS = (
    "people men women officers deputies adults kids children shootings suspects defendants gunmen victims teens boys"
)
_LOOSE = stems(_PERSONS.split()) | {"people", "duration", "length", "percent", "dollar"}
_MEASURED = frozenset({"duration", "percent"})
_YEARS_APART = 4  # two ages further apart are two people's
_SETTING = 3  # words around both of two ages, one of a name and one of a role
_BLOCK = 100  # house numbers: "1606" lies in "the 1600 block"
_MINUTES_APART = 180  # two clock times further apart are two events', unless the words around them are the same
_ROUNDED = 5  # minutes to which "about" rounds
_ABOUT = re.compile(r"\b(?:about|around|approximately|roughly)\s+$", re.I)
_SHORTLY = re.compile(r"\b(?:shortly|just|minutes|right|soon)\s+(before|after)\s+$", re.I)
_SHORT = 15  # minutes that "shortly" spans
_DYING = stems(("died", "pronounced", "dies"))
_CAPTION = re.compile(r"(?:published|posted|updated|photo)\W+(?:\w+\W+)?$", re.I)
_SAME_MINUTES = 45  # two left-over clock times this near are one event's


def sides(a: Report, b: Report) -> Sides:
    """Read both reports."""
    return Sides(a, b, stated(a), stated(b))


def left_over(left: list[Stated], right: list[Stated], same: Callable[[Stated, Stated], bool]) -> list[Stated]:
    """What of the left the right does not state."""
    return [x for x in left if not any(same(x, y) for y in right)]


def equal_values(x: Stated, y: Stated) -> bool:
    """Whether two statements give one value."""
    return x.value == y.value


def overlap(a: Stated, b: Stated) -> float:
    """Share of the words around one statement that stand around the other, 0..1."""
    return len(a.around & b.around) / max(1, min(len(a.around), len(b.around)))


def likest(x: Stated, others: Iterable[Stated]) -> Stated | None:
    """The statement with most of the same words around it."""
    return max(others, key=lambda y: overlap(x, y), default=None)


def ages(pair: Sides) -> Iterator[Contrast]:
    """Ages given to one name, or to one role, that differ."""
    ages_a, ages_b = pair.of("age")
    alone_a, alone_b = left_over(ages_a, ages_b, equal_values), left_over(ages_b, ages_a, equal_values)
    few = len({s.value for s in alone_a}) <= 2 and len({s.value for s in alone_b}) <= 2
    for x in ages_a:
        for y in ages_b:
            named = _same_person(x.about, y.about) and 0 < _years(x, y) <= 10 and (x in alone_a or y in alone_b)
            if named and _one_value(ages_a, x) and _one_value(ages_b, y):
                yield Contrast("age", f"age of {x.about}", x, y, 1.0)
            elif few and x in alone_a and y in alone_b and _one_person(x, y):
                yield Contrast("age", f"age of the {x.about or y.about or 'person'}", x, y, 0.6)


def _same_person(x: str, y: str) -> bool:
    """Whether two names, or roles, mean one person: one surname, and nearly one first name."""
    one, other = x.split(), y.split()
    return (
        bool(one and other) and one[-1] == other[-1] and (len(one) != len(other) or OSA.distance(one[0], other[0]) <= 1)
    )


def _one_person(x: Stated, y: Stated) -> bool:
    """Whether two ages that neither report shares may be one person's: near, and both of somebody described."""
    two_names = not _same_person(x.about, y.about) and x.about not in ROLES and y.about not in ROLES
    if bool(x.about) != bool(y.about) or two_names or _years(x, y) > _YEARS_APART:
        return False
    one_sort = (x.about in ROLES) == (y.about in ROLES)
    return one_sort or len(x.around & y.around) >= _SETTING


def _years(x: Stated, y: Stated) -> float:
    return abs(float(x.value) - float(y.value))


def _one_value(statements: list[Stated], one: Stated) -> bool:
    """Whether the report gives this name or role one age only."""
    return len({s.value for s in statements if s.about == one.about}) == 1


def clocks(pair: Sides) -> Iterator[Contrast]:
    """Clock times of one event."""
    times_a, times_b = pair.of("clock")
    alone_a, alone_b = left_over(times_a, times_b, _same_clock), left_over(times_b, times_a, _same_clock)
    for x in alone_a[:3]:
        best = likest(x, alone_b[:3])
        if best is None:
            continue
        apart = _minutes_apart(x, best)
        events = bool(x.around & EVENT) and bool(best.around & EVENT)
        likely = overlap(x, best) >= 0.25 and (events or overlap(x, best) >= 0.4)
        if bool(x.around & _DYING) != bool(best.around & _DYING) or _about_same(pair, x, best):
            continue
        if likely or apart <= _SAME_MINUTES or (apart <= _MINUTES_APART and events and overlap(x, best) >= 0.15):
            yield Contrast("time", "time of the event", x, best, overlap(x, best))


def _about_same(pair: Sides, x: Stated, y: Stated) -> bool:
    """Whether two times are a few minutes apart, one of them only "about"."""
    if _beside(pair.a, x, y) or _beside(pair.b, y, x):
        return True
    return _minutes_apart(x, y) <= _ROUNDED and any(
        _ABOUT.search(r.text[max(0, s.start - 16) : s.start]) and s.moment and (s.moment.clock or 0) % _ROUNDED == 0
        for r, s in ((pair.a, x), (pair.b, y))
    )


def _beside(report: Report, x: Stated, y: Stated) -> bool:
    """Whether x is "shortly before" or "after" a time, and y lies there."""
    side = _SHORTLY.search(report.text[max(0, x.start - 24) : x.start])
    if not side or not x.moment or not y.moment:
        return False
    apart = ((y.moment.clock or 0) - (x.moment.clock or 0)) * (1 if side[1].casefold() == "after" else -1) % 1440
    return 0 < apart <= _SHORT


def _same_clock(x: Stated, y: Stated) -> bool:
    return _minutes_apart(x, y) == 0


def _minutes_apart(x: Stated, y: Stated) -> int:
    if not x.moment or not y.moment:
        return 1440
    apart = abs((x.moment.clock or 0) - (y.moment.clock or 0))
    return min(apart, 1440 - apart)


def days(pair: Sides) -> Iterator[Contrast]:
    """Days on which something is said to have happened."""
    days_a, days_b = (
        [s for s in side if _dated(s) and not _CAPTION.search(r.text[max(0, s.start - 24) : s.start])]
        for side, r in zip(pair.of("day"), (pair.a, pair.b), strict=True)
    )
    alone_a, alone_b = left_over(days_a, days_b, _same_day), left_over(days_b, days_a, _same_day)
    for x in alone_a[:3]:
        best = likest(x, alone_b[:3])
        if best is not None and overlap(x, best) >= 0.4 and len(x.around & best.around) >= 2:
            yield Contrast("time", "day of the event", x, best, overlap(x, best))


def _dated(s: Stated) -> bool:
    return s.moment is not None and (s.moment.weekday is not None or s.moment.day is not None)


def _same_day(x: Stated, y: Stated) -> bool:
    if not x.moment or not y.moment or x.value == y.value:
        return True
    weekday_x, weekday_y = _weekday(x), _weekday(y)
    if (x.moment.weekday is None) != (y.moment.weekday is None) and weekday_x is not None and weekday_y is not None:
        return weekday_x == weekday_y
    return agree(x.moment, y.moment, x.day, y.day)


def _weekday(s: Stated) -> int | None:
    """The day of the week that a moment says, or that its date falls on."""
    if s.moment and s.moment.weekday is None and s.moment.month and s.moment.day and (s.moment.year or s.day):
        return day_of(s.moment.year or (s.day.year if s.day else 1), s.moment.month, s.moment.day).weekday()
    return s.moment.weekday if s.moment else None


def counts(pair: Sides) -> Iterator[Contrast]:
    """Numbers of one counted thing."""
    counts_a, counts_b = pair.of("number")
    for x in counts_a:
        for y in counts_b:
            if x.about != y.about or _same_count(x, y):
                continue
            known = any(_same_count(x, s) for s in counts_b if s.about == x.about)
            known = known or any(_same_count(y, s) for s in counts_a if s.about == x.about)
            if _of_others(pair, x, y):
                continue
            shared = len((x.around & y.around) - {x.about})
            if not known and shared >= 1 and overlap(x, y) >= _least_overlap(x):
                about = " ".join([x.about, *sorted(x.around & y.around & _TOLL)[:1]])
                yield Contrast("number", f"number of {about}", x, y, overlap(x, y), _toll_nature(pair, x))


def _least_overlap(x: Stated) -> float:
    if x.about in _MEASURED:
        return 0.7
    return 0.5 if x.about in _LOOSE else 0.25


def _of_others(pair: Sides, x: Stated, y: Stated) -> bool:
    """Whether two sentences name people, and none in common."""
    named_x, named_y = _people(pair.left, x), _people(pair.right, y)
    return bool(named_x and named_y) and named_x.isdisjoint(named_y)


def _people(side: Iterable[Stated], s: Stated) -> set[str]:
    """Surnames of the names of two words and more in the sentence of a statement."""
    return {n.about for n in side if n.kind == "name" and n.sentence == s.sentence and len(n.value.split()) > 1}


def _same_count(x: Stated, y: Stated) -> bool:
    return bool(x.number and y.number and same_number(x.number, y.number))


def _toll_nature(pair: Sides, x: Stated) -> Nature:
    """Tolls grow with the days: an update where the reports are of different days."""
    return "update" if x.around & _TOLL and _day(pair.a) != _day(pair.b) else "conflict"


def _day(report: Report) -> object:
    when = report.published
    return when.date() if isinstance(when, datetime) else when


def addresses(pair: Sides) -> Iterator[Contrast]:
    """House numbers on one street, or blocks of the event on two."""
    places_a, places_b = pair.of("address")
    alone_a, alone_b = left_over(places_a, places_b, equal_values), left_over(places_b, places_a, equal_values)
    for x in alone_a:
        for y in alone_b:
            one_block = abs(int(x.value) - int(y.value)) < _BLOCK and "00" in (x.value[-2:], y.value[-2:])
            if x.about.split()[-2:][0] == y.about.split()[-2:][0] and not one_block:
                yield Contrast("place", f"place on {x.about}", x, y, 1.0)


def places(pair: Sides) -> Iterator[Contrast]:
    """Names of places in one setting: "the shop in Monroe", "the shop in Amelia"."""
    places_a, places_b = pair.of("place")
    known_a, known_b = fold(pair.a.text), fold(pair.b.text)
    alone_a = [s for s in places_a if s.about not in known_b]
    alone_b = [s for s in places_b if s.about not in known_a]
    for x in alone_a:
        best = likest(x, alone_b)
        if best is not None and overlap(x, best) >= 0.5 and len(x.around & best.around) >= 3:
            yield Contrast("place", f"where ({x.about})", x, best, overlap(x, best))
