"""How well reports are grouped into stories: B-cubed, pair F1, online against at once, each set left out.

`python benchmarks/grouping.py` measures the package as it is shipped; `--left-out` adds weights learnt without each
set (needs scikit-learn), `--cost N` the time of grouping N reports made out of gva's by changing their names.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import sys
import time
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from unittest.mock import patch

import numpy as np

from event_sets import EVENT_SETS, EventSet, compared, event_set, profiles, vectors
from mutator import mutated
from record import RESULTS, record
from twosource.copies.vectors import unit_rows
from twosource.records import Report
from twosource.stories import company, event_likeness
from twosource.stories.event_index import EventIndex
from twosource.stories.grouping import grouping, in_order, indexed, stories_of, story
from twosource.stories.online import Stream
from twosource.stories.separations import Separations

COST = "cost of"  # figures of this name are kept beside each other
Labels = Mapping[str, str]  # report id -> story or event


def scores(found: Labels, true: Labels) -> dict[str, float]:
    """B-cubed (Bagga and Baldwin 1998) and pair precision, recall and F1."""
    stories, events = Counter(found.values()), Counter(true.values())
    both = Counter((found[report], true[report]) for report in true)
    precision = sum(n * n / stories[story] for (story, _), n in both.items()) / len(true)
    recall = sum(n * n / events[event] for (_, event), n in both.items()) / len(true)
    right, called, real = (sum(n * (n - 1) / 2 for n in counts.values()) for counts in (both, stories, events))
    figures = {
        "b3": 2 * precision * recall / (precision + recall),
        "b3_precision": precision,
        "b3_recall": recall,
        "pair_f1": 2 * right / max(1, called + real),
        "pair_precision": right / max(1, called),
        "pair_recall": right / max(1, real),
    }
    return {name: round(value, 4) for name, value in figures.items()}


def labels(stories: Sequence[object]) -> dict[str, str]:
    return {report.id: story.id for story in stories for report in story.reports}  # type: ignore[attr-defined]


def at_once(held: EventSet) -> dict[str, str]:
    made = {report.id: of for report, of in zip(held.reports, profiles(held), strict=True)}
    ordered = in_order(held.reports)
    index = EventIndex()
    for report in ordered:
        index.add(made[report.id])
    return labels(stories_of(ordered, index))


def online(held: EventSet) -> dict[str, str]:
    rows = {report.id: row for report, row in zip(held.reports, vectors(held), strict=True)}
    stream = Stream()
    for report in in_order(held.reports):
        stream.add(report, rows[report.id])
    return labels(stream.stories())


def left_out() -> dict[str, object]:
    """Scores of each set, grouped as the package does it but with weights learnt from the other sets."""
    from train_likeness import learnt

    sets = {name: compared(event_set(name)) for name in EVENT_SETS}
    graded = compared(event_set("semeval22"))
    figures: dict[str, object] = {}
    for name in EVENT_SETS:
        weights = learnt({other: held for other, held in sets.items() if other != name}, graded)
        columns = (weights.one_language, weights.across, weights.one_language_blind, weights.across_blind)
        table = event_likeness.Weights(*columns)
        with (
            patch.object(event_likeness, "weights", lambda table=table: table),
            patch.object(company, "learnt_weights", lambda weights=weights: weights.company),
        ):
            figures[name] = scores(at_once(event_set(name)), truth(event_set(name)))
        print("without", name, figures[name], flush=True)
    return figures


def truth(held: EventSet) -> dict[str, str]:
    return {report.id: event for report, event in zip(held.reports, held.events, strict=True)}


def made_up(count: int) -> tuple[list[Report], np.ndarray]:
    """`count` reports by mutator.py out of gva's, in order, and a vector each: near its family's, as real ones are."""
    reports = in_order(mutated(event_set("gva").reports, count))
    known = vectors(event_set("gva"))
    rows = np.zeros((count, known.shape[1]), dtype=np.float32)
    for i, report in enumerate(reports):
        family = np.random.default_rng(zlib.crc32(report.title.encode()))
        drift = np.random.default_rng(i).normal(0, 0.015, known.shape[1])
        rows[i] = known[family.integers(len(known))] * family.choice([-1, 1], known.shape[1]) + drift
    return reports, unit_rows(rows)


class Ready:
    """Vectors made before: what is measured is the rest."""

    name = "ready"

    def __init__(self, rows: np.ndarray) -> None:
        self.rows, self.given = rows, 0

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        self.given += len(texts)
        return self.rows[self.given - len(texts) : self.given]


def cost(count: int) -> dict[str, object]:
    """Seconds of grouping with two worker processes, by the clock and of processors, beside the vectors; memory."""
    reports, rows = made_up(count)
    clock, start, children = time.perf_counter(), time.process_time(), os.times()
    index = indexed(reports, Ready(rows), workers=2)
    read, clock_read = time.process_time(), time.perf_counter()
    ends = os.times()
    found = grouping(index, Separations())
    stories = [story(index, [reports[i] for i in members], members, found.near) for members in found.groups]
    done, clock_done = time.process_time(), time.perf_counter()
    stream = Stream(encoder=None).begun(reports, index, Separations(), found)
    return {
        "reports": count,
        "stories": len(stories),
        "processor seconds, workers": round(ends.children_user - children.children_user, 1),
        "processor seconds, index": round(read - start, 1),
        "processor seconds, grouping": round(done - read, 1),
        "clock seconds, profiles and index": round(clock_read - clock, 1),
        "clock seconds, grouping": round(clock_done - clock_read, 1),
        "load of the machine (1 minute)": round(os.getloadavg()[0], 1),
        "gigabytes": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20, 2),
        "one more, median ms": one_more(stream, reports, rows),
    }


def one_more(stream: Stream, reports: Sequence[Report], rows: np.ndarray, times: int = 200) -> float:
    """Median processor milliseconds of a report added to a stream of these (beside its vector)."""
    spent = []
    for i in range(times):
        start = time.process_time()
        stream.add(replace(reports[-1 - 7 * i], id=f"one more {i}"), rows[-1 - 7 * i])
        spent.append(time.process_time() - start)
    return round(1000 * statistics.median(spent), 1)


def main() -> None:
    if "--cost" in sys.argv:
        count = int(sys.argv[sys.argv.index("--cost") + 1])
        figures: dict[str, object] = {f"{COST} {count}, beside vectors": cost(count)}
    else:
        figures = measured("--left-out" in sys.argv)
    print(figures)
    record("grouping", measured_before(figures) | figures)


def measured(with_left_out: bool) -> dict[str, object]:
    """Figures of every set, and of each set by weights learnt from the others."""
    figures: dict[str, object] = {}
    for name in EVENT_SETS:
        held = event_set(name)
        true, found = truth(held), at_once(held)
        figures[name] = scores(found, true)
        if name in {"gva", "ecbplus"}:
            streamed = online(held)
            figures[f"{name} online"] = scores(streamed, true)
            figures[f"{name} online against at once"] = scores(streamed, found)
        print(name, {k: v for k, v in figures.items() if k.startswith(name)}, flush=True)
    if with_left_out:
        figures["left out of training"] = left_out()
    return figures


def measured_before(figures: Mapping[str, object]) -> Mapping[str, object]:
    """Earlier figures that stay: of costs those of all sizes, beside a costs-only run everything."""
    kept = RESULTS / "grouping.json"
    earlier: dict[str, object] = json.loads(kept.read_text(encoding="utf-8"))["figures"] if kept.is_file() else {}
    if all(name.startswith(COST) for name in figures):
        return earlier
    return {name: value for name, value in earlier.items() if name.startswith(COST)}


if __name__ == "__main__":
    main()
