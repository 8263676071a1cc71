"""One story told whole: the answer in words, the lineage, what copies changed, where accounts disagree, who is
quoted. What is dear to work out is kept in the store, by what it rests on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import msgspec

from ..copies.aligned import AlignedPairs
from ..copies.vectors import default_encoder
from ..errors import InputError, UnknownNameError
from ..inference import aligned_pairs
from ..records import Change, Disagreement, Lineage, Origin, Passage, Report, Story
from ..reports.quotes import quotations
from ..reports.speakers import same_speaker
from ..statements.disagreements import disagreements
from ..store import Store, StoredStory
from ..stories.online import Shift
from .agreeing import Agreement, agreements
from .comparing import Comparison, compared, relation
from .listing import report

# Of a large family of copies each report is shown beside this many nearest relatives; all pairs would be square.
RELATIVES = 4
# Speakers named in the answer's sentence; the page lists all.
SPEAKERS_NAMED = 3
# Facts stated differently that the sentence names; the page lists all.
FACTS_NAMED = 2
# A longer one is a description, no name to print in a sentence.
SPEAKER_WORDS = 6
# Words of sentences, not of names: anywhere, and where a name would begin.
_PRONOUNS = frozenset(["he", "she", "they", "it", "we", "i", "you", "who", "which", "nobody", "everybody", "somebody"])
_BEFORE_NAMES = frozenset(
    [
        *("of", "both", "all", "some", "in", "on", "at", "by", "for", "from", "to", "with"),
        *("but", "and", "or", "if", "as", "not", "that", "this", "these"),
    ]
)
# The form of what is kept of a worked-out story: raised when its records or what makes them change.
FORM = "5"


@dataclass(frozen=True, slots=True)
class StoryAnswer:
    """All that is known of one story; `says` is the answer in a few sentences."""

    says: str
    story: Story
    lineage: Lineage
    comparisons: tuple[Comparison, ...]  # pairs that share text; in a large story each report's nearest relatives
    disagreements: tuple[Disagreement, ...]
    speakers: tuple[str, ...]  # primary sources quoted, most often first
    agreements: tuple[Agreement, ...] = ()  # what independent accounts state alike, the most telling facts
    history: tuple[Shift, ...] = ()  # what came into the story, joined it or left it, and why; the latest first


@dataclass(frozen=True, slots=True)
class _Pair:
    """A comparison without what the story has already."""

    a: str
    b: str
    passages: tuple[Passage, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class _Worked:
    """What is dear to work out of a story."""

    pairs: tuple[_Pair, ...]
    disagreements: tuple[Disagreement, ...]
    speakers: tuple[str, ...]
    agreements: tuple[Agreement, ...]


def independent_origins(lineage: Lineage) -> tuple[Origin, ...]:
    """The origins that count."""
    return tuple(origin for origin in lineage.origins if not origin.derived)


def story(store: Store, story_id: str = "") -> StoryAnswer:
    """One story by its id, or the beginning of it; with no id, the only story of the store."""
    stored = found(store, story_id)
    worked = worked_out(store, stored)
    reports = {report.id: report for report in stored.story.reports}
    pairs = tuple(
        Comparison(reports[p.a], reports[p.b], relation(p.a, p.b, stored.lineage), p.passages, p.changes)
        for p in worked.pairs
    )
    says = _says(stored, pairs, worked)
    more = (worked.disagreements, worked.speakers, worked.agreements, tuple(store.rounds.shifts(stored.story.id)))
    return StoryAnswer(says, stored.story, stored.lineage, pairs, *more)


def comparison(store: Store, a: str, b: str) -> Comparison:
    """Two reports by id (or the beginning of one): what they share and what differs."""
    one, two = report(store, a), report(store, b)
    if one.id == two.id:
        raise InputError(f"{a!r} and {b!r} are one report: name two different ones")
    stored = next((s for s in store.stories_of(one.id) if two.id in s.lineage.reports), None)
    kept = worked_out(store, stored).pairs if stored else ()
    taken = tuple(d for d in stored.lineage.derivations if {d.parent, d.child} == {one.id, two.id}) if stored else ()
    for pair in kept:
        if (pair.a, pair.b) == (one.id, two.id) and stored:
            return Comparison(one, two, relation(one.id, two.id, stored.lineage), pair.passages, pair.changes, taken)
    known = aligned_pairs(store, (one, two), default_encoder()).between(one.id, two.id)
    return replace(compared(one, two, stored.lineage if stored else None, known), taken=taken)


def story_of(store: Store, report_id: str) -> str:
    """The id of the story that a report is in; "" where it is in none."""
    return next((stored.story.id for stored in store.stories_of(report_id)), "")


def found(store: Store, story_id: str) -> StoredStory:
    """The stored story of this id, or of its beginning."""
    hits = store.stories_named(story_id) or store.stories_named(f"story:{story_id}")
    if len(hits) == 1:
        return hits[0]
    if not hits and not store.story_lines(limit=1)[0]:
        raise UnknownNameError("the store has no stories yet: read some pages first")
    problem = f"no story {story_id!r}" if not hits else f"{len(hits)} stories begin with {story_id!r}"
    raise UnknownNameError(f"{problem}: the list of stories has their ids")


def worked_out(store: Store, stored: StoredStory) -> _Worked:
    """What the store keeps of this story's working out; worked out and kept where it keeps nothing yet."""
    kept = store.worked.get(stored.basis, FORM)
    if kept is not None:
        return msgspec.json.decode(kept, type=_Worked)
    aligned = aligned_pairs(store, stored.story.reports, default_encoder())
    worked = _work_out(stored, aligned)
    store.worked.put(stored.basis, FORM, msgspec.json.encode(worked, enc_hook=dict))
    return worked


