"""Processor time by room."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager


class Clock:
    """Adds up what each room takes, in seconds of the processor; a clock on the wall may jump."""

    def __init__(self) -> None:
        self._seconds: dict[str, float] = defaultdict(float)

    @contextmanager
    def __call__(self, room: str) -> Iterator[None]:
        """Count what is done within for this room."""
        start = time.process_time()
        try:
            yield
        finally:
            self._seconds[room] += time.process_time() - start

    def told(self) -> tuple[tuple[str, float], ...]:
        """Room -> seconds."""
        return tuple(sorted(self._seconds.items()))
