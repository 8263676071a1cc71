"""Whether words that show an official statement tell pairs that share a release from pairs that copy (gva/labels.json).

Of pairs labelled same or part: "release" is predicted where either report, both, or one only holds a cue of the kinds
named. (A copy takes the cue along; two users of a release each find their own words for it, or none.)
"""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path
from typing import Any

from record import record
from twosource.reports.releases import release_cues

DATA = Path(os.environ.get("TWOSOURCE_DATA", Path(__file__).parents[1] / ".." / "shared" / "data"))
KINDS = {
    "release or form": {"release", "form"},
    "statement": {"statement"},
    "appeal": {"appeal"},
    "any": {"release", "form", "statement", "appeal"},
}

HELD = {"either": {1, 2}, "both": {2}, "one only": {1}}  # how many of the two reports hold a cue


def pairs(folder: str) -> list[tuple[str, str, bool]]:
    """(a, b, shares a release) of each pair on whose way of sharing the readers agree."""
    found: list[tuple[str, str, bool]] = []
    for story in json.loads((DATA / folder / "labels.json").read_text(encoding="utf-8"))["stories"]:
        found += [
            (p["a"], p["b"], p["via"] == ["release"]) for p in story["pairs"] if p["via"] in (["release"], ["copy"])
        ]
    return found


def texts(folder: str) -> dict[str, str]:
    with gzip.open(DATA / folder / "reports.jsonl.gz", "rt", encoding="utf-8") as lines:
        return {row["id"]: row["text"] for row in map(json.loads, lines)}


def figures(judged: list[tuple[set[str], set[str], bool]], kinds: set[str], held_by: str) -> dict[str, float]:
    """Precision and recall of "release" among the pairs."""
    count = {(said, true): 0 for said in (True, False) for true in (True, False)}
    for a, b, true in judged:
        held = (not a.isdisjoint(kinds)) + (not b.isdisjoint(kinds))
        count[held in HELD[held_by], true] += 1
    said, true = count[True, True] + count[True, False], count[True, True] + count[False, True]
    hits = count[True, True]
    return {
        "precision": round(hits / max(1, said), 3),
        "recall": round(hits / max(1, true), 3),
        "said": said,
        "hits": hits,
    }


def main() -> None:
    text = texts("gva")
    kinds = {name: {str(cue.kind) for cue in release_cues(text[name])} for pair in pairs("gva") for name in pair[:2]}
    judged = [(kinds[a], kinds[b], true) for a, b, true in pairs("gva")]
    found: dict[str, Any] = {"pairs": len(judged), "via release": sum(true for *_, true in judged)}
    for name, wanted in KINDS.items():
        found |= {f"{name}, {by}": figures(judged, wanted, by) for by in HELD}
    for name, values in found.items():
        print(name, values)
    record("releases", found)


if __name__ == "__main__":
    main()
