"""Two reports -> the passages they share, with places, kinds and scores.

A cascade: the same text; sentences that share wording, judged by their neighbourhood; and between two languages,
sentence vectors for what is left. Sentence pairs that lie side by side make one passage.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..records import Passage, PassageKind, Report
from ..reports.language import surely_guessed
from . import crossing, evidence, kinds, retelling
from .calibration import SCORE_DIGITS, calibrated
from .chains import GAP, NEARLY_SAME, WIDE_GAP, Chain, chains, firm, paragraphs
from .digests import absorbed, digests
from .edges import edges, uneven, whole
from .likeness import Cells, cells
from .marks import Floats
from .summaries import with_summaries
from .vectors import EncoderChoice, chosen_encoder
from .wording import Wording, wording

# A chain needs one sentence pair this probable; pairs beside it join from FAINT on. Both from the open halves of the
# sets in benchmarks/alignment.py: below .5 independent reports of one event begin to share passages.
PROBABLE = 0.5
FAINT = 0.22
# In reports about different things a sentence beside a copied one needs little of its own (chosen on all 1,250 pairs
# of PAN-13 that are open).
FAINT_APART = 0.12
# Two reports of two languages whose wording pairs this share of the shorter one's sentences need no vectors.
ENOUGH = 0.5
# Reports of one language ask for vectors where so many sentences are this probable by their wording: eight in ten
# pairs of seed pages and four in ten independent reports of one event; or where one is probable and wants a check.
PROMISING = 0.12
FEW = 2
# Sentence vectors alone find look-alikes: between languages a chain must have this many pairs' probability on its side.
SUPPORT = 2.2
# Where most sentences of the shorter report have a partner, all chains stand by each other.
MOSTLY = 0.5
# What a chain's best pair must share, in nats: "external links" are six, "Xi has invited Putin to attend" eleven.
LEAST_SHARED = 8.0
# A passage this many times as long explains what lies inside it; compared with the longest ones only.
ECHO = 2.0
MOST_COMPARED = 200


@dataclass(frozen=True, slots=True, eq=False)
class _Compared:
    """Two reports and what their wording says of each pair of sentences."""

    a: Report
    b: Report
    left: Wording
    right: Wording
    found: Cells
    logits: Floats  # of each cell, before the reports as wholes are considered
    apart: bool  # the reports are about different things

    @property
    def fewest(self) -> int:
        """Sentences of the shorter report."""
        return min(len(self.left.spans), len(self.right.spans))

    @property
    def texts(self) -> tuple[str, str]:
        """The two texts."""
        return self.a.text, self.b.text


@dataclass(frozen=True, slots=True, eq=False)
class _Pairs:
    """Sentence pairs that may be shared, with their probability, in order of i, then j."""

    cells: Cells
    probability: Floats
    translated: bool = False
    backing: float = 0.0  # of translations: sentences with a partner, where they are most
    retold: bool = False
    unrelated: bool = False  # the reports are about different things: a passage stands out from both
    digests: Sequence[Passage] = ()  # of a whole report in a stretch of the other
    promising: int = 0  # sentences of the less alike report that may come from the other, quotations left out

    def nearly_same(self) -> _Pairs:
        """Those whose words are nearly the same."""
        same = self.cells.dice >= NEARLY_SAME
        return _Pairs(self.cells.only(same), self.probability[same])


def align(a: Report, b: Report, *, encoder: EncoderChoice = "default") -> list[Passage]:
    """The passages that a and b share, in the order of a; [] where they share none.

    A score is the calibrated probability that the passage is shared text (1 where the reports are the same).
    Offsets are into a.text and b.text. Without an encoder (None) translated passages are not looked for.
    """
    if a.text == b.text:
        return [Passage(0, len(a.text), 0, len(b.text), "verbatim", 1.0)] if a.text.strip() else []
    left, right = wording(a.text, a.language), wording(b.text, b.language)
    if not left.spans or not right.spans:
        return []
    pairs = _pairs(_compared(a, b, left, right), encoder)
    gap = WIDE_GAP if pairs.unrelated else 0 if pairs.retold else GAP
    sides = paragraphs(a.text, a.language), paragraphs(b.text, b.language)
    found = chains(pairs.cells, *sides, gap=gap, across=pairs.unrelated)
    if pairs.unrelated:
        found = [firm(chain, pairs.cells, pairs.probability) for chain in found]
    copied = kinds.copied(pairs.cells, pairs.probability)
    passages = [_passage(left, right, chain, pairs, copied) for chain in found if _says_enough(chain, pairs)]
    kept = _without_echoes(absorbed([p for p in passages if p.score >= PROBABLE], pairs.digests))
    if pairs.unrelated:
        kept = with_summaries(kept, len(a.text), len(b.text))
    return sorted((calibrated(p) for p in kept), key=lambda p: (p.a_start, p.b_start))


def _compared(a: Report, b: Report, left: Wording, right: Wording) -> _Compared:
    found = cells(left, right)
    return _Compared(
        a, b, left, right, found, evidence.log_odds(found, left, right), evidence.unrelated(found, left, right)
    )


def _pairs(seen: _Compared, encoder: EncoderChoice) -> _Pairs:
    """The sentence pairs that may be shared, by wording, and by vectors where that leaves much open."""
    pairs = _worded_alike(seen)
    if _two_languages(seen.a, seen.b):
        return (_translated(seen, encoder) if _few(pairs, seen) else None) or pairs
    asked = _promising(pairs, seen) and _few(pairs.nearly_same(), seen)
    return (_retold(seen, encoder) if asked else None) or pairs


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


def _worded_alike(seen: _Compared) -> _Pairs:
    """Pairs that share wording."""
    found, sides, unrelated = seen.found, (seen.left, seen.right), seen.apart
    probability = evidence.probabilities(found, *sides, seen.logits, apart=unrelated)
    told = (probability >= PROMISING) & (found.quoted < evidence.NOT_SPOKEN)
    promising = min(len(np.unique(found.i[told])), len(np.unique(found.j[told])))
    kept = probability >= (FAINT_APART if unrelated else FAINT)
    told_short = digests(found, probability, *sides) if unrelated else ()
    return _Pairs(found.only(kept), probability[kept], unrelated=unrelated, digests=told_short, promising=promising)


def _few(pairs: _Pairs, seen: _Compared) -> bool:
    """Whether the wording leaves most of the shorter report unexplained."""
    sure = len(set(pairs.cells.i[pairs.probability >= PROBABLE].tolist()))
    return sure < ENOUGH * seen.fewest


def _two_languages(a: Report, b: Report) -> bool:
    """Whether the reports are written in different languages, as stated or, where not stated, surely guessed."""
    one, other = a.language or surely_guessed(a.text), b.language or surely_guessed(b.text)
    return bool(one and other and one != other)


def _translated(seen: _Compared, encoder: EncoderChoice) -> _Pairs | None:
    """Pairs that translate each other; None without an encoder."""
    model = chosen_encoder(encoder)
    if model is None:
        return None
    found, probability = crossing.crossed(seen.left, seen.right, seen.texts, seen.found, model)
    kept = probability >= FAINT
    backing = _backing(found, probability, seen.fewest)
    return _Pairs(found.only(kept), probability[kept], translated=True, backing=backing)


def _promising(pairs: _Pairs, seen: _Compared) -> bool:
    """Whether a retelling is worth asking the encoder for: some sentences of one subject share wording."""
    short = len(seen.left.spans) + len(seen.right.spans) <= crossing.MOST_SENTENCES
    promise = pairs.promising >= FEW or bool((pairs.probability >= PROBABLE).any())
    return promise and short and not pairs.unrelated


def _retold(seen: _Compared, encoder: EncoderChoice) -> _Pairs | None:
    """Pairs that retell one text in other words, beside those of nearly the same words; None without an encoder."""
    model = chosen_encoder(encoder)
    if model is None:
        return None
    sides, languages = (seen.left, seen.right), (seen.a.language, seen.b.language)
    by_wording = retelling.by_wording(seen.found, seen.logits, sides)
    views = retelling.views(by_wording, sides, seen.texts, languages, model)
    table = crossing.filled(seen.found, len(seen.left.spans), len(seen.right.spans))
    probability = retelling.probabilities(table, views, sides)
    same = table.dice >= NEARLY_SAME
    probability[same] = np.maximum(probability[same], evidence.logistic(views.wording.ravel()[same]))
    kept = probability >= FAINT
    return _Pairs(table.only(kept), probability[kept], retold=True)


def _passage(left: Wording, right: Wording, chain: Chain, pairs: _Pairs, copied: kinds.Mask) -> Passage:
    """The chain's place and kind; its score is the probability that it is shared."""
    what: PassageKind = "translated" if pairs.translated else kinds.kind(chain, pairs.cells, copied, (left, right))
    x, y = whole(left, chain.a_first, chain.a_last), whole(right, chain.b_first, chain.b_last)
    alike = what in ("verbatim", "edited") or pairs.unrelated
    if alike and (len(chain.pairs) > 1 or uneven(chain, left, right)):
        x, y = edges(chain, left, right)
    return Passage(x.start, x.end, y.start, y.end, what, _score(chain, pairs))


