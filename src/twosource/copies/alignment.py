"""Two reports -> the passages they share, with places, kinds and scores."""

from __future__ import annotations

import numpy as np

from ..records import Passage, PassageKind, Report
from ..reports.quotation_marks import quoted_spans
from .likeness import Cells, cells
from .vectors import EncoderChoice
from .wording import Wording, wording

# Sanchez-Perez 2014: a sentence pair is a seed where cosine and Dice exceed a third.
SEED_DICE = 0.38
QUOTED_SHARE = 0.6


def align(a: Report, b: Report, *, encoder: EncoderChoice = "default") -> list[Passage]:
    """The passages that a and b share, in the order of a."""
    if a.text == b.text:
        return [Passage(0, len(a.text), 0, len(b.text), "verbatim", 1.0)] if a.text.strip() else []
    left, right = wording(a.text, a.language), wording(b.text, b.language)
    found = cells(left, right)
    pairs = [(int(found.i[k]), int(found.j[k]), float(found.dice[k])) for k in _seeds(found)]
    return [_passage(a, b, left, right, pair) for pair in pairs]


def _seeds(found: Cells) -> list[int]:
    best_i: dict[int, float] = {}
    best_j: dict[int, float] = {}
    for i, j, d in zip(found.i, found.j, found.dice, strict=True):
        best_i[i] = max(best_i.get(i, 0), d)
        best_j[j] = max(best_j.get(j, 0), d)
    return [
        k
        for k, (i, j, d) in enumerate(zip(found.i, found.j, found.dice, strict=True))
        if d >= SEED_DICE and d >= 0.8 * min(best_i[i], best_j[j])
    ]


def _passage(a: Report, b: Report, left: Wording, right: Wording, pair: tuple[int, int, float]) -> Passage:
    x, y = left.spans[pair[0]], right.spans[pair[1]]
    quoted = _quoted(a.text, x.start, x.end) > QUOTED_SHARE and _quoted(b.text, y.start, y.end) > QUOTED_SHARE
    kind: PassageKind = (
        "quoted" if quoted else "verbatim" if pair[2] > 0.98 else "edited" if pair[2] > 0.7 else "reworded"
    )
    return Passage(x.start, x.end, y.start, y.end, kind, float(np.clip(pair[2], 0, 1)))


def _quoted(text: str, start: int, end: int) -> float:
    return sum(max(0, min(q.end, end) - max(q.start, start)) for q in quoted_spans(text)) / (end - start)
