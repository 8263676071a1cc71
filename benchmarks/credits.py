"""How well credits are found: five seeds, agencies of wire copy (polnear), outlets that readers named (gva, politics).

Credits of photos are left out, as the readers left them out, and so is a report's own outlet.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from record import record
from twosource.records import Credit, Report
from twosource.reports.credits import ORIGIN_KINDS, credits
from twosource.reports.outlets import is_agency, outlet_name, same_outlet

DATA = Path(os.environ.get("TWOSOURCE_DATA", Path(__file__).parents[1] / ".." / "shared" / "data"))
VERBOSE = "-v" in sys.argv
# politics names its outlets by these letters
HOSTS = {"fox": "foxnews.com", "nyt": "nytimes.com", "hpo": "huffingtonpost.com"}


@dataclass
class Count:
    """Hits, inventions and misses."""

    hits: int = 0
    invented: int = 0
    missed: int = 0

    def figures(self) -> dict[str, float]:
        precision = self.hits / max(1, self.hits + self.invented)
        recall = self.hits / max(1, self.hits + self.missed)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        return {"precision": round(precision, 3), "recall": round(recall, 3), "f1": round(f1, 3), **vars(self)}


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def wire_agency(found: Iterable[Credit]) -> str:
    """The agency that a report names as the origin of its text."""
    return next((c.name for c in found if c.kind in ORIGIN_KINDS and is_agency(c.name)), "")


def polnear(part: str, *, byline: bool) -> Count:
    """Agencies of reports that are wire copy, from the text alone or with the author's line."""
    count = Count()
    for row in rows(DATA / "polnear" / f"{part}.jsonl.gz"):
        author = row["author"] or "" if byline else ""
        report = Report(id=row["id"], text=row["text"], title=row["title"], outlet=row["outlet"], byline=author)
        named = wire_agency(credits(report))
        wire = row["wire"] if row["wire"] not in {None, "NA", "None"} else ""
        if named and wire and same_outlet(named, wire):
            count.hits += 1
            continue
        count.invented += bool(named)
        count.missed += bool(wire)
        if VERBOSE and (named or wire):
            print("polnear", part, row["id"], "wire:", wire, "named:", named)
    return count


def matches(a: str, b: str) -> bool:
    """Whether two names mean one outlet: same_outlet, or one stands in the other ("KBFX Eyewitness News")."""
    short, long = sorted((outlet_name(a).casefold(), outlet_name(b).casefold()), key=len)
    return same_outlet(a, b) or bool(re.search(rf"(?:^|[ /-]){re.escape(short)}(?:[ /-]|$)", long))


def named_outlets(folder: str) -> Count:
    """Outlets that readers found credited, report by report; the report's own is left out on both sides."""
    texts = {row["id"]: row for row in rows(DATA / folder / "reports.jsonl.gz")}
    count = Count()
    for story in json.loads((DATA / folder / "labels.json").read_text(encoding="utf-8"))["stories"]:
        for name in story["reports"]:
            row = texts[name]
            own = HOSTS.get(row["outlet"].lower(), row["outlet"])
            report = Report(id=name, text=row["text"], title=row["title"], outlet=own, url=row["url"])
            found = {c.name: c for c in credits(report) if c.kind != "photo" and c.name}
            wanted = distinct(w for w in story["credits"].get(name, []) if not matches(w, own))
            missed = [w for w in wanted if not any(matches(w, f) for f in found)]
            invented = [f for f in found if not any(matches(w, f) for w in wanted)]
            count.hits += len(wanted) - len(missed)
            count.missed += len(missed)
            count.invented += len(invented)
            if VERBOSE and (missed or invented):
                print(folder, own, name[:8], "missed:", missed, "invented:", [(f, found[f].words) for f in invented])
    return count


def distinct(names: Iterable[str]) -> list[str]:
    """One of each group of names that mean the same outlet."""
    kept: list[str] = []
    for name in names:
        if not any(matches(name, other) for other in kept):
            kept.append(name)
    return kept


SEEDS = {"000": {"NDTV", ""}, "001": {"AFP"}, "002": set(), "003": {"RFE/RL"}, "004": {"AFP", "Reuters"}}


def seeds() -> Count:
    """The five pages, as gold.json says in words."""
    count = Count()
    for name, file in json.loads((DATA / "seeds" / "gold.json").read_text(encoding="utf-8"))["files"].items():
        report = Report(id=name, text=(DATA / "seeds" / file).read_text(encoding="utf-8"))
        found = {credit.name for credit in credits(report) if credit.kind != "photo"}
        count.hits += len(found & SEEDS[name])
        count.invented += len(found - SEEDS[name])
        count.missed += len(SEEDS[name] - found)
    return count


def main() -> None:
    figures = {
        "seeds": seeds().figures(),
        "polnear train, text": polnear("train", byline=False).figures(),
        "polnear dev, text": polnear("dev", byline=False).figures(),
        "polnear train, text and byline": polnear("train", byline=True).figures(),
        "polnear dev, text and byline": polnear("dev", byline=True).figures(),
        "gva": named_outlets("gva").figures(),
        "politics": named_outlets("politics").figures(),
    }
    for name, values in figures.items():
        print(name, values)
    record("credits", figures)


if __name__ == "__main__":
    main()
