"""Two reports held against each other: statements of one fact with values that differ.

A table of one function a kind; each looks at what is left over on both sides (a value that the other report states too
is no disagreement) and pairs it by what it is about and by the words around it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from rapidfuzz.distance import OSA

from ..copies.variants import stem
from ..records import Nature, Report
from ..reports.numbers import same_number
from ..reports.text import words
from .stated import ROLES, Stated, counted_noun, stated


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two statements of one fact that differ."""

    kind: str
    fact: str
    a: Stated
    b: Stated
    weight: float
    nature: Nature = "conflict"


class Sides(NamedTuple):
    """Two reports and all that they state."""

    a: Report
    b: Report
    left: tuple[Stated, ...]
    right: tuple[Stated, ...]

    def of(self, kind: str) -> tuple[list[Stated], list[Stated]]:
        """The statements of one kind, of a and of b."""
        return [s for s in self.left if s.kind == kind], [s for s in self.right if s.kind == kind]


def stems(words: Iterable[str]) -> frozenset[str]:
    """Stems of some words."""
    return frozenset(stem(w) for w in words)


_EVENT_WORDS = "shooting shot killed happened occurred stabbing died incident attack call called responded fired crash"
EVENT = stems(_EVENT_WORDS.split())
_TOLL_WORDS = {
    stem(word): word
    for word in ("killed", "injured", "wounded", "dead", "condition", "hospital", "shot", "arrested", "charged")
} | {stem("condition"): "by condition", stem("hospital"): "in hospital"}
_TOLL = frozenset(_TOLL_WORDS)
# Many things are counted so in one report: only nearly the same words around them make two numbers one's.
_PERSONS = (
    "people men women officers deputies adults kids children shootings suspects defendants gunmen victims teens boys"
)
_LOOSE = stems(_PERSONS.split()) | {"people", "duration", "length", "percent", "dollar"}
_SIMILAR = re.compile(
    r"\b(?:similar|earlier|another|previous) (?:accident|incident|attack|case|shooting|explosion|fire)", re.I
)
_YEAR = re.compile(r"\b(?:in|since|of) (?:\w+ )?((?:19|20)\d\d)\b")
_STATE = stems(("condition",))  # so many of them are in one: see `wounds.casualties`
_MEASURED = frozenset({"duration", "percent"})
_YEARS_APART = 4  # two ages further apart are two people's
_MONTH = 30  # days between two reports in which a birthday is likely enough
_ACCUSED = stems(("arrested", "charged", "suspect", "booked", "accused", "jailed", "sentenced", "convicted"))
_ANYBODY = frozenset({"man", "woman", "male", "female", "suspect", "victim"})  # several in one report
_TOLD_ALIKE, _TOLD_WORDS = 0.6, 5  # share and number of words around two ages that tell one person's story
_SETTING = 3  # words around both of two ages, one of a name and one of a role


def sides(a: Report, b: Report) -> Sides:
    """Read both reports."""
    return Sides(a, b, stated(a), stated(b))


def left_over(left: list[Stated], right: list[Stated], same: Callable[[Stated, Stated], bool]) -> list[Stated]:
    """What of the left the right does not state."""
    return [x for x in left if not any(same(x, y) for y in right)]


def equal_values(x: Stated, y: Stated) -> bool:
    """Whether two statements give one value."""
    return x.value == y.value


def overlap(a: Stated, b: Stated) -> float:
    """Share of the words around one statement that stand around the other, 0..1."""
    return len(a.around & b.around) / max(1, min(len(a.around), len(b.around)))


def likest(x: Stated, others: Iterable[Stated]) -> Stated | None:
    """The statement with most of the same words around it."""
    return max(others, key=lambda y: overlap(x, y), default=None)


def as_printed(report: Report, folded: str) -> str:
    """A folded name as the report prints it: "cleveland smelley" -> "Cleveland Smelley"."""
    return " ".join(_printed(report.text, word) for word in folded.split())


def _printed(text: str, word: str) -> str:
    found = [m[0] for m in re.finditer(rf"\b{re.escape(word)}\b", text, re.I)]
    return next((one for one in found if not one.islower()), word)


def text_stems(report: Report) -> frozenset[str]:
    """Stems of all words of a report."""
    return stems(w.key for w in words(report.text))


def lower_words(report: Report) -> frozenset[str]:
    """Stems that the report prints without a capital, which are no names: "office", "officers"."""
    return stems(w.key for w in words(report.text) if report.text[w.start].islower())


def ages(pair: Sides) -> Iterator[Contrast]:
    """Ages given to one name, or to one role, that differ."""
    ages_a, ages_b = pair.of("age")
    alone_a, alone_b = left_over(ages_a, ages_b, equal_values), left_over(ages_b, ages_a, equal_values)
    few = len({s.value for s in alone_a}) <= 2 and len({s.value for s in alone_b}) <= 2
    for x in ages_a:
        for y in ages_b:
            person = x.about not in _ANYBODY and _same_person(x.about, y.about)
            named = person and 0 < _years(x, y) <= 10 and (x in alone_a or y in alone_b)
            if named and _birthday(pair, x, y):
                continue
            if named and _one_value(ages_a, x) and _one_value(ages_b, y):
                yield Contrast("age", f"age of {_whose(pair, x, y)}", x, y, 1.0)
            elif not named and _described_alike(x, y, few=few and x in alone_a and y in alone_b):
                yield Contrast("age", f"age of {_whose(pair, x, y)}", x, y, 0.6)


