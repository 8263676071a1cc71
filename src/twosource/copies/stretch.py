"""What a stretch of a report states: its words, numbers, moments, names, denials and hedges, at offsets into the
report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..records import Report, Span
from ..reports.alternatives import alternatives
from ..reports.capitals import capital_runs
from ..reports.cues import words_of
from ..reports.hedges import hedges, negations
from ..reports.numbers import Number, numbers
from ..reports.text import Word
from ..reports.times import Moment, moments
from .variants import FUNCTION_WORDS, canonical, stem

FactKind = Literal["number", "time", "name", "means"]

_NEAR = 5  # content words on either side that make a fact's surroundings


@dataclass(frozen=True, slots=True)
class Fact:
    """text[start:end] states a number, a moment or a name; `around` are the stems of the content words beside it."""

    kind: FactKind
    start: int
    end: int
    number: Number | None = None
    moment: Moment | None = None
    key: str = ""  # a name's folded words; the value of a means ("shelling")
    around: frozenset[str] = frozenset()
    head: str = ""  # stem of the content word that follows: what a number counts


@dataclass(frozen=True, slots=True)
class Stretch:
    """report.text[start:end] with all that it states."""

    report: Report
    start: int
    end: int
    words: tuple[Word, ...]
    facts: tuple[Fact, ...]
    negations: tuple[Span, ...]
    hedges: tuple[Span, ...]

    def of(self, span: Span) -> str:
        """The words at this place of the report."""
        return span.of(self.report.text)


def stretch(report: Report, start: int, end: int) -> Stretch:
    """Read one stretch of a report."""
    text = report.text
    inside = Span(start, end)
    tokens = tuple(words_of(text, inside))
    return Stretch(
        report,
        start,
        end,
        tokens,
        tuple(_facts(report, inside, tokens)),
        _within(negations(text), inside),
        _within(hedges(text), inside),
    )


def _within(spans: tuple[Span, ...], inside: Span) -> tuple[Span, ...]:
    return tuple(s for s in spans if inside.start <= s.start and s.end <= inside.end)


def _facts(report: Report, inside: Span, tokens: tuple[Word, ...]) -> list[Fact]:
    """Numbers, moments and names; a number inside a moment is part of it, a name that is a moment is none."""
    text = report.text
    times = [m for m in moments(text) if inside.start <= m.start and m.end <= inside.end]
    found = [Fact("time", m.start, m.end, moment=m) for m in times]
    found += [
        Fact("number", n.start, n.end, number=n)
        for n in numbers(text, report.language)
        if inside.start <= n.start and n.end <= inside.end and not _overlaps(n.start, n.end, times)
    ]
    found += [
        Fact("name", run.start, run.end, key=" ".join(canonical(w.key) for w in words_of(text, run)))
        for run in _within(capital_runs(text), inside)
        if not _overlaps(run.start, run.end, found)
    ]
    found += [
        Fact("means", one.start, one.end, key=one.value)
        for one in alternatives(text)
        if one.name == "means" and inside.start <= one.start and one.end <= inside.end
    ]
    return [_with_surroundings(fact, tokens) for fact in sorted(found, key=lambda f: f.start)]


def _overlaps(start: int, end: int, others: list[Moment] | list[Fact]) -> bool:
    return any(o.start < end and start < o.end for o in others)


def _with_surroundings(fact: Fact, tokens: tuple[Word, ...]) -> Fact:
    """The fact with the content words near it."""
    before = [stem(w.key) for w in tokens if w.end <= fact.start and w.key not in FUNCTION_WORDS][-_NEAR:]
    after = [stem(w.key) for w in tokens if w.start >= fact.end and w.key not in FUNCTION_WORDS][:_NEAR]
    return Fact(
        fact.kind,
        fact.start,
        fact.end,
        fact.number,
        fact.moment,
        fact.key,
        frozenset(before + after),
        after[0] if after else "",
    )
