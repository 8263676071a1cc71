"""The index of words where the store cannot be written: what is kept of it, and what is not yet in it, in memory."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from ..records import Report
from .postings import KeptPostings, Numbers, WordsOf


class UnkeptPostings:
    """A kept index, which may be old or none at all, with the reports that it lacks: read for one answer, not kept."""

    def __init__(self, kept: KeptPostings, words_of: WordsOf) -> None:
        self._kept = kept
        self._first = kept.last() + 1  # the number of the first report that is not kept
        self._reports = kept.missing()
        self._holding: dict[str, array[int]] = defaultdict(lambda: array("I"))
        for number, report in enumerate(self._reports, self._first):
            for word in sorted(set(words_of(report))):
                self._holding[word].append(number)

    def __len__(self) -> int:
        """How many reports had to be read."""
        return len(self._reports)

    def total(self) -> int:
        """How many reports are in both."""
        return self._kept.total() + len(self)

    def sizes(self, words: Sequence[str]) -> Mapping[str, int]:
        """In how many reports each of these words is; those in none are left out."""
        kept = self._kept.sizes(words)
        both = {word: kept.get(word, 0) + len(self._holding.get(word, ())) for word in words}
        return {word: size for word, size in both.items() if size}

    def holding(self, words: Sequence[str]) -> Mapping[str, Numbers]:
        """The numbers of the reports that hold each of these words."""
        kept = self._kept.holding(words)
        new = {word: np.asarray(self._holding[word], dtype="<u4") for word in words if word in self._holding}
        parts = {word: [held[word] for held in (kept, new) if word in held] for word in words}
        return {word: np.concatenate(found) for word, found in parts.items() if found}

    def reports(self, numbers: Sequence[int]) -> list[Report]:
        """The reports with these numbers; kept ones first, each in this order."""
        old = self._kept.reports([n for n in numbers if n < self._first])
        return [*old, *(self._reports[n - self._first] for n in numbers if n >= self._first)]
