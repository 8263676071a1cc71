"""Two reports -> the passages they share, with places, kinds and scores."""

from __future__ import annotations

import numpy as np

from ..records import Passage, PassageKind, Report
from .chains import Chain, chains, paragraphs
from .evidence import features
from .likeness import Cells, cells
from .vectors import EncoderChoice
from .wording import Floats, Ints, Wording, wording

BIAS = -10.369
WEIGHTS = np.array([7.76, 2.129, -3.348, -6.221, 2.447, 0.379, -9.476, 7.297, 22.34, -0.442])
LEAST = 0.3
WEAK = 0.07
QUOTED_SHARE = 0.6


def align(a: Report, b: Report, *, encoder: EncoderChoice = "default") -> list[Passage]:
    """The passages that a and b share, in the order of a."""
    if a.text == b.text:
        return [Passage(0, len(a.text), 0, len(b.text), "verbatim", 1.0)] if a.text.strip() else []
    left, right = wording(a.text, a.language), wording(b.text, b.language)
    if not left.spans or not right.spans:
        return []
    found = cells(left, right)
    p = probabilities(found, left, right)
    kept = kept_cells(found, p)
    i, j, dice, p = found.i[kept], found.j[kept], found.dice[kept], p[kept]
    out = []
    for chain in chains(i, j, dice, paragraphs(a.text, left), paragraphs(b.text, right)):
        if max(p[list(chain.pairs)]) >= LEAST:
            out.append(_passage(left, right, chain, p, dice))
    return out


def probabilities(found: Cells, a: Wording, b: Wording) -> Floats:
    z = BIAS + features(found, a, b) @ WEIGHTS
    return 1 / (1 + np.exp(-np.clip(z, -50, 50)))


def kept_cells(found: Cells, p: Floats) -> Ints:
    return np.nonzero(p >= WEAK)[0]


def _passage(left: Wording, right: Wording, chain: Chain, p: Floats, dice: Floats) -> Passage:
    members = list(chain.pairs)
    x, y = left.spans[chain.a_first], left.spans[chain.a_last]
    u, v = right.spans[chain.b_first], right.spans[chain.b_last]
    d = float(np.mean(dice[members]))
    quoted = min(
        left.quoted[chain.a_first : chain.a_last + 1].mean(), right.quoted[chain.b_first : chain.b_last + 1].mean()
    )
    kind: PassageKind = (
        "quoted" if quoted > QUOTED_SHARE else "verbatim" if d > 0.98 else "edited" if d > 0.7 else "reworded"
    )
    return Passage(x.start, y.end, u.start, v.end, kind, float(p[members].max()))
