"""Written times as machines write them: ISO 8601, RFC 5322, seconds since 1970. What people write is in dates.py."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

# Nothing on the web was published before it, nor in the next century: other numbers are no dates.
_FIRST, _LAST = 1990, 2100
_ISO = re.compile(
    r"\s*(\d{4})-?(\d{2})-?(\d{2})"
    r"(?:(?:[T ]|\s-\s|T\s)\s?(\d{1,2}):?(\d{2})(?::?(\d{2}))?(?:[.,]\d{1,9})?"
    r"\s?(Z|UTC|GMT|[+-]\d{1,2}:?\d{0,2})?)?(?!\d)",
    re.IGNORECASE,
)
_SLASHED = re.compile(r"\s*(\d{4})/(\d{1,2})/(\d{1,2})(?:\s+(\d{1,2}):(\d{2})(?::(\d{2}))?)?(?!\d)")
_EPOCH = re.compile(r"\s*(\d{10})(\d{3})?\s*$")


def moment(text: str) -> date | datetime | None:
    """The time a machine wrote, with its precision: a date, or a datetime with zone (UTC where none is given)."""
    text = text.strip()[:80]
    return _iso(text) or _rfc(text) or _epoch(text)


def sensible(value: date | None) -> bool:
    """Whether a page can have been published then."""
    return value is not None and _FIRST <= value.year <= _LAST


def _iso(text: str) -> date | datetime | None:
    found = _ISO.match(text) or _SLASHED.match(text)
    if not found:
        return None
    year, month, day, hour, minute, second, *zone = found.groups()
    try:
        if hour is None:
            return _checked(date(int(year), int(month), int(day)))
        written = f"{year}-{int(month):02}-{int(day):02}T{int(hour):02}:{minute}:{second or '00'}{_zone(zone)}"
        return _checked(datetime.fromisoformat(written))
    except ValueError:
        return None


def _zone(zone: list[str | None]) -> str:
    """ "+0100", "+1", "Z" and nothing as ISO writes them."""
    given = (zone[0] if zone else None) or "Z"
    if given.upper() in {"Z", "UTC", "GMT"}:
        return "+00:00"
    digits = given[1:].replace(":", "")
    digits = digits.zfill(2) + "00" if len(digits) <= 2 else digits.zfill(4)
    return f"{given[0]}{digits[:2]}:{digits[2:]}"


def _rfc(text: str) -> datetime | None:
    """ "Wed, 15 Dec 2021 10:00:00 GMT"."""
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    found = found if found.tzinfo else found.replace(tzinfo=UTC)
    return found if sensible(found) else None


def _epoch(text: str) -> datetime | None:
    found = _EPOCH.match(text)
    value = datetime.fromtimestamp(int(found[1]), UTC) if found else None
    return value if value and sensible(value) else None


def _checked(value: date) -> date | None:
    return value if sensible(value) else None
