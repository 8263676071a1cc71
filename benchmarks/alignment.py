"""How well `align` finds shared passages: seed pages, PAN-13, translations, independent reports; how fast; and how
steadily when unrelated text is added.

    python benchmarks/alignment.py [--sample N]     N: pairs of each kind; default all

A predicted sentence pair is two sentences each covered half by one passage; in a passage of several sentences the
pairs are read off in order. Shared quotations of gold.json are right as `quoted` and may be found as copied only where
gold lists them so.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import math
import os
import random
import statistics
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from candidates import gva
from record import record
from twosource.copies.alignment import align
from twosource.copies.candidates import candidates
from twosource.records import Passage, Report, Span
from twosource.reports.text import sentences

DATA = Path(os.environ.get("TWOSOURCE_DATA", Path(__file__).parents[2] / "shared" / "data"))
SPEED_PAIRS = 6000  # of 15,800: one in three
PADDED_PAIRS = 600
PanPassage = tuple[int, int, int, int]  # suspicious offset, length, source offset, length


def lines(name: str) -> list[dict]:
    with gzip.open(DATA / name, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def report(text: str, language: str | None = None) -> Report:
    return Report(id="", text=text, language=language)


def copied(a: Report, b: Report) -> list[Passage]:
    return [p for p in align(a, b) if p.kind != "quoted"]


# --- seeds: recall and precision by sentence pair


def covered(start: int, end: int, spans: tuple[Span, ...]) -> list[int]:
    return [k for k, s in enumerate(spans) if min(end, s.end) - max(start, s.start) >= (s.end - s.start) / 2]


def sentence_pairs(passages: list[Passage], a: tuple[Span, ...], b: tuple[Span, ...]) -> set[tuple[int, int]]:
    pairs = set()
    for p in passages:
        left, right = covered(p.a_start, p.a_end, a), covered(p.b_start, p.b_end, b)
        longest = max(len(left), len(right)) if left and right else 0
        pairs |= {(left[k * len(left) // longest], right[k * len(right) // longest]) for k in range(longest)}
    return pairs


def seeds() -> dict:
    gold = json.loads((DATA / "seeds" / "gold.json").read_text(encoding="utf-8"))
    texts = {k: (DATA / "seeds" / name).read_text(encoding="utf-8") for k, name in gold["files"].items()}
    spans = {k: sentences(text) for k, text in texts.items()}

    def places(page: str, sentence: str) -> list[int]:
        at = texts[page].find(sentence)
        return covered(at, at + len(sentence), spans[page])

    wanted, spoken = defaultdict(set), defaultdict(set)
    for entry in gold["copied_passages"]:
        for x, y in entry["pairs"]:
            wanted[entry["a"], entry["b"]] |= {(i, j) for i in places(entry["a"], x) for j in places(entry["b"], y)}
    for quote in (q["in"] for q in gold["shared_quotations"]):
        for a, b in ((a, b) for a in quote for b in quote if a < b):
            spoken[a, b] |= {(i, j) for i in places(a, quote[a]) for j in places(b, quote[b])}
    right = wrong = missed = 0
    for a, b in ((a, b) for a in texts for b in texts if a < b):
        passages = align(report(texts[a]), report(texts[b]))
        found = sentence_pairs([p for p in passages if p.kind != "quoted"], spans[a], spans[b])
        quoted = sentence_pairs([p for p in passages if p.kind == "quoted"], spans[a], spans[b]) & spoken[a, b]
        right += len((found | quoted) & wanted[a, b])
        wrong += len(found - wanted[a, b])
        missed += len(wanted[a, b] - found - quoted)
    return {"recall": right / (right + missed), "precision": right / (right + wrong), "pairs": right + missed}


# --- PAN-13: plagdet (Potthast 2010), macro-averaged over characters


def union(stretches: list[tuple[int, int]]) -> int:
    total, reached = 0, -1
    for start, end in sorted(stretches):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total


def meets(x: PanPassage, y: PanPassage) -> bool:
    return min(x[0] + x[1], y[0] + y[1]) > max(x[0], y[0]) and min(x[2] + x[3], y[2] + y[3]) > max(x[2], y[2])


def part_found(x: PanPassage, others: list[PanPassage]) -> float:
    others = [y for y in others if meets(x, y)]
    shared = sum(union([(max(x[k], y[k]), min(x[k] + x[k + 1], y[k] + y[k + 1])) for y in others]) for k in (0, 2))
    return shared / (x[1] + x[3])


def plagdet(cases: list[tuple[list[PanPassage], list[PanPassage]]]) -> dict:
    recalls = [part_found(g, found) for gold, found in cases for g in gold]
    precisions = [part_found(f, gold) for gold, found in cases for f in found]
    hits = [n for gold, found in cases for g in gold if (n := sum(meets(g, f) for f in found))]
    recall = statistics.fmean(recalls or [0.0])
    precision = statistics.fmean(precisions or [0.0])
    granularity = statistics.fmean(hits or [1])
    f1 = 2 * precision * recall / (precision + recall or 1)
    return {
        "plagdet": f1 / math.log2(1 + granularity),
        "precision": precision,
        "recall": recall,
        "granularity": granularity,
    }


def pan13(sample: int) -> dict:
    texts = {t["name"]: t["text"] for t in lines("pan13/texts.jsonl.gz")}
    cases = defaultdict(list)
    for pair in lines("pan13/pairs.jsonl.gz"):
        if len(cases[pair["kind"]]) < sample:
            found = copied(report(texts[pair["susp"]]), report(texts[pair["src"]]))
            places = [(p.a_start, p.a_end - p.a_start, p.b_start, p.b_end - p.b_start) for p in found]
            cases[pair["kind"]].append(([tuple(p) for p in pair["passages"]], places))
    figures = {kind: plagdet(of_kind) for kind, of_kind in cases.items() if kind != "no-plagiarism"}
    figures["all"] = plagdet([case for of_kind in cases.values() for case in of_kind])
    none = cases["no-plagiarism"]
    figures["false alarms on none"] = sum(bool(found) for _, found in none) / len(none)
    return figures


# --- translations


def share_covered(a: dict, b: dict) -> float:
    """Of the shorter side's characters."""
    found = copied(report(a["text"], a["lang"]), report(b["text"], b["lang"]))
    first = len(a["text"]) <= len(b["text"])
    stretches = [(p.a_start, p.a_end) if first else (p.b_start, p.b_end) for p in found]
    return union(stretches) / min(len(a["text"]), len(b["text"]))


