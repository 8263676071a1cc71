"""Candidates at scale: time per report and memory from 10,000 to 100,000 reports, by text alone.

Processor time on one thread, in one process: the small heap is searched before and after the large one, because on a
machine with other work even processor time goes up and down by a third.
"""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Sequence

os.environ.setdefault("OMP_NUM_THREADS", "1")

from candidates import gva
from mutator import mutated
from record import record
from twosource.copies.candidates import candidates
from twosource.records import Report

SMALL, LARGE = 10_000, 100_000


def measured(reports: Sequence[Report]) -> dict[str, float]:
    """Seconds, peak memory so far and pairs of one run over these reports."""
    start, wall = time.process_time(), time.perf_counter()
    pairs = sum(1 for _ in candidates(reports, encoder=None))
    seconds = time.process_time() - start
    return {
        "reports": len(reports),
        "characters a report": round(sum(len(report.text) for report in reports) / len(reports)),
        "cpu seconds": round(seconds, 2),
        "wall seconds": round(time.perf_counter() - wall, 2),
        "cpu ms a report": round(1000 * seconds / len(reports), 3),
        "candidates a report": round(2 * pairs / len(reports), 2),
        "peak MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def main() -> None:
    reports = list(mutated(gva(), LARGE))
    measured(reports[:1000])  # tables that are made once are not counted
    runs = []
    for size in (SMALL, LARGE, SMALL):
        runs.append(measured(reports[:size]))
        print(runs[-1], flush=True)
    before, large, after = (run["cpu ms a report"] for run in runs)
    record("candidates_scale", {"runs": runs, "growth of time a report": round(2 * large / (before + after), 2)})


if __name__ == "__main__":
    main()
