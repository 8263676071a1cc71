"""Contrasts of where: house numbers, streets and places of one setting."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ..records import Report, Span
from ..reports.text import fold
from .contrasts import Contrast, Sides, as_printed, equal_values, left_over, likest, overlap
from .stated import Stated

_NUMBERED = re.compile(r"^\d+\s+(?:block\s+of\s+)?")
_BLOCK = 100  # house numbers: "1606" lies in "the 1600 block"
_SUFFIXES = {
    "street": "street|st",
    "avenue": "avenue|ave",
    "road": "road|rd",
    "drive": "drive|dr",
    "lane": "lane|ln",
    "boulevard": "boulevard|blvd",
}
_SUFFIX = {short: full for full, words in _SUFFIXES.items() for short in words.split("|")}
_ORDINAL_ROW = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_ORDINALS = _ORDINAL_ROW.split()
_COMPASS = frozenset(["north", "south", "east", "west", "n", "s", "e", "w", "n.", "s.", "e.", "w."])
_KIND = "|".join(_SUFFIX)
_NAME = r"(?:[A-Z][\w’']+|\d+(?:st|nd|rd|th))"
_BOTH = ("one", "two")
_STREET = re.compile(rf"(?P<name>{_NAME}(?: {_NAME}){{0,2}}?) (?P<kind>(?i:{_KIND}))\b")
_TWO = re.compile(rf"(?P<one>{_NAME}) and (?P<two>{_NAME}) (?P<kind>(?:{'|'.join(_SUFFIXES)}))s\b", re.I)


def addresses(pair: Sides) -> Iterator[Contrast]:
    """House numbers on one street, or blocks of the event on two."""
    places_a, places_b = pair.of("address")
    alone_a, alone_b = left_over(places_a, places_b, equal_values), left_over(places_b, places_a, equal_values)
    for x in alone_a:
        for y in alone_b:
            one_block = abs(int(x.value) - int(y.value)) < _BLOCK and "00" in (x.value[-2:], y.value[-2:])
            if x.about.split()[-2:][0] == y.about.split()[-2:][0] and not one_block:
                yield Contrast("place", f"address on {_NUMBERED.sub('', x.words)}", x, y, 1.0)


def places(pair: Sides) -> Iterator[Contrast]:
    """Names of places in one setting: "the shop in Monroe", "the shop in Amelia"."""
    places_a, places_b = pair.of("place")
    known_a, known_b = fold(pair.a.text), fold(pair.b.text)
    alone_a = [s for s in places_a if s.about not in known_b]
    alone_b = [s for s in places_b if s.about not in known_a]
    for x in alone_a:
        best = likest(x, alone_b)
        if best is not None and overlap(x, best) >= 0.5 and len(x.around & best.around) >= 3:
            yield Contrast("place", f"place ({as_printed(pair.a, x.about)})", x, best, overlap(x, best))


class _Street(NamedTuple):
    """text[start:end] names a street: "seventh avenue" as ("7th", "avenue")."""

    name: str
    kind: str
    start: int
    end: int


def streets(pair: Sides) -> Iterator[Contrast]:
    """One name with two kinds of street: "7th Street" / "Seventh Avenue"."""
    mine, theirs = _streets(pair.a), _streets(pair.b)
    for x in mine:
        for y in theirs:
            if x.name == y.name and x.kind != y.kind and _one_kind(mine, x) and _one_kind(theirs, y):
                fact = f"street or avenue ({as_printed(pair.a, x.name)})"
                yield Contrast("place", fact, _at(pair.a, x), _at(pair.b, y), 0.8)
                return


@lru_cache(maxsize=1024)
def _streets(report: Report) -> tuple[_Street, ...]:
    twos = (
        _Street(_plain(m[part]), m["kind"].casefold(), *m.span()) for m in _TWO.finditer(report.text) for part in _BOTH
    )
    ones = (_Street(_plain(m["name"]), _SUFFIX[m["kind"].casefold()], *m.span()) for m in _STREET.finditer(report.text))
    return tuple(sorted((*twos, *ones), key=lambda s: s.start))


def _plain(name: str) -> str:
    """A street's name without its compass word, ordinals in figures: "North Seventh" -> "7th"."""
    key = fold(name).split()
    key = key[1:] if len(key) > 1 and key[0] in _COMPASS else key
    endings = {1: "st", 2: "nd", 3: "rd"}
    return " ".join(
        f"{n}{endings.get(n, 'th')}" if w in _ORDINALS and (n := _ORDINALS.index(w) + 1) else w for w in key
    )


def _one_kind(streets: Sequence[_Street], one: _Street) -> bool:
    return len({s.kind for s in streets if s.name == one.name}) == 1


def _at(report: Report, s: _Street) -> Stated:
    words = Span(s.start, s.end).of(report.text)
    return Stated(report.id, "street", f"{s.name} {s.kind}", s.start, s.end, "street", words=words)
