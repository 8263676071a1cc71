"""Which reports of a whole store may bear on a claim: by the stems of their words, the rarest first.

Rare words weigh most (inverse document frequency, Spärck Jones 1972); a word that a large share of the reports hold is
not looked up at all. Of the reports found, those with a sentence that says most of the claim come first. Where no
sentence says much of it, some that only lie near its vector are put among them: it may be told in other words.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ..copies.variants import FUNCTION_WORDS, stem
from ..records import Report
from ..reports.text import fold, words

_LOOKED_UP = 8  # the rarest words of a claim, which find it
_AT_LEAST = 3  # words looked up however common they are
_MOST_SHARE = 0.05  # a stem in a larger share of the reports says little and costs much
_READ = 20  # reports whose sentences are read
# Share of the claim, by weight of its words, that one sentence says from which words alone settle what bears on it.
_SETTLED = 0.6
_BY_VECTOR = 2  # reports that only their vectors bring in
Near = Callable[[str, int], Sequence[Report]]
_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_STOP = re.compile(r"[.!?。！？][\"”’')]*\s|\n")


class Postings(Protocol):
    """An inverted index: stem -> numbers of the reports that hold it."""

    def total(self) -> int:
        """How many reports are in it."""
        ...

    def sizes(self, words: Sequence[str]) -> Mapping[str, int]:
        """In how many reports each of these stems is; those in none are left out."""
        ...

    def holding(self, words: Sequence[str]) -> Mapping[str, NDArray[np.uint32]]:
        """The numbers of the reports that hold each of these stems."""
        ...

    def reports(self, numbers: Sequence[int]) -> list[Report]:
        """The reports with these numbers, in this order."""
        ...


def stems_of(report: Report) -> frozenset[str]:
    """What a report is found by."""
    return _stems(report.text)


def bearing(claim: str, postings: Postings, *, most: int = 8, near: Near | None = None) -> list[Report]:
    """The reports with the sentences likest to the claim, the likest first; none where nothing speaks of it.

    `near`: reports by the claim's vector, so many at most; asked only where words do not settle it.
    """
    total = postings.total()
    wanted = _stems(claim)
    sizes = postings.sizes(sorted(wanted))
    rarest = sorted(sizes, key=lambda key: (sizes[key], key))
    chosen = [k for at, k in enumerate(rarest[:_LOOKED_UP]) if at < _AT_LEAST or sizes[k] <= _MOST_SHARE * total]
    weights = {key: math.log(1 + total / sizes[key]) for key in sizes}
    found = [(_best_sentence(r, weights), r) for r in postings.reports(_likest(postings.holding(chosen), weights))]
    ranked = [report for _, report in sorted(found, key=lambda pair: (-pair[0], pair[1].id))]
    said = max((score for score, _ in found), default=0.0)
    whole = sum(weights.values()) + (len(wanted) - len(sizes)) * math.log(1 + total)
    if near is None or said >= _SETTLED * whole:
        return ranked[:most]
    first = [report.id for report in ranked[: most - _BY_VECTOR]]
    new = [report for report in near(claim, most) if report.id not in first][:_BY_VECTOR]
    rest = [report for report in ranked if report.id not in {r.id for r in new}]
    return [*rest[:_BY_VECTOR], *new, *rest[_BY_VECTOR:]][:most]


def _likest(holding: Mapping[str, NDArray[np.uint32]], weights: Mapping[str, float]) -> list[int]:
    """Numbers of the reports that hold most of the words by weight, at most `_READ`."""
    if not holding:
        return []
    numbers = np.concatenate(list(holding.values()))
    given = np.concatenate([np.full(len(held), weights[key]) for key, held in holding.items()])
    scores = np.bincount(numbers, weights=given)
    among = np.unique(numbers)
    order = np.lexsort((among, -scores[among]))
    return [int(n) for n in among[order[:_READ]]]


def _best_sentence(report: Report, weights: Mapping[str, float]) -> float:
    """The weight of the claim's words in the sentence that has most of them. Sentences are cut roughly here, at every
    full stop: to read twenty reports well took longer than all the rest."""
    told = ({_key(word) for word in _WORD.findall(part)} for part in _STOP.split(report.text))
    return max((sum(weights.get(key, 0.0) for key in keys) for keys in told), default=0.0)


@lru_cache(maxsize=100_000)
def _key(word: str) -> str:
    """The stem of a word as printed; "" of one that says nothing."""
    key = fold(word)
    return "" if key in FUNCTION_WORDS else stem(key.removesuffix("'s"))


def _stems(text: str) -> frozenset[str]:
    return _content(w.key for w in words(text))


def _content(keys: Iterable[str]) -> frozenset[str]:
    """Stems of the words that say something."""
    return frozenset(stem(key.removesuffix("'s")) for key in keys if key not in FUNCTION_WORDS)
