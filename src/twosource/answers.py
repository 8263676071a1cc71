"""Store -> answers: the one mouth of all the faces. Each public function is one question that a person can ask."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from .copies.alignment import align
from .copies.changes import compare
from .errors import InputError
from .records import Answer, Change, Disagreement, Lineage, Origin, Passage, Relation, Report, Story, Unreadable
from .reports.quotes import quotations
from .store import Store, StoredStory
from .stories.claims import check
from .stories.disagreements import disagreements

# Of a large family of copies each report is shown beside this many nearest relatives; all pairs would be square.
RELATIVES = 4
# Speakers named in the answer's sentence; the page lists all.
SPEAKERS_NAMED = 3


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story at a glance."""

    id: str
    title: str
    event_date: date | None
    reports: int
    independent: int
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two reports side by side."""

    a: Report
    b: Report
    relation: Relation | None  # None: written independently, or not of one story
    passages: tuple[Passage, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class StoryAnswer:
    """All that is known of one story; `says` is the answer in a few sentences."""

    says: str
    story: Story
    lineage: Lineage
    comparisons: tuple[
        Comparison, ...
    ]  # every pair that shares text, or each report's nearest relatives in a large story
    disagreements: tuple[Disagreement, ...]
    speakers: tuple[str, ...]  # primary sources quoted, most often first


def stories(store: Store) -> list[StoryLine]:
    """Every story, newest event first, then the least independent first."""
    lines = [_line(stored) for stored in store.stories()]
    return sorted(lines, key=lambda s: (-(s.event_date or date.min).toordinal(), s.independent / s.reports, s.id))


def _line(stored: StoredStory) -> StoryLine:
    story, lineage = stored.story, stored.lineage
    names = tuple(origin.name for origin in independent_origins(lineage))
    return StoryLine(story.id, story.title, story.event_date, len(story.reports), lineage.independent, names)


def independent_origins(lineage: Lineage) -> tuple[Origin, ...]:
    """The origins that count."""
    return tuple(origin for origin in lineage.origins if not origin.derived)


def story(store: Store, story_id: str = "") -> StoryAnswer:
    """One story by its id, or the beginning of it; with no id, the only story of the store."""
    stored = _found(store.stories(), story_id)
    reports = {report.id: report for report in stored.story.reports}
    pairs = _pairs_to_show(stored.lineage)
    compared = tuple(_comparison(reports[a], reports[b], stored.lineage) for a, b in pairs)
    differing = tuple(disagreements(stored.story.reports, lineage=stored.lineage))
    speakers = _speakers(stored.story.reports)
    says = _says(stored, compared, differing, speakers)
    return StoryAnswer(says, stored.story, stored.lineage, compared, differing, speakers)


def _found(kept: Sequence[StoredStory], story_id: str) -> StoredStory:
    hits = [s for s in kept if s.story.id == story_id] or [s for s in kept if s.story.id.startswith(story_id)]
    if len(hits) == 1:
        return hits[0]
    if not kept:
        raise InputError("the store has no stories yet: run 'twosource read PATH' first")
    problem = f"no story {story_id!r}" if not hits else f"{len(hits)} stories begin with {story_id!r}"
    raise InputError(f"{problem}: 'twosource stories' lists their ids")


def _pairs_to_show(lineage: Lineage) -> list[tuple[str, str]]:
    """Pairs that share text, parent first where the direction is known; capped at RELATIVES for each report."""
    directed = {(d.parent, d.child) for d in lineage.derivations}
    shown: list[tuple[str, str]] = []
    count = dict.fromkeys(lineage.reports, 0)
    for relation in sorted(lineage.relations, key=lambda r: (r.kind != "same", -r.probability, r.a, r.b)):
        a, b = relation.a, relation.b
        if relation.kind == "none" or min(count[a], count[b]) >= RELATIVES:
            continue
        shown.append((b, a) if (b, a) in directed else (a, b))
        count[a] += 1
        count[b] += 1
    return shown


def _comparison(a: Report, b: Report, lineage: Lineage | None) -> Comparison:
    passages = tuple(align(a, b))
    changes = tuple(compare(a, b, passages=passages))
    pair = (min(a.id, b.id), max(a.id, b.id))
    relation = next((r for r in lineage.relations if (r.a, r.b) == pair), None) if lineage else None
    return Comparison(a, b, relation, passages, changes)


def comparison(store: Store, a: str, b: str) -> Comparison:
    """Two reports by id (or the beginning of one): what they share and what differs."""
    one, two = _report(store, a), _report(store, b)
    lineage = next((s.lineage for s in store.stories() if {one.id, two.id} <= set(s.lineage.reports)), None)
    return _comparison(one, two, lineage)


def _report(store: Store, name: str) -> Report:
    reports = list(store.reports([name])) or [r for r in store.reports() if r.id.startswith(name) or r.url == name]
    if len(reports) == 1:
        return reports[0]
    problem = f"no report {name!r}" if not reports else f"{len(reports)} reports begin with {name!r}"
    raise InputError(f"{problem}: 'twosource story' lists the ids of a story's reports")


def checked(store: Store, claim: str, story_id: str = "") -> Answer:
    """Whether a claim stands: in one story, or in the story whose reports speak of it most."""
    kept = store.stories()
    if not kept:
        raise InputError("the store has no stories yet: run 'twosource read PATH' first")
    asked = [_found(kept, story_id)] if story_id else kept
    answers = [check(claim, stored.story.reports, lineage=stored.lineage) for stored in asked]
    order = ("supported", "contradicted", "altered", "not found")
    return min(answers, key=lambda a: (order.index(a.verdict), -a.independent))


def refusals(store: Store) -> list[Unreadable]:
    """What could not be read, and why."""
    return store.refusals()


def _speakers(reports: Iterable[Report]) -> tuple[str, ...]:
    """Who is quoted, by the number of reports that quote them; a surname alone counts for the full name."""
    quoting: dict[str, set[str]] = {}
    for report in reports:
        for quotation in quotations(report.text, report.language):
            if quotation.speaker:
                quoting.setdefault(quotation.speaker, set()).add(report.id)
    for short, full in combinations(sorted(quoting, key=len), 2):
        if short in quoting and full.split()[-1:] == short.split()[-1:]:
            quoting[full] |= quoting.pop(short)
    return tuple(sorted(quoting, key=lambda name: (-len(quoting[name]), name)))


def _says(
    stored: StoredStory, compared: Sequence[Comparison], differing: Sequence[Disagreement], speakers: Sequence[str]
) -> str:
    """The answer in words."""
    lineage = stored.lineage
    count, pages = lineage.independent, len(stored.story.reports)
    named = ", ".join(f"{o.name}{'' if o.seen else ' (unseen)'}" for o in independent_origins(lineage))
    parts = [f"{_of(pages, 'report')}, {_of(count, 'independent origin')}: {named}."]
    if speakers:
        parts.append(f"Quoted: {', '.join(speakers[:SPEAKERS_NAMED])}.")
    altered = sum(bool(c.changes) for c in compared)
    if altered:
        parts.append(f"{_of(altered, 'pair')} of copies differ in what they state.")
    if differing:
        parts.append(f"{_of(len(differing), 'fact')} stated differently.")
    return " ".join(parts)


def _of(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
