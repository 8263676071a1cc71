"""A report made ready for comparing: its words as numbers, which of them are narrative, what it credits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..records import Credit, Report, Span
from ..reports.credits import credits
from ..reports.outlets import host_outlet, outlet_name
from ..reports.quotation_marks import quoted_spans
from ..reports.text import sentences, words
from .background import Keys, phrase_keys, rarity, word_key

# Words a phrase. Four are the shortest that reporters writing alone seldom share outside stock phrases
# (METER, Clough 2002, uses one to ten; five miss lightly edited copies).
PHRASE = 4


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A report's words in order (n of them) and its m narrative sentences."""

    report: Report
    keys: tuple[str, ...]  # the words, folded
    places: tuple[Span, ...]  # where each stands in the text
    codes: Keys  # (n,) a hash for each
    sentence: NDArray[np.int64]  # (n,) number of the narrative sentence a word stands in, -1 outside narrative
    quoted: NDArray[np.bool_]  # (n,) inside quotation marks
    narrative: tuple[Span, ...]  # m narrative sentences
    phrases: Keys  # (n - 3,) hashes of PHRASE consecutive words
    rare: NDArray[np.float64]  # (n - 3,) how little the background prints each phrase, 0..1
    credits: tuple[Credit, ...]
    outlet: str  # its common name, "" where not known

    @property
    def told(self) -> NDArray[np.bool_]:
        """(n,) the words of the newsroom itself: in a narrative sentence and not quoted."""
        return np.asarray((self.sentence >= 0) & ~self.quoted)


def _numbers(places: tuple[Span, ...], spans: tuple[Span, ...]) -> NDArray[np.int64]:
    """For each word the number of the span it starts in, -1 where none."""
    starts = np.array([p.start for p in places], dtype=np.int64)
    if not spans or not len(starts):
        return np.full(len(starts), -1, dtype=np.int64)
    at = np.searchsorted(np.array([s.start for s in spans]), starts, side="right") - 1
    ends = np.array([s.end for s in spans])
    return np.where((at >= 0) & (starts < ends[np.maximum(at, 0)]), at, -1)


def reading(report: Report) -> Reading:
    """`report` made ready. Linear in its length."""
    found = words(report.text)
    keys = tuple(w.key for w in found)
    places = tuple(Span(w.start, w.end) for w in found)
    codes = np.array([word_key(k) for k in keys], dtype=np.uint64)
    told = sentences(report.text)
    phrases = phrase_keys(codes.tolist(), PHRASE)
    return Reading(
        report=report,
        keys=keys,
        places=places,
        codes=codes,
        sentence=_numbers(places, told),
        quoted=_numbers(places, quoted_spans(report.text)) >= 0,
        narrative=told,
        phrases=phrases,
        rare=rarity(phrases),
        credits=credits(report),
        outlet=outlet_name(report.outlet) or host_outlet(report.url),
    )
