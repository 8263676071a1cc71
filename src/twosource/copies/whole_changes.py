"""Changes that no single passage shows: between a report and its copy as wholes.

Looked for only where passages prove that text is shared: a counted thing with another number, a name that one report
alone
has and that is nearly another's, a date beside which the other report's own is gone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from ..records import Passage, Report, Span
from ..reports.countries import country
from ..reports.cue_verbs import HONORIFICS
from ..reports.text import words
from ..reports.times import agree
from .fact_changes import Pairing, is_place, kind_of, same_fact, stated
from .new_facts import of_event
from .same_names import KnownNames, same_name
from .stretch import Fact, Stretch, canonical_words, stretch

# "Xixing" / "Xi Jinping" are .83 alike (Winkler 1990), "Wilkig" / "Wilking" .96; two people's names rarely above .75.
_NEARLY_ALIKE = 0.78
_SAME_SETTING = 4  # of the ten content words around a name, so many are the same around the one put for it
_OPENING = 400  # characters of a report that say where it happened
_OFTEN = 2
_SHARED_AROUND = 2  # content words around two numbers of one counted thing, the thing included


@dataclass(frozen=True, slots=True)
class _Side:
    """What a report states as a whole, read once for all that it is compared with."""

    told: tuple[Fact, ...]  # facts of the account
    names: tuple[Fact, ...]  # the names among them
    cores: tuple[tuple[str, ...], ...]  # of each name the words without titles and countries
    places: frozenset[int]  # where the names and means stand that are used as places
    known: KnownNames
    words: frozenset[str]
    offices: tuple[re.Match[str], ...]


def whole_changes(a: Report, b: Report, passages: Sequence[Passage]) -> Iterator[Pairing]:
    """Altered numbers, names and dates of two reports that share text."""
    if not any(p.kind != "quoted" for p in passages):
        return
    left, right = stretch(a, 0, len(a.text)), stretch(b, 0, len(b.text))
    one, other = _side(a.text, a.language), _side(b.text, b.language)
    yield from _counts(left, right)
    yield from _mangled(one, other)
    yield from _dates(left, right)
    yield from _offices(one, other)
    yield from _replaced((left, right), (one, other))
    yield from _moved(one, other)


@lru_cache(maxsize=256)
def _side(text: str, language: str | None) -> _Side:
    whole = stretch(Report("", text, language=language), 0, len(text))
    told = tuple(stated(whole))
    names = tuple(f for f in told if f.kind == "name")
    return _Side(
        told,
        names,
        tuple(_core(f.key) for f in names),
        frozenset(f.start for f in told if f.kind in ("name", "means") and is_place(whole, Span(f.start, f.end))),
        KnownNames(f.key for f in names),
        canonical_words(text),
        tuple(_OFFICE.finditer(text)),
    )


def _counts(a: Stretch, b: Stretch) -> Iterator[Pairing]:
    """Vague quantities of one thing: "tens of thousands of troops" / "tens of hundreds of Russian troops"."""
    left, right = ([f for f in stated(s) if f.number] for s in (a, b))
    alone_a = [x for x in left if _vague(x) and not any(same_fact(a, b, x, y) for y in right)]
    alone_b = [y for y in right if _vague(y) and not any(same_fact(a, b, x, y) for x in left)]
    for x in alone_a:
        for y in alone_b:
            of_one = x.number and y.number and x.number.kind == y.number.kind
            if of_one and len(x.around & y.around) >= _SHARED_AROUND:
                yield Pairing("number", Span(x.start, x.end), Span(y.start, y.end))


def _vague(fact: Fact) -> bool:
    return fact.number is not None and fact.number.low < fact.number.high


def _mangled(a: _Side, b: _Side) -> Iterator[Pairing]:
    """A name that the other report does not have, nearly one that it has: "Xixing" / "Xi Jinping"."""
    new = [(y, core) for y, core in zip(b.names, b.cores, strict=True) if a.words.isdisjoint(core)]
    seen: set[tuple[str, str]] = set()
    for x, one in zip(a.names, a.cores, strict=True):
        for y, other in new:
            written = " ".join(one), " ".join(other)
            if not _nearly(one, other) or written in seen or same_name(*written):
                continue
            if b.words.issuperset(one) and len(x.around & y.around) < _SHARED_AROUND:
                continue
            seen.add(written)
            yield Pairing("name", Span(x.start, x.end), Span(y.start, y.end))


@lru_cache(maxsize=65536)
def _core(key: str) -> tuple[str, ...]:
    """A name's words without titles and countries: "Chinese President Xi" -> "xi"."""
    return tuple(w for w in key.split() if w not in HONORIFICS and not country(w))


