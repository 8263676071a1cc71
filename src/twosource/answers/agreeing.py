"""What independent accounts agree on: facts that at least two of them state alike."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from ..records import Disagreement, Lineage, Report, Span
from ..statements.contrasts import EVENT
from ..statements.stated import ROLES, Stated, counted_noun, stated

# What is shown, the most telling kinds first; and how many of each kind and in all: a table that is read, not searched.
_KINDS = ("age", "number", "clock", "day", "address", "name")
MOST_OF_A_KIND, MOST = 4, 12
_SMALL = 12  # counts up to this are of many things
_SETTING = 2  # words around both statements from which they tell of one thing
_GOES_ON = re.compile(r"['’]s?\s+[A-Z]|\s[A-Z]\.|\s\d")
_STAMP = re.compile(r"\b(?:posted|updated|published|modified|release date|©|@\w+\))[^.\n]{0,40}$", re.I)
# A number says what it counts in the word behind it.
_COUNTED = re.compile(r"\s+[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Agreement:
    """A fact that several independent accounts state alike: who says it, in which words, where."""

    kind: str  # "age", "number", "time", "day", "place", "name"
    fact: str  # "age of Joel Pruitt", "number of people"
    values: Mapping[str, str]  # report id -> the words
    spans: Mapping[str, Span]  # report id -> where in its text


def agreements(
    reports: Sequence[Report], lineage: Lineage, disagreements: Sequence[Disagreement]
) -> tuple[Agreement, ...]:
    """Facts that reports of two or more independent origins state alike, those of the most origins first."""
    origin = {report: o.id for o in lineage.origins if not o.derived for report in o.reports}
    outlets = {name.casefold() for name in (*(r.outlet for r in reports), *(o.name for o in lineage.origins))}
    disputed = {(name, span) for d in disagreements for name, span in d.spans.items()}
    saying: dict[tuple[str, str, str], dict[str, Stated]] = defaultdict(dict)
    for report in reports:
        for one in stated(report):
            if _tells(one, outlets) and _whole(one, report.text):
                saying[one.kind, one.about, str(one.value)].setdefault(report.id, one)
    given = {report.id: report for report in reports}
    found = [
        (len({origin[name] for name in who if name in origin}), kind, _agreement(kind, about, who, given))
        for (kind, about, _), everybody in saying.items()
        if (who := _of_one_thing(everybody))
        if not any((name, Span(s.start, s.end)) in disputed for name, s in who.items())
    ]
    shared = [row for row in found if row[0] > 1]
    return _the_most_telling(sorted(shared, key=lambda row: (-row[0], _KINDS.index(row[1]), row[2].fact)))


def _tells(one: Stated, outlets: Iterable[str]) -> bool:
    """Whether a statement means something by itself, outside its sentence."""
    if one.kind == "name":
        return len(one.value.split()) > 1 and one.value.casefold() not in outlets
    if one.kind == "day":
        return not one.value.isdecimal() and not (
            one.moment and one.moment.relative is not None
        )  # a bare year, "today"
    if one.kind in ("age", "number"):
        return one.about.replace(" ", "").isalpha() and one.about != "duration"
    return one.kind in _KINDS


def _whole(one: Stated, text: str) -> bool:
    """Whether no name is cut ("Texas Children | 's Hospital", "Barbara | L. Roe") and no day is the page's stamp."""
    if one.kind == "name":
        return not _GOES_ON.match(text, one.end)
    return one.kind != "day" or not _STAMP.search(text, max(0, one.start - 60), one.start)


def _of_one_thing(who: Mapping[str, Stated]) -> Mapping[str, Stated]:
    """Those who say it in one setting: "two men charged" and "two men killed" are two facts, as are two Fridays."""
    if not any(_common(one) for one in who.values()):
        return who
    settings = [{name: s for name, s in who.items() if _one_setting(s, one)} for one in who.values()]
    return max(settings, key=len)


def _common(one: Stated) -> bool:
    """Whether reports say this of many things: a small count, a day of the week."""
    if one.kind == "number":
        return one.number is not None and one.number.kind == "count" and one.number.high <= _SMALL
    return one.kind == "day" and one.moment is not None and one.moment.day is None


def _one_setting(x: Stated, y: Stated) -> bool:
    shared = x.around & y.around
    return x is y or len(shared) >= _SETTING or bool(shared & EVENT)


def _agreement(kind: str, about: str, who: Mapping[str, Stated], given: Mapping[str, Report]) -> Agreement:
    spans = {name: _span(one, given[name].text) for name, one in who.items()}
    values = {name: span.of(given[name].text) for name, span in spans.items()}
    first = next(iter(who))
    told = {"clock": "time", "address": "place"}.get(kind, kind)
    whose = f"the {about}" if about in ROLES else about.title()
    facts = {"age": f"age of {whose}", "number": _measured(given[first], who[first])}
    return Agreement(told, facts.get(kind, told), MappingProxyType(values), MappingProxyType(spans))


def _measured(report: Report, one: Stated) -> str:
    """What a number is the number of: "number of people"; a measure is called by its own name, "length"."""
    if one.number is not None and one.number.kind != "count":
        return "sum of money" if one.number.kind == "money" else one.about
    return f"number of {counted_noun(report, one)}"


def _span(one: Stated, text: str) -> Span:
    counted = _COUNTED.match(text, one.end) if one.kind == "number" else None
    return Span(one.start, counted.end() if counted else one.end)


def _the_most_telling(ranked: Sequence[tuple[int, str, Agreement]]) -> tuple[Agreement, ...]:
    kept: list[Agreement] = []
    for _, _, agreement in ranked:
        if sum(other.kind == agreement.kind for other in kept) < MOST_OF_A_KIND:
            kept.append(agreement)
    return tuple(kept[:MOST])
