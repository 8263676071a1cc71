"""The five pages of the design, the whole way: credits, boilerplate, passages, story, origins, event date."""

from __future__ import annotations

import json
import os
from pathlib import Path

from record import record
from twosource.copies.alignment import align
from twosource.lineages.lineage import trace
from twosource.records import Lineage, Page, Report
from twosource.reports.reading import read
from twosource.stories.grouping import group

DATA = Path(os.environ.get("TWOSOURCE_DATA", Path(__file__).parents[2] / "shared" / "data")) / "seeds"

# The names that gold.json's sentences about credits hold; "" is a feed that is not named.
CREDITS = {"000": {"NDTV", ""}, "001": {"AFP"}, "002": set(), "003": {"RFE/RL"}, "004": {"AFP", "Reuters"}}


def five_reports(gold: dict) -> dict[str, Report]:
    found = {}
    for name, file in gold["files"].items():
        report = read(Page(url=f"https://{name}.example/", content=(DATA / file).read_bytes(), media_type="text/plain"))
        assert isinstance(report, Report), f"{name}: {report}"
        found[name] = report
    return found


def place(text: str, sentence: str) -> tuple[int, int] | None:
    """Where a sentence of gold.json stands in a report; white space may differ."""
    squeezed = [(i, c) for i, c in enumerate(text) if not c.isspace()]
    at = "".join(c for _, c in squeezed).find("".join(sentence.split()))
    length = len("".join(sentence.split()))
    return (squeezed[at][0], squeezed[at + length - 1][0] + 1) if at >= 0 else None


def covered(start: int, end: int, a: int, b: int) -> bool:
    return min(end, b) - max(start, a) >= 0.5 * (end - start)


def passage_figures(gold: dict, reports: dict[str, Report]) -> dict[str, float]:
    """Recall: gold pairs of sentences under one passage, not `quoted`. Precision: such passages that hold a pair."""
    hit = wanted = right = told = 0
    listed = {(x["a"], x["b"]): x["pairs"] for x in gold["copied_passages"]}
    names = sorted(reports)
    for a, b in [(a, b) for a in names for b in names if a < b]:
        found = [p for p in align(reports[a], reports[b]) if p.kind != "quoted"]
        places = [(place(reports[a].text, x), place(reports[b].text, y)) for x, y in listed.get((a, b), [])]
        pairs = [(x, y) for x, y in places if x and y]
        wanted += len(places)
        hit += sum(any(_holds(p, x, y) for p in found) for x, y in pairs)
        told += len(found)
        right += sum(any(_holds(p, x, y) or _within(p, x, y) for x, y in pairs) for p in found)
    return {"pairs": wanted, "recall": hit / wanted, "passages": told, "precision": right / told if told else 0.0}


def _holds(p: object, x: tuple[int, int], y: tuple[int, int]) -> bool:
    return covered(*x, p.a_start, p.a_end) and covered(*y, p.b_start, p.b_end)


def _within(p: object, x: tuple[int, int], y: tuple[int, int]) -> bool:
    return covered(p.a_start, p.a_end, *x) and covered(p.b_start, p.b_end, *y)


def credit_figures(reports: dict[str, Report]) -> dict[str, object]:
    named = {n: {c.name for c in r.credits if c.kind != "photo"} for n, r in reports.items()}
    return {
        "missing": {n: sorted(CREDITS[n] - named[n]) for n in named if CREDITS[n] - named[n]},
        "invented": {n: sorted(named[n] - CREDITS[n]) for n in named if named[n] - CREDITS[n]},
    }


def boilerplate_left(gold: dict, reports: dict[str, Report]) -> list[str]:
    return [line for n, lines in gold["boilerplate"].items() for line in lines if line in reports[n].text]


def family(lineage: Lineage, reports: dict[str, Report]) -> dict[str, object]:
    short = {r.id: n for n, r in reports.items()}
    return {
        "independent": lineage.independent,
        "origins": [
            {"name": o.name, "seen": o.seen, "derived": o.derived, "reports": sorted(short[i] for i in o.reports)}
            for o in lineage.origins
        ],
        "derivations": [
            [short.get(d.parent, d.parent), short.get(d.child, d.child), d.kind] for d in lineage.derivations
        ],
    }


def main() -> None:
    gold = json.loads((DATA / "gold.json").read_text(encoding="utf-8"))
    reports = five_reports(gold)
    stories = group(list(reports.values()))
    figures = {
        "stories": len(stories),
        "event_date": str(stories[0].event_date),
        "credits": credit_figures(reports),
        "boilerplate left": boilerplate_left(gold, reports),
        "passages": passage_figures(gold, reports),
        **family(trace(list(reports.values())), reports),
    }
    print(json.dumps(figures, indent=1, ensure_ascii=False))
    record("seeds", figures)


if __name__ == "__main__":
    main()
