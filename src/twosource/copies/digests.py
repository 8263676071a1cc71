"""A digest: a stretch of a few sentences that retell here and there what a whole other text says.

No sentence of it need be alike enough by itself, and its originals lie scattered: what gives it away is that sentence
after sentence has something of its own in the other text, where the sentences around have nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..records import Passage
from .likeness import Cells
from .marks import Floats, Ints
from .wording import Wording

# What a sentence's best match must exceed, in log-odds, to speak for a digest. PAN-13's summaries: nine sentences in
# ten lie above -3.0, half above .8; of the sentences around one in ten lies above -3.3, one in a hundred above -1.8.
LEAST = -2.3
# More than this says nothing more, and less nothing less: one copied sentence is no digest, one empty one ends none.
MOST, WORST = 2.0, -4.0
# Sentences with a match of their own, at least this probable.
LINKS, LINK = 3, -1.5
# The originals reach over this many times the digest's length (Sanchez-Perez: 3), and no more than a third of the steps
# from link to link go on side by side: a copied paragraph's do.
SPREAD, BESIDE, STEADY = 2.0, 2, 0.34
# Originals that reach over this share of the other text stand for all of it.
ALL = 0.4


def digests(pairs: Cells, probability: Floats, a: Wording, b: Wording) -> list[Passage]:
    """The digest of b that stands in a, and that of a in b; `pairs` are all that share wording."""
    logits = np.log(np.maximum(probability, 1e-9) / np.maximum(1 - probability, 1e-9))
    here = _digest(pairs.i, pairs.j, logits, a, b)
    there = _digest(pairs.j, pairs.i, logits, b, a)
    return [*here, *(p.mirrored() for p in there)]


def absorbed(passages: list[Passage], found: Sequence[Passage]) -> list[Passage]:
    """The passages and the digests found; what lies mostly within a digest is part of it."""
    return [p for p in passages if not any(_part_of(p, digest) for digest in found)] + list(found)


def _part_of(p: Passage, digest: Passage) -> bool:
    """Whether most of one side of p lies in the digest's short side."""
    if digest.a_end - digest.a_start > digest.b_end - digest.b_start:
        return _part_of(p.mirrored(), digest.mirrored())
    return min(p.a_end, digest.a_end) - max(p.a_start, digest.a_start) > (p.a_end - p.a_start) / 2


def _digest(i: Ints, j: Ints, logits: Floats, a: Wording, b: Wording) -> list[Passage]:
    """The digest in a; [] where there is none."""
    best, place = _best(i, j, logits, len(a.spans))
    first, last = _stretch(np.clip(best, WORST, MOST) - LEAST)
    links = [k for k in range(first, last) if best[k] >= LINK]
    if len(links) < LINKS:
        return []
    steps = np.abs(np.diff(place[links]))
    start, end = b.spans[int(place[links].min())].start, b.spans[int(place[links].max())].end
    length, whole = a.spans[last - 1].end - a.spans[first].start, b.spans[-1].end
    if end - start < SPREAD * length or np.mean(steps <= BESIDE) > STEADY:
        return []
    if end - start >= ALL * whole:
        start, end = b.spans[0].start, whole
    score = 1 - float(np.prod(1 / (1 + np.exp(best[links]))))
    return [Passage(a.spans[first].start, a.spans[last - 1].end, start, end, "reworded", round(score, 6))]


def _best(i: Ints, j: Ints, logits: Floats, count: int) -> tuple[Floats, Ints]:
    """For each sentence its best match's log-odds and place; the first of equals."""
    order = np.lexsort((j, -logits, i))
    rows, where = np.unique(i[order], return_index=True)
    best, place = np.full(count, WORST), np.zeros(count, dtype=np.int64)
    best[rows], place[rows] = logits[order][where], j[order][where]
    return best, place


def _stretch(gain: Floats) -> tuple[int, int]:
    """First and past-the-last of the sentences whose gains sum to most."""
    total = np.concatenate([[0.0], np.cumsum(gain)])
    lowest = np.minimum.accumulate(total)
    end = int(np.argmax(total - lowest))
    return int(np.argmin(total[: end + 1])), end
