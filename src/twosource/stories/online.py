"""Reports -> Stories, one report at a time: the same stories, nearly, as all at once (grouping.py).

A new report is compared with those it may belong to; then the stories it touches, and only they, are grouped anew by
the same rules. So it may join a story, open one, or bridge two; whatever else changes is recorded with its reason.
A story keeps its id as long as most of it stays. A stream need not hold all reports: `resume` takes up those that a
round of grouping is about, with the stories they are in and the log-odds that were worked out before.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ..copies.vectors import EncoderChoice, chosen_encoder, report_vectors
from ..records import Correction, Report, Story
from .clusters import Pair, clusters
from .company import LEAST, probability, with_company
from .event_index import EventIndex
from .event_likeness import log_odds
from .grouping import Grouping, grouping, groups_of, in_order, indexed, pair_odds, story, story_id, sure
from .membership import shared
from .profiles import Profile, Vector, profile
from .round_ups import round_ups
from .separations import STORY, Separations, separations
from .stock import Stock, stock

ShiftKind = Literal["opened", "joined", "merged", "split"]

# At most so many reports are grouped anew for one arrival, those of the likeliest stories.
REGROUPED = 300
# Pairs less likely are let go of. With five pairs a report that are above, 2 of gva's 735 stories of several reports
# lose a report when they are grouped anew for nothing; with all that were compared 1, with those above LEAST 19.
FORGOTTEN = -6.0


@dataclass(frozen=True, slots=True)
class Shift:
    """What changed: `reports` came into `story`, from the story `before` ("" for a new report), and why."""

    kind: ShiftKind
    story: str
    reports: tuple[str, ...]
    before: str
    reason: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A report, its profile and the story it is in, "" for none yet. Of the report's text nothing is needed."""

    report: Report
    profile: Profile
    story: str = ""


