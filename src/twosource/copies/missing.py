"""Sentences that a copy left out, and sentences that it added, told only where one report is mostly taken from the
other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..records import Passage, Report, Span
from ..reports.text import sentences, words
from .fact_changes import Pairing
from .pairs import uncovered

# Two thirds of the shorter report's sentences aligned make it a copy (the rule of `relation` "same").
_COPY = 0.6
_LEAST_WORDS = 4


def cut_and_added(
    a: Report, b: Report, passages: Sequence[Passage], retold: Sequence[tuple[Span, Span]] = ()
) -> Iterator[Pairing]:
    """Whole sentences of a that b lacks ("cut"), and of b that a lacks ("added"), each at the place it would stand.
    `retold`: sentences outside the passages that say the same all the same."""
    spans_a = [*(Span(p.a_start, p.a_end) for p in passages), *(x for x, _ in retold)]
    spans_b = [*(Span(p.b_start, p.b_end) for p in passages), *(y for _, y in retold)]
    own_a, own_b = uncovered(a, spans_a), uncovered(b, spans_b)
    share = max(1 - len(own_a) / max(1, _count(a)), 1 - len(own_b) / max(1, _count(b)))
    if share < _COPY:
        return
    for sentence in own_a:
        at = max((p.b_end for p in passages if p.a_end <= sentence.start), default=0)
        yield Pairing("cut", sentence, Span(at, at))
    for sentence in own_b:
        at = max((p.a_end for p in passages if p.b_end <= sentence.start), default=0)
        yield Pairing("added", Span(at, at), sentence)


def _count(report: Report) -> int:
    return sum(len(words(s.of(report.text))) >= _LEAST_WORDS for s in sentences(report.text, report.language))
