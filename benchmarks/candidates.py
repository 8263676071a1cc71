"""Candidates: do they hold the copies, are they few, is the search fast? Sets gva, meantime, sheepdog, translated."""

from __future__ import annotations

import gzip
import json
import os
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations, permutations
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

from record import record
from twosource.copies.candidates import candidates
from twosource.copies.ranking import likeness
from twosource.copies.vectors import Encoder, default_encoder, report_vectors
from twosource.records import Report

DATA = Path(os.environ.get("TWOSOURCE_DATA", Path(__file__).parent.parent.parent / "shared" / "data"))
PERMUTATIONS = 128
SHINGLE = 3
# A model that declined: it says so at once, and briefly.
REFUSAL = re.compile(r"^\W*(I'm sorry|I am sorry|Sorry|I can(no|')t|I apologi[sz]e|As an AI)", re.I)
REFUSAL_CHARACTERS = 300

Ids = tuple[str, str]


def rows(path: str) -> list[dict[str, Any]]:
    with gzip.open(DATA / path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def gva() -> list[Report]:
    """Each report once: a few stand under two events."""
    reports = {
        row["id"]: Report(
            row["id"], row["text"], row["title"], row["outlet"], row["url"], row["date"], language=row["lang"]
        )
        for row in rows("gva/reports.jsonl.gz")
    }
    return list(reports.values())


def gva_labelled() -> dict[str, set[Ids]]:
    """The pairs that both readers call copies, by what either called them."""
    found: dict[str, set[Ids]] = defaultdict(set)
    for story in json.loads((DATA / "gva/labels.json").read_text(encoding="utf-8"))["stories"]:
        for pair in story["pairs"]:
            if "none" not in pair["label"]:
                for label in pair["label"]:
                    found[label].add((min(pair["a"], pair["b"]), max(pair["a"], pair["b"])))
    return found


def held(reports: Sequence[Report], wanted: dict[str, set[Ids]], encoder: Encoder | None) -> dict[str, float]:
    """Share of the wanted pairs among the candidates, candidates per report, seconds."""
    start = time.process_time()
    found = {(pair.a, pair.b) for pair in candidates(reports, encoder=encoder)}
    seconds = time.process_time() - start
    shares = {name: round(len(pairs & found) / len(pairs), 4) for name, pairs in wanted.items()}
    each = round(2 * len(found) / len(reports), 2)
    return {**shares, "candidates a report": each, "cpu seconds": round(seconds, 2)}


def meantime() -> dict[str, dict[str, Report]]:
    """Language -> event -> report."""
    found: dict[str, dict[str, Report]] = defaultdict(dict)
    for row in rows("meantime/reports.jsonl.gz"):
        found[row["lang"]][row["event"]] = Report(row["id"], row["text"], row["title"], language=row["lang"])
    return found


def ranked_first(
    queries: Sequence[Report], among: Sequence[Report], right: Sequence[int], encoder: Encoder | None
) -> int:
    """How many queries have the right one ranked first."""
    return int((likeness(queries, among, encoder=encoder).argmax(axis=1) == right).sum())


def meantime_first(encoder: Encoder | None) -> float:
    """Share of articles whose translation ranks first among all of the other language, over all pairs of languages."""
    by_language, right, asked = meantime(), 0, 0
    for one, other in permutations(by_language, 2):
        among = list(by_language[other])
        queries = [event for event in by_language[one] if event in by_language[other]]
        places = [among.index(event) for event in queries]
        texts = [by_language[one][event] for event in queries]
        right += ranked_first(texts, list(by_language[other].values()), places, encoder)
        asked += len(queries)
    return round(right / asked, 4)


def sheepdog() -> tuple[list[Report], list[Report], list[int]]:
    """Rewritings (no refusals), originals, and each rewriting's original."""
    kept = [row for row in rows("sheepdog/rewrites.jsonl.gz") if not declined(row["rewrite"])]
    texts = sorted({row["original"] for row in kept})
    originals = [Report(f"o{i:04}", text, language="en") for i, text in enumerate(texts)]
    rewritings = [Report(f"r{i:04}", row["rewrite"], language="en") for i, row in enumerate(kept)]
    return rewritings, originals, [texts.index(row["original"]) for row in kept]


def declined(text: str) -> bool:
    return len(text) < REFUSAL_CHARACTERS and bool(REFUSAL.match(text))


def translated() -> tuple[list[Report], dict[str, set[Ids]]]:
    """All texts in one heap; pairs of source and translation by source language, and of two translations."""
    reports, wanted = [], defaultdict(set)
    for i, row in enumerate(rows("translated/stories.jsonl.gz")):
        texts = [row["source"], *row["by_hand"], *row["by_machine"]]
        ids = [f"t{i:03}.{j}" for j in range(len(texts))]
        reports += [Report(name, text["text"], language=text["lang"]) for name, text in zip(ids, texts, strict=True)]
        wanted[f"source {row['source']['lang']} and translation"].update((ids[0], name) for name in ids[1:])
        wanted["two translations"].update(combinations(ids[1:], 2))
    return reports, wanted


def by_datasketch(reports: Iterable[Report]) -> int:
    """Pairs found by MinHashLSH, the way its documentation has it."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=0.5, num_perm=PERMUTATIONS)
    hashes = MinHash.bulk([[s.encode() for s in shingles(report)] for report in reports], num_perm=PERMUTATIONS)
    for number, one in enumerate(hashes):
        index.insert(number, one)
    return sum(len(index.query(one)) - 1 for one in hashes) // 2


def by_rensa(reports: Iterable[Report]) -> int:
    """The same by rensa, in Rust."""
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=0.5, num_perm=PERMUTATIONS, num_bands=32)
    hashes = []
    for number, report in enumerate(reports):
        one = RMinHash(num_perm=PERMUTATIONS, seed=42)
        one.update(shingles(report))
        index.insert(number, one)
        hashes.append(one)
    return sum(len(index.query(one)) - 1 for one in hashes) // 2


def shingles(report: Report) -> list[str]:
    words = report.text.lower().split()
    return sorted({" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))})


def ours(reports: Sequence[Report]) -> int:
    return sum(1 for _ in candidates(reports, encoder=None))


def timed(search: Callable[[Sequence[Report]], int], reports: Sequence[Report]) -> dict[str, float]:
    """Processor seconds, the best of three, and pairs found."""
    runs = []
    for _ in range(3):
        start = time.process_time()
        pairs = search(reports)
        runs.append(time.process_time() - start)
    return {"cpu seconds": round(min(runs), 2), "pairs": pairs}


def main() -> None:
    encoder = default_encoder()
    reports, labelled = gva(), gva_labelled()
    rewritings, originals, right = sheepdog()
    drawn = {(f"o{o:04}", f"r{i:04}") for i, o in enumerate(right)}
    articles = [report for events in meantime().values() for report in events.values()]
    events = defaultdict(list)
    for report in articles:
        events[report.id.split(":")[1]].append(report.id)
    translations = {pair for ids in events.values() for pair in combinations(sorted(ids), 2)}
    heap, wanted = translated()
    figures: dict[str, object] = {
        "speed by text": {
            "reports": len(reports),
            "twosource": timed(ours, reports),
            "datasketch": timed(by_datasketch, reports),
            "rensa": timed(by_rensa, reports),
        },
    }
    for name, choice in (("no encoder", None), ("default encoder", encoder)):
        figures[name] = {
            "gva: pairs held": held(reports, labelled, choice),
            "meantime: translation ranked first": meantime_first(choice),
            "sheepdog: original ranked first": round(
                ranked_first(rewritings, originals, right, choice) / len(rewritings), 4
            ),
            "meantime in one heap: pairs held": held(articles, {"translations": translations}, choice),
            "sheepdog in one heap: pairs held": held([*rewritings, *originals], {"rewritings": drawn}, choice),
            "translated in one heap: pairs held": held(heap, wanted, choice),
        }
    if encoder is not None:
        alike = report_vectors(rewritings, encoder) @ report_vectors(originals, encoder).T
        first = float((alike.argmax(axis=1) == right).mean())
        figures["vectors alone"] = {"sheepdog: original ranked first": round(first, 4)}
    print(record("candidates", figures).read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
