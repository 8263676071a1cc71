"""Reports as read -> reports of each day: each page once, its latest version only, under a name of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ..stories.event_index import SKETCH
from .files import Row, digest, rows, write
from .packing import profile_of
from .schemas import DAY, PRINTS

# Of reports as read (`read`), those that stand. The same bytes at the same address are one page; of an address the
# capture that is the latest stands; a name that is taken gets the beginning of the page's id behind it.
STANDING = """
WITH once AS (
  SELECT *, row_number() OVER (PARTITION BY page_id ORDER BY place, part) AS copy FROM read
), latest AS (
  SELECT *, row_number() OVER (PARTITION BY address ORDER BY captured DESC, page_id) AS version FROM once WHERE copy = 1
), named AS (
  SELECT *, row_number() OVER (PARTITION BY id ORDER BY page_id) AS namesake FROM latest WHERE version = 1
)
SELECT day, CASE WHEN namesake = 1 THEN id ELSE id || '-' || substr(page_id, 1, 6) END AS name, page_id, moment, part
FROM named ORDER BY day, name
"""


@dataclass(frozen=True, slots=True)
class DayPart:
    """What a day is made from: files of reports as read, and those that stand."""

    day: str
    read: tuple[str, ...]
    standing: tuple[str, ...]
    folder: str


@dataclass(frozen=True, slots=True)
class Day:
    """A day's reports, and their smallest runs of words."""

    day: str
    count: int
    reports: str
    prints: str


def day_part(part: DayPart) -> Day:
    """Gather a day's reports; a day that is there already is left as it is."""
    standing = rows([Path(file) for file in part.standing], day=part.day)
    made_of = digest("day", part.day, *(f"{row['page_id']} {row['name']} {row['part']}" for row in standing))
    stem = f"{part.day or 'undated'}-{made_of}"
    reports, prints = Path(part.folder) / f"{stem}.parquet", Path(part.folder) / f"{stem}.prints.parquet"
    if not reports.exists():
        gathered = _gathered(part, standing)
        write((one for row in gathered for one in _prints(row)), PRINTS, prints)
        write(({name: row[name] for name in DAY.names} for row in gathered), DAY, reports)
    return Day(part.day, len(standing), str(reports), str(prints))


@lru_cache(maxsize=4)
def places(table: str) -> Mapping[str, Path]:
    """Day -> the file of its reports."""
    return {row["day"]: Path(row["file"]) for row in rows([Path(table)])}


def _gathered(part: DayPart, standing: Sequence[Row]) -> list[Row]:
    """The reports that stand, from the files they were read into, by name."""
    names = {(row["page_id"], row["part"]): row["name"] for row in standing}
    found: dict[str, Row] = {}
    for file in part.read:
        for row in rows([Path(file)], day=part.day):
            name = names.get((row["page_id"], row["part"]))
            if name is not None:
                found.setdefault(name, row | {"name": name})
    return [found[name] for name in sorted(found)]


def _prints(row: Row) -> list[Row]:
    """A report's smallest runs of words (Broder 1997): two that share half of their runs share some of these."""
    shingles = sorted(profile_of(row["profile"], row["name"], b"").shingles)[:SKETCH]
    return [{"print": run, **{name: row[name] for name in ("name", "day", "moment")}} for run in shingles]
