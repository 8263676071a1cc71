"""Two reports that have the same fellows are of one event, even if they share little with one another.

A report on the crash and one on the survivors may have few words in common and yet both resemble the same five others:
shared nearest neighbours (Jarvis and Patrick 1973), with probabilities in place of counts.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from importlib import resources

Pair = tuple[int, int]
Weights = tuple[float, float, float, float]
Near = Mapping[int, Mapping[int, float]]  # number -> other number -> probability

# Less likely pairs are no company; they would only cost time.
LEAST = 0.05
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

    Reports `left_out` (round-ups) are no company to others and keep their own log-odds.
    """
    own, cosine, common, constant = weights or learnt_weights()
    company = without(near, left_out)
    weighed: dict[Pair, float] = {}
    for pair in odds if pairs is None else pairs:
        if pair[0] in left_out or pair[1] in left_out:
            weighed[pair] = odds[pair]
            continue
        direct, alike, shared = measures(odds, company, pair)
        weighed[pair] = own * direct + cosine * alike + common * shared + constant
    return weighed


def measures(odds: Mapping[Pair, float], near: Near, pair: Pair) -> tuple[float, float, float]:
    """The pair's own log-odds, the cosine of both companies (each in its own), the log of 1 + what they share."""
    ours, theirs = near.get(pair[0], {}), near.get(pair[1], {})
    shared = sum(chance * theirs[c] for c, chance in ours.items() if c in theirs)
    lengths = math.sqrt((1 + sum(p * p for p in ours.values())) * (1 + sum(p * p for p in theirs.values())))
    return odds[pair], (shared + 2 * ours.get(pair[1], 0.0)) / lengths, math.log1p(shared)


@lru_cache(maxsize=1)
def learnt_weights() -> Weights:
    """Of the pair's own log-odds, the cosine of both companies, the log of what they share, and the constant."""
    text = resources.files(__package__).joinpath("company_weights.tsv").read_text(encoding="utf-8")
    rows = dict(line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    own, cosine, common, constant = (float(rows[name]) for name in ("own odds", "cosine", "common", "constant"))
    return own, cosine, common, constant
