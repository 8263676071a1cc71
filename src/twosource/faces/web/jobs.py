"""Readings under way: ordered by anyone, done one after the other by the second process, watched by many."""

from __future__ import annotations

import itertools
import shutil
import threading
from collections import Counter, deque
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from typing import Literal

from ...answers import Order, Step
from ...answers.apart import Reader
from ...errors import TwosourceError

State = Literal["waiting", "reading", "working out", "done", "failed"]

# Readings that are remembered, steps of each that are shown, and refusals of each that are listed.
REMEMBERED, STEPS_SHOWN, REFUSALS_SHOWN = 50, 30, 500


@dataclass(slots=True)
class Job:
    """One order on its way. Changed by the reading thread alone; what it shows may be a step old."""

    number: int
    label: str
    order: Order
    folder: Path | None = None  # of the uploads, removed at the end
    report: str = ""  # the report whose story is to be shown at the end
    state: State = "waiting"
    error: str = ""
    tally: Counter[str] = field(default_factory=Counter)
    last: deque[Step] = field(default_factory=lambda: deque(maxlen=STEPS_SHOWN))
    refused: list[Step] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    def note(self, step: Step) -> None:
        """Count one step."""
        if step.what == "stories":
            self.state = "working out"
            return
        self.tally[step.what] += 1
        self.last.appendleft(step)
        self.report = self.report or step.report
        if step.what == "refused" and len(self.refused) < REFUSALS_SHOWN:
            self.refused.append(step)


class Jobs:
    """All readings of one server."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._waiting: SimpleQueue[Job | None] = SimpleQueue()
        self._jobs: dict[int, Job] = {}
        self._numbers = itertools.count(1)
        self._thread = threading.Thread(target=self._run, name="readings", daemon=True)
        self._thread.start()

    def start(self, order: Order, label: str, *, folder: Path | None = None, report: str = "") -> Job:
        """Take an order; it is done when those before it are."""
        job = Job(next(self._numbers), label, order, folder, report)
        self._jobs[job.number] = job
        for old in [n for n, j in self._jobs.items() if j.ended.is_set()][:-REMEMBERED]:
            del self._jobs[old]
        self._waiting.put(job)
        return job

    def job(self, number: int) -> Job | None:
        """The reading of this number, None where it is forgotten or never was."""
        return self._jobs.get(number)

    def all(self) -> list[Job]:
        """Those remembered, the latest first."""
        return sorted(self._jobs.values(), key=lambda job: -job.number)

    def close(self) -> None:
        """Do no more; what is under way ends after the page that it is at."""
        self._waiting.put(None)
        self._reader.close()

    def _run(self) -> None:
        while (job := self._waiting.get()) is not None:
            job.state = "reading"
            try:
                for step in self._reader.read(job.order):
                    job.note(step)
                job.state = "done"
            except TwosourceError as error:
                job.error, job.state = str(error), "failed"
            finally:
                if job.folder:
                    shutil.rmtree(job.folder, ignore_errors=True)
                job.ended.set()
