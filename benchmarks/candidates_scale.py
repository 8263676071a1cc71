"""Candidates at scale: time per report and memory from 10,000 to 100,000 reports, by text alone.

Each size runs in a process of its own, so that its peak memory is its own. Times are the processor's, on one thread.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")

from candidates import gva
from mutator import mutated
from record import record
from twosource.copies.candidates import candidates

SIZES = (10_000, 100_000)


def measured(size: int) -> dict[str, float]:
    """Seconds, peak memory and pairs of one run over `size` reports."""
    reports = list(mutated(gva(), size))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start, wall = time.process_time(), time.perf_counter()
    pairs = sum(1 for _ in candidates(reports, encoder=None))
    seconds = time.process_time() - start
    return {
        "reports": size,
        "characters a report": round(sum(len(report.text) for report in reports) / size),
        "cpu seconds": round(seconds, 2),
        "wall seconds": round(time.perf_counter() - wall, 2),
        "cpu ms a report": round(1000 * seconds / size, 3),
        "candidates a report": round(2 * pairs / size, 2),
        "peak MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "MB before": round(before),
    }


def main() -> None:
    runs = []
    for size in SIZES:
        ran = subprocess.run([sys.executable, __file__, str(size)], capture_output=True, text=True, check=True)
        runs.append(json.loads(ran.stdout))
        print(runs[-1], flush=True)
    growth = runs[-1]["cpu ms a report"] / runs[0]["cpu ms a report"]
    record("candidates_scale", {"runs": runs, "growth of time a report": round(growth, 2)})


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measured(int(sys.argv[1]))))
    else:
        main()
