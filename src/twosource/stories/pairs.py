"""Two readings side by side, with all that the signals look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..records import Passage, Span
from .readings import PHRASE, Reading
from .wording import Side, wording


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """Reports a and b of one story, a < b by id; what each shares with the other; their aligned passages (from a)."""

    a: Reading
    b: Reading
    in_a: Side
    in_b: Side
    passages: tuple[Passage, ...] = ()

    @property
    def shorter(self) -> tuple[Reading, Side]:
        """The report with less narrative, and what it shares."""
        return (self.a, self.in_a) if self.a.told.sum() <= self.b.told.sum() else (self.b, self.in_b)

    @property
    def longer(self) -> tuple[Reading, Side]:
        """The other one."""
        return (self.b, self.in_b) if self.a.told.sum() <= self.b.told.sum() else (self.a, self.in_a)

    def mirrored(self) -> Pair:
        """The same pair seen from b."""
        return Pair(self.b, self.a, self.in_b, self.in_a, tuple(p.mirrored() for p in self.passages))


def pair(a: Reading, b: Reading, passages: Sequence[Passage] = ()) -> Pair:
    """The two side by side."""
    in_a, in_b = wording(a, b)
    return Pair(a, b, in_a, in_b, tuple(passages))


def runs(mine: Reading, side: Side, least: int) -> list[Span]:
    """Runs of at least `least` rare common narrative words, as word numbers, longest first."""
    marks = np.concatenate(([0], (side.rare & mine.told).astype(np.int8), [0]))
    edges = np.flatnonzero(np.diff(marks))
    spans = [Span(int(s), int(e)) for s, e in zip(edges[::2], edges[1::2], strict=True) if e - s >= least]
    return sorted(spans, key=lambda s: (s.start - s.end, s.start))


def common_run(pair: Pair) -> tuple[Span, Span] | None:
    """The longest run of narrative words that both print, as characters of a.text and of b.text."""
    where = {int(k): i for i, k in reversed(list(enumerate(pair.b.phrases.tolist())))}
    for run in runs(pair.a, pair.in_a, PHRASE):
        start = where.get(int(pair.a.phrases[run.start]))
        if start is None:
            continue
        length = 0
        codes_a, codes_b = pair.a.codes, pair.b.codes
        while run.start + length < run.end and start + length < len(codes_b):
            if codes_a[run.start + length] != codes_b[start + length]:
                break
            length += 1
        ends = (run.start + length - 1, start + length - 1)
        return (
            Span(pair.a.places[run.start].start, pair.a.places[ends[0]].end),
            Span(pair.b.places[start].start, pair.b.places[ends[1]].end),
        )
    return None
