"""The whole way of an archive, on one screen: pages in, Parquet out.

Each step is made of parts; a part writes files named by what they were made from. A batch that is killed goes on where
it was, for what is there is not made again, and one with more pages makes only what these change.
"""

from __future__ import annotations

import fcntl
import itertools
import json
import logging
import os
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from ..engine import Engine, Tables
from ..errors import StoreBusy, StoreFull
from .days import STANDING, Day, DayPart, day_part
from .far import FAR, FarPart, far_part
from .files import FORM, UNFINISHED, Row, digest, parts, rows, values, write
from .groups import components
from .reading import PAGES_TOGETHER, Read, Reading, Source, counted, read_part, sources, tables_of
from .schemas import PLACES, RESULTS, WINDOWS
from .telling import INSIDE, MEMBERS, StoryPart, Told, story_part
from .windows import AT_ONCE, Compared, Window, window_part, windows

LOG = logging.getLogger("twosource.batch")
MANIFEST = "manifest.json"
WORK = ".work"
_LAST_DAY = "9999"
_Part = TypeVar("_Part")
_Made = TypeVar("_Made", Read, Day, Compared, Told)


@dataclass(slots=True)
class Summary:
    """What a batch did."""

    read: int = 0
    stories: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    seconds: Counter[str] = field(default_factory=Counter)  # room -> processor time of what was made, not found


@dataclass(frozen=True, slots=True)
class Batch:
    """Where a batch works, and on what."""

    engine: Engine
    out: Path
    encoded: bool = True
    at_once: int = AT_ONCE  # reports of a window
    most: int = AT_ONCE  # reports of a component, which one worker groups

    @property
    def work(self) -> Path:
        """What can be deleted: then all is made anew."""
        return self.out / WORK


def run(given: Sequence[str], batch: Batch) -> Summary:
    """Read the files and folders that are given into tables of reports, pairs, stories, lineage and changes.

    Raises:
        InputError: nothing is where an input should be.
        StoreBusy: another batch is at work on the folder.
        StoreFull: the folder cannot be written.
    """
    found = sources(given)
    with _alone(batch):
        summary = Summary()
        read = _read(batch, found, summary)
        _finish(batch, read, _inferred(batch, read, summary) if summary.read else [])
    return summary


def _read(batch: Batch, found: Sequence[Source], summary: Summary) -> list[Read]:
    readings = [
        Reading(source, start, start + PAGES_TOGETHER, digest(name, str(start), str(batch.encoded)),
                str(batch.work / "read"), batch.encoded)
        for source, name, pages in sorted(batch.engine.map(counted, found), key=lambda c: c[0].paths)
        for start in range(0, pages, PAGES_TOGETHER)
    ]  # fmt: skip
    made = sorted(_each(batch, "read", read_part, readings, summary), key=lambda read: read.digest)
    for one in made:
        summary.read += one.read
        summary.refused.update(dict(one.refused))
    return made


def _inferred(batch: Batch, read: Sequence[Read], summary: Summary) -> list[Told]:
    """What the reports that were read say together."""
    standing = _selected(batch, "standing", STANDING, {"read": [Path(one.table) for one in read]})
    days = _days(batch, read, standing, summary)
    pairs, round_ups = _compared(batch, days, summary)
    return _told(batch, days, (standing, pairs, round_ups), summary)


def _days(batch: Batch, read: Sequence[Read], standing: Sequence[Path], summary: Summary) -> list[Day]:
    of_day: dict[str, list[str]] = {}
    for one in read:
        for day in one.days:
            of_day.setdefault(day, []).append(one.table)
    folder, files = str(batch.work / "days"), tuple(map(str, standing))
    wanted = [DayPart(day, tuple(of_day[day]), files, folder) for day in sorted(of_day)]
    made = _each(batch, "days", day_part, wanted, summary)
    return sorted((day for day in made if day.count), key=lambda day: day.day)  # all of a day may be out of date


def _compared(batch: Batch, days: Sequence[Day], summary: Summary) -> tuple[list[Path], list[Path]]:
    """Files of pairs that may be of one event, and of reports of several."""
    cut = windows(days, str(batch.work / "windows"), batch.at_once)
    made = list(_each(batch, "compare", window_part, cut, summary))
    far = _far(batch, days, cut) if len(cut) > 1 else []
    pairs = sorted([*(Path(one.pairs) for one in made), *far])
    return pairs, sorted(Path(one.round_ups) for one in made)


def _far(batch: Batch, days: Sequence[Day], cut: Sequence[Window]) -> list[Path]:
    """Files of pairs that are one text and that no window sees together."""
    limits = _table(batch, "limits", _limits(days, cut), WINDOWS)
    prints = [Path(day.prints) for day in days]
    found = _selected(batch, "far", FAR, {"prints": prints, "windows": [limits]})
    given = tuple(map(str, found)), str(_places(batch, days)), str(batch.work / "windows")
    return [Path(file) for file in batch.engine.map(far_part, [FarPart(day, *given) for day in values(found, "a_day")])]