def _work_out(stored: StoredStory, aligned: AlignedPairs) -> _Worked:
    reports = {report.id: report for report in stored.story.reports}
    shown = _pairs_to_show(stored.lineage)
    both = [compared(reports[a], reports[b], stored.lineage, aligned.between(a, b)) for a, b in shown]
    disputed = tuple(disagreements(stored.story.reports, lineage=stored.lineage))
    return _Worked(
        tuple(_Pair(c.a.id, c.b.id, c.passages, c.changes) for c in both),
        disputed,
        _speakers(stored.story.reports),
        agreements(stored.story.reports, stored.lineage, disputed),
    )


def _pairs_to_show(lineage: Lineage) -> list[tuple[str, str]]:
    """Pairs that share text, parent first where the direction is known; capped at RELATIVES for each report."""
    directed = {(d.parent, d.child) for d in lineage.derivations}
    shown: list[tuple[str, str]] = []
    count = dict.fromkeys(lineage.reports, 0)
    for pair in sorted(lineage.relations, key=lambda r: (r.kind != "same", -r.probability, r.a, r.b)):
        a, b = pair.a, pair.b
        if pair.kind == "none" or min(count[a], count[b]) >= RELATIVES:
            continue
        shown.append((b, a) if (b, a) in directed else (a, b))
        count[a] += 1
        count[b] += 1
    return shown


def _speakers(reports: Iterable[Report]) -> tuple[str, ...]:
    """Who is quoted, by the number of reports that quote them; a surname alone counts for the full name."""
    quoting: dict[str, set[str]] = {}
    for one in reports:
        for quotation in quotations(one.text, one.language):
            speaker = quotation.speaker.partition(",")[0].strip()
            if _is_name(speaker):
                quoting.setdefault(speaker, set()).add(one.id)
    for short, full in combinations(sorted(quoting, key=len), 2):
        if short in quoting and same_speaker(short, full):
            quoting[full] |= quoting.pop(short)
    return tuple(sorted(quoting, key=lambda name: (-len(quoting[name]), name)))


def _is_name(speaker: str) -> bool:
    """Whether a speaker can be printed as a name: short, ending in a word that is no ordinary lower-case one, with no
    word that only a sentence has ("Of China", "he and Xi")."""
    words = speaker.split()
    if not words or len(words) > SPEAKER_WORDS or words[0].casefold() in _BEFORE_NAMES:
        return False
    pronoun = any(word.casefold() in _PRONOUNS for word in words)
    return not pronoun and words[-1][0].isalpha() and not words[-1].islower()


def _says(stored: StoredStory, pairs: Sequence[Comparison], worked: _Worked) -> str:
    """The answer in words: how many origins and which, what the others are, who is quoted, what differs."""
    parts = [_figures(stored)]
    if worked.speakers:
        parts.append(f"Quoted: {', '.join(worked.speakers[:SPEAKERS_NAMED])}.")
    parts += _altered(stored.lineage, [c for c in pairs if any(_told(change) for change in c.changes)])
    for nature, words in (("conflict", "Accounts conflict on"), ("update", "Later accounts know more on")):
        if facts := [d.fact for d in worked.disagreements if d.nature == nature]:
            more = f" and {_of(len(facts) - FACTS_NAMED, 'other fact')}" if len(facts) > FACTS_NAMED else ""
            parts.append(f"{words}: {', '.join(facts[:FACTS_NAMED])}{more}.")
    return " ".join(parts)


def _altered(lineage: Lineage, differing: Sequence[Comparison]) -> Iterator[str]:
    taken = {(d.parent, d.child) for d in lineage.derivations}
    altering = {c.b.id for c in differing if (c.a.id, c.b.id) in taken}
    if altering:
        took = "it took" if len(altering) == 1 else "they took"
        yield f"{_of(len(altering), 'copy')} changed something in what {took}."
    elif differing:
        yield "Reports that share text differ in it."


def _told(change: Change) -> bool:
    return change.kind not in ("cut", "added")


def _figures(stored: StoredStory) -> str:
    counted = independent_origins(stored.lineage)
    pages, count = len(stored.story.reports), stored.lineage.independent
    named = ", ".join(f"{o.name or 'an unnamed outlet'}{'' if o.seen else ' (not among the pages)'}" for o in counted)
    figures = f"{_of(pages, 'report')}, {_of(count, 'independent origin')}{f': {named}' if named else ''}."
    others = pages - sum(o.seen for o in counted)
    if pages < 2:
        return figures
    if not others:
        return f"{figures} None of them copies another."
    rest = "The other one copies or repeats" if others == 1 else f"The other {others} copy or repeat"
    return f"{figures} {rest if others < pages else f'All {pages} copy or repeat'} {_them(counted)}."


def _them(what: Collection[object]) -> str:
    return "it" if len(what) == 1 else "them"


def _of(count: int, noun: str) -> str:
    return f"{count} {noun if count == 1 else f'{noun[:-1]}ies' if noun.endswith('y') else f'{noun}s'}"
