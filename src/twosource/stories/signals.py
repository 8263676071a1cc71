"""What speaks for and against two reports having text in common: one function a signal, all in the table SIGNALS.

A signal measures one thing (a number, mostly 0..1) and says it in words that a reader can check. What it weighs is
learnt: weights.json, made by benchmarks/train_lineage.py. A new signal is one function, one line in SIGNALS, one test,
and a new run of the training script.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from ..copies.calibration import certainty
from ..records import Passage, Span
from ..reports.text import fold
from .crediting import is_official, origin_names, same_address, shared_credits, takes_credit
from .pairs import Pair, common_run, runs
from .readings import SHORT
from .slips import shared_oddities
from .wording import Side


@dataclass(frozen=True, slots=True)
class Finding:
    """What a signal found: its measure, in words, and where."""

    value: float
    detail: str
    passages: tuple[Passage, ...] = ()


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


def same_credit(pair: Pair) -> Finding | None:
    """Both name the same agency or outlet as the source of their text."""
    names = shared_credits(pair.a, pair.b)
    return Finding(1.0, f"both credit {', '.join(sorted(names))}") if names else None


def one_credits_other(pair: Pair) -> Finding | None:
    """One names the other's outlet as its source."""
    words = takes_credit(pair.b, pair.a) or takes_credit(pair.a, pair.b)
    return Finding(1.0, f"one says it took from the other: '{words}'") if words else None


def same_house(pair: Pair) -> Finding | None:
    """Both are the same outlet's: an earlier and a later version, or a follow-up that repeats its background."""
    a, b = pair.a.outlet, pair.b.outlet
    return Finding(1.0, f"both are {a}'s") if a and a == b else None


def same_chain(pair: Pair) -> Finding | None:
    """Both stand at one path on two hosts: a chain of stations prints one text in many places."""
    path = same_address(pair.a, pair.b)
    return Finding(1.0, f"one address on two sites: {path}") if path else None


def from_an_outlet(pair: Pair) -> Finding | None:
    """One or both give another outlet or agency as the origin of their text."""
    names = sorted({*origin_names(pair.a), *origin_names(pair.b)})
    return Finding(1.0, f"printed from {', '.join(names)}") if names else None


def official_source(pair: Pair) -> Finding | None:
    """One of the two is an official text itself."""
    found = [r.outlet for r in (pair.a, pair.b) if is_official(r)]
    return Finding(1.0, f"{found[0]} is the official text itself") if found else None


def same_title(pair: Pair) -> Finding | None:
    """Part of the shorter title's words that the other title has, over one half."""
    a, b = (set(re.findall(r"\w+", fold(r.report.title))) for r in (pair.a, pair.b))
    share = len(a & b) / max(1, min(len(a), len(b)))
    return (
        Finding(share - 0.5, f"titles alike: '{pair.a.report.title}'")
        if min(len(a), len(b)) > 2 and share > 0.5
        else None
    )


def days_apart(pair: Pair) -> Finding | None:
    """Doublings of the days between the two: a follow-up of months later is seldom a copy."""
    a, b = pair.a.report.published_span, pair.b.report.published_span
    if a is None or b is None:
        return None
    days = max((a[0] - b[1]).total_seconds(), (b[0] - a[1]).total_seconds(), 0) / 86400
    return Finding(math.log2(1 + days), f"published {days:.0f} days apart") if days >= 1 else None


def odd_phrases(pair: Pair) -> Finding | None:
    """Slips and odd wording in common: neither facts nor usual words, and both print them."""
    found = shared_oddities(pair.a, pair.b)
    if not found:
        return None
    return Finding(math.log2(1 + len(found)), "both print " + ", ".join(f"'{w}'" for w in found[:4]))


_RELEASE = re.compile(
    r"\b(?:(?:news|press|media) release|released? (?:a|the following) statement|in a (?:written )?statement|"
    r"according to (?:a|the) (?:release|statement|affidavit|complaint|indictment|report)|(?:a|the) release|"
    r"affidavit|criminal complaint|probable cause|superseding|(?:police|sheriff|prosecutors?)['’]?s? office)\b",
    re.IGNORECASE,
)


def names_release(pair: Pair) -> Finding | None:
    """Both say that they print from an official statement (in English words for it)."""
    counts = [len(_RELEASE.findall(r.report.text)) for r in (pair.a, pair.b)]
    if not min(counts):
        return None
    words = _RELEASE.search(pair.a.report.text)
    return Finding(
        math.log2(1 + min(counts, default=0)), f"both speak of an official text: '{words[0] if words else ''}'"
    )


_OFFICIAL = re.compile(
    r"\b(?:suspects?|victims?|vehicles?|residence|individuals?|subjects?|officers responded|responded to|"
    r"in reference to|transported|located|occupants?|detectives?|investigators?|anyone with information|dispatched|"
    r"males?|females?|"
    r"the investigation|taken into custody|at this time|multiple|block of|sustained|gunshot wounds?)\b",
    re.IGNORECASE,
)


def official_register(pair: Pair) -> Finding | None:
    """How much of the shared wording is the language of officials, in words of a hundred shared ones."""
    text = " ".join(
        pair.a.report.text[pair.a.places[r.start].start : pair.a.places[r.end - 1].end] for r in runs(pair.in_a, SHORT)
    )
    size = len(text.split())
    hits = len(_OFFICIAL.findall(text))
    return (
        Finding(min(1.0, 10 * hits / size), f"official wording in what they share: {hits} of {size} words")
        if hits
        else None
    )


# The table. Order is that of the answer's evidence when strengths tie.
SIGNALS: Mapping[str, Signal] = MappingProxyType(
    {
        s.__name__.replace("_", " "): s
        for s in (
            telling_phrases, telling_share, telling_share_of_longer, sentence_likeness, sentence_likeness_of_longer,
            length_of_shorter, longest_run, best_alignment, aligned_share, retold_in_order,
            same_order, quoted_only, odd_phrases,
            same_credit, one_credits_other, same_house, same_chain, same_title, days_apart, names_release,
            official_register, official_source, from_an_outlet,
        )
    }
)  # fmt: skip


def findings(pair: Pair) -> dict[str, Finding]:
    """What each signal found, by its name; those that found nothing are left out."""
    found = ((name, signal(pair)) for name, signal in SIGNALS.items())
    return {name: f for name, f in found if f is not None}
