"""When reports appeared: their order in time, whatever zone their clocks are in, and moments in words."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from ..records import Report


def appeared(report: Report | None) -> tuple[bool, datetime, str]:
    """What sorts reports by when they appeared: a bare date stands before the hours of its day, no date at the end."""
    if report is None or report.published is None:
        return True, datetime.max.replace(tzinfo=UTC), report.id if report else ""
    published = report.published
    moment = published if isinstance(published, datetime) else datetime.combine(published, time.min)
    return False, _by_one_clock(moment), report.id


def day_in_words(published: date) -> str:
    """ "14 March 2024", as the page says it."""
    return f"{published.day} {published:%B %Y}"


def moment(published: date | datetime | None, *, month: str = "%B", unknown: str = "not stated") -> str:
    """ "14 March 2024, 18:05 UTC−4", by the page's own clock; a bare date stays one. `month` "%b": "14 Mar"."""
    if published is None:
        return unknown
    day = f"{published.day} {published:{month} %Y}"
    return f"{day}, {published:%H:%M} {_zone(published)}" if isinstance(published, datetime) else day


def _zone(published: datetime) -> str:
    """ "UTC", "UTC−4", "UTC+5:30"; without a zone the time is taken as UTC."""
    minutes = round((published.utcoffset() or timedelta()).total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    sign = "−" if minutes < 0 else "+"
    return f"UTC{sign}{hours}{f':{rest:02}' if rest else ''}" if minutes else "UTC"


def _by_one_clock(moment: datetime) -> datetime:
    """In UTC; without a zone it is taken as it stands."""
    try:
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except OverflowError:  # the first or last day that a calendar has
        return moment.replace(tzinfo=UTC)
