"""What speaks for and against two reports having text in common: one function a signal, all in the table SIGNALS.

A signal measures one thing (a number, mostly 0..1) and says it in words that a reader can check. What it weighs is
learnt: weights.json, made by benchmarks/train_lineage.py. A new signal is one function, one line in SIGNALS, one test,
and a new run of the training script.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

from ..copies.calibration import certainty
from ..records import Passage, Span
from .circumstances import (
    days_apart,
    from_an_outlet,
    names_release,
    official_register,
    official_source,
    one_credits_other,
    same_chain,
    same_credit,
    same_house,
    same_numbers,
    same_owner,
    same_title,
    spread,
)
from .finding import Finding
from .pairs import Pair, common_run, runs
from .readings import SHORT
from .slips import shared_oddities
from .wording import Side

Signal = Callable[[Pair], Finding | None]


def _quoted_words(pair: Pair, spans: tuple[Span, Span] | None) -> str:
    """The shared run as words in quotation marks, shortened."""
    if spans is None:
        return "scattered phrases"
    words = " ".join(spans[0].of(pair.a.report.text).split())
    return f"'{words if len(words) <= _SHOWN else words[:_SHOWN].rsplit(' ', 1)[0] + ' ...'}'"


_SHOWN = 120  # characters of a shared run shown in a detail


def _passages(pair: Pair) -> tuple[Passage, ...]:
    """The longest shared run as a passage."""
    spans = common_run(pair)
    return (Passage(spans[0].start, spans[0].end, spans[1].start, spans[1].end, "verbatim", 1.0),) if spans else ()


def telling_phrases(pair: Pair) -> Finding | None:
    """How many of the shorter report's words (no names, no numbers) stand in rare five-word phrases that both print.

    Counted in natural logarithms: the first sentence says more than the tenth.
    """
    count = pair.shorter[1].surely
    if not count:
        return None
    words = f"{count} words of the shorter report, names and numbers aside, stand in rare phrases that both print"
    return Finding(math.log1p(count), words, _passages(pair))


def telling_share(pair: Pair) -> Finding | None:
    """Part of the shorter report's own words, names and numbers aside, in rare three-word phrases that both print."""
    share = pair.shorter[1].share
    return Finding(share, f"{share:.0%} of the shorter report's own words are the other's") if share else None


def telling_share_of_longer(pair: Pair) -> Finding | None:
    """The same of the longer report: high on both sides means copies; low here and high there, an abridgement."""
    share = pair.longer[1].share
    return Finding(share, f"{share:.0%} of the longer report's own words are the other's") if share else None


def _alike(pair: Pair, side: Side, floor: float) -> float:
    """Mean likeness of a side's sentences to their nearest; a counterpart in other words counts as `floor`."""
    plain = float(side.likeness.mean()) if len(side.likeness) else 0.0
    found = aligned_share(pair)
    return max(plain, floor * found.value) if found else plain


# How alike, word by word, a sentence and its rewording are by and large (two translations of one text: .5 to .7).
_REWORDED, _REWORDED_LONGER = 0.65, 0.55


def sentence_likeness(pair: Pair) -> Finding | None:
    """How alike the shorter report's sentences are to their nearest in the other, on average (words in order)."""
    alike = _alike(pair, pair.shorter[1], _REWORDED)
    words = f"the shorter report's sentences are {alike:.0%} alike to their nearest, on average"
    return Finding(alike, words) if alike else None


def sentence_likeness_of_longer(pair: Pair) -> Finding | None:
    """The same of the longer report's sentences."""
    alike = _alike(pair, pair.longer[1], _REWORDED_LONGER)
    words = f"the longer report's sentences are {alike:.0%} alike to their nearest, on average"
    return Finding(alike, words) if alike else None


def length_of_shorter(pair: Pair) -> Finding | None:
    """The logarithm of the shorter report's words: chance likeness averages out in a long one."""
    count = int(pair.shorter[0].told.sum())
    return Finding(math.log(max(30, count)), f"the shorter report has {count} words of its own")


def longest_run(pair: Pair) -> Finding | None:
    """Length of the longest run of narrative words in phrases that both print, in natural logarithms."""
    found = runs(pair.shorter[1], SHORT)
    if not found:
        return None
    length = found[0].end - found[0].start
    return Finding(math.log1p(length), f"both print {_quoted_words(pair, common_run(pair))}", _passages(pair))


def best_alignment(pair: Pair) -> Finding | None:
    """Probability that some narrative sentence has a counterpart in the other's text, reworded or not."""
    told = [p for p in pair.passages if p.kind != "quoted"]
    best = max(told, key=lambda p: (certainty(p), -p.a_start), default=None)
    if best is None:
        return None
    words = " ".join(pair.a.report.text[best.a_start : best.a_end].split())[:_SHOWN]
    return Finding(certainty(best), f"a passage has its counterpart: '{words}'", (best,))


def aligned_share(pair: Pair) -> Finding | None:
    """Part of the shorter report's narrative sentences that have a counterpart in the other, reworded ones included."""
    told = tuple(p for p in pair.passages if p.kind != "quoted")
    mine = pair.shorter[0] is pair.a
    share = aligned(pair.shorter[0].narrative, [p if mine else p.mirrored() for p in told])
    return (
        Finding(share, f"{share:.0%} of the shorter report's sentences have a counterpart", told[:5]) if share else None
    )


def aligned(narrative: tuple[Span, ...], passages: list[Passage]) -> float:
    """Part of the narrative sentences that a passage (a's side) covers, each weighed by the passage's score, 0..1."""
    best = [0.0] * len(narrative)
    for p in passages:
        for i, s in enumerate(narrative):
            if min(p.a_end, s.end) - max(p.a_start, s.start) > 0.5 * (s.end - s.start):
                best[i] = max(best[i], certainty(p))
    return sum(best) / max(1, len(best))


