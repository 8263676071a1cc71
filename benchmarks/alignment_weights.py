"""Learns the weights of copies/evidence.py from open sets; prints them with figures from folds held out by story.

    python benchmarks/alignment_weights.py

True sentence pairs: the seed pages (weight 10), mutual best matches in order between two translations of one source
and between originals and their rewritings, long common wording of gva's `same` and `part` pairs, matches inside
PAN-13's passages (one half of its pairs). False ones: everything else there, and all pairs of independent reports.
Pairs that share mostly a quotation are left out: they are told apart by rule.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import random

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from alignment import DATA, lines
from seed_pairs import labelled_seeds
from twosource.copies.evidence import FEATURES, features
from twosource.copies.likeness import Cells, cells
from twosource.copies.wording import Wording, wording

Rows = tuple[np.ndarray, np.ndarray, float, str]  # features, labels, weight, story
NEAR, FAR = 0.12, 0.2  # of the texts' length off the diagonal: sure to be in order, sure not to be
MOSTLY_QUOTED = 0.45
SEED_WEIGHT, WEAK_WEIGHT = 10.0, 0.5
PAN_CASES = 180


def measured(a: str, b: str) -> tuple[Wording, Wording, Cells, np.ndarray]:
    left, right = wording(a, "en"), wording(b, "en")
    found = cells(left, right)
    return left, right, found, features(found, left, right)


def in_order(a: str, b: str, story: str, weight: float = 1.0) -> Rows:
    """Two wordings of one text: mutual best matches near the diagonal are true, what is far from it false."""
    left, right, found, measures = measured(a, b)
    score = found.dice + found.plain
    row, column = np.zeros(len(left.spans)), np.zeros(len(right.spans))
    np.maximum.at(row, found.i, score)
    np.maximum.at(column, found.j, score)
    mutual = (score >= row[found.i]) & (score >= column[found.j])
    off = np.abs(found.i / max(len(left.spans), 1) - found.j / max(len(right.spans), 1))
    true = mutual & (off < NEAR) & (found.dice > 0.15)
    sure = true | ((off > FAR) & ~mutual)
    return measures[sure], true[sure], weight, story


def independent(a: str, b: str, story: str) -> Rows:
    _, _, found, measures = measured(a, b)
    narrative = found.quoted < MOSTLY_QUOTED
    return measures[narrative], np.zeros(int(narrative.sum()), dtype=bool), 1.0, story


def long_wording(a: str, b: str, story: str) -> Rows:
    left, _, found, measures = measured(a, b)
    long = np.diff(left.first_word)[found.i] > 8
    sure = (found.in_order > 0.55) & (found.dice > 0.6) & (found.quoted < 0.4) & long
    return measures[sure], np.ones(int(sure.sum()), dtype=bool), 1.0, story


def inside(a: str, b: str, passages: list[list[int]], story: str) -> Rows:
    """PAN-13: each sentence's best match within a passage is true; outside the passages all is false."""
    left, right, found, measures = measured(a, b)
    true, unsure = np.zeros(len(found.i), dtype=bool), np.zeros(len(found.i), dtype=bool)
    for a_start, a_length, b_start, b_length in passages:
        x = np.array([min(s.end, a_start + a_length) - max(s.start, a_start) for s in left.spans])[found.i]
        y = np.array([min(s.end, b_start + b_length) - max(s.start, b_start) for s in right.spans])[found.j]
        within = (x > 20) & (y > 20)
        best = np.zeros(len(left.spans))
        np.maximum.at(best, found.i, found.dice * within)
        true |= within & (found.dice >= best[found.i]) & (found.dice > 0.12)
        unsure |= (x > 0) & (y > 0)
    kept = true | ~unsure
    return measures[kept], true[kept], WEAK_WEIGHT, story


def training() -> list[Rows]:
    rows = [(*labelled, SEED_WEIGHT, f"seeds {name}") for name, *labelled in labelled_seeds(measured)]
    for story in (s for s in lines("translated/stories.jsonl.gz") if s["by_hand"][0]["lang"] == "en"):
        versions = [story["by_hand"][0], *story["by_machine"]]
        rows += [in_order(x["text"], y["text"], story["story"]) for x, y in itertools.pairwise(versions)]
    rewritten = lines(f"sheepdog/{next((DATA / 'sheepdog').glob('*.gz')).name}")
    for pair in random.Random(2).sample(rewritten, 150):
        if len(pair["rewrite"]) > len(pair["original"]) / 2:
            rows.append(in_order(pair["original"], pair["rewrite"], pair["pair"], WEAK_WEIGHT))
    for name in ("gva", "politics"):
        texts = {r["id"]: r["text"] for r in lines(f"{name}/reports.jsonl.gz")}
        for story in json.loads((DATA / name / "labels.json").read_text(encoding="utf-8"))["stories"]:
            for pair in story["pairs"]:
                learn = independent if pair["label"] == ["none"] else long_wording
                rows.append(learn(texts[pair["a"]], texts[pair["b"]], story["story"]))
    texts = {t["name"]: t["text"] for t in lines("pan13/texts.jsonl.gz")}
    half = [p for p in lines("pan13/pairs.jsonl.gz") if _first_half(p) and not p["kind"].startswith("summary")]
    for pair in random.Random(3).sample(half, PAN_CASES):
        rows.append(inside(texts[pair["susp"]], texts[pair["src"]], pair["passages"], pair["susp"] + pair["src"]))
    return [row for row in rows if len(row[0])]


def _first_half(pair: dict) -> bool:
    return hashlib.md5((pair["susp"] + pair["src"]).encode()).digest()[0] % 2 == 0


def main() -> None:
    rows = training()
    x, y = np.concatenate([r[0] for r in rows]), np.concatenate([r[1] for r in rows])
    weight = np.concatenate([np.full(len(r[0]), r[2]) for r in rows])
    story = np.concatenate([np.full(len(r[0]), r[3], dtype=object) for r in rows]).astype(str)
    mean, scale = x.mean(axis=0), x.std(axis=0)
    held_out = np.zeros(len(y))
    for learn, test in GroupKFold(4).split(x, y, story):
        model = LogisticRegression(max_iter=300).fit((x[learn] - mean) / scale, y[learn], sample_weight=weight[learn])
        held_out[test] = model.predict_proba((x[test] - mean) / scale)[:, 1]
    sure = held_out >= 0.5
    print(f"held out: recall {(sure & y).sum() / y.sum():.3f}, precision {(sure & y).sum() / sure.sum():.3f}")
    model = LogisticRegression(max_iter=300).fit((x - mean) / scale, y, sample_weight=weight)
    weights = model.coef_[0] / scale
    print(dict(zip(FEATURES, weights.round(3).tolist(), strict=True)))
    print("bias", round(float(model.intercept_[0] - weights @ mean), 3))


if __name__ == "__main__":
    main()
