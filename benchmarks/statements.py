"""Statements: quotations, changes, disagreements, claims against what people marked. To results/statements.json.

A part a set. `python benchmarks/statements.py [PART ...]` runs some of them.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import statistics
import sys
import time
from collections import Counter
from pathlib import Path

from record import record
from twosource.copies.changes import compare
from twosource.copies.quote_changes import shared_quotes
from twosource.records import Change, Disagreement, Quotation, Report
from twosource.reports.quotes import quotations
from twosource.reports.text import fold, sentences
from twosource.statements.claims import check
from twosource.statements.disagreements import disagreements

HERE = Path(__file__).parent
DATA = Path(os.environ.get("TWOSOURCE_DATA", HERE.parent.parent / "shared" / "data"))
Figures = dict[str, object]
Span = tuple[int, int]

# Field of the altered facts -> the kinds of change that show it.
FIELDS = {
    "place of death": {"place", "name"},
    "date of death": {"time"},
    "cause of death": {"meaning"},
    "name of casualty": {"name", "number"},
    "actor": {"name"},
}


def lines(path: Path) -> list[dict[str, object]]:
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in content.decode("utf-8").splitlines() if line.strip()]


def f1(right: int, found: int, gold: int) -> float:
    return round(2 * right / max(1, found + gold), 3)


def polnear() -> Figures:
    """Direct content spans and speakers; exact spans of all attributions."""
    right, found, gold = Counter(), Counter(), Counter()
    for row in lines(DATA / "polnear" / "dev.jsonl.gz"):
        text, given = row["text"], quotations(row["text"])
        _direct(text, row["attributions"], given, right, found, gold)
        _exact(row["attributions"], given, right, found, gold)
    figures: Figures = {
        name: f1(right[name], found[name], gold[name]) for name in ("direct", "source", "cue", "content")
    }
    figures["direct precision"] = round(right["direct"] / found["direct"], 3)
    figures["direct recall"] = round(right["direct"] / gold["direct"], 3)
    figures["speaker right (overlaps)"] = round(right["speaker"] / gold["speaker"], 3)
    return figures


def _direct(
    text: str, marked: list, given: tuple[Quotation, ...], right: Counter, found: Counter, gold: Counter
) -> None:
    """Spans of content that stand wholly in quotation marks, marks included."""
    spans = {
        tuple(span): one["source"]
        for one in marked
        for span in one["content"]
        if re.match(r"[\"“]|''", text[span[0] : span[1]])
        and re.search(r"(?:[\"”]|'')$", text[span[0] : span[1]].strip())
    }
    direct = {(q.start, q.end): q for q in given if q.direct}
    gold["direct"] += len(spans)
    found["direct"] += len(direct)
    right["direct"] += len(spans.keys() & direct.keys())
    for key in spans.keys() & direct.keys():
        if spans[key]:
            start, end = spans[key][0]
            who = direct[key].speaker_span
            gold["speaker"] += 1
            right["speaker"] += bool(who and who.start < end and start < who.end)


def _exact(marked: list, given: tuple[Quotation, ...], right: Counter, found: Counter, gold: Counter) -> None:
    """Sets of spans of source, cue and content; the pieces of a continued quotation are one content."""
    groups: dict[object, list[Quotation]] = {}
    for q in given:
        groups.setdefault(q.cue_span or q.start, []).append(q)
    ours = {
        "source": {((s.start, s.end),) for g in groups.values() if (s := g[0].speaker_span)},
        "cue": {((s.start, s.end),) for g in groups.values() if (s := g[0].cue_span)},
        "content": {tuple(sorted((q.start, q.end) for q in g)) for g in groups.values()},
    }
    for name, spans in ours.items():
        theirs = {tuple(map(tuple, one[name])) for one in marked if one[name]}
        right[name] += len(spans & theirs)
        found[name] += len(spans)
        gold[name] += len(theirs)


def seeds() -> Figures:
    """The marked changes of the five pages, and the quotations they share."""
    truth = json.loads((DATA / "seeds" / "gold.json").read_text(encoding="utf-8"))
    reports = {
        key: Report(key, (DATA / "seeds" / name).read_text(encoding="utf-8"), published="2021-12-15")
        for key, name in truth["files"].items()
    }
    changes = [c for c in truth["changes"] if c["against"]]
    hit = [c for c in changes if _shown(c, compare(reports[c["against"]], reports[c["in"]]), reports[c["in"]].text)]
    pairs = found = 0
    for shared in truth["shared_quotations"]:
        holders = [k for k, s in shared["in"].items() if re.search(r"[“\"]", s)]
        for a in holders:
            for b in (k for k in holders if k > a):
                pairs += 1
                found += _both_quote(reports[a], reports[b], shared["in"][a], shared["in"][b])
    return {
        "changes marked": len(truth["changes"]),
        "with a counterpart": len(changes),
        "found with the right kind": len(hit),
        "shared quotations, pairs in marks": pairs,
        "found": found,
    }


def _shown(marked: dict[str, str], changes: list[Change], text: str) -> bool:
    start = text.index(marked["says"])
    inside = [c for c in changes if c.kind == marked["kind"] and start <= c.b_start <= start + len(marked["says"])]
    wanted = set(re.findall(r"\w+", fold(marked["value"][0])))
    return any(wanted & set(re.findall(r"\w+", fold(c.b_text))) for c in inside)


def _both_quote(a: Report, b: Report, in_a: str, in_b: str) -> bool:
    at_a, at_b = a.text.index(in_a), b.text.index(in_b)
    return any(
        at_a <= x.start <= at_a + len(in_a) and at_b <= y.start <= at_b + len(in_b) for x, y in shared_quotes(a, b)
    )


def fakes() -> Figures:
    """Altered fields that a change of their kind shows."""
    right, gold, typed = Counter(), Counter(), []
    for row in lines(DATA / "fakes" / "altered_facts.jsonl.gz"):
        found = compare(Report("original", row["original"]), Report("final", row["final"]))
        kinds = {c.kind for c in found}
        typed.append(sum(c.kind not in ("cut", "added") for c in found))
        for changed in row["changed"]:
            field = next(f for f in FIELDS if f in changed.casefold()[:40])
            gold[field] += 1
            right[field] += bool(kinds & FIELDS[field])
    figures: Figures = {field: round(right[field] / gold[field], 3) for field in FIELDS}
    figures["recall"] = round(right.total() / gold.total(), 3)
    figures["changes a report"] = round(statistics.mean(typed), 2)
    return figures


def gva() -> dict[str, Report]:
    return {
        row["id"]: Report(
            row["id"], row["text"], row["title"], row["outlet"], published=row["date"][:10] if row["date"] else None
        )
        for row in lines(DATA / "gva" / "reports.jsonl.gz")
    }


def unaltered() -> Figures:
    """Changes (cut and added left out) between copies in which the readers marked no difference of fact: no conflict
    gives the two reports values that differ."""
    reports = gva()
    counts = []
    for story in json.loads((DATA / "gva" / "labels.json").read_text(encoding="utf-8"))["stories"]:
        for pair in story["pairs"]:
            if "same" in pair["label"] and not any(_differ(pair, c["values"]) for c in story["conflicts"]):
                found = compare(reports[pair["a"]], reports[pair["b"]])
                counts.append(sum(c.kind not in ("cut", "added") for c in found))
    return {
        "pairs": len(counts),
        "changes a pair": round(statistics.mean(counts), 2),
        "with at most one": round(sum(n <= 1 for n in counts) / len(counts), 3),
    }


def _differ(pair: dict, values: dict[str, str]) -> bool:
    """Whether a conflict gives the two reports of a pair other values."""
    one, other = values.get(pair["a"]), values.get(pair["b"])
    return bool(one and other) and str(one).casefold() != str(other).casefold()


def conflicts() -> Figures:
    """Labelled differences whose sentences, in two reports with different values, a disagreement points at."""
    reports = gva()
    gold = hit = kind = nature = ours = 0
    for story in json.loads((DATA / "gva" / "labels.json").read_text(encoding="utf-8"))["stories"]:
        found = disagreements([reports[name] for name in story["reports"]])
        ours += len(found)
        for conflict in story["conflicts"]:
            gold += 1
            matching = [d for d in found if _points_at(d, conflict, reports)]
            if matching:
                best = next((d for d in matching if d.kind == conflict["kind"]), matching[0])
                hit += 1
                kind += best.kind == conflict["kind"]
                nature += best.nature in conflict["nature"]
    return {
        "labelled": gold,
        "recall": round(hit / gold, 3),
        "kind right": round(kind / hit, 3),
        "nature right": round(nature / hit, 3),
        "ours": ours,
        **_read("disagreements"),
        **{f"agreements, {name}": figure for name, figure in _read("agreements").items()},
    }


def _read(name: str) -> Figures:
    """What our verdicts by reading say; see read_disagreements.py and read_agreements.py."""
    verdicts = json.loads((HERE / "verdicts" / f"{name}.json").read_text(encoding="utf-8"))
    return {"read": len(verdicts), "precision by reading": round(sum(v["real"] for v in verdicts) / len(verdicts), 3)}


def _points_at(found: Disagreement, conflict: dict, reports: dict[str, Report]) -> bool:
    values = set()
    for name, quote in conflict["quotes"].items():
        at = _sentence(reports[name].text, quote)
        span = found.spans.get(name)
        if at and span and span.start < at[1] and at[0] < span.end:
            values.add(conflict["values"][name].casefold())
    return len(values) >= 2


def _sentence(text: str, quote: str) -> Span | None:
    """The sentences that a label quotes, typographic marks aside."""
    plain = str.maketrans("’‘“”", "''\"\"")
    start = text.translate(plain).casefold().find(quote.translate(plain).casefold())
    if start < 0:
        return None
    touched = [s for s in sentences(text, "en") if s.start < start + len(quote) and start < s.end]
    return min([start, *(s.start for s in touched)]), max([start + len(quote), *(s.end for s in touched)])


def claims() -> Figures:
    """Verdicts on claims of ours: as told, with one thing distorted, invented; `fresh` ones were never tuned on."""
    stories: dict[str, list[Report]] = {}
    for name in ("gva", "politics", "meantime"):
        for row in lines(DATA / name / "reports.jsonl.gz"):
            if row.get("lang", "en") == "en":
                published = (row.get("date") or "")[:10] or None
                report = Report(row["id"], row["text"], row["title"], row.get("outlet", ""), published=published)
                stories.setdefault(row["event"], []).append(report)
    verdicts: dict[str, Counter] = {}
    took = []
    for claim in lines(HERE / "claims.jsonl"):
        began = time.perf_counter()
        answer = check(claim["claim"], stories[claim["story"]])
        took.append(time.perf_counter() - began)
        verdicts.setdefault(f"{claim['expect']}, {claim['part']}", Counter())[answer.verdict] += 1
    figures: Figures = {name: dict(counts) for name, counts in sorted(verdicts.items())}
    figures["median milliseconds a claim, one story's reports"] = round(1000 * statistics.median(took), 1)
    return figures


PARTS = {
    "polnear": polnear,
    "seeds": seeds,
    "fakes": fakes,
    "unaltered": unaltered,
    "conflicts": conflicts,
    "claims": claims,
}


def main() -> None:
    chosen = sys.argv[1:] or list(PARTS)
    figures = {name: PARTS[name]() for name in chosen}
    print(json.dumps(figures, indent=1, ensure_ascii=False))
    if chosen == list(PARTS):
        print(record("statements", figures))


if __name__ == "__main__":
    main()
