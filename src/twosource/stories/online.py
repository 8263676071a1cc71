"""Reports -> Stories, one report at a time: the same stories, nearly, as all at once (grouping.py).

A new report is compared with those it may belong to; then the stories it touches, and only they, are grouped anew by
the same rules. So it may join a story, open one, or bridge two; whatever else changes is recorded with its reason.
A story keeps its id as long as most of it stays.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ..copies.vectors import EncoderChoice, chosen_encoder, report_vectors
from ..records import Correction, Report, Story
from .clusters import Pair, clusters
from .company import LEAST, probability, with_company
from .event_index import EventIndex
from .event_likeness import log_odds
from .grouping import Grouping, grouping, in_order, indexed, story, story_id, sure
from .membership import shared
from .profiles import Vector, profile
from .round_ups import round_ups
from .separations import STORY, Separations, separations

ShiftKind = Literal["opened", "joined", "merged", "split"]

# At most so many reports are grouped anew for one arrival, those of the likeliest stories.
REGROUPED = 300


@dataclass(frozen=True, slots=True)
class Shift:
    """What changed: `reports` came into `story`, from the story `before` ("" for a new report), and why."""

    kind: ShiftKind
    story: str
    reports: tuple[str, ...]
    before: str
    reason: str


class Stream:
    """Stories that grow as reports arrive."""

    def __init__(self, *, encoder: EncoderChoice = "default", corrections: Sequence[Correction] = ()) -> None:
        self._encoder = chosen_encoder(encoder)
        self._index = EventIndex()
        self._reports: list[Report] = []
        self._numbers: dict[str, int] = {}
        self._odds: dict[Pair, float] = {}
        self._near: dict[int, dict[int, float]] = {}
        self._story_of: list[str] = []
        self._members: dict[str, list[int]] = {}
        self._corrections = list(corrections)
        self._wishes = Separations()
        self.history: list[Shift] = []

    @classmethod
    def of(
        cls,
        reports: Iterable[Report],
        *,
        encoder: EncoderChoice = "default",
        corrections: Sequence[Correction] = (),
        workers: int = 1,
    ) -> Stream:
        """One that begins with an archive, grouped at once; its history begins with the first report added."""
        stream = cls(encoder=encoder, corrections=corrections)
        ordered = in_order(reports)
        index = indexed(ordered, stream._encoder, workers)
        wishes = separations({report.id: number for number, report in enumerate(ordered)}, corrections)
        return stream.begun(ordered, index, wishes, grouping(index, wishes))

    def begun(self, ordered: Sequence[Report], index: EventIndex, wishes: Separations, found: Grouping) -> Stream:
        """Itself, holding these reports (in the index in this order) as they are grouped."""
        self._index, self._wishes = index, wishes
        self._reports = list(ordered)
        self._numbers = {report.id: number for number, report in enumerate(ordered)}
        self._odds, self._near = found.odds, found.near
        self._members = {story_id(ordered[members[0]].id): members for members in found.groups}
        story_of = {number: name for name, members in self._members.items() for number in members}
        self._story_of = [story_of[number] for number in range(len(ordered))]
        return self

    def add(self, report: Report, vector: Vector | None = None) -> tuple[Shift, ...]:
        """Take a report in; what changed by it, nothing if it is known. `vector`: as report_vectors makes it."""
        if report.id in self._numbers:
            return ()
        if vector is None and self._encoder is not None:
            vector = report_vectors([report], self._encoder)[0]
        number = self._index.add(profile(report, vector))
        self._reports.append(report)
        self._numbers[report.id] = number
        self._story_of.append("")
        self._compare(number)
        touched = self._touched(number)
        if any(report.id == subject.removeprefix(STORY) for c in self._corrections for subject in c.subjects):
            self._wishes = separations(self._numbers, self._corrections)
        for other in self._wishes.partners(number):
            touched.setdefault(self._story_of[other], 1.0)
        return self._regroup([number], touched)

    def extend(self, reports: Iterable[Report]) -> None:
        """Take several in, in the order given."""
        for report in reports:
            self.add(report)

    def correct(self, correction: Correction) -> tuple[Shift, ...]:
        """Heed what a person decided, now and for later arrivals; what changed by it."""
        self._corrections.append(correction)
        self._wishes = separations(self._numbers, self._corrections)
        named = [
            subject if subject in self._numbers else subject.removeprefix(STORY) for subject in correction.subjects
        ]
        known = [self._numbers[name] for name in named if name in self._numbers]
        return self._regroup([], {self._story_of[number]: 1.0 for number in known}, limit=len(self._reports))

    def stories(self) -> list[Story]:
        """All stories as they are now, the earliest first."""
        return [self.story(name) for name in self._members]

    def story(self, name: str) -> Story:
        """One story by its id; KeyError if there is none (any more)."""
        ordered = in_order(self._reports[number] for number in self._members[name])
        return story(self._index, ordered, [self._numbers[report.id] for report in ordered], self._near, name=name)

    def _compare(self, number: int) -> None:
        """Log-odds of the new report with those it may belong to."""
        others = self._index.likely(number)
        for other, value in zip(others.tolist(), log_odds(self._index, number, others).tolist(), strict=True):
            self._odds[other, number] = value
            chance = probability(value)
            if chance >= LEAST:
                self._near.setdefault(number, {})[other] = chance
                self._near.setdefault(other, {})[number] = chance

    def _touched(self, number: int) -> dict[str, float]:
        """Stories of the reports it is likely to belong with, and how likely at best."""
        touched: dict[str, float] = {}
        for other, chance in self._near.get(number, {}).items():
            name = self._story_of[other]
            touched[name] = max(chance, touched.get(name, 0.0))
        return touched

    def _regroup(self, fresh: list[int], touched: dict[str, float], limit: int = REGROUPED) -> tuple[Shift, ...]:
        """Group the reports of the touched stories anew, the likeliest stories first, up to `limit` reports."""
        region = list(fresh)
        for name in sorted(touched, key=lambda name: (-touched[name], name)):
            if len(region) + len(self._members[name]) <= max(limit, len(fresh) + 1):
                region += self._members[name]
        region.sort()
        place = {number: i for i, number in enumerate(region)}
        inside = [(a, b) for a in region for b in self._compared_with(a) if a < b and b in place]
        last = round_ups(region, self._near, self._index.size)
        near = {number: self._near.get(number, {}) for number in region}
        odds = self._wishes.applied(with_company(self._odds, near, inside, left_out=last))
        local = {(place[a], place[b]): value for (a, b), value in odds.items() if a in place and b in place}
        together = [[place[n] for n in group if n in place] for group in self._wishes.together]
        waiting = {place[n] for n in last}
        given = [g for g in together if g]
        groups = clusters(len(region), local, together=given, first=sure(local, waiting), last=waiting)
        shifts = tuple(self._settled([[region[i] for i in members] for members in groups]))
        self.history += shifts
        return shifts

    def _compared_with(self, number: int) -> Iterator[int]:
        return (other for other in self._near.get(number, {}) if (min(number, other), max(number, other)) in self._odds)

    def _settled(self, groups: Sequence[list[int]]) -> Iterator[Shift]:
        """Give each group the id of the story it mostly was, note what moved, and make it so."""
        names = self._names(groups)
        old = {self._story_of[number] for members in groups for number in members} - {""}
        for name in old:
            del self._members[name]
        for name, members in zip(names, groups, strict=True):
            self._members[name] = members
        for name, members in zip(names, groups, strict=True):
            yield from self._shifts(name, members, set(names))
        for name, members in zip(names, groups, strict=True):
            for number in members:
                self._story_of[number] = name

    def _names(self, groups: Sequence[list[int]]) -> list[str]:
        """Each group's id: that of the story most of whose reports it holds, else a new one after its first report."""
        claims = [
            (count, -number, name)
            for number, members in enumerate(groups)
            for name, count in Counter(self._story_of[m] for m in members if self._story_of[m]).items()
        ]
        named: dict[int, str] = {}
        for _, group, name in sorted(claims, reverse=True):
            if -group not in named and name not in named.values():
                named[-group] = name
        for number, members in enumerate(groups):
            if number not in named:
                used = self._members.keys() | set(named.values())
                free = (story_id(self._reports[m].id) for m in members)
                named[number] = next(
                    (name for name in free if name not in used), f"{STORY}{len(self.history)}:{members[0]}"
                )
        return [named[number] for number in range(len(groups))]

    def _shifts(self, name: str, members: Sequence[int], names: set[str]) -> Iterator[Shift]:
        """What came into one group, by where it came from."""
        came: dict[str, list[int]] = {}
        for number in members:
            if self._story_of[number] != name:
                came.setdefault(self._story_of[number], []).append(number)
        for before, moved in came.items():
            alone = len(moved) == len(members)
            kind: ShiftKind = "opened" if alone and not before else "joined" if not before else "merged"
            if before in names:
                kind = "split"
            ids = tuple(self._reports[number].id for number in moved)
            yield Shift(kind, name, ids, before, self._why(kind, moved, members))

    def _why(self, kind: ShiftKind, moved: Sequence[int], members: Sequence[int]) -> str:
        """The likeliest pair between what came and what was there, in words."""
        if any(set(moved) & set(pair) for pair in (*self._wishes.together, *self._wishes.apart)):
            return "a person decided so"
        others = set(members) - set(moved)
        pairs = [(self._near[a][b], a, b) for a in moved for b in self._near.get(a, {}) if b in others]
        if not pairs:
            return "like none before it" if kind == "opened" else "more like one another than the rest"
        _, a, b = max(pairs)
        said = ", ".join(shared(self._index, a, b)) or "alike in wording"
        return f"{self._reports[a].id} with {self._reports[b].id}: {said}"
