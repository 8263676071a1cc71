"""Why a report is in its story, in words that a reader can check: what it shares with its nearest fellow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from .company import Near
from .episodes import episodes
from .event_index import COMMON_IDF, EventIndex
from .event_likeness import copied_share, log_odds

# Names said in a reason; the rest are counted.
_SAID = 4
# A story of hundreds is not compared all with all for the sake of words: with the first so many of it.
_COMPARED = 30
_COPIED = 0.2


def reasons(index: EventIndex, members: Sequence[int], near: Near) -> Iterator[tuple[str, str]]:
    """Report id -> why it is in the story of these numbers."""
    inside = frozenset(members)
    later = _later_episodes(index, members)
    for number in members:
        report = index.entries[number].id
        yield report, _reason(index, number, inside, near.get(number, {})) + later.get(report, "")


def _later_episodes(index: EventIndex, members: Sequence[int]) -> dict[str, str]:
    """Report id -> words, of reports that came weeks after the others."""
    entries = (index.entries[number] for number in members)
    _, *later = episodes((entry.id, entry.published) for entry in entries)
    return {report: f"; a later episode, from {part.first}" for part in later for report in part.reports}


def _reason(index: EventIndex, number: int, members: frozenset[int], near: Mapping[int, float]) -> str:
    if len(members) == 1:
        return "the only report of its event"
    known = ((chance, -other) for other, chance in near.items() if other in members)
    nearest = -max(known, default=(0.0, 0))[1] if not members.isdisjoint(near) else _nearest(index, number, members)
    return f"with {index.entries[nearest].id}: {', '.join(shared(index, number, nearest)) or 'alike in wording'}"


def _nearest(index: EventIndex, number: int, members: frozenset[int]) -> int:
    """Of some it was not compared with."""
    others = np.array([m for m in sorted(members) if m != number][:_COMPARED], dtype=np.int32)
    return int(others[int(np.argmax(log_odds(index, number, others)))])


def shared(index: EventIndex, a: int, b: int) -> Iterator[str]:
    """What two reports have in common, the most telling first."""
    copied = float(copied_share(index, a, np.array([b], dtype=np.int32))[0])
    one, other = index.entries[a], index.entries[b]
    if copied >= _COPIED:
        yield f"{copied:.0%} of the shorter text word for word"
    names = _common(index, "names", a, b)
    if names:
        more = f" and {len(names) - _SAID} more" if len(names) > _SAID else ""
        yield f"{len(names)} name{'s' * (len(names) > 1)} in common ({', '.join(names[:_SAID])}{more})"
    if one.event_date and one.event_date == other.event_date:
        yield f"the same date of the event ({one.event_date})"
    if one.published and other.published:
        days = abs((one.published - other.published).days)
        yield "published the same day" if not days else f"published {days} day{'s' * (days > 1)} apart"
    for kind, what in (("ages", "the same age"), ("numbers", "the same number")):
        held = _common(index, kind, a, b)
        if held:
            yield f"{what}{'s' * (len(held) > 1)} ({', '.join(held[:_SAID])})"
    words = _common(index, "words", a, b)
    if words:
        yield f"{len(words)} rare word{'s' * (len(words) > 1)} in common"


def _common(index: EventIndex, kind: str, a: int, b: int) -> list[str]:
    """Keys of a kind that both hold and few others do, the rarest first; ages and numbers however common."""
    keys = np.intersect1d(index.entries[a].of(kind), index.entries[b].of(kind))
    idf = index.idf(keys)
    least = 0.0 if kind == "ages" else COMMON_IDF
    found = [
        (-rare, index.spelled(key)) for key, rare in zip(keys.tolist(), idf.tolist(), strict=True) if rare >= least
    ]
    return [spelled for _, spelled in sorted(found)]
