"""Sentences that a copy left out, and sentences that it added, told only where one report is mostly taken from the
other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..records import Passage, Report, Span
from ..reports.text import sentences, words
from .fact_changes import Pairing

# Two thirds of the shorter report's sentences aligned make it a copy (the rule of `relation` "same").
_COPY = 0.6
_LEAST_WORDS = 4
_COVERED = 0.5  # of a sentence's characters in passages


def cut_and_added(a: Report, b: Report, passages: Sequence[Passage]) -> Iterator[Pairing]:
    """Whole sentences of a that b lacks ("cut"), and of b that a lacks ("added"), each at the place it would stand."""
    spans_a = [Span(p.a_start, p.a_end) for p in passages]
    spans_b = [Span(p.b_start, p.b_end) for p in passages]
    own_a, own_b = _uncovered(a, spans_a), _uncovered(b, spans_b)
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


def _uncovered(report: Report, spans: Sequence[Span]) -> list[Span]:
    """Sentences of some length that no passage covers."""
    found = []
    for sentence in sentences(report.text, report.language):
        inside = sum(max(0, min(s.end, sentence.end) - max(s.start, sentence.start)) for s in spans)
        if inside < _COVERED * (sentence.end - sentence.start) and len(words(sentence.of(report.text))) >= _LEAST_WORDS:
            found.append(sentence)
    return found