def _score(chain: Chain, pairs: _Pairs) -> float:
    """That at least one pair of the chain is shared; between languages as far as the reports' others bear it out."""
    probability = pairs.probability[list(chain.pairs)]
    if pairs.translated:
        own = float(np.sum(probability))
        support = own + max(0.0, pairs.backing - own)
        return round(float(np.max(probability)) * min(1.0, support / SUPPORT), SCORE_DIGITS)
    return round(1.0 - float(np.prod(1.0 - probability)), SCORE_DIGITS)


def _backing(cells: Cells, probability: Floats, fewest: int) -> float:
    """How many sentences of the shorter report are expected to have a partner; 0 where those are not most of them."""
    best = np.zeros(int(cells.i.max(initial=-1)) + 1), np.zeros(int(cells.j.max(initial=-1)) + 1)
    np.maximum.at(best[0], cells.i, probability)
    np.maximum.at(best[1], cells.j, probability)
    matched = float(min(best[0].sum(), best[1].sum()))
    return matched if matched >= MOSTLY * fewest else 0.0


def _says_enough(chain: Chain, pairs: _Pairs) -> bool:
    """Whether a chain shares more than a heading's two or three words."""
    return pairs.translated or float(np.max(pairs.cells.shared[list(chain.pairs)])) >= LEAST_SHARED
