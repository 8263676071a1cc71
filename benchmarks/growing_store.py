"""What one correction and one new report cost in a store of gva's reports, beside grouping all of it.

Processor seconds, in one run. Each change is inferred by a process that has just opened the store, as the command
line does; without an encoder, whose vectors cost the same either way and are kept. "grouping all" is the least that
any change cost before stories grew by rounds: it had to be done each time, and all stories written anew after it.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

from candidates import gva
from record import record
from twosource.pipeline import infer
from twosource.records import Correction, Page, Report
from twosource.store import Store
from twosource.stories.grouping import group

# Reports that come last, one by one; and stories that are corrected.
LATE = 12
CORRECTED = 6


def keep(store: Store, reports: Iterable[Report]) -> None:
    """Reports as if they had been read."""
    store.keep_all([(Page(f"http://gva.example/{r.id}", r.text.encode()), r) for r in reports])


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def opened(address: str) -> Callable[[], object]:
    """Inference by a process that has just opened the store."""
    return lambda: infer(Store(address), encoder=None)


def decided(store: Store, verb: str, ids: Iterable[str]) -> int:
    return store.correct(Correction(verb, tuple(ids), "benchmark", datetime.now(UTC)))


def correction_costs(address: str) -> dict[str, list[float]]:
    """Processor seconds of decisions on the largest stories, and of their undoing."""
    store = Store(address)
    largest = sorted(store.stories(), key=lambda s: (-len(s.story.reports), s.story.id))[:CORRECTED]
    costs: dict[str, list[float]] = {"independent": [], "split": [], "undone": []}
    for stored in largest:
        ids = [report.id for report in stored.story.reports]
        for verb, subjects in (("independent", ids[:2]), ("split", [stored.story.id, ids[-1]])):
            number = decided(store, verb, subjects)
            costs[verb].append(seconds(opened(address)))
            store.take_back(number)
            costs["undone"].append(seconds(opened(address)))
    return costs


def stories(address: str) -> set[frozenset[str]]:
    return {frozenset(r.id for r in s.story.reports) for s in Store(address).stories()}


def main() -> None:
    reports = sorted(gva(), key=lambda report: (str(report.published), report.id))
    first, late = reports[:-LATE], reports[-LATE:]
    with tempfile.TemporaryDirectory() as folder:
        address = str(Path(folder) / "grown.db")
        keep(Store(address), first)
        archive = seconds(opened(address))
        before = stories(address)
        corrections = correction_costs(address)
        undone = stories(address) == before
        arrivals = []
        for report in late:
            keep(Store(address), [report])
            arrivals.append(seconds(opened(address)))
        grown = stories(address)
        start = time.process_time()
        at_once = {frozenset(r.id for r in story.reports) for story in group(reports, encoder=None)}
        grouping = time.process_time() - start
    medians = {name: statistics.median(cost) for name, cost in {**corrections, "new report": arrivals}.items()}
    figures = {
        "reports": len(reports),
        "stories": len(at_once),
        "archive at first (grouped and traced), cpu seconds": round(archive, 1),
        "grouping all, cpu seconds": round(grouping, 1),
        "cpu seconds, median": {name: round(cost, 3) for name, cost in medians.items()},
        "grouping all : one change": {name: round(grouping / cost, 1) for name, cost in medians.items()},
        "corrections undone leave the stories as they were": undone,
        "stories that are the same grown and at once": round(len(grown & at_once) / len(at_once), 4),
    }
    print(record("growing_store", figures).read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