def _limits(days: Sequence[Day], cut: Sequence[Window]) -> list[Row]:
    after = {one.day: other.day for one, other in itertools.pairwise(days)}
    ends = [(number, window, after.get(window.seen[-1].day, _LAST_DAY)) for number, window in enumerate(cut)]
    return [{"day": day, "window": number, "until": until} for number, window, until in ends for day in window.days]


def _told(
    batch: Batch, days: Sequence[Day], tables: tuple[Sequence[Path], Sequence[Path], Sequence[Path]], summary: Summary
) -> list[Told]:
    """The files of all stories."""
    standing, pairs, round_ups = tables
    hung = _components(batch, pairs)
    members = _selected(batch, "members", MEMBERS, {"standing": standing, "hung": hung, "round_ups": round_ups})
    inside = _selected(batch, "inside", INSIDE, {"pairs": pairs, "members": members})
    given = tuple(map(str, members)), tuple(map(str, inside)), str(_places(batch, days)), str(batch.out), batch.encoded
    wanted = [StoryPart(day, *given) for day in values(members, "opened")]
    made = _each(batch, "trace", story_part, wanted, summary)
    summary.stories = sum(one.stories for one in made)
    return made


def _components(batch: Batch, pairs: Sequence[Path]) -> list[Path]:
    to = batch.work / f"components-{batch.most}-{_made_of({'pairs': pairs})}"
    if not to.exists():
        os.replace(components(batch.engine, pairs, to.with_name(f"{to.name}.unfinished"), batch.most), to)
    for begun in batch.work.glob("components*.unfinished"):
        shutil.rmtree(begun, ignore_errors=True)
    return parts(to)


def _places(batch: Batch, days: Sequence[Day]) -> Path:
    return _table(batch, "places", [{"day": day.day, "file": day.reports} for day in days], PLACES)


def _table(batch: Batch, name: str, told: list[Row], schema: Any) -> Path:
    """A small table that the driver makes."""
    path = batch.work / f"{name}-{digest(*map(repr, told))}.parquet"
    return path if path.exists() else write(told, schema, path)


def _selected(batch: Batch, name: str, question: str, tables: Tables) -> list[Path]:
    """The files of an answer, asked for unless it is there."""
    to = batch.work / f"{name}-{_made_of(tables)}"
    if not to.exists():
        start = time.monotonic()
        batch.engine.select(question, tables, to)
        LOG.info("joined", extra={"told": {"room": name, "seconds": round(time.monotonic() - start, 3)}})
    return parts(to)


def _made_of(tables: Tables) -> str:
    """A digest of tables: of the names of their files, or of their folder, if an engine named the files."""
    names = (
        path.parent.name if path.name.startswith("part-") else path.name
        for _, t in sorted(tables.items())
        for path in t
    )
    return digest(*dict.fromkeys(names))


def _each(
    batch: Batch, room: str, work: Callable[[_Part], _Made], wanted: Sequence[_Part], summary: Summary
) -> list[_Made]:
    """What `work` makes of each part; told of as it is done."""
    made, spent = [], Counter[str]()
    for one in batch.engine.map(work, wanted):
        made.append(one)
        spent.update(dict(getattr(one, "seconds", ())))
        LOG.debug("part", extra={"told": {"room": room, "done": len(made), "of": len(wanted)}})
    summary.seconds.update(spent)
    told = {"room": room, "parts": len(made), "seconds": {name: round(value, 2) for name, value in spent.items()}}
    LOG.info("done", extra={"told": told})
    return made


@contextmanager
def _alone(batch: Batch) -> Iterator[None]:
    """Nobody else works on this folder meanwhile; the lock goes with the program that holds it."""
    try:
        batch.work.mkdir(parents=True, exist_ok=True)
        lock = (batch.work / "lock").open("wb")
    except OSError as error:
        raise StoreFull(f"{batch.out} cannot be written ({error.strerror}): name another folder with --out") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise StoreBusy(f"another batch is at work on {batch.out}: wait for it, or name another folder") from error
        yield


def _finish(batch: Batch, read: Sequence[Read], told: Sequence[Told]) -> None:
    """List what belongs to the result, then let go of what does not any more, a killed program's beginnings too."""
    files = {path for one in told for _, path in one.files}
    for one in read:
        if one.refused:
            refusals = batch.out / "refusals" / f"{one.digest}.parquet"
            write(rows([tables_of(str(batch.work / "read"), one.digest)[1]]), RESULTS["refusals"], refusals)
            files.add(f"refusals/{one.digest}.parquet")
    unfinished = batch.out / f".{MANIFEST}"
    try:
        unfinished.write_text(json.dumps({"form": FORM, "files": sorted(files)}, indent=1) + "\n")
        os.replace(unfinished, batch.out / MANIFEST)
        for table in RESULTS:
            for path in (batch.out / table).rglob("*.parquet*"):
                if str(path.relative_to(batch.out)) not in files:
                    path.unlink()
        for path in batch.work.rglob(UNFINISHED):
            path.unlink()
    except OSError as error:
        raise StoreFull(f"{batch.out}: {error}: make room, and run the same command again") from error
