"""What kind of sharing a passage is: verbatim, edited, reworded, translated or quoted."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel

from ..records import PassageKind
from .chains import Chain
from .likeness import Cells
from .marks import Floats, Ints
from .wording import Wording

Mask = NDArray[np.bool_]

# Share of the words, in order, that must be the same. A spelling or two may differ in a verbatim copy of a paragraph;
# "light changes" end where a fourth of the words is another's.
VERBATIM = 0.97
EDITED = 0.75
# Longer passages are judged by their sentence pairs: comparing word by word takes the product of the lengths.
LONGEST_COMPARED = 4000
# A pair is a shared quotation where this much of what it shares stands in quotation marks in one of the reports ...
MOSTLY_QUOTED = 0.5
# ... and little is shared outside them: 15 nats are five rare words; "the mayor said on Tuesday" has some ten.
FRAME = 15.0
# A quotation within so many sentences of a copied pair came with it; in two rounds, for quotations in a row.
SURE, REACH, ROUNDS = 0.5, 2, 2
# Two reports that share so many narrative pairs are derived; a quotation cut and translated alike then is copied too.
# Of the seed pages' quotations those of one translation have .71 and .61 or more, those of two .63 and .54 or less.
DERIVED, SAME_CUT, SAME_ORDER = 3, 0.7, 0.6
MOST_PAIRS = 2000  # beyond that many pairs all are compared with their neighbours no more


def kind(chain: Chain, pairs: Cells, copied: Mask, sides: tuple[Wording, Wording]) -> PassageKind:
    """The kind of a passage between reports of one language; `copied` says which pairs are more than quotations."""
    members = list(chain.pairs)
    if not copied[members].any():
        return "quoted"
    a, b = sides
    same = _same_words(chain, a, b)
    if same is None:
        same = float(np.mean(pairs.in_order[members]))
    return "verbatim" if same >= VERBATIM else "edited" if same >= EDITED else "reworded"


def copied(pairs: Cells, probability: Floats) -> Mask:
    """Which pairs are copied: narrative, and quotations that came with it.

    A quotation comes with copied narrative where it stands beside it in both reports, or where it is cut and framed
    alike in two reports that surely share narrative elsewhere.
    """
    told = narrative(pairs)
    sure = told & (probability >= SURE)
    if np.count_nonzero(probability >= SURE) > MOST_PAIRS:
        return told
    if np.count_nonzero(sure) >= DERIVED:
        told = told | ((pairs.dice >= SAME_CUT) & (pairs.in_order >= SAME_ORDER))
    for _ in range(ROUNDS):
        told = told | _beside(pairs, told & (probability >= SURE), probability >= SURE)
    return told


def _beside(pairs: Cells, firm: Mask, asked: Mask) -> Mask:
    """Which of the pairs asked about stand near a firm one in both reports."""
    near = np.zeros(len(pairs.i), dtype=bool)
    down = np.abs(pairs.i[asked][:, None] - pairs.i[firm][None, :])
    right = np.abs(pairs.j[asked][:, None] - pairs.j[firm][None, :])
    near[asked] = ((down <= REACH) & (right <= REACH)).any(axis=1)
    return near


def narrative(pairs: Cells) -> Mask:
    """Which pairs share more than a quotation."""
    return (pairs.quoted < MOSTLY_QUOTED) | (pairs.outside >= FRAME)


def _same_words(chain: Chain, a: Wording, b: Wording) -> float | None:
    """Share of the words that both sides have in the same order, 0..1; None where they are too many to compare."""
    left, right = _words(a, chain.a_first, chain.a_last), _words(b, chain.b_first, chain.b_last)
    if max(len(left), len(right)) > LONGEST_COMPARED:
        return None
    return Indel.normalized_similarity(left.tolist(), right.tolist())


def _words(side: Wording, first: int, last: int) -> Ints:
    return side.word_keys[side.first_word[first] : side.first_word[last + 1]]
