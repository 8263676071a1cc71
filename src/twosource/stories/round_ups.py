"""Reports of several events: round-ups, live blogs, chronicles. They may join one story and never glue two.

A round-up is longer than its fellows, and among these are some that are unlike one another: what brings them
together is only the round-up.
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable, Iterable

from .company import Near

# It has so many times the different words of each of the fellows that give it away.
LONGER = 1.4
# Fellows it is at least so likely to be of one event with ...
LIKELY = 0.5
# ... while they are at most so likely of one event with each other.
UNLIKELY = 0.1
# So many of the likeliest fellows are looked at.
FELLOWS = 8


def round_ups(numbers: Iterable[int], near: Near, size: Callable[[int], int]) -> frozenset[int]:
    """Which of the reports are of several events. `size`: how many different words a report has."""
    return frozenset(number for number in numbers if _is_round_up(number, near, size))


def _is_round_up(number: int, near: Near, size: Callable[[int], int]) -> bool:
    likely = ((chance, fellow) for fellow, chance in near.get(number, {}).items() if chance >= LIKELY)
    longest = size(number) / LONGER
    shorter = [fellow for _, fellow in heapq.nlargest(FELLOWS, likely) if size(fellow) <= longest]
    return any(near.get(a, {}).get(b, 0.0) <= UNLIKELY for a, b in itertools.combinations(shorter, 2))
