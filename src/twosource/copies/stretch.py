"""What a stretch of a report states: its words, numbers, moments, names, denials and hedges, at offsets into the
report."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Literal, TypeVar

from ..records import Report, Span
from ..reports.alternatives import values
from ..reports.capitals import capital_runs
from ..reports.german_names import german_names
from ..reports.hedges import hedges, negations
from ..reports.numbers import Number, numbers
from ..reports.text import Word, words, words_of
from ..reports.times import Moment, moments
from .called import beside, named
from .kept import kept_by_text
from .taken import Taken
from .variants import FUNCTION_WORDS, canonical, stem

Placed = TypeVar("Placed", Span, "Fact")
FactKind = Literal["number", "time", "name", "means"]

# Of the texts whose facts are kept, some 200 reports: 56 bytes a character of news, at most 130, 65 MB.
KEPT_CHARACTERS = 500_000
_NEAR = 5  # content words on either side that make a fact's surroundings


@dataclass(frozen=True, slots=True)
class Fact:
    """text[start:end] states a number, a moment or a name; `around` are the stems of the content words beside it, which
    stand in text[near[0]:near[1]]."""

    kind: FactKind
    start: int
    end: int
    number: Number | None = None
    moment: Moment | None = None
    key: str = ""  # a name's folded words; the value of a means ("shelling")
    around: frozenset[str] = frozenset()
    head: str = ""  # stem of the content word that follows: what a number counts
    told: bool = True  # belongs to the account: no name of a station, no figure of an address or a hashtag
    near: tuple[int, int] = (0, 0)


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


@dataclass(frozen=True, slots=True)
class _Stated:
    """All that a text states, each kind in order of place, with its surroundings in the whole text."""

    moments: tuple[Fact, ...]
    numbers: tuple[Fact, ...]
    names: tuple[Fact, ...]
    means: tuple[Fact, ...]
    negations: tuple[Span, ...]
    hedges: tuple[Span, ...]


def stretch(report: Report, start: int, end: int) -> Stretch:
    """Read one stretch of a report; a text is read once for all its stretches."""
    text = report.text
    if start == 0 and end == len(text):
        return Stretch(report, start, end, words(text), *_whole(text, report.language))
    return Stretch(report, start, end, *_read(text, report.language, Span(start, end)))


def names_in(side: Stretch, span: Span) -> list[Fact]:
    """The names of the story inside this stretch."""
    return [f for f in side.facts if f.kind == "name" and f.told and f.start < span.end and span.start < f.end]


@lru_cache(maxsize=512)
def canonical_words(text: str) -> frozenset[str]:
    """Every word of a text once, spelling conventions aside."""
    return frozenset(canonical(w.key) for w in words(text))


@kept_by_text(KEPT_CHARACTERS)
def _whole(text: str, language: str | None) -> tuple[tuple[Fact, ...], tuple[Span, ...], tuple[Span, ...]]:
    """Facts, denials and hedges of all the text."""
    return _read(text, language, Span(0, len(text)))[1:]


@kept_by_text(KEPT_CHARACTERS)
def _stated(text: str, language: str | None) -> _Stated:
    around = _Surroundings(words(text))
    return _Stated(
        tuple(around.of(Fact("time", m.start, m.end, moment=m)) for m in moments(text)),
        tuple(around.of(_number(text, n)) for n in numbers(text, language)),
        tuple(around.of(_name(text, language, run)) for run in _name_runs(text, language)),
        tuple(around.of(Fact("means", one.start, one.end, key=one.value)) for one in values(text, "means")),
        negations(text),
        hedges(text),
    )


def _name_runs(text: str, language: str | None) -> tuple[Span, ...]:
    """What may be a name: runs of capitals, of German, which writes every noun so, those that are no nouns."""
    return german_names(text) if language == "de" else capital_runs(text)


def _number(text: str, n: Number) -> Fact:
    return Fact("number", n.start, n.end, number=n, told=not beside(text, n.start, n.end))


def _name(text: str, language: str | None, run: Span) -> Fact:
    key = " ".join(canonical(w.key) for w in words_of(text, run))
    return Fact("name", run.start, run.end, key=key, told=named(text, language, run.start, run.end))


def _read(
    text: str, language: str | None, inside: Span
) -> tuple[tuple[Word, ...], tuple[Fact, ...], tuple[Span, ...], tuple[Span, ...]]:
    """Words, facts, denials and hedges of a stretch."""
    tokens, stated = tuple(words_of(text, inside)), _stated(text, language)
    facts = tuple(_facts(stated, inside, tokens))
    return tokens, facts, _within(stated.negations, inside), _within(stated.hedges, inside)


def _within(found: Sequence[Placed], inside: Span) -> tuple[Placed, ...]:
    """Those that lie in the stretch, of some in order of place."""
    first = bisect_left(found, inside.start, key=lambda one: one.start)
    stop = bisect_left(found, inside.end, lo=first, key=lambda one: one.start)
    return tuple(one for one in found[first:stop] if one.end <= inside.end)


def _facts(stated: _Stated, inside: Span, tokens: Sequence[Word]) -> list[Fact]:
    """Numbers, moments and names; a number inside a moment is part of it, a name that is a moment is none."""
    times = _within(stated.moments, inside)
    found = [*times, *_clear(_within(stated.numbers, inside), times)]
    found += _clear(_within(stated.names, inside), found)
    around = _Surroundings(tokens)
    facts = sorted([*found, *_within(stated.means, inside)], key=_start)
    return [f if inside.start <= f.near[0] and f.near[1] <= inside.end else around.of(f) for f in facts]


def _clear(facts: Sequence[Fact], others: Sequence[Fact]) -> list[Fact]:
    """Those that touch none of the others."""
    taken = Taken(others)
    return [fact for fact in facts if not taken.touches(fact.start, fact.end)]


def _start(fact: Fact) -> int:
    return fact.start


class _Surroundings:
    """The content words of a stretch, in order, read when they are first asked for."""

    def __init__(self, tokens: Sequence[Word]) -> None:
        self._tokens = tokens

    @cached_property
    def _held(self) -> list[Word]:
        return [w for w in self._tokens if w.key not in FUNCTION_WORDS]

    @cached_property
    def _stems(self) -> list[str]:
        return [stem(w.key) for w in self._held]

    @cached_property
    def _starts(self) -> list[int]:
        return [w.start for w in self._held]

    @cached_property
    def _ends(self) -> list[int]:
        return [w.end for w in self._held]

    def of(self, fact: Fact) -> Fact:
        """The fact with the content words near it."""
        stop, first = bisect_right(self._ends, fact.start), bisect_left(self._starts, fact.end)
        begin, end = max(0, stop - _NEAR), min(first + _NEAR, len(self._stems))
        around = frozenset(self._stems[begin:stop] + self._stems[first:end])
        near = (
            self._starts[begin] if begin < stop else fact.start,
            self._ends[end - 1] if first < end else fact.end,
        )
        return replace(fact, around=around, head=self._stems[first] if first < end else "", near=near)
