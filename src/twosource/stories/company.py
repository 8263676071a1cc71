"""Two reports that have the same fellows are of one event, even if they share little with one another.

A report on the crash and one on the survivors may have few words in common and yet both resemble the same five others:
shared nearest neighbours (Jarvis and Patrick 1973), with probabilities in place of counts.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from importlib import resources

from .clusters import UNCOMPARED, Pair

Weights = tuple[float, float, float]
MEASURES = ("own odds", "amount", "apart")
Near = Mapping[int, Mapping[int, float]]  # number -> other number -> probability

# Less likely pairs are no company; they would only cost time.
LEAST = 0.05
# A pair's own log-odds are heard so loudly against its company.
LOUDEST_OWN = 8.0
# Company beyond so many counts no more: in a large story the few whom two do not share would else outvote everything.
MOST = 16.0
# Less company than this has no direction to speak of.
_HARDLY_ANY = 0.05
# Log-odds of pairs that are one event whatever else (reprints.py).
SURE = 50.0
# Log-odds further out say nothing more, and exp() of them overflows.
_FAR = 30.0


def neighbours(odds: Mapping[Pair, float]) -> dict[int, dict[int, float]]:
    """Number -> the others it is LEAST or more likely to be of one event with, and how likely."""
    near: dict[int, dict[int, float]] = {}
    for (a, b), value in odds.items():
        chance = probability(value)
        if chance >= LEAST:
            near.setdefault(a, {})[b] = chance
            near.setdefault(b, {})[a] = chance
    return near


def without(near: Near, left_out: Collection[int]) -> Near:
    """The same neighbours without these reports, which are no company."""
    if not left_out:
        return near
    return {
        a: {b: p for b, p in others.items() if b not in left_out} for a, others in near.items() if a not in left_out
    }


def probability(odds: float) -> float:
    """Of log-odds."""
    return 1 / (1 + math.exp(-max(-_FAR, min(_FAR, odds))))


def with_company(
    odds: Mapping[Pair, float],
    near: Near,
    pairs: Iterable[Pair] | None = None,
    *,
    left_out: Collection[int] = frozenset(),
    weights: Weights | None = None,
) -> dict[Pair, float]:
    """Log-odds of pairs (all, or those given) that heed the company both keep as well as the pair itself.

    Reports `left_out` (round-ups) are no company to others and keep their own log-odds, and so do sure pairs. Pairs
    that then count no more than uncompared ones are left out: they would only take memory.
    """
    factors = weights or learnt_weights()
    company = without(near, left_out)
    known = sizes(company)
    weighed: dict[Pair, float] = {}
    for pair in odds if pairs is None else pairs:
        value = odds[pair]
        if value < SURE and pair[0] not in left_out and pair[1] not in left_out:
            measured = measures(odds, company, known, pair)
            value = sum(factor * measure for factor, measure in zip(factors, measured, strict=True))
        if value > UNCOMPARED:
            weighed[pair] = value
    return weighed


def sizes(near: Near) -> dict[int, tuple[float, float]]:
    """Sum and sum of squares of the probabilities of each report's company."""
    return {a: (sum(of.values()), sum(p * p for p in of.values())) for a, of in near.items()}


def measures(
    odds: Mapping[Pair, float], near: Near, sizes: Mapping[int, tuple[float, float]], pair: Pair
) -> tuple[float, float, float]:
    """The pair's own log-odds; then, of their other company, how much the one with less has (0 none .. 1 much) and how
    much of it lies apart: that amount, MOST at most, times 1 less the cosine. Without other company the last are 0.

    Each disagreement about a fellow is one more piece of evidence, so what lies apart is counted, not its logarithm:
    weights learnt from stories of four reports then hold for stories of twelve (benchmarks/grouping.py, left out).
    """
    a, b = pair
    own = max(-LOUDEST_OWN, min(LOUDEST_OWN, odds[pair]))
    if a not in sizes or b not in sizes:
        return own, 0.0, 0.0
    fewer, more = sorted((near[a], near[b]), key=len)
    shared = sum(chance * more[c] for c, chance in fewer.items() if c in more)
    mutual = near[a].get(b, 0.0)
    (sum_a, squares_a), (sum_b, squares_b) = sizes[a], sizes[b]
    lengths = math.sqrt(max(0.0, squares_a - mutual * mutual) * max(0.0, squares_b - mutual * mutual))
    amount = max(0.0, min(sum_a, sum_b) - mutual)
    apart = 1 - min(1.0, shared / max(lengths, _HARDLY_ANY))
    return own, amount / (1 + amount), apart * min(amount, MOST)


@lru_cache(maxsize=1)
def learnt_weights() -> Weights:
    """Of the three measures; without a constant, so that a pair without company is what it is by itself."""
    text = resources.files(__package__).joinpath("company_weights.tsv").read_text(encoding="utf-8")
    rows = dict(line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    own, amount, apart = (float(rows[name]) for name in MEASURES)
    return own, amount, apart
