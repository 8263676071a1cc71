"""Two readings side by side, with all that the signals look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..records import Passage, Span
from .readings import SHORT, Mask, Reading
from .wording import Side, wording


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """Reports a and b of one story, a < b by id; what each shares with the other; their aligned passages (from a).

    `spread`: other reports of the story that print most of the rare phrases which the two share.
    """

    a: Reading
    b: Reading
    in_a: Side
    in_b: Side
    passages: tuple[Passage, ...] = ()
    spread: int = 0

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
        return Pair(self.b, self.a, self.in_b, self.in_a, tuple(p.mirrored() for p in self.passages), self.spread)


def pair(a: Reading, b: Reading, passages: Sequence[Passage] = ()) -> Pair:
    """The two side by side."""
    in_a, in_b = wording(a, b)
    return Pair(a, b, in_a, in_b, tuple(passages))


def translated(pair: Pair) -> bool:
    """Whether the two are in different languages."""
    return bool(pair.a.language and pair.b.language and pair.a.language != pair.b.language)


# From this probability on, a passage counts as text taken over.
_LIKELY = 0.5


def taken(pair: Pair) -> Mask:
    """(n,) a's words in passages shared with b (quotations aside) or in rare phrases that both print."""
    covered = pair.in_a.rare.copy()
    starts = np.array([p.start for p in pair.a.places])
    for p in pair.passages:
        if p.kind != "quoted" and p.score >= _LIKELY:
            covered |= (starts >= p.a_start) & (starts < p.a_end)
    return covered


def runs(side: Side, least: int) -> list[Span]:
    """Runs of at least `least` narrative words in phrases that both print, as word numbers, longest first."""
    marks = np.concatenate(([0], side.run.astype(np.int8), [0]))
    edges = np.flatnonzero(np.diff(marks))
    spans = [Span(int(s), int(e)) for s, e in zip(edges[::2], edges[1::2], strict=True) if e - s >= least]
    return sorted(spans, key=lambda s: (s.start - s.end, s.start))


def common_run(pair: Pair) -> tuple[Span, Span] | None:
    """The longest run of narrative words that both print, as characters of a.text and of b.text."""
    for run in runs(pair.in_a, SHORT):
        there = np.flatnonzero(pair.b.phrases[SHORT] == pair.a.phrases[SHORT][run.start])
        if len(there):
            start = int(there[0])
            length = _together(pair, run.start, start, run.end - run.start)
            ends = run.start + length - 1, start + length - 1
            return (
                Span(pair.a.places[run.start].start, pair.a.places[ends[0]].end),
                Span(pair.b.places[start].start, pair.b.places[ends[1]].end),
            )
    return None


def _together(pair: Pair, i: int, j: int, most: int) -> int:
    """How many words run alike from word i of a and word j of b."""
    length = 0
    while length < most and j + length < len(pair.b.codes) and pair.a.codes[i + length] == pair.b.codes[j + length]:
        length += 1
    return length