def translated(sample: int) -> dict:
    stories = lines("translated/stories.jsonl.gz")
    stories = random.Random(1).sample(stories, min(sample, len(stories)))
    shares, alarms = defaultdict(list), []
    for k, story in enumerate(stories):
        versions = [*story["by_hand"][:1], *story["by_machine"]]
        shares["source and translation"] += [share_covered(story["source"], v) for v in versions]
        shares["two translations"] += [share_covered(versions[0], v) for v in versions[1:]]
        for other in (stories[(k + step) % len(stories)] for step in (1, 2, 3)):
            if other["story"] != story["story"]:
                for x in (story["source"], versions[0]):
                    alarms += [share_covered(x, y) > 0 for y in (other["source"], other["by_hand"][0])]
    return {name: statistics.fmean(values) for name, values in shares.items()} | {
        "different reports with any passage": statistics.fmean(alarms or [0.0])
    }


def of_one_subject(others: int = 3) -> Iterator[tuple[str, Report, Report]]:
    """meantime: an article, and in the next language articles on other events about the same company."""
    rows = sorted(lines("meantime/reports.jsonl.gz"), key=lambda r: (r["event"], r["lang"]))
    after = {"en": "es", "es": "it", "it": "nl", "nl": "en"}
    for k, row in enumerate(rows):
        turned = [*rows[k:], *rows[:k]]
        strange = [r for r in turned if r["lang"] == after[row["lang"]] and r["topic"] == row["topic"]]
        for other in [r for r in strange if r["event"] != row["event"]][:others]:
            yield row["event"], report(row["text"], row["lang"]), report(other["text"], other["lang"])


def across_languages() -> dict:
    """Pairs in two languages that show a passage though no one translated the other (copies/crossing.py learns from
    such pairs of these sets; benchmarks/crossing_weights.py prints what it does on stories held out)."""
    one_subject = [bool(copied(a, b)) for _, a, b in of_one_subject()]
    graded = defaultdict(list)
    for row in lines("semeval22/pairs.jsonl.gz"):
        if row["lang1"] != row["lang2"]:
            kind = "one event or nearly" if row["Overall"] < 2.5 else "other events"
            graded[kind].append(bool(copied(report(row["text1"], row["lang1"]), report(row["text2"], row["lang2"]))))
    return {"meantime, one company": statistics.fmean(one_subject)} | {
        f"semeval22, {kind}": statistics.fmean(shown) for kind, shown in sorted(graded.items())
    }


# --- independent reports of one event, and speed


