"""Learns the weights of copies/retelling.py from open sets; prints them with figures from folds held out by story.

    python benchmarks/retelling_weights.py

True sentence pairs: those of the seed pages (each pair of pages is a fold of its own), and mutual best matches in order
between two translations of one source. Long common wording of gva's
`same` and `part` pairs is true as well. False ones: all others of the seed pages but shared quotations, matches far out
of order between translations, and all narrative matches of independent reports (gva, politics).
"""

from __future__ import annotations

import json
import pickle
import random
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from alignment import DATA, lines
from seed_pairs import seed_sentences
from two_looks import Looked, held_out, look_twice, print_weights
from twosource.copies import crossing, evidence, retelling
from twosource.copies.kinds import narrative
from twosource.copies.likeness import cells
from twosource.copies.vectors import default_encoder
from twosource.copies.wording import wording

# A seed page's true pair stands for the whole kind; translations are many and easy.
WEIGHT = {"seeds true": 40.0, "seeds": 10.0, "translated": 0.05, "gva copied": 1.0, "independent": 1.0}
NEAR, FAR = 0.12, 0.2  # of the texts' length off the diagonal: sure to be in order, sure not to be
FOLDS = 10


@dataclass
class Pair(Looked):
    narrative: np.ndarray = field(default_factory=lambda: np.zeros(0, dtype=bool))
    missed: int = 0  # true cells not worth a look


def looked(kind: str, fold: int, a: str, b: str, language: str | None = "en") -> tuple[Pair, np.ndarray, np.ndarray]:
    """The pair's cells worth a look, unlabelled, and where they stand."""
    left, right = wording(a, language), wording(b, language)
    n, m = len(left.spans), len(right.spans)
    found, sides = cells(left, right), (left, right)
    by_wording = retelling.by_wording(found, evidence.log_odds(found, left, right), sides)
    views = retelling.views(by_wording, sides, (a, b), (language, language), default_encoder())
    table = crossing.filled(found, n, m)
    held = retelling.worth(views.kinship)
    x = retelling.features(table, views, sides)[held.ravel()]
    told = narrative(table)[held.ravel()]
    i, j = np.nonzero(held)
    none = np.zeros(len(i), dtype=bool)
    return Pair(kind, fold, held, x, none, ~none, narrative=told), i, j


def seeds() -> list[Pair]:
    pairs = []
    for fold, (a, b, true, spoken) in enumerate(seed_sentences()):
        pair, i, j = looked("seeds", fold, a, b, None)
        places = list(zip(i.tolist(), j.tolist(), strict=True))
        pair.true = np.array([place in true for place in places])
        pair.used = np.array([place in true or place not in spoken for place in places])
        pair.missed = len(true) - int(pair.true.sum())
        pairs.append(pair)
    return pairs


def translations() -> list[Pair]:
    pairs = []
    for fold, story in enumerate(s for s in lines("translated/stories.jsonl.gz") if s["by_hand"][0]["lang"] == "en"):
        hand, machine = story["by_hand"][0], story["by_machine"]
        for other in (machine[0], machine[-1]):
            pair, i, j = looked("translated", fold % FOLDS, hand["text"], other["text"])
            off = np.abs(i / pair.held.shape[0] - j / pair.held.shape[1])
            mutual = np.isclose(pair.x[:, retelling.FEATURES.index("behind")], 0)
            pair.true = mutual & (off < NEAR)
            pair.used = pair.true | (~mutual & (off > FAR))
            pairs.append(pair)
    return pairs


def independent(name: str, most: int) -> list[Pair]:
    texts = {r["id"]: r["text"] for r in lines(f"{name}/reports.jsonl.gz")}
    stories = json.loads((DATA / name / "labels.json").read_text(encoding="utf-8"))["stories"]
    chosen = [(k, p) for k, s in enumerate(stories) for p in s["pairs"] if p["label"] == ["none"]]
    pairs = []
    for k, p in random.Random(5).sample(chosen, min(most, len(chosen))):
        if texts[p["a"]].strip() and texts[p["b"]].strip():
            pair, _, _ = looked(name, k % FOLDS, texts[p["a"]], texts[p["b"]])
            pair.used = pair.narrative
            pairs.append(pair)
    return pairs


def long_wording() -> list[Pair]:
    """Long sentences of nearly the same words in reports that readers call copies of each other, in whole or part."""
    texts = {r["id"]: r["text"] for r in lines("gva/reports.jsonl.gz")}
    stories = json.loads((DATA / "gva" / "labels.json").read_text(encoding="utf-8"))["stories"]
    pairs = []
    for k, p in [(k, p) for k, s in enumerate(stories) for p in s["pairs"] if "none" not in p["label"]]:
        pair, _, _ = looked("gva copied", k % FOLDS, texts[p["a"]], texts[p["b"]])
        dice, order, quoted, words = (
            pair.x[:, retelling.FEATURES.index(n)] for n in ("dice", "in order", "quoted", "words")
        )
        pair.true = pair.used = (order > 0.5) & (dice > 0.55) & (quoted < 0.4) & (words > np.log1p(8))
        pairs.append(pair)
    return pairs


def training() -> list[Pair]:
    """Kept between runs beside other temporary files, as encoding takes most of the time."""
    kept = Path(tempfile.gettempdir()) / "twosource-retelling.pkl"
    if not kept.exists():
        sets = seeds() + translations() + long_wording() + independent("gva", 300) + independent("politics", 80)
        kept.write_bytes(pickle.dumps(sets))
    return pickle.loads(kept.read_bytes())


def weight(pair: Pair) -> np.ndarray:
    if pair.kind == "seeds":
        return np.where(pair.true, WEIGHT["seeds true"], WEIGHT["seeds"])
    return np.full(len(pair.true), WEIGHT.get(pair.kind, WEIGHT["independent"]))


def figures(pairs: list[Pair], least: float) -> str:
    of = {kind: [p for p in pairs if p.kind == kind] for kind in ("seeds", "translated", "gva", "politics")}
    right = sum(int((p.true & (p.p >= least)).sum()) for p in of["seeds"])
    wrong = sum(int((~p.true & p.narrative & (p.p >= least)).sum()) for p in of["seeds"])
    wanted = sum(int(p.true.sum()) + p.missed for p in of["seeds"])
    alarms = {k: np.mean([bool((p.narrative & (p.p >= least)).any()) for p in of[k]]) for k in ("gva", "politics")}
    said = ", ".join(f"{name} alarms {share:.3f}" for name, share in alarms.items())
    return f"from {least}: seeds recall {right / wanted:.3f}, precision {right / max(right + wrong, 1):.3f}; {said}"


def main() -> None:
    pairs = training()
    held_out(pairs, weight, FOLDS)
    print("held out", *(figures(pairs, least) for least in (0.3, 0.4, 0.5, 0.6)), sep="\n  ")
    learnt = look_twice(pairs, pairs, weight)
    print("all", *(figures(pairs, least) for least in (0.3, 0.4, 0.5, 0.6)), sep="\n  ")
    print_weights(learnt)


if __name__ == "__main__":
    main()