def _described_alike(x: Stated, y: Stated, *, few: bool) -> bool:
    """Whether two ages are one person's by what is said of them: all else left over, or the same words around."""
    told_alike = overlap(x, y) >= _TOLD_ALIKE and len(x.around & y.around) >= _TOLD_WORDS
    return _one_person(x, y, setting=_SETTING) if few else told_alike and _one_person(x, y, setting=_TOLD_WORDS)


def _whose(pair: Sides, x: Stated, y: Stated) -> str:
    """The person that two ages are given to: the name, where one has it, else "the girl" or "a person"."""
    named = [as_printed(r, s.about) for r, s in ((pair.a, x), (pair.b, y)) if s.about and s.about not in ROLES]
    role = next((s.about for s in (x, y) if s.about), "")
    return named[0] if named else (f"the {role}" if role else "a person")


def _same_person(x: str, y: str) -> bool:
    """Whether two names, or roles, mean one person: one surname, and nearly one first name."""
    one, other = x.split(), y.split()
    return (
        bool(one and other) and one[-1] == other[-1] and (len(one) != len(other) or OSA.distance(one[0], other[0]) <= 1)
    )


def _one_person(x: Stated, y: Stated, *, setting: int) -> bool:
    """Whether two ages may be one person's: near, and both of one role, or a name and a role in one setting."""
    both_named = x.about and y.about and x.about not in ROLES and y.about not in ROLES
    if _ACCUSED.isdisjoint(x.around) != _ACCUSED.isdisjoint(y.around):
        return False
    if both_named or _years(x, y) == 0 or _years(x, y) > _YEARS_APART:
        return False
    one_setting = len(x.around & y.around) >= setting
    if x.about in ROLES and y.about in ROLES:
        return x.about == y.about and (one_setting or x.about not in _ANYBODY)
    place = x.rare & y.rare
    return one_setting or (bool(place) and "" in (x.about, y.about))


def _birthday(pair: Sides, x: Stated, y: Stated) -> bool:
    """Whether the later report may only have one a year older: a birthday between the two."""
    one, other = pair.a.published_span, pair.b.published_span
    if not one or not other:
        return False
    days = (other[0] - one[0]).days
    years = (float(y.value) - float(x.value)) * (1 if days > 0 else -1)
    return abs(days) >= _MONTH and 0 < years <= 1 + abs(days) // 365


def _years(x: Stated, y: Stated) -> float:
    return abs(float(x.value) - float(y.value))


def _one_value(statements: list[Stated], one: Stated) -> bool:
    """Whether the report gives this name or role one age only."""
    return len({s.value for s in statements if s.about == one.about}) == 1


def counts(pair: Sides) -> Iterator[Contrast]:
    """Numbers of one counted thing."""
    counts_a, counts_b = pair.of("number")
    for x in counts_a:
        for y in counts_b:
            if x.about != y.about or _same_count(x, y):
                continue
            known = any(_same_count(x, s) for s in counts_b if s.about == x.about)
            known = known or any(_same_count(y, s) for s in counts_a if s.about == x.about)
            if _of_others(pair, x, y) or (x.about in _LOOSE and _STATE & x.around & y.around):
                continue
            shared = len((x.around & y.around) - {x.about})
            if not known and shared >= 1 and overlap(x, y) >= _least_overlap(x):
                fates = [_TOLL_WORDS[key] for key in x.around & y.around & _TOLL]
                about = " ".join([counted_noun(pair.a, x), *(fates if len(fates) == 1 else ())])
                yield Contrast("number", f"number of {about}", x, y, overlap(x, y), _toll_nature(pair, x))


def _least_overlap(x: Stated) -> float:
    if x.about in _MEASURED:
        return 0.7
    return 0.5 if x.about in _LOOSE else 0.25


def _of_others(pair: Sides, x: Stated, y: Stated) -> bool:
    """Whether two sentences name people, and none in common."""
    named_x, named_y = people(pair.left, x), people(pair.right, y)
    return bool(named_x and named_y) and named_x.isdisjoint(named_y)


def people(side: Iterable[Stated], s: Stated) -> set[str]:
    """Surnames of the names of two words and more in the sentence of a statement."""
    return {n.about for n in side if n.kind == "name" and n.sentence == s.sentence and len(n.value.split()) > 1}


def _same_count(x: Stated, y: Stated) -> bool:
    return bool(x.number and y.number and same_number(x.number, y.number))


def _toll_nature(pair: Sides, x: Stated) -> Nature:
    """Tolls grow with the days: an update where the reports are of different days."""
    return "update" if x.around & _TOLL and day_of_report(pair.a) != day_of_report(pair.b) else "conflict"


def of_another_event(report: Report, s: Stated) -> bool:
    """Whether the sentence tells of an event before this one: "Fourteen died in a similar accident in 1988"."""
    told = s.sentence.of(report.text) if s.sentence else ""
    span = report.published_span
    year = span[0].year if span else None
    return bool(_SIMILAR.search(told)) or any(year is not None and int(m[1]) < year - 1 for m in _YEAR.finditer(told))


def day_of_report(report: Report) -> object:
    """The day on which a report was published; None where that is not known."""
    when = report.published
    return when.date() if isinstance(when, datetime) else when
