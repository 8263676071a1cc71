"""The days that a text names, and the day of the event it reports.

`dates` finds days with their places and resolves "on Wednesday", "Wednesday (15)", "today", "December 15" against the
day of the report: its dateline, else its publication. `event_date` is the day that the report's lead is about.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Literal

from .date_words import DateWords, date_words
from .moments import sensible

MentionKind = Literal["full", "month and day", "weekday", "relative"]

# A dateline stands at the start of a text or of a paragraph near it: "Moscow, December 15, 2021 (AFP) –".
_DATELINE_WITHIN = 600
_DATELINE_END = re.compile(r"[,.]?\s{0,2}\)?\s{0,2}(?:[(/][^()/\n]{1,40}[)/])?\s{0,2}(?:[-–—―]|:\s)|\)\s")
_PLACE = re.compile(r"(?:^|\n)(?:[^\W\d_](?:[^\n.!?;:]{0,60}[,(/]|[^\n!?;:]{0,60}[(/]))?\s{0,2}$")
# A report that is printed this many days after its dateline is still about its dateline's day.
_REPRINT = 30
# The lead, where a report says when it happened, and what follows it (characters).
_LEAD, _TOP = 800, 1500
# A mention's weight in the lead, the top, the rest; then factors. Set on 2,764 crime reports whose day is known
# (benchmarks/reading.py): a follow-up names the event's day as "March 9", and "today" is when somebody spoke.
_WEIGHTS = (3.0, 1.0, 0.7)
_NAMED, _TODAY, _AHEAD = 2.5, 0.4, 0.2
# A day long before the report is background, so is one that bounds a time ("since January 5", "dated May 3");
# a dateline is often a day late, and a line of its own near the top says when the page was published.
_LONG_AGO, _BOUND, _DATELINE, _ALONE = 0.5, 0.2, 0.5, 0.4
_MONTHS_AGO, _WEEKS = timedelta(90), timedelta(14)
_DATE_LINE = re.compile(r"^[^\n]{1,70}$(?<![.!?])", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class DateMention:
    """text[start:end] names a day. `day` is None where it cannot be told; `month`, `number`: as written."""

    start: int
    end: int
    kind: MentionKind
    day: date | None = None
    month: int | None = None
    number: int | None = None  # day of the month
    weekday: int | None = None  # Monday is 0
    dateline: bool = False


@lru_cache(maxsize=256)
def dates(text: str, base: date | datetime | None = None, language: str | None = None) -> tuple[DateMention, ...]:
    """All days that the text names, in order. `base`: publication; a dateline with a year is a better one, and wins."""
    found = _found(text, date_words(language or "en"))
    if language not in {None, "en"}:
        found += [m for m in _found(text, date_words("en")) if not any(_overlap(m, other) for other in found)]
    found.sort(key=lambda m: m.start)
    day = report_day(found, base)
    return tuple(resolved(mention, day) for mention in found)


def report_day(found: Sequence[DateMention], base: date | datetime | None) -> date | None:
    """The day from which the text speaks: its dateline's, else `base`, else the first full date near its top."""
    published = _day(base)
    dated = [m.day for m in found if m.day and m.kind == "full" and m.start < _DATELINE_WITHIN and m.dateline]
    if dated and (published is None or timedelta(-2) <= published - dated[0] <= timedelta(_REPRINT)):
        return dated[0]
    if published is None:
        return next((m.day for m in found if m.kind == "full" and m.start < _DATELINE_WITHIN), None)
    return published


def _day(base: date | datetime | None) -> date | None:
    return base.date() if isinstance(base, datetime) else base


def _overlap(a: DateMention, b: DateMention) -> bool:
    return a.start < b.end and b.start < a.end


def _found(text: str, words: DateWords) -> list[DateMention]:
    """Mentions of one language, not yet resolved; the earlier pattern wins where two overlap."""
    found: list[DateMention] = []
    taken: set[int] = set()
    for pattern in words.patterns:
        for m in pattern.finditer(text):
            mention = _mention(text, m, words)
            # one look at each end is enough: mentions are short, and the longer forms come first
            if mention and m.start() not in taken and m.end() - 1 not in taken:
                taken.update(range(m.start(), m.end()))
                found.append(mention)
    return found