def aligned_share_of_longer(pair: Pair) -> Finding | None:
    """The same of the longer report's sentences."""
    turned = pair.mirrored() if pair.longer[0] is pair.b else pair
    told = tuple(p for p in turned.passages if p.kind != "quoted")
    share = aligned(turned.a.narrative, list(told))
    return Finding(share, f"{share:.0%} of the longer report's sentences have a counterpart") if share else None


def in_other_words(pair: Pair) -> Finding | None:
    """Part of the aligned narrative that is not word for word: put in other words, or translated."""
    told = [p for p in pair.passages if p.kind != "quoted"]
    size = {k: sum(p.a_end - p.a_start + p.b_end - p.b_start for p in told if p.kind == k) for k in _RECAST}
    whole = sum(p.a_end - p.a_start + p.b_end - p.b_start for p in told)
    share = sum(size.values()) / max(1, whole)
    return Finding(share, f"{share:.0%} of what they have in common is in other words") if share else None


_RECAST = ("reworded", "translated")


def retold_in_order(pair: Pair) -> Finding | None:
    """Most sentences of both have a counterpart, mostly in one order: a text told anew, as translators and spinners do.

    The smaller of the two parts that are aligned.
    """
    told = [p for p in pair.passages if p.kind != "quoted"]
    kept = in_order(told)
    ordered = sum(p.a_end - p.a_start for p in kept) / max(1, sum(p.a_end - p.a_start for p in told))
    mine, other = aligned(pair.a.narrative, told), aligned(pair.b.narrative, [p.mirrored() for p in told])
    few = min(mine * len(pair.a.narrative), other * len(pair.b.narrative)) < _A_TELLING
    if few or ordered < _IN_ORDER:
        return None
    words = f"{mine:.0%} and {other:.0%} of their sentences are each other's in other words, mostly in one order"
    return Finding(min(mine, other), words, tuple(kept[:5]))


_IN_ORDER = 0.7  # of the aligned text: two accounts of one case come to half by chance
# Sentences retold in order: fewer can be the facts of the case, told as facts are told. No two of the labelled
# reports that were written alone (gva, politics) come to nine in order, half of both.
_A_TELLING = 9


def in_order(passages: list[Passage]) -> list[Passage]:
    """The heaviest chain of passages that follow each other in both reports."""
    ordered = sorted(passages, key=lambda p: (p.a_start, p.b_start))
    best: list[tuple[int, int]] = []  # weight of the best chain that ends here, and the place before
    for i, p in enumerate(ordered):
        before = [(best[j][0], j) for j in range(i) if ordered[j].a_end <= p.a_start and ordered[j].b_end <= p.b_start]
        weight, at = max(before, default=(0, -1))
        best.append((weight + p.a_end - p.a_start, at))
    chain, at = [], max(range(len(best)), key=lambda i: (best[i][0], -i), default=-1)
    while at >= 0:
        chain.append(ordered[at])
        at = best[at][1]
    return chain[::-1]


def same_order(pair: Pair) -> Finding | None:
    """Whether the shared phrases come in the same order: 1 all, 0 as many turned as not (Kendall's tau, cut at 0)."""
    where = {int(k): i for i, k in enumerate(pair.b.phrases[SHORT].tolist())}
    spots = [where[k] for k in pair.a.phrases[SHORT].tolist() if k in where]
    places = np.array(spots[:: 1 + len(spots) // _SAMPLED])
    if len(places) < 3:
        return None
    signs = np.sign(places[None, :] - places[:, None])[np.triu_indices(len(places), 1)]
    tau = max(0.0, float(signs.mean()))
    return (
        Finding(tau, f"{len(places)} shared phrases come in {'the same' if tau > 0.6 else 'a like'} order")
        if tau
        else None
    )


# Shared phrases looked at for their order: enough for a share, few enough for all pairs of them.
_SAMPLED = 60


def quoted_only(pair: Pair) -> Finding | None:
    """Both print the same long stretches, but inside quotation marks: the same press conference, weak."""
    told = min(int((s.rare & r.told).sum()) for r, s in ((pair.a, pair.in_a), (pair.b, pair.in_b)))
    quoted = min(int((s.rare & r.quoted).sum()) for r, s in ((pair.a, pair.in_a), (pair.b, pair.in_b)))
    if not quoted:
        return None
    return Finding(quoted / (told + quoted), f"{quoted} of the {told + quoted} shared words are quoted speech")


def odd_phrases(pair: Pair) -> Finding | None:
    """Slips and odd wording in common: neither facts nor usual words, and both print them."""
    found = shared_oddities(pair.a, pair.b)
    if not found:
        return None
    return Finding(math.log2(1 + len(found)), "both print " + ", ".join(f"'{w}'" for w in found[:4]))


# The table. Order is that of the answer's evidence when strengths tie.
SIGNALS: Mapping[str, Signal] = MappingProxyType(
    {
        s.__name__.replace("_", " "): s
        for s in (
            telling_phrases, telling_share, telling_share_of_longer, sentence_likeness, sentence_likeness_of_longer,
            length_of_shorter, longest_run, best_alignment, aligned_share, aligned_share_of_longer, in_other_words,
            retold_in_order, same_order, quoted_only, odd_phrases, same_numbers,
            same_credit, one_credits_other, same_house, same_chain, same_owner, same_title, days_apart, spread,
            names_release, official_register, official_source, from_an_outlet,
        )
    }
)  # fmt: skip


def findings(pair: Pair) -> dict[str, Finding]:
    """What each signal found, by its name; those that found nothing are left out."""
    found = ((name, signal(pair)) for name, signal in SIGNALS.items())
    return {name: f for name, f in found if f is not None}
