"""What people decided about stories, as limits on grouping: these together, those apart.

- merge: subjects are stories or reports; all of them are one story.
- split: a story and reports that leave it, together; or only reports, each of which is apart from the others.
- move: a report and the story (or a report of it) that it belongs to; its own likeness to others counts no more.
A story named is the reports it had when it was named (`Correction.members`), of which its first report is one.
Corrections are taken in order of time; a later one about the same two wins.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..records import Correction
from .clusters import NEVER, Pair

STORY = "story:"


@dataclass(frozen=True, slots=True)
class Separations:
    """By number of report: groups given, pairs that may not meet, reports that follow only what was decided."""

    together: tuple[tuple[int, ...], ...] = ()
    apart: frozenset[Pair] = frozenset()
    moved: frozenset[int] = frozenset()

    def applied(self, odds: Mapping[Pair, float]) -> Mapping[Pair, float]:
        """The same log-odds, with what was decided in place of what was inferred."""
        if not self.moved and not self.apart:
            return odds
        kept = {pair: value for pair, value in odds.items() if not self.moved.intersection(pair)}
        return kept | dict.fromkeys(self.apart, NEVER)

    def partners(self, number: int) -> Iterator[int]:
        """Reports that a person put together with this one."""
        for group in self.together:
            if number in group:
                yield from (other for other in group if other != number)


def separations(numbers: Mapping[str, int], corrections: Sequence[Correction]) -> Separations:
    """The limits that corrections set on reports (id -> number); subjects that are not among them are passed over."""
    decided: dict[Pair, bool] = {}
    moved: set[int] = set()
    for correction in sorted(corrections, key=lambda c: c.when):
        for pair, one in _decisions(correction, numbers):
            decided.pop(pair, None)
            decided[pair] = one
        if correction.verb == "move":
            moved.update(numbers[s] for s in correction.subjects if s in numbers)
    together = tuple(pair for pair, one in decided.items() if one)
    return Separations(together, frozenset(pair for pair, one in decided.items() if not one), frozenset(moved))


def _decisions(correction: Correction, numbers: Mapping[str, int]) -> Iterator[tuple[Pair, bool]]:
    """Pairs of reports and whether they are in one story."""
    named = [numbers[s.removeprefix(STORY)] for s in correction.subjects if _opening(s, numbers)]
    stories = list(dict.fromkeys([*named, *(numbers[m] for m in correction.members if m in numbers)]))
    reports = [numbers[s] for s in correction.subjects if s in numbers]
    if correction.verb == "merge":
        yield from _pairs(list(dict.fromkeys([*stories, *reports])), True)
    elif correction.verb == "move":
        yield from ((_pair(s, r), True) for r in reports for s in dict.fromkeys([*stories, *reports]) if s != r)
    elif correction.verb == "split" and stories:
        left = [s for s in stories if s in named or s not in reports]
        yield from _pairs([r for r in reports if r not in named], True)
        yield from ((_pair(s, r), False) for s in left for r in reports if s != r)
    elif correction.verb == "split":
        yield from _pairs(reports, False)


def _opening(subject: str, numbers: Mapping[str, int]) -> bool:
    return subject.startswith(STORY) and subject not in numbers and subject.removeprefix(STORY) in numbers


def _pairs(members: Sequence[int], one: bool) -> Iterator[tuple[Pair, bool]]:
    return ((_pair(a, b), one) for a, b in itertools.combinations(members, 2) if a != b)


def _pair(a: int, b: int) -> Pair:
    return (min(a, b), max(a, b))