def _mention(text: str, m: re.Match[str], words: DateWords) -> DateMention | None:
    given = {name: value for name, value in m.groupdict().items() if value}
    plain = DateMention(m.start(), m.end(), "relative")
    if "shift" in given:
        return replace(plain, number=words.shifts[given["shift"].lower()])
    if "weekday" in given:
        coming = text[max(0, m.start() - 15) : m.start()].split()[-1:]
        if coming and coming[0].lower() in words.coming:
            return None
        paren = int(given["paren"]) if "paren" in given else None
        return replace(plain, kind="weekday", weekday=words.weekdays[given["weekday"].lower()], number=paren)
    year, month, number = _numbers(given, words)
    if year is None:
        return replace(plain, kind="month and day", month=month, number=number, dateline=_is_dateline(text, m))
    day = _date(year, month, number)
    return (
        replace(plain, kind="full", day=day, month=month, number=number, dateline=_is_dateline(text, m))
        if day
        else None
    )


def _numbers(given: dict[str, str], words: DateWords) -> tuple[int | None, int, int]:
    """Year, month and day of the month as written."""
    if "iso" in given:
        year, month, number = given["iso"].split("-")
        return int(year), int(month), int(number)
    year_given = int(given["year"]) if "year" in given else None
    if "first" in given:
        first, second = int(given["first"]), int(given["second"])
        # 12/15/2021 can only be American; what can be both is read as most of the world writes it
        return (year_given, first, second) if second > 12 else (year_given, second, first)
    month_given = int(given["number"]) if "number" in given else words.months[given["month"].lower()]
    return year_given, month_given, int(given["day"])


def _is_dateline(text: str, m: re.Match[str]) -> bool:
    """Whether a place stands before the date and a dash or an agency after it, at the start of a paragraph."""
    if m.start() > _DATELINE_WITHIN:
        return False
    before = text[max(0, m.start() - 70) : m.start()]
    return bool(_DATELINE_END.match(text, m.end()) and _PLACE.search(before if m.start() > 70 else "\n" + before))


def _date(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def resolved(mention: DateMention, base: date | None) -> DateMention:
    """The mention with its day, told from the day of the report; unchanged where that does not tell."""
    if mention.day or base is None:
        return mention
    if mention.kind == "relative":
        return replace(mention, day=base + timedelta(mention.number or 0))
    if mention.kind == "month and day" and mention.month and mention.number:
        near = [_date(base.year + shift, mention.month, mention.number) for shift in (-1, 0, 1)]
        # news speaks of what was: a day ahead must be twice as near as a day past
        return replace(
            mention, day=min((d for d in near if d), key=lambda d: max(base - d, 2 * (d - base)), default=None)
        )
    if mention.number:
        around = (base + timedelta(shift) for shift in sorted(range(-20, 12), key=abs))
        fits = (d for d in around if d.day == mention.number and d.weekday() == mention.weekday)
        return replace(mention, day=next(fits, None))
    back = (base.weekday() - (mention.weekday or 0)) % 7
    return replace(mention, day=base - timedelta(back))


def event_date(text: str, published: date | datetime | None = None, language: str | None = None) -> date | None:
    """The day of the event: the one most named in the lead, days past preferred; None where the text cannot tell.

    A report that names no day at all is about the day of its dateline or publication.
    """
    found = dates(text, published, language)
    base = report_day(found, published)
    shown = [m.span() for m in _DATE_LINE.finditer(text, 0, _LEAD)]
    weights: dict[date, float] = defaultdict(float)
    for mention in found:
        if mention.day and sensible(mention.day):
            alone = any(start <= mention.start and mention.end <= end for start, end in shown)
            bound = base and mention.day < base - _WEEKS and _bounds(text[: mention.start], language)
            weights[mention.day] += _weight(mention, base) * (_ALONE if alone else 1) * (_BOUND if bound else 1)
    if not weights:
        return base
    return min(weights, key=lambda d: (-weights[d], d))


def _bounds(before: str, language: str | None) -> bool:
    """Whether the words before a day make it the bound of a time: "since", "dated", "until"."""
    last = before[-15:].split()[-1:]
    return bool(last) and last[0].lower() in date_words(language or "en").bounds


def _weight(mention: DateMention, base: date | None) -> float:
    weight = _WEIGHTS[0] if mention.start < _LEAD else _WEIGHTS[1] if mention.start < _TOP else _WEIGHTS[2]
    if base is None or mention.day is None:
        return weight
    factors = (
        (mention.day > base, _AHEAD),
        (mention.kind == "month and day", _NAMED),
        (mention.kind == "full" and mention.day < base - _MONTHS_AGO, _LONG_AGO),
        (mention.kind == "relative" and mention.day == base, _TODAY),
        (mention.dateline, _DATELINE),
    )
    return weight * math.prod(factor for applies, factor in factors if applies)
