"""Reports of some weeks -> pairs that may be of one event, by the same index that groups a store's reports.

An archive is cut into windows of about AT_ONCE reports in order of days, whole days always. Each sees some days of its
neighbours as well, so that a pair that lies across a border is compared, in the window of its earlier report. Up to
AT_ONCE reports there is one window, and the pairs are those that `group` finds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..engine import one_thread
from ..stories.clusters import Pair
from ..stories.company import neighbours, with_company
from ..stories.event_index import EventIndex
from ..stories.grouping import pair_odds
from ..stories.round_ups import round_ups
from ..timing import Clock
from .days import Day
from .files import Row, digest, rows, write
from .packing import profile_of
from .schemas import PAIRS, ROUND_UPS

# Reports of a window: about 20 kB each while it is worked on, so 400 MB, and a tenth as much again at its borders.
AT_ONCE = 20_000
# Days beyond a border that are seen, as long as they hold no more than this share of AT_ONCE: most reports of an event
# come within days of each other, and copies are found at any distance (far.py).
BORDER_DAYS = 10
BORDER_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Window:
    """Days whose reports are compared: those that it answers for, and the neighbours' that it sees."""

    days: tuple[str, ...]
    seen: tuple[Day, ...]  # its own days among them, in order
    folder: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Where a window's pairs and its reports of several events lie."""

    pairs: str
    round_ups: str
    seconds: tuple[tuple[str, float], ...] = ()


def windows(days: Sequence[Day], folder: str, at_once: int = AT_ONCE) -> list[Window]:
    """Cut days, in order, into windows; another day at the end changes the last one only."""
    cuts: list[list[int]] = []
    held = 0
    for number, day in enumerate(days):
        if not cuts or held + day.count > at_once:
            cuts.append([])
            held = 0
        cuts[-1].append(number)
        held += day.count
    most = int(at_once * BORDER_SHARE)
    made = []
    for cut in cuts:
        before, after = _border(days[: cut[0]][::-1], most), _border(days[cut[-1] + 1 :], most)
        seen = days[cut[0] - before : cut[-1] + 1 + after]
        made.append(Window(tuple(days[n].day for n in cut), tuple(seen), folder))
    return made


def _border(beyond: Sequence[Day], most: int) -> int:
    """How many of the days beyond a border are seen."""
    held = 0
    for number, day in enumerate(beyond[:BORDER_DAYS]):
        held += day.count
        if held > most:
            return number
    return min(len(beyond), BORDER_DAYS)


def window_part(window: Window) -> Compared:
    """Compare a window's reports; one that is there already is left as it is."""
    made_of = digest("window", *window.days, "sees", *(Path(day.reports).name for day in window.seen))
    stem = f"{window.days[0] or 'undated'}-{made_of}"
    pairs, rounds = (Path(window.folder) / f"{stem}.{what}.parquet" for what in ("pairs", "rounds"))
    if pairs.exists():
        return Compared(str(pairs), str(rounds))
    clock = Clock()
    with one_thread():
        held = _in_order(window)
        own_days = frozenset(window.days)
        mine = [row["day"] in own_days for row in held]
        with clock("comparing"):
            odds, own, last = _odds(held)
    write(({"name": held[n]["name"]} for n in sorted(last) if mine[n]), ROUND_UPS, rounds)
    names = [row["name"] for row in held]
    found = ((a, b) for a, b in odds if mine[a])
    write(({"a": names[a], "b": names[b], "odds": odds[a, b], "own": own[a, b]} for a, b in found), PAIRS, pairs)
    return Compared(str(pairs), str(rounds), clock.told())


def _in_order(window: Window) -> list[Row]:
    """The reports that a window sees, in order of time, as `group` takes them."""
    columns = ("day", "name", "moment", "profile", "vector")
    held = [row for day in window.seen for row in rows([Path(day.reports)], columns)]
    return sorted(held, key=lambda row: (row["moment"], row["name"]))


def _odds(held: Sequence[Row]) -> tuple[Mapping[Pair, float], Mapping[Pair, float], frozenset[int]]:
    """Log-odds of pairs with company and without, and the reports of several events."""
    index = EventIndex()
    for row in held:
        index.add(profile_of(row["profile"], row["name"], row["vector"]))
    own = pair_odds(index)
    near = neighbours(own)
    last = round_ups(range(len(index)), near, index.size)
    return with_company(own, near, left_out=last), own, last
