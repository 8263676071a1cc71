"""Some stretches of a text, asked whether another one touches any of them: by halving, not one by one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate
from typing import Protocol


class Placed(Protocol):
    """Anything that stands at text[start:end]."""

    @property
    def start(self) -> int:
        """The first character."""
        ...

    @property
    def end(self) -> int:
        """The one after the last."""
        ...


class Taken:
    """Stretches in any order; they may overlap."""

    def __init__(self, places: Iterable[Placed]) -> None:
        held = sorted((place.start, place.end) for place in places)
        self._starts = [start for start, _ in held]
        self._furthest = list(accumulate((end for _, end in held), max))

    def touches(self, start: int, end: int) -> bool:
        """Whether one of them and text[start:end] have a character in common."""
        before = bisect_left(self._starts, end)
        return bool(before) and self._furthest[before - 1] > start
