"""Reports, profiles and vectors to bytes and back; the same record gives the same bytes in every process."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from ..records import Credit, Report
from ..stories.profiles import Profile, Vector

# Undated reports come last.
_NO_MOMENT = 2**62
_FIRST = datetime(1, 1, 1, tzinfo=UTC)
_DAYS = {"published", "event_date"}
_SETS = {"ages", "days", "shingles"}


def packed_report(report: Report) -> bytes:
    """Without traces, which lead into a page that is not kept."""
    return msgspec.json.encode(clean(replace(report, traces=())))


def report_of(packed: bytes, name: str) -> Report:
    """The report, under this name."""
    held: dict[str, Any] = msgspec.json.decode(packed)
    day = date.fromisoformat(held["event_date"]) if held["event_date"] else None
    spoken = msgspec.convert(held["credits"], tuple[Credit, ...])
    return Report(**(held | {"id": name, "credits": spoken, "event_date": day, "traces": ()}))


def packed_profile(profile: Profile) -> bytes:
    """Without its vector."""
    return msgspec.msgpack.encode(
        {f.name: _plain(getattr(profile, f.name)) for f in fields(Profile) if f.name != "vector"}
    )


def profile_of(packed: bytes, name: str, vector: bytes) -> Profile:
    """The profile of the report with this name."""
    held: dict[str, Any] = msgspec.msgpack.decode(packed)
    held |= {key: date.fromisoformat(held[key]) for key in _DAYS if held[key]}
    held |= {key: frozenset(held[key]) for key in _SETS}
    return Profile(**(held | {"id": name, "vector": vector_of(vector)}))


def packed_vector(vector: NDArray[np.float32]) -> bytes:
    """Single precision, as an encoder gives it; nothing for a text without words."""
    return vector.astype("<f4").tobytes() if vector.any() else b""


def vector_of(packed: bytes) -> Vector | None:
    """The vector; None where there is none."""
    return np.frombuffer(packed, dtype="<f4") if packed else None


def moment(report: Report) -> int:
    """The first possible moment of publication in microseconds."""
    span = report.published_span
    return int((span[0] - _FIRST).total_seconds()) * 1_000_000 + span[0].microsecond if span else _NO_MOMENT


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    return value.isoformat() if isinstance(value, date) else value


def clean(report: Report) -> Report:
    """Without lone surrogates, which no file can hold."""
    try:
        msgspec.json.encode(report)
    except UnicodeEncodeError:
        words = {
            f.name: getattr(report, f.name).encode("utf-8", "replace").decode()
            for f in fields(Report)
            if isinstance(getattr(report, f.name), str)
        }
        spoken = tuple(replace(c, words=c.words.encode("utf-8", "replace").decode()) for c in report.credits)
        return replace(report, **words, credits=spoken)
    return report
