"""The labelled stories (gva, politics) as records, and generated families, for training and measuring the lineage."""

import gzip
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from twosource.copies.alignment import align
from twosource.records import Passage, Report

ROOT = Path(__file__).parent.parent
DATA = Path(os.environ.get("TWOSOURCE_DATA", ROOT.parent / "shared" / "data"))


@dataclass(frozen=True)
class Label:
    """What the two readers said of a pair; either value is right where two stand."""

    a: str
    b: str
    labels: tuple[str, ...]
    vias: tuple[str, ...]
    direction: str  # "a>b" by ids, "common" or "unknown"


@dataclass(frozen=True)
class Labelled:
    """One labelled story."""

    name: str  # "gva:150344"
    reports: tuple[Report, ...]
    pairs: tuple[Label, ...]
    independent: tuple[int, ...]


@cache
def rows(folder: str) -> dict[str, dict]:
    """The reports of a folder by id, as stored."""
    with gzip.open(DATA / folder / "reports.jsonl.gz", "rt", encoding="utf-8") as file:
        return {row["id"]: row for row in map(json.loads, file)}


def report(row: dict) -> Report:
    """A stored row as a report."""
    return Report(
        id=row["id"],
        text=row["text"],
        title=row.get("title") or "",
        outlet=row.get("outlet") or "",
        url=row.get("url") or "",
        published=row.get("date") or None,
        language=row.get("lang") or None,
    )


def stories(folder: str) -> Iterator[Labelled]:
    """The labelled stories of a folder."""
    for story in json.loads((DATA / folder / "labels.json").read_text())["stories"]:
        pairs = tuple(
            Label(*sorted((p["a"], p["b"])), tuple(p["label"]), tuple(p["via"]), p["direction"]) for p in story["pairs"]
        )
        reports = tuple(report(rows(folder)[i]) for i in story["reports"])
        yield Labelled(f"{folder}:{story['story']}", reports, pairs, tuple(story["independent"]))


def unlabelled_texts(folder: str, least: int = 12) -> list[list[str]]:
    """Texts of events without labels, by event: two or more reports, the first with at least `least` sentences."""
    held = {r["event"] for s in stories(folder) for r in (rows(folder)[x.id] for x in s.reports)}
    events: dict[str, list[str]] = {}
    for row in rows(folder).values():
        if row["event"] not in held:
            events.setdefault(row["event"], []).append(row["text"])
    kept = [sorted(t, key=len, reverse=True) for t in events.values() if len(t) > 1]
    return [t for t in kept if t[0].count(". ") >= least and len(t[0]) < 8000]


def passages(reports: tuple[Report, ...]) -> dict[tuple[str, str], list[Passage]]:
    """Every pair aligned, as `trace` would."""
    known = sorted(reports, key=lambda r: r.id)
    return {(a.id, b.id): align(a, b) for i, a in enumerate(known) for b in known[i + 1 :]}


def translations() -> Iterator[tuple[str, list[Report]]]:
    """Each text with its translations: the source first."""
    with gzip.open(DATA / "translated" / "stories.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            texts = [row["source"], *row["by_hand"], *row["by_machine"]]
            yield (
                row["story"],
                [Report(id=f"{row['story']}/{i}", text=t["text"], language=t["lang"]) for i, t in enumerate(texts)],
            )
