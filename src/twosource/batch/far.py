"""Copies that no window sees together: reports that share their smallest runs of words, compared one with one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..engine import one_thread
from ..stories.company import SURE
from ..stories.event_index import EventIndex
from ..stories.event_likeness import log_odds
from .days import places
from .files import Row, digest, rows, write
from .packing import profile_of
from .schemas import PAIRS

# A run of words that more reports share is a stock phrase; the same on every engine, for it is counted over all.
MOST_HOLDERS = 50
# Of SKETCH runs two must be shared.
LEAST_SHARED = 2

# The day of a, so that pairs can be read a day at a time; `until`: the first day that the window of a does not see.
FAR = f"""
WITH rare AS (
  SELECT print FROM prints GROUP BY print HAVING count(*) BETWEEN 2 AND {MOST_HOLDERS}
), held AS (
  SELECT prints.print, prints.name, prints.day, prints.moment, windows.until
  FROM prints JOIN rare ON prints.print = rare.print JOIN windows ON prints.day = windows.day
)
SELECT a.day AS a_day, a.name AS a, b.day AS b_day, b.name AS b
FROM held a JOIN held b ON a.print = b.print AND a.day < b.day AND b.day >= a.until
GROUP BY a.day, a.name, b.day, b.name HAVING count(*) >= {LEAST_SHARED}
ORDER BY a_day, a, b_day, b
"""  # noqa: S608 - both are numbers of ours


@dataclass(frozen=True, slots=True)
class FarPart:
    """Pairs whose earlier report is of one day; `places`: the table of the days' files."""

    day: str
    pairs: tuple[str, ...]
    places: str
    folder: str


def far_part(part: FarPart) -> str:
    """Keep those pairs that are one text."""
    pairs = rows([Path(file) for file in part.pairs], a_day=part.day)
    at = places(part.places)
    wanted: dict[str, set[str]] = defaultdict(set)
    for row in pairs:
        wanted[row["a_day"]].add(row["a"])
        wanted[row["b_day"]].add(row["b"])
    files = sorted(at[day].name for day in wanted)
    made_of = digest("far", *files, *(f"{row['a']}\0{row['b']}" for row in pairs))
    path = Path(part.folder) / f"{part.day or 'undated'}-{made_of}.far.parquet"
    if not path.exists():
        held = [row for day in sorted(wanted) for row in _profiles(at[day], wanted[day])]
        write(_sure(pairs, held), PAIRS, path)
    return str(path)


def _profiles(file: Path, names: set[str]) -> list[Row]:
    return rows([file], ("name", "moment", "profile", "vector"), name=sorted(names))


def _sure(pairs: Sequence[Row], held: Sequence[Row]) -> Iterator[Row]:
    """Pairs that are one event whatever else, earlier report first."""
    known = {row["name"]: row for row in held}
    with one_thread():
        for pair in pairs:
            two = [known[pair["a"]], known[pair["b"]]]
            index = EventIndex()  # of these two alone: what is rare is what the shipped background says
            for row in two:
                index.add(profile_of(row["profile"], row["name"], row["vector"]))
            odds = float(log_odds(index, 0, np.array([1], dtype=np.int32))[0])
            if odds >= SURE:
                first, second = sorted(two, key=lambda row: (row["moment"], row["name"]))
                yield {"a": first["name"], "b": second["name"], "odds": odds, "own": odds}