class Stream:
    """Stories that grow as reports arrive. `taken`: ids of stories elsewhere, which no new story may have."""

    def __init__(
        self,
        *,
        encoder: EncoderChoice = "default",
        corrections: Sequence[Correction] = (),
        taken: Collection[str] = frozenset(),
    ) -> None:
        self._encoder = chosen_encoder(encoder)
        self._taken = taken
        self._index = EventIndex()
        self._reports: list[Report] = []
        self._numbers: dict[str, int] = {}
        self._odds: dict[Pair, float] = {}
        self._near: dict[int, dict[int, float]] = {}
        self._compared: dict[int, list[int]] = {}  # with whom, of those whose log-odds are kept
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
        for (a, b), value in found.odds.items():
            self._know(a, b, value)
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
        return self.place(report, profile(report, vector))

    def place(self, report: Report, made: Profile) -> tuple[Shift, ...]:
        """The same for a report whose profile is made already."""
        if report.id in self._numbers:
            return ()
        number = self._take(Placed(report, made))
        self._compare(number)
        touched = self._touched(number)
        if any(
            report.id == named.removeprefix(STORY) for c in self._corrections for named in (*c.subjects, *c.members)
        ):
            self._wishes = separations(self._numbers, self._corrections)
        for other in self._wishes.partners(number):
            touched.setdefault(self._story_of[other], 1.0)
        return self._regroup([number], touched)

    def _take(self, placed: Placed) -> int:
        """Number a report, and put it where it is placed."""
        number = self._index.add(placed.profile)
        self._reports.append(placed.report)
        self._numbers[placed.report.id] = number
        self._story_of.append(placed.story)
        if placed.story:
            self._members.setdefault(placed.story, []).append(number)
        return number

    def resume(self, placed: Iterable[Placed], odds: Mapping[tuple[str, str], float]) -> None:
        """Go on where a stream stopped: its reports in their stories, and the log-odds of pairs of ids (`likely`)."""
        for one in placed:
            self._take(one)
        for (a, b), value in odds.items():
            if a in self._numbers and b in self._numbers:
                self._know(self._numbers[a], self._numbers[b], value)
        self._wishes = separations(self._numbers, self._corrections)

    def likely(self, reports: Iterable[str]) -> dict[tuple[str, str], float]:
        """Log-odds of the pairs of these reports (ids) with any other, as far as they are likely to be of one event."""
        return {
            (self._reports[number].id, self._reports[other].id): self._odds[min(number, other), max(number, other)]
            for number in (self._numbers[name] for name in reports)
            for other in self._compared.get(number, ())
        }

    def regroup(self, names: Iterable[str], spoken: Collection[str] = ()) -> tuple[Shift, ...]:
        """Group the reports of these stories anew; what changed by it. `spoken`: stories that a person named."""
        known = {name: 1.0 for name in names if name in self._members}
        return self._regroup([], known, limit=len(self._reports), spoken=spoken) if known else ()

    def group_anew(self) -> tuple[Shift, ...]:
        """Compare and group all reports at once, as `grouping.group` does; stories keep their ids where they can."""
        self._odds, self._near, self._compared = {}, {}, {}
        odds = pair_odds(self._index)
        for (a, b), value in odds.items():
            self._know(a, b, value)
        groups = groups_of(self._index, odds, self._near, self._wishes)
        shifts = tuple(self._settled(groups))
        self.history += shifts
        return shifts

    def extend(self, reports: Iterable[Report]) -> None:
        """Take several in, in the order given."""
        for report in reports:
            self.add(report)

    def correct(self, correction: Correction) -> tuple[Shift, ...]:
        """Heed what a person decided, now and for later arrivals; what changed by it."""
        self._corrections.append(correction)
        self._wishes = separations(self._numbers, self._corrections)
        spoken = (*correction.subjects, *correction.members)
        named = [subject if subject in self._numbers else subject.removeprefix(STORY) for subject in spoken]
        touched = [self._story_of[self._numbers[name]] for name in named if name in self._numbers]
        return self.regroup(touched, correction.subjects)

    def names(self) -> Collection[str]:
        """Ids of all stories as they are now."""
        return self._members.keys()

    def stories(self) -> list[Story]:
        """All stories as they are now, the earliest first."""
        return [self.story(name) for name in self._members]

    def stock(self) -> Stock:
        """Runs of words that many of the stories print."""
        number = {name: n for n, name in enumerate(self._members)}
        return stock((number[name], one.runs) for name, one in zip(self._story_of, self._index.entries, strict=True))

    def runs(self, name: str) -> Stock:
        """Runs of words that one story prints."""
        return frozenset(run for number in self._members[name] for run in self._index.entries[number].runs)

    def story(self, name: str) -> Story:
        """One story by its id; KeyError if there is none (any more)."""
        ordered = in_order(self._reports[number] for number in self._members[name])
        return story(self._index, ordered, [self._numbers[report.id] for report in ordered], self._near, name=name)

    def _compare(self, number: int) -> None:
        """Log-odds of the new report with those it may belong to."""
        others = self._index.likely(number)
        for other, value in zip(others.tolist(), log_odds(self._index, number, others).tolist(), strict=True):
            self._know(other, number, value)

    def _know(self, a: int, b: int, value: float) -> None:
        """Remember the log-odds of a pair, unless no company could make one event of it."""
        if value <= FORGOTTEN:
            return
        self._odds[min(a, b), max(a, b)] = value
        self._compared.setdefault(a, []).append(b)
        self._compared.setdefault(b, []).append(a)
        chance = probability(value)
        if chance >= LEAST:
            self._near.setdefault(a, {})[b] = chance
            self._near.setdefault(b, {})[a] = chance

    def _touched(self, number: int) -> dict[str, float]:
        """Stories of the reports it is likely to belong with, and how likely at best."""
        touched: dict[str, float] = {}
        for other, chance in self._near.get(number, {}).items():
            name = self._story_of[other]
            touched[name] = max(chance, touched.get(name, 0.0))
        return touched

    def _regroup(
        self, fresh: list[int], touched: dict[str, float], limit: int = REGROUPED, spoken: Collection[str] = ()
    ) -> tuple[Shift, ...]:
        """Group the reports of the touched stories anew, the likeliest stories first, up to `limit` reports."""
        region = list(fresh)
        for name in sorted(touched, key=lambda name: (-touched[name], name)):
            if len(region) + len(self._members[name]) <= max(limit, len(fresh) + 1):
                region += self._members[name]
        region.sort()
        place = {number: i for i, number in enumerate(region)}
        inside = [(a, b) for a in region for b in self._compared.get(a, ()) if a < b and b in place]
        last = round_ups(region, self._near, self._index.size)
        near = {number: self._near.get(number, {}) for number in region}
        odds = self._wishes.applied(with_company(self._odds, near, inside, left_out=last))
        local = {(place[a], place[b]): value for (a, b), value in odds.items() if a in place and b in place}
        together = [[place[n] for n in group if n in place] for group in self._wishes.together]
        waiting = {place[n] for n in last}
        given = [g for g in together if g]
        groups = clusters(len(region), local, together=given, first=sure(local, waiting), last=waiting)
        shifts = tuple(self._settled([[region[i] for i in members] for members in groups], spoken))
        self.history += shifts
        return shifts

    def _settled(self, groups: Sequence[list[int]], spoken: Collection[str] = ()) -> Iterator[Shift]:
        """Give each group the id of the story it mostly was, note what moved, and make it so."""
        names = self._names(groups, spoken)
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

    def _names(self, groups: Sequence[list[int]], spoken: Collection[str]) -> list[str]:
        """Each group's id: that of the story most of whose reports it holds, else a new one after its first report.
        A story that a person has spoken of stays where its first report is."""
        claims = [
            (name in spoken and self._numbers.get(name.removeprefix(STORY)) in members, count, -number, name)
            for number, members in enumerate(groups)
            for name, count in Counter(self._story_of[m] for m in members if self._story_of[m]).items()
        ]
        named: dict[int, str] = {}
        for _, _, group, name in sorted(claims, reverse=True):
            if -group not in named and name not in named.values():
                named[-group] = name
        for number, members in enumerate(groups):
            if number not in named:
                named[number] = self._new_name(members, set(named.values()))
        return [named[number] for number in range(len(groups))]

    def _new_name(self, members: Sequence[int], given: Collection[str]) -> str:
        """An id after the first report that no other story is named after."""
        names = [story_id(self._reports[member].id) for member in members]
        numbered = (f"{names[0]}+{n}" for n in itertools.count(2))
        free = itertools.chain(names, numbered)
        return next(name for name in free if not any(name in used for used in (self._members, self._taken, given)))

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
