"""Sixty of our disagreements, drawn by seed, to be judged by reading; verdicts go to verdicts/disagreements.json.

`python benchmarks/read_disagreements.py` prints them with their surroundings. `... VERDICTS` (a letter each, y for a
real difference of fact, n for none) writes the verdicts: ids, offsets and kinds, no text.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

from statements import DATA, gva
from twosource.records import Disagreement, Report, Span
from twosource.statements.disagreements import disagreements

_SEED, _DRAWN = 34, 60
_VERDICTS = Path(__file__).parent / "verdicts" / "disagreements.json"
_BEFORE, _AFTER = 160, 120


def drawn(reports: dict[str, Report]) -> list[tuple[str, Disagreement]]:
    """The same sixty for the same method: story and disagreement."""
    stories = json.loads((DATA / "gva" / "labels.json").read_text(encoding="utf-8"))["stories"]
    found = [(s["story"], d) for s in stories for d in disagreements([reports[name] for name in s["reports"]])]
    return random.Random(_SEED).sample(found, min(_DRAWN, len(found)))


def shown(d: Disagreement, reports: dict[str, Report]) -> str:
    """What the reports say, one place a value."""
    lines, seen = [], set()
    for name, span in d.spans.items():
        if d.values[name].casefold() not in seen:
            seen.add(d.values[name].casefold())
            lines.append(shown_at(reports[name], d.values[name], span))
    return "\n".join(lines)


def shown_at(report: Report, value: str, span: Span) -> str:
    """One place of a report with its surroundings."""
    text = " ".join(report.text[max(0, span.start - _BEFORE) : span.end + _AFTER].split())
    return f"    {report.published} '{value}': {text}"


def main() -> None:
    reports = gva()
    sample = drawn(reports)
    if len(sys.argv) == 1:
        for number, (story, d) in enumerate(sample):
            print(f"{number} {story} {d.kind} {d.nature} {d.fact}\n{shown(d, reports)}")
        return
    if len(sys.argv[1]) != len(sample):
        sys.exit(f"{len(sys.argv[1])} verdicts for {len(sample)} disagreements: give one letter each")
    rows = [
        json.dumps(
            {
                "story": story,
                "kind": d.kind,
                "nature": d.nature,
                "fact": d.fact if d.kind != "name" else "",  # a name is text
                "spans": {name: [span.start, span.end] for name, span in d.spans.items()},
                "real": verdict == "y",
            }
        )
        for (story, d), verdict in zip(sample, sys.argv[1], strict=True)
    ]
    _VERDICTS.write_text("[\n" + ",\n".join(rows) + "\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
