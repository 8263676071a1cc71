"""How far the scores of passages are probabilities, and the weights of copies/calibration.py.

    python benchmarks/passage_scores.py     prints the weights, and the error with and without them

A passage is right where half of it or more is PAN-13's; where readers call the two reports copies, in whole or part
(those called independent: wrong); and between versions of one story near the diagonal (other stories: wrong). Shared
quotations are left out. Every other pair of PAN-13, all labelled pairs of gva and politics, all of `translated`, and
articles of meantime in two languages about one company (wrong).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

import alignment as sets
from twosource.copies.alignment import align
from twosource.copies.calibration import AT_HALF, certainty
from twosource.records import Passage, Report

NEAR = 0.15  # of the texts' lengths off the diagonal
KINDS = ("verbatim", "edited", "reworded", "translated")
FOLDS, BINS = 5, 10
# Translations' weights are held down so much less: wrong ones stand between articles on one subject, and are many.
FREE = 10.0


@dataclass(frozen=True)
class Judged:
    story: str
    passage: Passage
    right: bool


def told(a: Report, b: Report) -> list[Passage]:
    return [p for p in align(a, b) if p.kind != "quoted"]


def of_pan() -> Iterator[Judged]:
    texts = {t["name"]: t["text"] for t in sets.lines("pan13/texts.jsonl.gz")}
    for pair in sets.lines("pan13/pairs.jsonl.gz")[::2]:
        gold = [tuple(p) for p in pair["passages"]]
        for p in told(sets.report(texts[pair["susp"]]), sets.report(texts[pair["src"]])):
            place = (p.a_start, p.a_end - p.a_start, p.b_start, p.b_end - p.b_start)
            yield Judged(pair["susp"] + pair["src"], p, sets.part_found(place, gold) >= 0.5)


def of_readers(name: str) -> Iterator[Judged]:
    texts = {r["id"]: r["text"] for r in sets.lines(f"{name}/reports.jsonl.gz")}
    stories = json.loads((sets.DATA / name / "labels.json").read_text(encoding="utf-8"))["stories"]
    for pair, story in ((p, s["story"]) for s in stories for p in s["pairs"] if len(p["label"]) == 1):
        a, b = sets.report(texts[pair["a"]], "en"), sets.report(texts[pair["b"]], "en")
        yield from (Judged(f"{name} {story}", p, pair["label"] != ["none"]) for p in told(a, b))


def of_translations() -> Iterator[Judged]:
    stories = sets.lines("translated/stories.jsonl.gz")
    for story, other in zip(stories, [*stories[1:], stories[0]], strict=True):
        hand, foreign = story["by_hand"][0], other["by_hand"][0]
        for x, y, same in (
            (story["source"], hand, True),
            (hand, story["by_machine"][0], True),
            (story["source"], foreign, False),
            (hand, foreign, False),
        ):
            if same or story["story"] != other["story"]:
                for p in told(sets.report(x["text"], x["lang"]), sets.report(y["text"], y["lang"])):
                    off = (p.a_start + p.a_end) / len(x["text"]) - (p.b_start + p.b_end) / len(y["text"])
                    yield Judged(story["story"], p, same and abs(off) < 2 * NEAR)


def of_one_subject() -> Iterator[Judged]:
    """meantime: articles beside others about the same company in another language."""
    for event, a, b in sets.of_one_subject():
        yield from (Judged(f"meantime {event}", p, False) for p in told(a, b))


def expected_error(said: np.ndarray, right: np.ndarray) -> float:
    """Expected calibration error: mean distance of what is said from what is right, over BINS bins."""
    bins = np.minimum((said * BINS).astype(int), BINS - 1)
    each = ((bins == k) for k in range(BINS))
    return float(sum(abs(said[b].mean() - right[b].mean()) * b.mean() for b in each if b.any()))


def features(judged: list[Judged]) -> np.ndarray:
    """Log-odds of what the pairs say, of translations apart, and the kind."""
    raw = np.clip([certainty(j.passage) for j in judged], 1e-6, 1 - 1e-6)
    kinds = np.array([[j.passage.kind == kind for kind in KINDS] for j in judged], dtype=float)
    odds, across = np.log(raw / (1 - raw)), kinds[:, KINDS.index("translated")].copy()
    kinds[:, KINDS.index("translated")] *= FREE
    return np.column_stack([odds * (1 - across), odds * across * FREE, kinds])


def model() -> LogisticRegression:
    """The kinds' own weights are held down: all wrong verbatim passages stand in reports of one event."""
    return LogisticRegression(max_iter=2000, fit_intercept=False, C=0.1)


def figures() -> dict:
    """Expected calibration error of the scores as they are, learnt without the story itself, and before calibration."""
    judged = [*of_pan(), *of_readers("gva"), *of_readers("politics"), *of_translations(), *of_one_subject()]
    x, right = features(judged), np.array([j.right for j in judged], dtype=float)
    said, held_out = np.array([j.passage.score for j in judged]), np.zeros(len(judged))
    for learn, test in GroupKFold(FOLDS).split(x, right, [j.story for j in judged]):
        held_out[test] = model().fit(x[learn], right[learn]).predict_proba(x[test])[:, 1]
    edges = np.minimum((said * BINS).astype(int), BINS - 1)
    curve = {
        f"{k / BINS:.1f}": {
            "passages": int((edges == k).sum()),
            "said": round(float(said[edges == k].mean()), 3),
            "right": round(float(right[edges == k].mean()), 3),
        }
        for k in np.unique(edges).tolist()
    }
    scale = np.array([1.0, FREE, 1.0, 1.0, 1.0, FREE])
    weights = (model().fit(x, right).coef_[0] * scale).round(3).tolist()
    return {
        "passages": len(judged),
        "expected calibration error": expected_error(said, right),
        "expected calibration error, cross-validated by story": expected_error(held_out, right),
        "expected calibration error, uncalibrated": expected_error(1 / (1 + np.exp(-x[:, 0] - x[:, 1] / FREE)), right),
        "reliability, by score from": curve,
        "learnt": dict(zip(("slope", "slope of translations", *KINDS), weights, strict=True)),
    }


if __name__ == "__main__":
    print(json.dumps(figures(), indent=1))
    print("now:", dict(AT_HALF))
