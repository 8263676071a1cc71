"""Contrasts of people and cases: names and their spellings, identity, suspects, the wounded, and what else has one
value.

As in `contrasts`, one function a kind; `KINDS` is the table of all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from rapidfuzz.distance import OSA

from ..copies.variants import stem
from ..records import Nature, Report
from ..reports.text import words
from .amounts import amounts
from .charge_lists import charge_lists
from .contrasts import (
    Contrast,
    Sides,
    ages,
    as_printed,
    counts,
    equal_values,
    left_over,
    likest,
    lower_words,
    overlap,
    sides,
    stems,
)
from .outcomes import charges, conditions, custody
from .place_contrasts import addresses, places, streets
from .seizures import finds
from .shooters import who_fired
from .stated import Stated
from .time_contrasts import clocks, days, shot_on
from .tolls import makeup, tolls
from .wounds import casualties, wounds

_LEAST_LETTERS = 5  # "Reed" and "Reid" are two names as often as one
_LONG_WORD = 9  # letters
_NO_BUILDING = frozenset({"car", "street"})  # words in every report: of an address, of how somebody came
_COMPANY = 2  # rare words beside both of two first names: another person's name and surname, as a rule


def contrasts(a: Report, b: Report) -> list[Contrast]:
    """All statements of a and b that differ."""
    pair = sides(a, b)
    return [contrast for kind in KINDS for contrast in kind(pair)]


def spellings(pair: Sides) -> Iterator[Contrast]:
    """One name in two spellings, each in one of the reports only."""
    names_a, names_b = pair.of("name")
    words_a, words_b = _text_words(pair.a), _text_words(pair.b)
    common = lower_words(pair.a) | lower_words(pair.b)
    seen: set[tuple[str, str]] = set()
    for x in names_a:
        for y in names_b:
            part = _differing_part(x.value, y.value)
            if part is None or part in seen or stems(part) & common or part[0] in words_b or part[1] in words_a:
                continue
            seen.add(part)
            yield Contrast("name", f"spelling of {as_printed(pair.b, y.value)}", x, y, 1.0)


def _text_words(report: Report) -> frozenset[str]:
    return frozenset(w.key.removesuffix("'s") for w in words(report.text))


def _differing_part(x: str, y: str) -> tuple[str, str] | None:
    """The words in which two names differ: a letter or two apart, run together, or the middle one of three and more."""
    one, other = _without_suffix(x), _without_suffix(y)
    if one == other:
        return None
    if "".join(one) == "".join(other) and "of" not in one + other and len("".join(one)) > 6:
        return x, y
    apart = [(v, w) for v, w in zip(one, other, strict=False) if v != w]
    framed = len(one) == len(other) >= 3 and one[0] == other[0] and one[-1] == other[-1]
    if len(apart) == 1 and framed:
        return apart[0]
    alike = [(v, w) for v in one for w in other if v not in other and w not in one and _alike(v, w)]
    strangers = len(one) > len(alike) and len(other) > len(alike) and set(one).isdisjoint(other)
    return alike[0] if alike and not strangers else None


def _without_suffix(name: str) -> list[str]:
    return [w for w in name.replace(".", "").split() if w not in {"jr", "sr", "ii", "iii"}]


def _alike(v: str, w: str) -> bool:
    """Letters lost, added, changed or turned round (optimal string alignment): one, in long words two."""
    if min(len(v), len(w)) < _LEAST_LETTERS or stem(v) == stem(w) or "'" in v + w:
        return False
    return OSA.distance(v, w) <= (1 if max(len(v), len(w)) < _LONG_WORD else 2)


def first_names(pair: Sides) -> Iterator[Contrast]:
    """Two first names for one surname in one setting: "Hannah's mother, Cynthia Johnson" / "Cindy Johnson"."""
    names_a, names_b = ([s for s in side if len(s.value.split()) == 2] for side in pair.of("name"))
    words_a, words_b = _text_words(pair.a), _text_words(pair.b)
    for x in names_a:
        for y in names_b:
            one, other = x.value.split(), y.value.split()
            if one[1] != other[1] or one[0] == other[0] or one[0] in words_b or other[0] in words_a:
                continue
            setting = len(x.around & y.around) >= 2 and overlap(x, y) >= 0.3 and one[0][0] == other[0][0]
            if setting or len(x.rare & y.rare) >= _COMPANY:
                yield Contrast("name", f"first name of {as_printed(pair.a, one[1])}", x, y, overlap(x, y))


def identity(pair: Sides) -> Iterator[Contrast]:
    """A name withheld by one report and printed, with the age, by the other."""
    for mine, others, silent, printer, turned in (
        (pair.left, pair.right, pair.a, pair.b, False),
        (pair.right, pair.left, pair.b, pair.a, True),
    ):
        withheld = [s for s in mine if s.kind == "identity" and s.value == "withheld"]
        new = _victim([s for s in others if s.kind == "aged"], printer, silent)
        if withheld and new:
            one, two = (new, withheld[0]) if turned else (withheld[0], new)
            yield Contrast("name", "whether the name is known", one, two, 0.8, "update")
            return


_VICTIM = stems(
    (
        "identified",
        "victim",
        "killed",
        "died",
        "dead",
        "slain",
        "death",
        "pronounced",
        "shooting",
        "murder",
        "killing",
        "shot",
        "fatal",
        "resident",
    )
)
_ACCUSED = stems(("arrested", "charged", "suspect", "booked", "accused", "custody", "jail", "sentenced", "convicted"))


_NO_PERSON = frozenset({"university", "county", "police", "hospital", "department", "high", "school"})
_SOON_ACCUSED = re.compile(
    r"\W+(?:\d+,?\W+)?(?:\w+\W+){0,4}?(?:charged|arrested|accused|suspected|booked|jailed)\b", re.I
)


def _victim(aged: list[Stated], printer: Report, other: Report) -> Stated | None:
    """The name, not printed by the other report, that is most likely the victim's; none of who is accused."""
    known = _text_words(other)
    new = [
        s
        for s in aged
        if s.value.split()[0] not in known
        and not _NO_PERSON & set(s.value.split()[:3])
        and (s.around & _VICTIM or not s.around & _ACCUSED)
        and not _SOON_ACCUSED.match(printer.text, s.end)
    ]
    return max(new, key=lambda s: len(s.around & _VICTIM) - len(s.around & _ACCUSED), default=None)


