"""What must be added to log-odds of one event in a small store: what stories/event_likeness.small_store rests on.

Small stores are drawn out of the event sets: some events, at most half the store of each, and lone reports beside them.
The figure is the constant that makes the log-odds of their pairs likeliest (Platt's calibration, intercept alone).
"""

from __future__ import annotations

import random

import numpy as np
from scipy.optimize import minimize_scalar

from event_sets import EventSet, event_set, profiles
from record import record
from twosource.stories.company import SURE
from twosource.stories.event_index import EventIndex
from twosource.stories.event_likeness import small_store
from twosource.stories.grouping import pair_odds

SETS, SIZES, PAIRS_OF, FURTHEST = ("gva", "ecbplus", "meantime", "politics"), (8, 13, 30, 60, 150), 900, 8.0


def drawn(held: EventSet, size: int, chance: random.Random) -> list[int]:
    """Numbers of the reports of one small store."""
    events: dict[str, list[int]] = {}
    for number, event in enumerate(held.events):
        events.setdefault(event, []).append(number)
    told = [members for members in events.values() if len(members) > 1]
    order = chance.sample(told, len(told)) + chance.sample(list(events.values()), len(events))
    numbers = [number for members in order for number in members[: max(1, size // 2)]]
    return list(dict.fromkeys(numbers))[:size]


def constant(held: EventSet, size: int) -> float:
    """The constant that calibrates stores of this size, the shipped one (small_store) taken out."""
    chance, made = random.Random(5), profiles(held)
    odds, true = [], []
    for _ in range(max(4, PAIRS_OF // size)):
        numbers = drawn(held, size, chance)
        index = EventIndex()
        for number in numbers:
            index.add(made[number])
        for (a, b), value in pair_odds(index).items():
            if value < SURE:
                odds.append(max(-FURTHEST, min(FURTHEST, value - small_store(len(numbers)))))
                true.append(held.events[numbers[a]] == held.events[numbers[b]])
    logits, truth = np.array(odds), np.array(true, float)
    found = minimize_scalar(
        lambda c: np.mean(np.logaddexp(0, -logits - c) * truth + np.logaddexp(0, logits + c) * (1 - truth)),
        bounds=(-4, 4),
        method="bounded",
    )
    return round(float(found.x), 2)


def main() -> None:
    figures = {f"{size} reports": {name: constant(event_set(name), size) for name in SETS} for size in SIZES}
    print(figures)
    record("small_stores", figures | {"added": {str(size): round(small_store(size), 2) for size in SIZES}})


if __name__ == "__main__":
    main()