def independent(name: str, sample: int) -> dict:
    texts = {r["id"]: r["text"] for r in lines(f"{name}/reports.jsonl.gz")}
    stories = json.loads((DATA / name / "labels.json").read_text(encoding="utf-8"))["stories"]
    any_passage, share, seconds = defaultdict(list), defaultdict(list), []
    for pair in [p for story in stories for p in story["pairs"]][: sample * 4]:
        a, b = report(texts[pair["a"]], "en"), report(texts[pair["b"]], "en")
        began = time.process_time()
        found = copied(a, b)
        seconds.append(time.process_time() - began)
        label = "/".join(sorted(pair["label"]))
        any_passage[label].append(bool(found))
        shorter = min(len(a.text), len(b.text))
        lengths = (p.a_end - p.a_start if len(a.text) == shorter else p.b_end - p.b_start for p in found)
        share[label].append(min(1.0, sum(lengths) / shorter))
    return {
        "pairs with any passage": {label: statistics.fmean(v) for label, v in any_passage.items()},
        "share of the shorter, mean": {label: statistics.fmean(v) for label, v in share.items()},
        "milliseconds a pair as met, reading and encoding included, median": 1000 * statistics.median(seconds),
    }


def within(passages: list[Passage], before: int, a: str, b: str) -> set[PanPassage]:
    """Their places in a and b, of those that lie there, where `before` characters were put before a."""
    places = [(p.a_start - before, p.a_end - before, p.b_start, p.b_end) for p in passages]
    return {place for place in places if place[0] >= 0 and place[1] <= len(a) and place[3] <= len(b)}


def cover_kept(found: set[PanPassage], padded: set[PanPassage]) -> float:
    """Characters of a that both cover / that either covers; 1 where neither covers any."""
    one, other = ({k for place in places for k in range(*place[:2])} for places in (found, padded))
    return len(one & other) / len(one | other) if one | other else 1.0


def padding(sample: int) -> dict:
    """Labelled pairs of gva with an unrelated report of politics, cut to the other's length, put after b, and before a
    as well: the pairs of which a passage moved, and how much of what is covered stays so."""
    texts = {r["id"]: r["text"] for r in lines("gva/reports.jsonl.gz")}
    stories = json.loads((DATA / "gva" / "labels.json").read_text(encoding="utf-8"))["stories"]
    pairs, others = [p for s in stories for p in s["pairs"]], [r["text"] for r in lines("politics/reports.jsonl.gz")]
    dice = random.Random(4)
    moved, same = defaultdict(list), defaultdict(list)
    for pair in dice.sample(pairs, min(sample, PADDED_PAIRS, len(pairs))):
        a, b = texts[pair["a"]], texts[pair["b"]]
        found = within(align(report(a, "en"), report(b, "en")), 0, a, b)
        first, last = dice.sample(others, 2)
        before, after = first[: len(b)].rsplit(".", 1)[0], last[: len(a)].rsplit(".", 1)[0]
        for name, added in (("after b", ""), ("before a and after b", f"{before}.\n\n")):
            passages = align(report(added + a, "en"), report(f"{b}\n\n{after}.", "en"))
            padded = within(passages, len(added), a, b)
            moved[name].append(padded != found)
            same[name].append(cover_kept(found, padded))
    return {
        name: {"pairs with a passage moved": statistics.fmean(moved[name]), "cover kept": statistics.fmean(same[name])}
        for name in moved
    }


def speed(most: int) -> dict:
    """Processor time of `align` on candidate pairs of all gva reports, in the candidates' order.

    As met: a report is read (sentences, stems, and where asked for vectors) with its first pair and kept for the next.
    Reports read: the same pair once more, so the pair by itself.
    """
    reports = {report.id: report for report in gva()}
    as_met, read = [], []
    for pair in itertools.islice(candidates(reports.values()), most):
        for seconds in (as_met, read):
            began = time.process_time()
            align(reports[pair.a], reports[pair.b])
            seconds.append(1000 * (time.process_time() - began))
    return {
        "pairs": len(read),
        "milliseconds a pair, reports read, median": statistics.median(read),
        "milliseconds a pair, reports read, mean": statistics.fmean(read),
        "milliseconds a pair, as met, median": statistics.median(as_met),
        "milliseconds a pair, as met, mean": statistics.fmean(as_met),
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sample", type=int, default=10_000)
    sample = parser.parse_args().sample
    figures = {
        "sample": sample,
        "seeds": seeds(),
        "pan13": pan13(sample),
        "translated": translated(sample),
        "independent reports in two languages": across_languages(),
        "gva": independent("gva", sample),
        "politics": independent("politics", sample),
        "unrelated text added to gva": padding(sample),
        "speed on candidate pairs of gva": speed(min(sample, SPEED_PAIRS)),
    }
    if sample >= SPEED_PAIRS:
        import passage_scores  # it uses this module's sets

        figures["scores as probabilities"] = passage_scores.figures()
    print(json.dumps(figures, indent=1))
    record("alignment", figures)


if __name__ == "__main__":
    main()
