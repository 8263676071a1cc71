"""Passages of any two of some reports: those known already, the others aligned when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from ..records import Passage, Report
from .alignment import align
from .together import together
from .vectors import EncoderChoice

Ids = tuple[str, str]
Passages = Sequence[Passage]


class AlignedPairs(Mapping[Ids, Passages]):
    """By ids a < b, passages from a. `fresh` has those that had to be aligned."""

    def __init__(
        self, reports: Sequence[Report], known: Mapping[Ids, Passages], encoder: EncoderChoice = "default"
    ) -> None:
        self._reports = {report.id: report for report in reports}
        self._known = known
        self._encoder = encoder if known else together(encoder, reports)
        self.fresh: dict[Ids, Passages] = {}

    def __getitem__(self, ids: Ids) -> Passages:
        found = self._known.get(ids, self.fresh.get(ids))
        if found is None:
            a, b = ids
            found = self.fresh[ids] = align(self._reports[a], self._reports[b], encoder=self._encoder)
        return found

    def __iter__(self) -> Iterator[Ids]:
        return combinations(sorted(self._reports), 2)

    def __len__(self) -> int:
        return len(self._reports) * (len(self._reports) - 1) // 2

    def between(self, a: str, b: str) -> Passages:
        """The passages of two reports, from a, whichever comes first."""
        return self[a, b] if a < b else turned(self[b, a])


def turned(passages: Passages) -> Passages:
    """The same passages seen from the other report, in its order."""
    mirrored = (passage.mirrored() for passage in passages)
    return sorted(mirrored, key=lambda p: (p.a_start, p.a_end, p.b_start, p.b_end))


def lesser_first(ids: Ids, passages: Passages) -> tuple[Ids, Passages]:
    """The pair with the lesser id first, and its passages from there."""
    a, b = ids
    return (ids, passages) if a < b else ((b, a), turned(passages))
