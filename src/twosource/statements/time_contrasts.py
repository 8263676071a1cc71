"""Contrasts of when: clock times of one event, and days on which something is said to have happened."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..records import Report
from ..reports.times import agree, day_of
from .contrasts import EVENT, Contrast, Sides, left_over, likest, overlap, stems
from .stated import Stated

_MINUTES_APART = 180  # two clock times further apart are two events', unless the words around them are the same
_ROUNDED = 5  # minutes to which "about" rounds
_ABOUT = re.compile(r"\b(?:about|around|approximately|roughly)\s+$", re.I)
_SHORTLY = re.compile(r"\b(?:shortly|just|minutes|right|soon)\s+(before|after)\s+$", re.I)
_SHORT = 20  # minutes that "shortly" spans
_DYING = stems(("died", "pronounced", "dies"))
_PLANNED = stems(
    ("planned", "vigil", "scheduled", "funeral", "visitation", "service", "services", "conference", "hearing")
)
_CAPTION = re.compile(r"(?:published|posted|updated|photo)\W+(?:\w+\W+)?$", re.I)
_HALF = re.compile(r"[ap]\.?\s?m|noon|midnight", re.I)
_ONE_O_CLOCK_PM = 13 * 60
_STAMP = re.compile(r"\b(?:posted|updated|published|modified)\b[^.\n]{0,40}$", re.I)
_TOLD_BEFORE = re.compile(
    r"\b(?:at|around|about|approximately|before|after|since|until|by|to|from|between|and)\s+$", re.I
)
_BESIDE = 90  # characters before a day in which the deed is told
# The deed, and no other verb or clause between it and the day.
_DEED = re.compile(
    r"\b(?:shot|shooting|struck|stabbed|stabbing|gunned down|opened fire)\b(?:(?!\b(?:said|says|told|who|after|before"
    r"|when|arrested|charged|died|pronounced|investigat\w+|since|following|last|that|identified)\b)[^,;.]|\b[ap]\.m\.){0,70}?$",
    re.I,
)
_SAME_MINUTES = 45  # two left-over clock times this near are one event's


def clocks(pair: Sides) -> Iterator[Contrast]:
    """Clock times of one event."""
    times_a, times_b = (
        [s for s in side if _tells_time(r, s)] for side, r in zip(pair.of("clock"), (pair.a, pair.b), strict=True)
    )
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
        near = apart <= _SAME_MINUTES or (apart <= _MINUTES_APART and events and overlap(x, best) >= 0.15)
        if likely or near:
            yield Contrast("time", "time of the event", x, best, overlap(x, best))


def _tells_time(report: Report, s: Stated) -> bool:
    """Whether a clock time of the event is told: no stamp of the page, no bare "1:55" of a video, no vigil's."""
    before = report.text[max(0, s.start - 60) : s.start]
    if s.around & _PLANNED:
        return False
    return not _STAMP.search(before) and (bool(_HALF.search(s.words)) or bool(_TOLD_BEFORE.search(before)))


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
    day = 720 if _halfless(x) or _halfless(y) else 1440  # "6:40" may be "6:40 a.m." or "6:40 p.m."
    apart = abs((x.moment.clock or 0) - (y.moment.clock or 0)) % day
    return min(apart, day - apart)


def _halfless(s: Stated) -> bool:
    """Whether a clock time of the first twelve hours says neither a.m. nor p.m."""
    return not _HALF.search(s.words) and (s.moment is not None and (s.moment.clock or 0) < _ONE_O_CLOCK_PM)


def days(pair: Sides) -> Iterator[Contrast]:
    """Days on which something is said to have happened."""
    days_a, days_b = (
        [s for s in side if _dated(s) and not _CAPTION.search(r.text[max(0, s.start - 24) : s.start])]
        for side, r in zip(pair.of("day"), (pair.a, pair.b), strict=True)
    )
    alone_a, alone_b = left_over(days_a, days_b, _same_day), left_over(days_b, days_a, _same_day)
    for x in alone_a[:3]:
        best = likest(x, alone_b[:3])
        if best is not None and overlap(x, best) >= 0.4 and len(x.around & best.around & EVENT) >= 1:
            yield Contrast("time", "day of the event", x, best, overlap(x, best))


def shot_on(pair: Sides) -> Iterator[Contrast]:
    """The day that each report says beside the shooting itself, whatever other days it tells of."""
    days_a, days_b = _days_of_deed(pair.a, pair.left), _days_of_deed(pair.b, pair.right)
    if len(days_a) == 1 == len(days_b) and not any(_same_day(x, y) for x in days_a for y in days_b):
        yield Contrast("time", "day of the event", days_a[0], days_b[0], 0.7)


def _days_of_deed(report: Report, side: tuple[Stated, ...]) -> list[Stated]:
    return [
        s
        for s in side
        if s.kind == "day"
        and _dated(s)
        and (s.moment and s.moment.weekday is not None)
        and not _STAMP.search(report.text[max(0, s.start - 60) : s.start])
        and _DEED.search(report.text, max(0, s.start - _BESIDE), s.start)
    ]


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
