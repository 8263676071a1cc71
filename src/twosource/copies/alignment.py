"""Two reports -> the passages they share, with places, kinds and scores.

A cascade: the same text; sentences that share wording, judged by their neighbourhood; and between two languages,
sentence vectors for what is left. Sentence pairs that lie side by side make one passage.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ..records import Passage, PassageKind, Report
from ..reports.language import guessed
from . import crossing, evidence
from .chains import Chain, chains, paragraphs
from .edges import edges, uneven, whole
from .kinds import kind
from .likeness import Cells, cells
from .summaries import with_summaries
from .vectors import EncoderChoice, chosen_encoder
from .wording import Floats, Wording, wording

# A chain needs one sentence pair this probable; pairs beside it join from FAINT on. Both from the open halves of the
# sets in benchmarks/alignment.py: below .5 independent reports of one event begin to share passages.
PROBABLE = 0.5
FAINT = 0.22
# Two reports of two languages whose wording pairs this share of the shorter one's sentences need no vectors.
ENOUGH = 0.5
# Sentence vectors alone find look-alikes: between languages a chain must hold this many pairs' probability.
SUPPORT = 2.2
# What a chain's best pair must share, in nats: "external links" are six, "Xi has invited Putin to attend" eleven.
LEAST_SHARED = 8.0
# A passage this many times as long explains what lies inside it; compared with the longest ones only.
ECHO = 2.0
MOST_COMPARED = 200
# A guess at the language of a text counts where the guesser is this sure.
SURE = 0.9


@dataclass(frozen=True, slots=True, eq=False)
class _Pairs:
    """Sentence pairs that may be shared, with their probability, in order of i, then j."""

    cells: Cells
    probability: Floats
    translated: bool = False
    unrelated: bool = False  # the reports are about different things: a passage stands out from both


def align(a: Report, b: Report, *, encoder: EncoderChoice = "default") -> list[Passage]:
    """The passages that a and b share, in the order of a; [] where they share none.

    Offsets are into a.text and b.text. Without an encoder (None) translated passages are not looked for.
    """
    if a.text == b.text:
        return [Passage(0, len(a.text), 0, len(b.text), "verbatim", 1.0)] if a.text.strip() else []
    left, right = wording(a.text, a.language), wording(b.text, b.language)
    if not left.spans or not right.spans:
        return []
    pairs = _worded_alike(left, right)
    if _few(pairs, left, right) and _two_languages(a, b):
        pairs = _translated(a, b, left, right, encoder) or pairs
    found = chains(pairs.cells.i, pairs.cells.j, pairs.cells.dice, paragraphs(a.text, left), paragraphs(b.text, right))
    passages = [_passage(left, right, chain, pairs) for chain in found if _says_enough(chain, pairs)]
    kept = _without_echoes([p for p in passages if p.score >= PROBABLE])
    if pairs.unrelated:
        kept = with_summaries(kept, len(a.text), len(b.text))
    return sorted(kept, key=lambda p: (p.a_start, p.b_start))


def _without_echoes(passages: list[Passage]) -> list[Passage]:
    """Passages of which no side lies inside that of a much longer one: text that repeats itself is matched once."""
    longest_first = sorted(passages, key=_length, reverse=True)
    kept: list[Passage] = []
    for p in longest_first:
        if not any(_length(q) >= ECHO * _length(p) and _inside(p, q) for q in kept[:MOST_COMPARED]):
            kept.append(p)
    return kept


def _length(p: Passage) -> int:
    return p.a_end - p.a_start + p.b_end - p.b_start


def _inside(p: Passage, q: Passage) -> bool:
    """Whether a side of p lies within q's."""
    in_a = q.a_start <= p.a_start and p.a_end <= q.a_end
    return in_a or (q.b_start <= p.b_start and p.b_end <= q.b_end)


def _worded_alike(left: Wording, right: Wording) -> _Pairs:
    """Pairs that share wording."""
    found = cells(left, right)
    probability = evidence.probabilities(found, left, right)
    kept = probability >= FAINT
    return _Pairs(found.only(kept), probability[kept], unrelated=evidence.unrelated(found, left, right))


def _few(pairs: _Pairs, left: Wording, right: Wording) -> bool:
    """Whether the wording leaves most of the shorter report unexplained."""
    sure = len(set(pairs.cells.i[pairs.probability >= PROBABLE].tolist()))
    return sure < ENOUGH * min(len(left.spans), len(right.spans))


def _two_languages(a: Report, b: Report) -> bool:
    """Whether the reports are written in different languages, as stated or, where not stated, surely guessed."""
    one, other = a.language or _guess(a.text), b.language or _guess(b.text)
    return bool(one and other and one != other)


@lru_cache(maxsize=512)
def _guess(text: str) -> str | None:
    name, sure = guessed(text)
    return name if sure >= SURE else None


def _translated(a: Report, b: Report, left: Wording, right: Wording, encoder: EncoderChoice) -> _Pairs | None:
    """Pairs that translate each other; None without an encoder."""
    model = chosen_encoder(encoder)
    if model is None:
        return None
    found, probability = crossing.crossed(left, right, (a.text, b.text), cells(left, right), model)
    kept = probability >= FAINT
    return _Pairs(found.only(kept), probability[kept], translated=True)


def _passage(left: Wording, right: Wording, chain: Chain, pairs: _Pairs) -> Passage:
    """The chain's place and kind; its score is the probability that it is shared."""
    what: PassageKind = "translated" if pairs.translated else kind(chain, pairs.cells, left, right)
    x, y = whole(left, chain.a_first, chain.a_last), whole(right, chain.b_first, chain.b_last)
    alike = what in ("verbatim", "edited") or pairs.unrelated
    if alike and (len(chain.pairs) > 1 or uneven(chain, left, right)):
        x, y = edges(chain, left, right)
    return Passage(x.start, x.end, y.start, y.end, what, _score(pairs.probability[list(chain.pairs)], pairs.translated))


def _score(probability: Floats, translated: bool) -> float:
    """That at least one pair of the chain is shared; between languages a lone pair counts less."""
    if translated:
        return float(np.max(probability)) * min(1.0, float(np.sum(probability)) / SUPPORT)
    return 1.0 - float(np.prod(1.0 - probability))


def _says_enough(chain: Chain, pairs: _Pairs) -> bool:
    """Whether a chain shares more than a heading's two or three words."""
    return pairs.translated or float(np.max(pairs.cells.shared[list(chain.pairs)])) >= LEAST_SHARED
