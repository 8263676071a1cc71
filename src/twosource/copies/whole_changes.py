"""Changes that no single passage shows: between a report and its copy as wholes.

Looked for only where passages prove that text is shared: a counted thing with another number, a name that one report
alone
has and that is nearly another's, a date beside which the other report's own is gone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import JaroWinkler

from ..records import Passage, Report, Span
from ..reports.countries import country
from ..reports.cue_verbs import HONORIFICS
from ..reports.text import words
from ..reports.times import agree
from .fact_changes import Pairing, is_place, kind_of, same_fact, same_name, stated
from .new_facts import of_event
from .stretch import Fact, Stretch, stretch
from .variants import canonical

# "Xixing" / "Xi Jinping" are .83 alike (Winkler 1990), "Wilkig" / "Wilking" .96; two people's names rarely above .75.
_NEARLY_ALIKE = 0.78
_SAME_SETTING = 4  # of the ten content words around a name, so many are the same around the one put for it
_OPENING = 400  # characters of a report that say where it happened
_OFTEN = 2
_SHARED_AROUND = 2  # content words around two numbers of one counted thing, the thing included


def whole_changes(a: Report, b: Report, passages: Sequence[Passage]) -> Iterator[Pairing]:
    """Altered numbers, names and dates of two reports that share text."""
    if not any(p.kind != "quoted" for p in passages):
        return
    left, right = stretch(a, 0, len(a.text)), stretch(b, 0, len(b.text))
    yield from _counts(left, right)
    yield from _mangled(left, right)
    yield from _dates(left, right)
    yield from _offices(left, right)
    yield from _replaced(left, right)
    yield from _moved(left, right)


def _alone(a: Stretch, b: Stretch, kind: str) -> tuple[list[Fact], list[Fact]]:
    """Facts of a kind that only one of the two reports states."""
    left, right = [f for f in stated(a) if f.kind == kind], [f for f in stated(b) if f.kind == kind]
    alone_a = [x for x in left if not any(same_fact(a, b, x, y) for y in right)]
    alone_b = [y for y in right if not any(same_fact(a, b, x, y) for x in left)]
    return alone_a, alone_b


def _counts(a: Stretch, b: Stretch) -> Iterator[Pairing]:
    """Vague quantities of one thing: "tens of thousands of troops" / "tens of hundreds of Russian troops"."""
    left, right = _alone(a, b, "number")
    for x in left:
        for y in right:
            if not x.number or not y.number or x.number.kind != y.number.kind:
                continue
            vague = x.number.low < x.number.high and y.number.low < y.number.high
            if vague and len(x.around & y.around) >= _SHARED_AROUND:
                yield Pairing("number", Span(x.start, x.end), Span(y.start, y.end))


def _mangled(a: Stretch, b: Stretch) -> Iterator[Pairing]:
    """A name that the other report does not have, nearly one that it has: "Xixing" / "Xi Jinping"."""
    words_a = {canonical(w.key) for w in words(a.report.text)}
    words_b = {canonical(w.key) for w in words(b.report.text)}
    seen: set[tuple[str, str]] = set()
    for x in (f for f in stated(a) if f.kind == "name"):
        for y in (f for f in stated(b) if f.kind == "name"):
            one, other = _core(x.key), _core(y.key)
            if (" ".join(one), " ".join(other)) in seen or set(other) & words_a or not _nearly(one, other):
                continue
            if same_name(" ".join(one), " ".join(other)):
                continue
            if set(one) <= words_b and len(x.around & y.around) < _SHARED_AROUND:
                continue
            seen.add((" ".join(one), " ".join(other)))
            yield Pairing("name", Span(x.start, x.end), Span(y.start, y.end))


def _core(key: str) -> list[str]:
    """A name's words without titles and countries: "Chinese President Xi" -> "xi"."""
    return [w for w in key.split() if w not in HONORIFICS and not country(w)]


def _nearly(x: Sequence[str], y: Sequence[str]) -> bool:
    one, other = "".join(x), "".join(y)
    if min(len(one), len(other)) < 4:
        return False
    return one != other and one[0] == other[0] and JaroWinkler.similarity(one, other) >= _NEARLY_ALIKE


def _replaced(a: Stretch, b: Stretch) -> Iterator[Pairing]:
    """A name, or a means of harm, that only one report has, in the setting of one that only the other has."""
    for kind in ("name", "means"):
        left, right = _alone(a, b, kind)
        for x in left:
            alike = [y for y in right if is_place(a, Span(x.start, x.end)) == is_place(b, Span(y.start, y.end))]
            best = max(alike, key=lambda y: len(x.around & y.around), default=None)
            if best is not None and len(x.around & best.around) >= _SAME_SETTING and x == _likest(best, left):
                yield Pairing(kind_of(a, b, x, best), Span(x.start, x.end), Span(best.start, best.end))


def _moved(a: Stretch, b: Stretch) -> Iterator[Pairing]:
    """The scene: a place that a names first or often and b not at all, and the first that b names and a does not."""
    gone = [f for f in _scene(a) if not _mentions(b, f)]
    new = [f for f in _scene(b) if not _mentions(a, f)]
    if gone and new:
        yield Pairing("place", Span(gone[0].start, gone[0].end), Span(new[0].start, new[0].end))


def _scene(side: Stretch) -> list[Fact]:
    """Places that the report's opening names, and those it names often."""
    places = [f for f in stated(side) if f.kind == "name" and is_place(side, Span(f.start, f.end))]
    often = Counter(f.key for f in places)
    return [f for f in places if f.start < _OPENING or often[f.key] >= _OFTEN]


def _mentions(side: Stretch, name: Fact) -> bool:
    """Whether a report has any word of the name."""
    return bool(set(name.key.split()) & {canonical(w.key) for w in side.words})


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


def _offices(a: Stretch, b: Stretch) -> Iterator[Pairing]:
    """Another country's office for one name: "US President Joe Biden" / "Russian and Chinese leader Joe Biden"."""
    for x in _OFFICE.finditer(a.report.text):
        for y in _OFFICE.finditer(b.report.text):
            if x["name"].split()[-1:] != y["name"].split()[-1:]:
                continue
            one, other = _countries(x["who"]), _countries(y["who"])
            if one and other and not one & other:
                yield Pairing("name", _trimmed(x), _trimmed(y))


def _trimmed(found: re.Match[str]) -> Span:
    return Span(found.start(), found.start() + len(found[0].rstrip()))


def _countries(who: str) -> set[str]:
    return {country(w.key.replace(".", "")) or country(w.key) for w in words(who)} - {""}
