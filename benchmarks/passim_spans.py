"""The spans of passim beside ours, on the same reports: PAN-13's pairs, the seed pages, labelled pairs of gva.

    python benchmarks/passim_spans.py FOLDER [--sample N]     FOLDER: a checkout of github.com/dasmiq/passim

passim's own functions for postings, spans and edges are called with its defaults (20 letters, in 2 to 100 texts, 5
matches, gaps of 600, 50 characters, every pair by itself); its joins, which Spark does, are done here. It wants
PySpark, intervaltree and graphframes installed.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace

import alignment as sets
from record import record

GRAM, LEAST, MOST, MATCHES, GAP, SHORTEST, EDGE, OFFSET = 20, 2, 100, 5, 600, 50, 200, 20
Postings = dict[str, int]


def posted(passim: ModuleType, texts: dict[str, str]) -> dict[str, Postings]:
    """Of each text: the letters that 2 to 100 of the texts have once, and where."""
    found = {name: dict(passim.getPostings(text, GRAM, False)) for name, text in texts.items()}
    spread = Counter(gram for grams in found.values() for gram in grams)
    return {
        name: {gram: at for gram, at in grams.items() if LEAST <= spread[gram] <= MOST} for name, grams in found.items()
    }


def cores(passim: ModuleType, a: Postings, b: Postings) -> list[SimpleNamespace]:
    """Its spans of one pair, from match to match."""
    shared = sorted((b[gram], at) for gram, at in a.items() if gram in b)
    if len(shared) < MATCHES:
        return []
    matches = [SimpleNamespace(post2=there, alg=[SimpleNamespace(uid=1, post=here)]) for there, here in shared]
    names = ("uid", "begin2", "end2", "begin", "end", "anchors")
    found = passim.vitSrc(matches, {1: 1.0}, GRAM, GAP, SHORTEST)
    return [SimpleNamespace(**dict(zip(names, span, strict=True))) for span in found]


def spans(passim: ModuleType, a: str, b: str, found: list[SimpleNamespace]) -> Iterator[tuple[int, int, int, int]]:
    """Start and end in a, start and end in b, their edges aligned letter by letter."""
    config = SimpleNamespace(max_offset=OFFSET)
    for _, left2, start2, end2, right2, left, start, end, right, _ in passim.spanEdge(found, EDGE):
        before = passim.anchorAlign(config, a[left:start], b[left2:start2], "left")
        after = passim.anchorAlign(config, a[end - GRAM : right], b[end2 - GRAM : right2], "right")
        yield (
            start - len(before[0]),
            end - GRAM + len(after[0]),
            start2 - len(before[1]),
            end2 - GRAM + len(after[1]),
        )


class Passim:
    """passim over one collection of texts."""

    def __init__(self, module: ModuleType, texts: dict[str, str]) -> None:
        self.module, self.texts = module, texts
        self.postings = posted(module, texts)

    def __call__(self, a: str, b: str) -> list[tuple[int, int, int, int]]:
        """The spans of the texts named."""
        found = cores(self.module, self.postings[a], self.postings[b])
        return list(spans(self.module, self.texts[a], self.texts[b], found))


def ours(texts: dict[str, str], a: str, b: str) -> list[tuple[int, int, int, int]]:
    found = sets.copied(sets.report(texts[a]), sets.report(texts[b]))
    return [(p.a_start, p.a_end, p.b_start, p.b_end) for p in found]


def as_pan(places: Iterable[tuple[int, int, int, int]]) -> list[sets.PanPassage]:
    return [(start, end - start, start2, end2 - start2) for start, end, start2, end2 in places]


def pan13(module: ModuleType, sample: int) -> dict[str, object]:
    texts = {t["name"]: t["text"] for t in sets.lines("pan13/texts.jsonl.gz")}
    passim, cases, spent = Passim(module, texts), defaultdict(list), defaultdict(float)
    for pair in sets.lines("pan13/pairs.jsonl.gz"):
        if len(cases["passim", pair["kind"]]) < sample:
            gold = [tuple(p) for p in pair["passages"]]
            for name, find in (("passim", passim), ("twosource", lambda a, b: ours(texts, a, b))):
                began = time.process_time()
                found = as_pan(find(pair["susp"], pair["src"]))
                spent[name] += time.process_time() - began
                cases[name, pair["kind"]].append((gold, found))
    return {name: by_kind(cases, name) | {"processor seconds": round(spent[name], 1)} for name in spent}


def by_kind(cases: dict[tuple[str, str], list], name: str) -> dict[str, object]:
    """plagdet by kind of one program, and the pairs without a copy that it gave one."""
    mine = {kind: given for (who, kind), given in cases.items() if who == name}
    none = mine.pop("no-plagiarism")
    figures: dict[str, object] = {kind: sets.plagdet(given) for kind, given in mine.items()}
    return figures | {
        "all": sets.plagdet([case for given in mine.values() for case in given]),
        "false alarms on none": statistics.fmean(bool(found) for _, found in none),
    }


def gva(module: ModuleType, sample: int) -> dict[str, object]:
    """Of labelled pairs, by label: those with any span, and the mean share of the shorter text."""
    texts = {r["id"]: r["text"] for r in sets.lines("gva/reports.jsonl.gz")}
    passim, any_span, share = Passim(module, texts), defaultdict(list), defaultdict(list)
    stories = json.loads((sets.DATA / "gva" / "labels.json").read_text(encoding="utf-8"))["stories"]
    for pair in [p for story in stories for p in story["pairs"]][:sample]:
        a, b = pair["a"], pair["b"]
        side = 0 if len(texts[a]) <= len(texts[b]) else 2
        for name, found in (("passim", passim(a, b)), ("twosource", ours(texts, a, b))):
            label = "/".join(sorted(pair["label"]))
            any_span[name, label].append(bool(found))
            cover = sets.union([place[side : side + 2] for place in found])
            share[name, label].append(cover / min(len(texts[a]), len(texts[b])))
    return {
        name: {
            label: {
                "pairs": len(given),
                "with any span": statistics.fmean(given),
                "share of the shorter, mean": statistics.fmean(share[name, label]),
            }
            for (who, label), given in any_span.items()
            if who == name
        }
        for name in ("passim", "twosource")
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sample", type=int, default=10_000)
    given = parser.parse_args()
    sys.path.insert(0, str(given.folder))
    from passim import seriatim

    figures = {"sample": given.sample, "pan13": pan13(seriatim, given.sample), "gva": gva(seriatim, given.sample)}
    print(json.dumps(figures, indent=1))
    record("passim_spans", figures)


if __name__ == "__main__":
    main()
