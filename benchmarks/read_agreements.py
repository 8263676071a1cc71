"""Sixty facts that we say independent accounts agree on, drawn by seed, to be judged by reading.

`python benchmarks/read_agreements.py` prints them with their surroundings. `... VERDICTS` (a letter each, y for one
fact of the event stated by all, n for two facts, a cut name or the page's own words) writes verdicts/agreements.json:
ids, offsets and kinds, no text.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

from read_disagreements import shown_at
from statements import DATA, gva
from twosource.answers.agreeing import Agreement, agreements
from twosource.lineages.lineage import trace
from twosource.records import Report
from twosource.statements.disagreements import disagreements

_SEED, _DRAWN = 35, 60
_VERDICTS = Path(__file__).parent / "verdicts" / "agreements.json"
_SHOWN = 2  # reports of each


def drawn(reports: dict[str, Report]) -> list[tuple[str, Agreement]]:
    """The same sixty for the same method: story and agreement."""
    found = []
    for story in json.loads((DATA / "gva" / "labels.json").read_text(encoding="utf-8"))["stories"]:
        told = [reports[name] for name in story["reports"]]
        lineage = trace(told)
        disputed = disagreements(told, lineage=lineage)
        found += [(story["story"], one) for one in agreements(told, lineage, disputed)]
    return random.Random(_SEED).sample(found, min(_DRAWN, len(found)))


def main() -> None:
    reports = gva()
    sample = drawn(reports)
    if len(sys.argv) == 1:
        for number, (story, one) in enumerate(sample):
            print(f"{number} {story} {one.kind} {one.fact}")
            for name in list(one.spans)[:_SHOWN]:
                print(shown_at(reports[name], one.values[name], one.spans[name]))
        return
    if len(sys.argv[1]) != len(sample):
        sys.exit(f"{len(sys.argv[1])} verdicts for {len(sample)} agreements: give one letter each")
    rows = [
        json.dumps(
            {
                "story": story,
                "kind": one.kind,
                "spans": {name: [span.start, span.end] for name, span in one.spans.items()},
                "real": verdict == "y",
            }
        )
        for (story, one), verdict in zip(sample, sys.argv[1], strict=True)
    ]
    _VERDICTS.write_text("[\n" + ",\n".join(rows) + "\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
