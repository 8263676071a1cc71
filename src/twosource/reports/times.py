"""When: clock times, dates, days of the week and relative days in a text, at offsets and by value.

Two moments are compared with what each report's date of publication makes of them, so "on Wednesday" in a report of
15 December 2021 is "December 15", and "yesterday" is whatever the day before was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from types import MappingProxyType

_MONTHS = (
    "january|janvier|januar|enero|janeiro|gennaio|januari",
    "february|février|februar|febrero|fevereiro|febbraio|februari",
    "march|mars|märz|marzo|março|maart",
    "april|avril|abril|aprile",
    "may|mai|mayo|maio|maggio|mei",
    "june|juin|juni|junio|junho|giugno",
    "july|juillet|juli|julio|julho|luglio",
    "august|août|agosto|augustus",
    "september|septembre|septiembre|setembro|settembre",
    "october|octobre|oktober|octubre|outubro|ottobre",
    "november|novembre|noviembre|novembro",
    "december|décembre|dezember|diciembre|dezembro|dicembre",
)
_SHORT = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
MONTH = MappingProxyType(
    {name: n for n, row in enumerate(_MONTHS, 1) for name in row.split("|")}
    | {name: n for n, name in enumerate(_SHORT, 1)}
    | {"sept": 9}
)
WEEKDAY = MappingProxyType(
    {
        name: n
        for n, row in enumerate(
            (
                "monday|montag|lundi|lunes|lunedì|maandag|mon",
                "tuesday|dienstag|mardi|martes|martedì|dinsdag|tues|tue",
                "wednesday|mittwoch|mercredi|miércoles|mercoledì|woensdag|wed",
                "thursday|donnerstag|jeudi|jueves|giovedì|donderdag|thurs|thu",
                "friday|freitag|vendredi|viernes|venerdì|vrijdag|fri",
                "saturday|samstag|samedi|sábado|sabato|zaterdag|sat",
                "sunday|sonntag|dimanche|domingo|domenica|zondag|sun",
            )
        )
        for name in row.split("|")
    }
)
_RELATIVE = MappingProxyType({"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1})
_AMBIGUOUS = frozenset({"mon", "wed", "sat", "sun", "mars", "may", "mar", "jan"})  # words or names as often as days

_M = "|".join(sorted(MONTH, key=len, reverse=True))
_W = "|".join(sorted(WEEKDAY, key=len, reverse=True))
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:19|20)\d\d"
# A bare year is told from a number by the word before it: "in 2016", "since 1990".
_YEAR_BEFORE = (
    "(?:"
    + "|".join(
        rf"(?<=\b{word} )"
        for word in [
            "in",
            "since",
            "of",
            "until",
            "till",
            "by",
            "from",
            "during",
            "before",
            "after",
            "early",
            "late",
            "mid",
            "en",
            "dans",
            "em",
            "im",
            "seit",
        ]
    )
    + r"|(?<=\())"
)
_PATTERN = re.compile(
    rf"(?P<clock>\b(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?(?::[0-5]\d)?\s?(?P<half>[ap]\.?\s?m\b\.?)"
    rf"|\b(?P<hour24>[01]?\d|2[0-3]):(?P<minute24>[0-5]\d)(?!\d)|\b(?P<noon>noon|midnight)\b)"
    rf"|(?P<iso>\b(?P<iy>{_YEAR})-(?P<im>\d\d)-(?P<id>\d\d)\b)"
    rf"|(?P<figures>\b(?P<f1>\d{{1,2}})(?P<mark>[-/.])(?P<f2>\d{{1,2}})(?P=mark)(?P<fy>{_YEAR})\b)"
    rf"|\b(?P<md>(?P<m1>{_M})\b\.?\s+(?P<d1>{_DAY})(?:st|nd|rd|th)?\b(?!:)(?:,?\s+(?P<y1>{_YEAR})\b)?)"
    rf"|\b(?P<dm>(?P<d2>{_DAY})(?:st|nd|rd|th|\.)?\s+(?:de\s+|of\s+)?(?P<m2>{_M})\b\.?(?:,?\s+(?:de\s+)?(?P<y2>{_YEAR})\b)?)"
    rf"|\b(?P<my>(?P<m3>{_M})\b\.?,?\s+(?:of\s+|de\s+)?(?P<y3>{_YEAR}))\b"
    rf"|\b(?P<weekday>{_W})\b|\b(?P<relative>today|tonight|yesterday|tomorrow)\b|{_YEAR_BEFORE}(?P<year>{_YEAR})\b(?![-%,]\d)",
    re.I,
)

# Every moment begins with a figure or one of these words; without re.I, which is slow.
_BEGINS = re.compile(rf"\b(?:\d|noon|midnight|today|tonight|yesterday|tomorrow|{_M}|{_W})")


@dataclass(frozen=True, slots=True)
class Moment:
    """text[start:end] says when: minutes of the day for a clock time, else what is known of the date.

    `weekday` counts from Monday = 0; `relative` is in days from publication. None where not said.
    """

    start: int
    end: int
    clock: int | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    relative: int | None = None


@lru_cache(maxsize=2048)
def moments(text: str) -> tuple[Moment, ...]:
    """All moments in order. Short day and month names count only with a capital ("Sat", not "sat")."""
    return tuple(m for found in _found(text) if (m := _moment(found)) is not None)


def _found(text: str) -> Iterator[re.Match[str]]:
    """What `_PATTERN.finditer` finds, tried only where a figure or one of its words begins."""
    lowered = text.lower()
    if len(lowered) != len(text):  # "İ" becomes two characters: places would not be the same
        yield from _PATTERN.finditer(text)
        return
    end = 0
    for begins in _BEGINS.finditer(lowered):
        found = _PATTERN.match(text, begins.start()) if begins.start() >= end else None
        if found:
            end = found.end()
            yield found


def _moment(found: re.Match[str]) -> Moment | None:
    if found["clock"]:
        return Moment(*found.span(), clock=_minutes(found))
    if found["weekday"] or found["relative"]:
        return _named_day(found)
    return _date(found)


def _named_day(found: re.Match[str]) -> Moment | None:
    """ "Wednesday", "yesterday"."""
    word = found[0].casefold()
    if word in _AMBIGUOUS and not found[0][0].isupper():
        return None
    if found["weekday"]:
        return Moment(*found.span(), weekday=WEEKDAY[word])
    return Moment(*found.span(), relative=_RELATIVE[word])


def _date(found: re.Match[str]) -> Moment | None:
    """A day, a month or a year of the calendar."""
    start, end = found.span()
    if found["iso"]:
        return Moment(start, end, year=int(found["iy"]), month=int(found["im"]), day=int(found["id"]))
    if found["figures"]:
        return _in_figures(found)
    for n in "12":
        if found["m" + n]:
            year = found["y" + n]
            return _dated(found, n, int(year) if year else None)
    if found["my"]:
        return Moment(start, end, month=MONTH[found["m3"].casefold()], year=int(found["y3"]))
    return Moment(start, end, year=int(found["year"]))


def _in_figures(found: re.Match[str]) -> Moment | None:
    """ "22-08-2016": day and month where the figures tell which is which, else the year alone."""
    first, second, year = int(found["f1"]), int(found["f2"]), int(found["fy"])
    if first > 12 >= second > 0:
        return Moment(*found.span(), year=year, month=second, day=first)
    if second > 12 >= first > 0:
        return Moment(*found.span(), year=year, month=first, day=second)
    same = {"month": first, "day": second} if first == second <= 12 else {}
    return Moment(*found.span(), year=year, **same) if max(first, second) <= 31 else None


def _dated(found: re.Match[str], n: str, year: int | None) -> Moment | None:
    month = found["m" + n]
    if month.casefold() in _AMBIGUOUS and not month[0].isupper():
        return None
    return Moment(*found.span(), year=year, month=MONTH[month.casefold()], day=int(found["d" + n]))


def _minutes(found: re.Match[str]) -> int:
    """Minutes since midnight."""
    if found["noon"]:
        return 12 * 60 if found["noon"].casefold() == "noon" else 0
    if found["hour24"]:
        return int(found["hour24"]) * 60 + int(found["minute24"])
    hour = int(found["hour"]) % 12 + (12 if found["half"][0] in "pP" else 0)
    return hour * 60 + int(found["minute"] or 0)


def agree(a: Moment, b: Moment, a_published: date | None = None, b_published: date | None = None) -> bool:
    """Whether two moments can be the same; what only one of them says does not count against it."""
    if (a.clock is None) != (b.clock is None):
        return True
    if a.clock is not None:
        return a.clock == b.clock
    days_a, days_b = _days(a, a_published), _days(b, b_published)
    if days_a and days_b:
        return bool(days_a & days_b)
    fields = ((a.year, b.year), (a.month, b.month), (a.day, b.day), (a.weekday, b.weekday), (a.relative, b.relative))
    return all(x == y for x, y in fields if x is not None and y is not None)


def _days(moment: Moment, published: date | None) -> frozenset[date]:
    """The days the moment may stand for; empty where that cannot be told."""
    if moment.month and moment.day:
        year = moment.year or (published.year if published else None)
        return frozenset(day_of(y, moment.month, moment.day) for y in ([year] if year else [])) - {date.min}
    if published is None:
        return frozenset()
    today = published.date() if isinstance(published, datetime) else published
    if moment.relative is not None:
        return frozenset({today + timedelta(days=moment.relative)})
    if moment.weekday is not None:
        past = (today.weekday() - moment.weekday) % 7
        return frozenset({today - timedelta(days=past), today - timedelta(days=past - 7)})
    return frozenset()


def day_of(year: int, month: int, day: int) -> date:
    """The date, or date.min where there is none (31 February)."""
    try:
        return date(year, month, day)
    except ValueError:
        return date.min
