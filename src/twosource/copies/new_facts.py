"""What a copy states of its own inside the story it took over: a day, or a means of harm, that the other nowhere gives.

A name, a number or a sentence more is told as `added`; another day or another cause of death alters what happened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from ..records import ChangeKind, Passage, Report, Span
from ..reports.alternatives import values
from ..reports.narrative import narrative
from ..reports.times import Moment, agree, moments
from .fact_changes import Pairing, day_told

# Lines that say when the page was made, not when something happened.
_PAGE_DATE = re.compile(r"\b(?:updated?|posted|published|created|copyright|last modified|photo|file)\b|@\w+\)", re.I)
_LINE = 60  # characters before a date in which such a word stands


def new_facts(a: Report, b: Report, passages: Sequence[Passage]) -> Iterator[Pairing]:
    """Days and means of harm that b's narrative states and a nowhere does, each once, beside what b shares with a."""
    told = narrative(b)
    found: list[tuple[ChangeKind, Span]] = [("time", day) for day in _days(a, b)]
    found += [("meaning", means) for means in _means(a, b)]
    for kind, span in found:
        if any(s.start <= span.start < s.end for s in told):
            at = max((p.a_end for p in passages if p.b_end <= span.start), default=0)
            yield Pairing(kind, Span(at, at), span)


def _days(a: Report, b: Report) -> Iterator[Span]:
    """Days of the calendar that agree with none of a's, nor with the day it was published."""
    known = moments(a.text)
    said: set[tuple[int | None, int | None]] = set()
    for m in moments(b.text):
        if not of_event(b.text, m) or (m.month, m.day) in said:
            continue
        said.add((m.month, m.day))
        if not any(_may_be(m, k, day_told(b), day_told(a)) for k in known):
            yield Span(m.start, m.end)


def of_event(text: str, moment: Moment) -> bool:
    """Whether a moment is a day of the calendar on which something happened, not one on which a page was made."""
    page = _PAGE_DATE.search(text, max(0, moment.start - _LINE), moment.start)
    return bool(moment.month and moment.day) and not page


def _may_be(new: Moment, old: Moment, in_b: date | None, in_a: date | None) -> bool:
    """Whether the day can be the one that a gives; a clock time or a year says nothing of it."""
    if old.clock is not None or (old.day is None and old.weekday is None and old.relative is None):
        return False
    return agree(new, old, in_b, in_a)


def _means(a: Report, b: Report) -> Iterator[Span]:
    """The first words for each means of harm that a never mentions."""
    known = {one.value for one in values(a.text, "means")}
    for one in values(b.text, "means"):
        small = b.text[one.start].islower()  # "Bureau of Alcohol, Tobacco, Firearms and Explosives"
        if one.value not in known and small:
            known.add(one.value)
            yield Span(one.start, one.end)