@lru_cache(maxsize=65536)
def _nearly(x: tuple[str, ...], y: tuple[str, ...]) -> bool:
    one, other = "".join(x), "".join(y)
    if min(len(one), len(other)) < 4:
        return False
    return one != other and one[0] == other[0] and JaroWinkler.similarity(one, other) >= _NEARLY_ALIKE


def _replaced(sides: tuple[Stretch, Stretch], held: tuple[_Side, _Side]) -> Iterator[Pairing]:
    """A name, or a means of harm, that only one report has, in the setting of one that only the other has."""
    a, b = held
    for kind in ("name", "means"):
        left, right = _alone(a, b, kind), _alone(b, a, kind)
        for x in left:
            alike = [y for y in right if (x.start in a.places) == (y.start in b.places)]
            best = max(alike, key=lambda y: len(x.around & y.around), default=None)
            if best is not None and len(x.around & best.around) >= _SAME_SETTING and x == _likest(best, left):
                yield Pairing(kind_of(*sides, x, best), Span(x.start, x.end), Span(best.start, best.end))


def _alone(side: _Side, other: _Side, kind: str) -> list[Fact]:
    """Names, or means of harm, that the other report has not."""
    if kind == "name":
        missing = {key for key in {f.key for f in side.names} if key not in other.known}
        return [f for f in side.names if f.key in missing]
    known = {f.key for f in other.told if f.kind == kind}
    return [f for f in side.told if f.kind == kind and f.key not in known]


def _moved(a: _Side, b: _Side) -> Iterator[Pairing]:
    """The scene: a place that a names first or often and b not at all, and the first that b names and a does not."""
    gone = [f for f in _scene(a) if b.words.isdisjoint(f.key.split())]
    new = [f for f in _scene(b) if a.words.isdisjoint(f.key.split())]
    if gone and new:
        yield Pairing("place", Span(gone[0].start, gone[0].end), Span(new[0].start, new[0].end))


def _scene(side: _Side) -> list[Fact]:
    """Places that the report's opening names, and those it names often."""
    places = [f for f in side.names if f.start in side.places]
    often = Counter(f.key for f in places)
    return [f for f in places if f.start < _OPENING or often[f.key] >= _OFTEN]


def _likest(y: Fact, left: Sequence[Fact]) -> Fact:
    """The fact of the other report that stands in the likest setting."""
    return max(left, key=lambda x: len(x.around & y.around))


def _dates(a: Stretch, b: Stretch) -> Iterator[Pairing]:
    """The day of the event: a full date that only b has, where a's own full date is gone."""
    left, right = ([f for f in s.facts if f.moment and of_event(s.report.text, f.moment)] for s in (a, b))
    alone_a = [x for x in left if not any(_one_day(x, y) for y in right)]
    alone_b = [y for y in right if not any(_one_day(x, y) for x in left)]
    if alone_a and alone_b:
        yield Pairing("time", Span(alone_a[0].start, alone_a[0].end), Span(alone_b[0].start, alone_b[0].end))


def _one_day(x: Fact, y: Fact) -> bool:
    return bool(x.moment and y.moment and agree(x.moment, y.moment))


_OFFICES = (
    "President|president|Prime Minister|prime minister|leader|chief|Chancellor|chancellor|King|Queen|minister|Minister"
)
_OFFICE = re.compile(
    rf"(?P<who>(?:[A-Z][\w.]*(?:[\s,]+and)?\s+){{1,3}})(?P<office>{_OFFICES})\s+(?P<name>(?:[A-Z][\w'’-]+\s?){{1,3}})"
)


def _offices(a: _Side, b: _Side) -> Iterator[Pairing]:
    """Another country's office for one name: "US President Joe Biden" / "Russian and Chinese leader Joe Biden"."""
    for x in a.offices:
        for y in b.offices:
            if x["name"].split()[-1:] != y["name"].split()[-1:]:
                continue
            one, other = _countries(x["who"]), _countries(y["who"])
            if one and other and not one & other:
                yield Pairing("name", _trimmed(x), _trimmed(y))


def _trimmed(found: re.Match[str]) -> Span:
    return Span(found.start(), found.start() + len(found[0].rstrip()))


def _countries(who: str) -> set[str]:
    return {country(w.key.replace(".", "")) or country(w.key) for w in words(who)} - {""}