def _alternatives(name: str, kind: str, fact: str, least: float) -> Callable[[Sides], Iterator[Contrast]]:
    """A function for a class of words that exclude one another."""

    def found(pair: Sides) -> Iterator[Contrast]:
        values_a, values_b = ([s for s in side if s.value not in _NO_BUILDING] for side in pair.of(name))
        alone_b = left_over(values_b, values_a, equal_values)
        for x in left_over(values_a, values_b, equal_values):
            best = likest(x, alone_b)
            if best is not None and overlap(x, best) >= least and len(x.around & best.around) >= 2:
                nature: Nature = "conflict"
                yield Contrast(kind, fact, x, best, overlap(x, best), nature)

    return found


def _single(name: str, kind: str, fact: str) -> Callable[[Sides], Iterator[Contrast]]:
    """A function for a class of which each report gives one value only."""

    def found(pair: Sides) -> Iterator[Contrast]:
        values_a, values_b = pair.of(name)
        given = {s.value for s in values_a}, {s.value for s in values_b}
        if len(given[0]) == len(given[1]) == 1 and given[0] != given[1]:
            yield Contrast(kind, fact, values_a[0], values_b[0], 0.8)

    return found


KINDS: tuple[Callable[[Sides], Iterator[Contrast]], ...] = (
    counts,
    ages,
    spellings,
    first_names,
    identity,
    clocks,
    days,
    shot_on,
    addresses,
    places,
    streets,
    custody,
    charges,
    charge_lists,
    conditions,
    wounds,
    casualties,
    tolls,
    makeup,
    _alternatives("motive", "other", "why it happened", 0.25),
    _alternatives("part of day", "time", "part of the day", 0.4),
    _alternatives("building", "place", "kind of place", 0.4),
    _single("death place", "place", "where the person died"),
    _single("suicide place", "place", "where the gunman killed himself"),
    _single("gun's place", "place", "where the gun lay"),
    _single("alarm", "other", "how the police were called"),
    _single("stop", "other", "kind of stop"),
    amounts,
    who_fired,
    finds,
)
