"""When reports appeared: their order in time, and moments in words, all by one clock (UTC)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from ..records import Report


def appeared(report: Report | None) -> tuple[bool, datetime, str]:
    """What sorts reports by when they appeared: a bare date stands before the hours of its day, no date at the end."""
    if report is None or report.published is None:
        return True, datetime.max.replace(tzinfo=UTC), report.id if report else ""
    published = report.published
    moment = published if isinstance(published, datetime) else datetime.combine(published, time.min)
    return False, _by_one_clock(moment), report.id


def day_in_words(published: date) -> str:
    """ "14 March 2024", by the clock that `moment` tells the hour by."""
    day = _by_one_clock(published) if isinstance(published, datetime) else published
    return f"{day.day} {day:%B %Y}"


def moment(published: date | datetime | None, *, month: str = "%B", unknown: str = "not stated") -> str:
    """ "14 March 2024, 21:30 UTC"; a bare date stays one. `month` "%b": "14 Mar 2024"."""
    if published is None:
        return unknown
    if not isinstance(published, datetime):
        return f"{published.day} {published:{month} %Y}"
    there = _by_one_clock(published)
    return f"{there.day} {there:{month} %Y, %H:%M} UTC"


def _by_one_clock(moment: datetime) -> datetime:
    """In UTC; without a zone it is taken as it stands."""
    try:
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except OverflowError:  # the first or last day that a calendar has
        return moment.replace(tzinfo=UTC)
