"""What kind of sharing a passage is: verbatim, edited, reworded, translated or quoted."""

from __future__ import annotations

import numpy as np
from rapidfuzz.distance import Indel

from ..records import PassageKind
from .chains import Chain
from .likeness import Cells
from .wording import Ints, Wording

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


def kind(chain: Chain, pairs: Cells, a: Wording, b: Wording) -> PassageKind:
    """The kind of a passage between reports of one language."""
    members = list(chain.pairs)
    if not narrative(pairs)[members].any():
        return "quoted"
    same = _same_words(chain, a, b)
    if same is None:
        same = float(np.mean(pairs.in_order[members]))
    return "verbatim" if same >= VERBATIM else "edited" if same >= EDITED else "reworded"


def narrative(pairs: Cells) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
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
