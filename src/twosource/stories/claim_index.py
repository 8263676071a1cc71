"""Which reports of a whole store may bear on a claim: an inverted index of sentences by the stems of their words.

Built once and passed on, so that a claim is held against a few reports instead of all. Rare words weigh most (inverse
document frequency, Spärck Jones 1972); a word that stands in a large share of the sentences is not looked up at all.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..copies.variants import FUNCTION_WORDS, stem
from ..records import Report
from ..reports.text import sentences, words

_MOST_SENTENCES = 20_000  # a stem in more sentences than this says little and costs much
_LOOKED_UP = 8  # the rarest words of a claim, which find it


@dataclass(frozen=True, slots=True)
class ClaimIndex:
    """`postings`: stem -> numbers of the sentences that hold it; `reports`: sentence number -> report id."""

    postings: Mapping[str, tuple[int, ...]]
    reports: tuple[str, ...]


def claim_index(reports: Iterable[Report]) -> ClaimIndex:
    """Index every sentence of the reports. Time and room are linear in their text."""
    postings: dict[str, list[int]] = defaultdict(list)
    owners: list[str] = []
    for report in reports:
        for span in sentences(report.text, report.language):
            for key in _stems(span.of(report.text)):
                postings[key].append(len(owners))
            owners.append(report.id)
    return ClaimIndex({key: tuple(found) for key, found in postings.items()}, tuple(owners))


def bearing(claim: str, index: ClaimIndex, *, most: int = 20) -> tuple[str, ...]:
    """Ids of the reports with the sentences likest to the claim, the likest first; none share a rare word: empty."""
    known = [key for key in _stems(claim) if 0 < len(index.postings.get(key, ())) <= _MOST_SENTENCES]
    rarest = sorted(known, key=lambda key: (len(index.postings[key]), key))[:_LOOKED_UP]
    scores: dict[int, float] = defaultdict(float)
    for key in rarest:
        weight = math.log(1 + len(index.reports) / len(index.postings[key]))
        for sentence in index.postings[key]:
            scores[sentence] += weight
    ranked = sorted(scores, key=lambda sentence: (-scores[sentence], index.reports[sentence]))
    return tuple(dict.fromkeys(index.reports[sentence] for sentence in ranked[: most * most]))[:most]


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(w.key.removesuffix("'s")) for w in words(text) if w.key not in FUNCTION_WORDS)
