"""Sets of reports whose events are known, as records, and their pairs compared: what training and measuring share."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from twosource.copies.vectors import REPORT_CHARACTERS, PackagedEncoder, report_vectors
from twosource.records import Report
from twosource.stories.clusters import Pair
from twosource.stories.event_index import EventIndex
from twosource.stories.event_likeness import FEATURES, across, features
from twosource.stories.profiles import Profile, profile
from twosource.stories.reprints import ruled

DATA = Path(os.environ.get("TWOSOURCE_DATA", Path(__file__).parents[2] / "shared" / "data"))
# Vectors take minutes; they are kept between runs.
CACHE = Path(tempfile.gettempdir()) / "twosource-benchmark-vectors"
_NO_LIMIT = 40.0  # log-odds beyond any of two reports that are not reprints
EVENT_SETS = ("gva", "ecbplus", "meantime", "politics", "translated")


@dataclass(frozen=True)
class EventSet:
    """Reports and the event of each; for `graded` sets, reports 2i and 2i+1 are a pair and grades[i] its likeness."""

    name: str
    reports: Sequence[Report]
    events: Sequence[str] = ()
    grades: Sequence[float] = ()  # 0 (nothing alike) .. 1


def rows(path: str) -> Iterator[dict[str, Any]]:
    with gzip.open(DATA / path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def event_set(name: str) -> EventSet:
    """One of EVENT_SETS, or semeval22 (graded). What the set knows of the incident itself (`frame`) is not read."""
    if name == "semeval22":
        return _graded()
    if name == "translated":
        return _translated()
    held = list(rows(f"{name}/reports.jsonl.gz"))
    return EventSet(name, [_report(row) for row in held], [row["event"] for row in held])


def _report(row: Mapping[str, Any]) -> Report:
    return Report(
        id=row["id"],
        text=row["text"],
        title=row.get("title", ""),
        outlet=row.get("outlet", ""),
        url=row.get("url", ""),
        published=row.get("date"),
        language=row.get("lang"),
    )


def _graded() -> EventSet:
    held = list(rows("semeval22/pairs.jsonl.gz"))
    reports = [
        Report(
            id=f"{row['pair_id']}/{side}", text=row[f"text{side}"], url=row[f"link{side}"], language=row[f"lang{side}"]
        )
        for row in held
        for side in "12"
    ]
    return EventSet("semeval22", reports, grades=[(4 - row["Overall"]) / 3 for row in held])


def _translated() -> EventSet:
    reports, events = [], []
    for row in rows("translated/stories.jsonl.gz"):
        for i, version in enumerate([row["source"], *row["by_hand"], *row["by_machine"]]):
            reports.append(Report(id=f"{row['story']}/{i}", text=version["text"], language=version["lang"]))
            events.append(row["story"])
    return EventSet("translated", reports, events)


def vectors(held: EventSet) -> NDArray[np.float32]:
    """Rows as report_vectors makes them, from the cache if the texts are the same."""
    content = "\0".join(f"{report.title}\0{report.text[:REPORT_CHARACTERS]}" for report in held.reports)
    path = CACHE / f"{held.name}-{hashlib.sha256(content.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}.npy"
    if not path.exists():
        CACHE.mkdir(exist_ok=True)
        np.save(path, report_vectors(held.reports, PackagedEncoder()))
    loaded: NDArray[np.float32] = np.load(path)
    return loaded


def profiles(held: EventSet) -> list[Profile]:
    """In the order of the reports; made once a run."""
    return _profiles(held.name)


@cache
def _profiles(name: str) -> list[Profile]:
    held = event_set(name)
    return [profile(report, vector) for report, vector in zip(held.reports, vectors(held), strict=True)]


@dataclass(frozen=True)
class Compared:
    """Pairs of a set that are worth comparing, with what training needs of each."""

    pairs: list[Pair]
    features: NDArray[np.float32]
    across: NDArray[np.bool_]
    ruled: NDArray[np.float32]  # the most that the rules of reprints.py allow; company.SURE for reprints
    truth: NDArray[np.float64]  # 1 one event, 0 two; for graded sets what lies between, too
    events: Sequence[str]

    def mean(self) -> float:
        return float(self.truth.mean())


def compared(held: EventSet) -> Compared:
    index = EventIndex()
    for made in profiles(held):
        index.add(made)
    index.settle()
    found: dict[Pair, tuple[NDArray[np.float32], bool, float]] = {}
    for number in range(len(index)):
        others = index.likely(number) if held.events else np.array([number + 1][: 1 - number % 2], dtype=np.int32)
        if len(others):
            table = features(index, number, others)
            named = dict(zip(FEATURES, table.T, strict=True))
            limits = ruled(index, number, others, np.full(len(others), _NO_LIMIT, np.float32), named)
            foreign = across(index, number, others)
            for other, *compared_as in zip(others.tolist(), table, foreign.tolist(), limits.tolist(), strict=True):
                found.setdefault((min(number, other), max(number, other)), tuple(compared_as))
    pairs = sorted(found)
    truth = [float(held.events[a] == held.events[b]) for a, b in pairs] if held.events else held.grades
    return Compared(
        pairs,
        np.stack([found[pair][0] for pair in pairs]),
        np.array([found[pair][1] for pair in pairs]),
        np.array([found[pair][2] for pair in pairs], dtype=np.float32),
        np.array(truth),
        held.events,
    )
