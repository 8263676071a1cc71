"""Contrasts of how many: dead, hurt, shot or arrested, and who a group was made of.

Each report gives a table of what it counts of one fate; two tables are held against one another, so that "killed two"
and "three people dead" are one fact whatever the noun. Only numbers that neither report shares differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from ..copies.variants import FUNCTION_WORDS
from ..records import Nature, Report
from .contrasts import Contrast, Sides, day_of_report, of_another_event
from .stated import Stated

# What became of so many, by the word that says so.
_FATES = {
    "dead": r"killed|dead|died|dies|slain|fatally",
    "hurt": r"wounded|injured|hurt",
    "arrested": r"arrested|in custody|charged",
}
_AFTER = {
    fate: re.compile(rf"\s+(?:(?!and\b|but\b|who\b|while\b)\w[\w’'-]*\s+){{0,4}}?(?:{words})\b", re.I)
    for fate, words in _FATES.items()
}
_VERBS = {"dead": r"kill(?:ed|ing|s)", "hurt": r"(?:wound|injur|hurt)(?:ed|ing|s)?", "arrested": r"arrest(?:ed|ing|s)?"}
_BEFORE = {
    fate: re.compile(rf"\b(?:{verb})\s+(?:at least\s+|another\s+|the\s+|up to\s+)?$", re.I)
    for fate, verb in _VERBS.items()
}
_NUMBERS = frozenset({"number", "bare number"})
_MOST = 99  # a larger toll is a year's or a war's
_LOOK_BACK = 30
_OF_THE_YEAR = re.compile(
    r"\b(?:this year|so far|since|(?:past|last) (?:\w+ )?(?:months?|weeks?|years?)|in 20\d\d|each year|nationwide"
    r"|homicides?)\b",
    re.I,
)
_FEW = 2  # tolls of one fate in one report: of the case, then of a part of it
_NAMED = {"dead": "number killed", "hurt": "number wounded", "arrested": "number arrested"}
_SEXES = frozenset({"men", "women", "boy", "girl"})


def tolls(pair: Sides) -> Iterator[Contrast]:
    """How many were killed, hurt or arrested, where the two reports have no such number in common."""
    table_a, table_b = _tolls(pair.a, pair.left), _tolls(pair.b, pair.right)
    for fate, fact in _NAMED.items():
        counted_a, counted_b = table_a.get(fate, {}), table_b.get(fate, {})
        if not counted_a or not counted_b or max(len(counted_a), len(counted_b)) > _FEW:
            continue
        if counted_a.keys().isdisjoint(counted_b):
            x, y = next(iter(counted_a.values())), next(iter(counted_b.values()))
            nature: Nature = "update" if day_of_report(pair.a) != day_of_report(pair.b) else "conflict"
            yield Contrast("number", fact, x, y, 0.9, nature)


def _tolls(report: Report, side: Sequence[Stated]) -> Mapping[str, Mapping[str, Stated]]:
    """Fate -> number -> the first statement of it."""
    found: dict[str, dict[str, Stated]] = {}
    for s in side:
        number = s.number
        if s.kind not in _NUMBERS or number is None or number.kind != "count" or number.high > _MOST:
            continue
        if s.sentence and (_OF_THE_YEAR.search(s.sentence.of(report.text)) or of_another_event(report, s)):
            continue
        before = report.text[max(0, s.start - _LOOK_BACK) : s.start]
        if before.casefold().endswith(" last ") or _pronoun(report, s):
            continue
        for fate in _FATES:
            if _BEFORE[fate].search(before) or _AFTER[fate].match(report.text, s.end):
                found.setdefault(fate, {}).setdefault(s.value, s)
                break
    return found


def _pronoun(report: Report, s: Stated) -> bool:
    """Whether a "one" stands for what was named before ("this one hurt"), not for "one worker"."""
    if s.kind != "bare number" or s.number is None or s.number.high > 1:
        return False
    follows = report.text[s.end : s.end + _LOOK_BACK].split()[:1]
    return (
        not follows
        or not follows[0].strip(",.").isalpha()
        or any(
            p.match(report.text, s.end) and re.fullmatch(rf"(?:{_FATES[fate]})\W*", follows[0], re.I)
            for fate, p in _AFTER.items()
        )
    )


def makeup(pair: Sides) -> Iterator[Contrast]:
    """As many people of other sexes: "one male and two females" / "two men and one woman"."""
    for x in _groups(pair.a.text, pair.left):
        for y in _groups(pair.b.text, pair.right):
            mine, theirs = _parts(x), _parts(y)
            if mine != theirs and sum(mine.values()) == sum(theirs.values()) and mine.keys() == theirs.keys():
                yield Contrast("number", "who was in the group", x[0], y[0], 0.9)
                return


def _groups(text: str, side: Sequence[Stated]) -> Iterator[tuple[Stated, Stated]]:
    """Two counts of people by sex with only "and" or a comma between."""
    counts = [s for s in side if s.kind == "number" and s.about in _SEXES]
    for one, other in pairwise(counts):
        between = text[one.end : other.start].split()
        if one.sentence == other.sentence and one.about != other.about and len(between) <= 3 and _joins(between):
            yield one, other


def _joins(between: Sequence[str]) -> bool:
    """Whether the words between two counts are the first one's noun and a conjunction."""
    return sum(w.strip(",").casefold() not in FUNCTION_WORDS for w in between) == 1


def _parts(group: tuple[Stated, Stated]) -> dict[str, float]:
    return {s.about: s.number.low for s in group if s.number}
