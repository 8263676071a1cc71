"""Reports -> Stories: which reports speak of one event, at once.

Profiles of all reports go into one index; each report is compared with those that share its rare names and words or
lie near it as vectors; the pairs' log-odds are joined into groups (clusters.py). What a person corrected wins.
The order in which reports are given changes nothing: they are taken by date and id.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime
from multiprocessing import get_context
from types import MappingProxyType

import numpy as np

from ..copies.vectors import Encoder, EncoderChoice, chosen_encoder, report_vectors
from ..records import Correction, Report, Story
from .clusters import Pair, clusters
from .company import SURE, Near, neighbours, with_company
from .event_index import EventIndex
from .event_likeness import log_odds
from .membership import reasons
from .profiles import Profile, profiles
from .round_ups import round_ups
from .separations import Separations, separations
from .titles import story_title

# Reports whose vectors are made at one time.
_BATCH = 512
_FIRST_DAY = datetime(1, 1, 1, tzinfo=UTC)


def group(
    reports: Iterable[Report],
    *,
    encoder: EncoderChoice = "default",
    corrections: Sequence[Correction] = (),
    workers: int = 1,
) -> list[Story]:
    """Stories, the earliest first; each report is in exactly one. Of reports with the same id the first is taken.

    `encoder=None` groups without vectors: within a language hardly worse, across languages by names and numbers only.
    `workers`: processes that read the reports; worth it from some thousands on (a script then needs its
    `if __name__ == "__main__":`).
    """
    ordered = in_order(reports)
    index = indexed(ordered, encoder, workers)
    return stories_of(ordered, index, corrections)


@dataclass(frozen=True, slots=True)
class Grouping:
    """Which reports go together, by number, and what says so: the pairs' own log-odds and who is near whom."""

    groups: list[list[int]]
    odds: dict[Pair, float]
    near: dict[int, dict[int, float]]


def stories_of(ordered: Sequence[Report], index: EventIndex, corrections: Sequence[Correction] = ()) -> list[Story]:
    """Stories of reports that are in order and, in that order, in the index."""
    found = grouping(index, separations({report.id: i for i, report in enumerate(ordered)}, corrections))
    return [story(index, [ordered[i] for i in members], members, found.near) for members in found.groups]


def grouping(index: EventIndex, wishes: Separations) -> Grouping:
    """All reports of the index in groups."""
    own = pair_odds(index)
    near = neighbours(own)
    return Grouping(groups_of(index, own, near, wishes), own, near)


def groups_of(index: EventIndex, own: Mapping[Pair, float], near: Near, wishes: Separations) -> list[list[int]]:
    """Numbers of the reports of each story, by the log-odds of their pairs and what people decided."""
    last = round_ups(range(len(index)), near, index.size)
    odds = wishes.applied(with_company(own, near, left_out=last))
    return clusters(len(index), odds, together=wishes.together, first=sure(odds, last), last=last)


def sure(odds: Mapping[Pair, float], but: Collection[int] = frozenset()) -> list[Pair]:
    """Pairs that are one event whatever else; without those of reports of several events."""
    return sorted(p for p, value in odds.items() if value >= SURE and p[0] not in but and p[1] not in but)


def in_order(reports: Iterable[Report]) -> list[Report]:
    """By first possible moment of publication (undated ones last), then id; each id once."""
    unique: dict[str, Report] = {}
    for report in reports:
        unique.setdefault(report.id, report)
    return sorted(unique.values(), key=_moment)


def _moment(report: Report) -> tuple[bool, datetime, str]:
    span = report.published_span
    return (span is None, span[0] if span else _FIRST_DAY, report.id)


def indexed(reports: Sequence[Report], encoder: EncoderChoice = "default", workers: int = 1) -> EventIndex:
    """An index of the reports' profiles, in the order given, with vectors if there is an encoder."""
    index = EventIndex()
    batches = [reports[start : start + _BATCH] for start in range(0, len(reports), _BATCH)]
    for made in _profiled(batches, chosen_encoder(encoder), workers):
        for one in made:
            index.add(one)
    return index


def _profiled(batches: Sequence[Sequence[Report]], encoder: Encoder | None, workers: int) -> Iterator[list[Profile]]:
    """Profiles batch by batch; vectors are made here, for an encoder is large and keeps what it made."""
    rows = (report_vectors(batch, encoder) if encoder else None for batch in batches)
    if workers < 2 or len(batches) < 2:
        yield from map(profiles, batches, rows)
        return
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        yield from pool.map(profiles, batches, rows)


def pair_odds(index: EventIndex) -> dict[Pair, float]:
    """Log-odds of one event for each pair (lower number, higher number) worth comparing."""
    index.settle()
    odds: dict[Pair, float] = {}
    for number in range(len(index)):
        likely = index.likely(number).tolist()
        others = np.array([n for n in likely if (min(number, n), max(number, n)) not in odds], dtype=np.int32)
        for other, value in zip(others.tolist(), log_odds(index, number, others).tolist(), strict=True):
            odds[min(number, other), max(number, other)] = value
    return odds


def story(index: EventIndex, members: Sequence[Report], numbers: Sequence[int], near: Near, *, name: str = "") -> Story:
    """One story of these reports, given in order; its id, if not given, is after the earliest of them."""
    return Story(
        id=name or story_id(members[0].id),
        reports=tuple(members),
        title=story_title(report.title for report in members),
        event_date=_agreed_day(index, numbers),
        reasons=MappingProxyType(dict(reasons(index, numbers, near))),
    )


def _agreed_day(index: EventIndex, numbers: Sequence[int]) -> date | None:
    """The day that the reports agree on; a "December 15" without a year counts for each such day."""
    entries = [index.entries[number] for number in numbers]
    votes = Counter(entry.event_date for entry in entries if entry.event_date)
    for entry in entries:
        named = {index.spelled(key) for key in entry.of("days").tolist()}
        votes.update(day for day in list(votes) if f"{day:%m-%d}" in named)
    return max(votes, key=lambda day: (votes[day], -day.toordinal()), default=None)


def story_id(report: str) -> str:
    """The id of the story that opens with this report: later reports leave it as it is."""
    return f"story:{report}"
