"""Answers cut to what a model's context can hold: figures whole, lists in parts, quotations short but with offsets
into the whole text, so that each can be looked up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..answers import Agreement, Comparison, StoryAnswer, independent_origins
from ..records import Answer, Change, Derivation, Disagreement, Passage, Report, Support
from .naming import shift_in_words

# Entries of one list and letters of one quotation: a story comes to some 15,000 letters at most (4,000 tokens).
MOST_ENTRIES, MOST_LETTERS = 20, 240


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a report at text[start:end]; cut after MOST_LETTERS, `end` is that of the whole."""

    report: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class BriefReport:
    """A report in a line."""

    id: str
    outlet: str
    title: str
    published: str
    url: str
    because: str = ""  # why it belongs to its story


@dataclass(frozen=True, slots=True)
class BriefOrigin:
    """An independent origin, and the reports that carry it."""

    name: str
    seen: bool
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BriefDerivation:
    """Child took text from parent; the strongest reasons first."""

    child: str
    parent: str
    kind: str
    share: float
    probability: float
    because: tuple[str, ...]
    instead: tuple[str, ...] = ()  # other reports that may be the parent, with how likely


@dataclass(frozen=True, slots=True)
class BriefFact:
    """A fact that is stated differently, or alike by independent accounts."""

    fact: str
    nature: str  # "conflict", "update", "agreed"
    stated: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class BriefStory:
    """One story."""

    id: str
    title: str
    event_date: str
    says: str
    reports: int
    independent: int
    origins: tuple[BriefOrigin, ...]
    members: tuple[BriefReport, ...]
    derivations: tuple[BriefDerivation, ...]
    disagreements: tuple[BriefFact, ...]
    agreements: tuple[BriefFact, ...]
    shifts: tuple[str, ...]  # stories that were joined to it or parted from it, the latest first
    notes: tuple[str, ...]
    left_out: str = ""  # what was too much, and how to ask for it


@dataclass(frozen=True, slots=True)
class BriefPassage:
    """What two reports share."""

    kind: str
    a: Quoted
    b: Quoted


@dataclass(frozen=True, slots=True)
class BriefChange:
    """How b altered what it shares with a."""

    kind: str
    says: str
    a: Quoted
    b: Quoted


@dataclass(frozen=True, slots=True)
class BriefComparison:
    """Two reports side by side."""

    a: BriefReport
    b: BriefReport
    relation: str
    via: str
    probability: float
    passages: tuple[BriefPassage, ...]
    changes: tuple[BriefChange, ...]
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class BriefSupport:
    """A sentence that bears on a claim, and why."""

    sentence: Quoted
    reason: str


@dataclass(frozen=True, slots=True)
class BriefAnswer:
    """Whether a claim stands."""

    claim: str
    verdict: str
    independent: int
    says: str
    supporting: tuple[BriefSupport, ...]
    altered: tuple[BriefSupport, ...]
    contradicting: tuple[BriefSupport, ...]
    left_out: str = ""


def quoted(report: Report, start: int, end: int) -> Quoted:
    """The words of a span, cut where they are long."""
    return Quoted(report.id, start, end, cut(report.text[start:end]))


def cut(words: str, letters: int = MOST_LETTERS) -> str:
    """The beginning of words that may be endless."""
    return words if len(words) <= letters else words[: letters - 1] + "…"


def brief_report(report: Report, because: str = "") -> BriefReport:
    """A report without its text."""
    published = str(report.published or "")
    return BriefReport(
        report.id, cut(report.outlet, 80), cut(report.title, 160), published, cut(report.url), cut(because, 120)
    )


def brief_story(answer: StoryAnswer) -> BriefStory:
    """A story without its texts and passages."""
    lineage, reports = answer.lineage, {r.id: r for r in answer.story.reports}
    lists = (answer.story.reports, lineage.derivations, answer.disagreements)
    return BriefStory(
        id=answer.story.id,
        title=cut(answer.story.title),
        event_date=str(answer.story.event_date or ""),
        says=cut(answer.says, 1_000),
        reports=len(reports),
        independent=lineage.independent,
        origins=tuple(
            BriefOrigin(cut(o.name, 80), o.seen, o.reports[:MOST_ENTRIES])
            for o in independent_origins(lineage)[:MOST_ENTRIES]
        ),
        members=tuple(brief_report(r, answer.story.reasons.get(r.id, "")) for r in answer.story.reports[:MOST_ENTRIES]),
        derivations=tuple(_derivation(d) for d in lineage.derivations[:MOST_ENTRIES]),
        disagreements=tuple(_fact(d, d.nature, reports) for d in answer.disagreements[:MOST_ENTRIES]),
        agreements=tuple(_fact(a, "agreed", reports) for a in answer.agreements[:MOST_ENTRIES]),
        shifts=tuple(cut(shift_in_words(s, {})) for s in answer.history if s.kind in ("merged", "split"))[
            :MOST_ENTRIES
        ],
        notes=tuple(cut(note) for note in lineage.notes[:MOST_ENTRIES]),
        left_out=_left_out(lists, "compare_reports shows two reports whole"),
    )


def _derivation(derivation: Derivation) -> BriefDerivation:
    reasons = sorted(derivation.evidence, key=lambda e: -abs(e.strength))[:3]
    return BriefDerivation(
        derivation.child,
        derivation.parent,
        derivation.kind,
        round(derivation.share, 3),
        round(derivation.probability, 3),
        tuple(cut(e.detail, 120) for e in reasons),
        tuple(f"{cut(a.parent, 80)} ({a.probability:.2f})" for a in derivation.alternatives),
    )


def _fact(fact: Disagreement | Agreement, nature: str, reports: dict[str, Report]) -> BriefFact:
    spans = [(reports[name], span) for name, span in fact.spans.items() if name in reports]
    stated = tuple(quoted(report, span.start, span.end) for report, span in spans[:MOST_ENTRIES])
    return BriefFact(cut(fact.fact, 80), nature, stated)


def brief_comparison(compared: Comparison, *, offset: int = 0) -> BriefComparison:
    """Two reports: passages and changes from `offset` on."""
    relation = compared.relation
    rows = slice(offset, offset + MOST_ENTRIES)
    lists = (compared.passages[offset:], compared.changes[offset:])
    return BriefComparison(
        a=brief_report(compared.a),
        b=brief_report(compared.b),
        relation=relation.kind if relation else "none",
        via=relation.via if relation else "none",
        probability=round(relation.probability, 3) if relation else 1.0,
        passages=tuple(_passage(compared, p) for p in compared.passages[rows]),
        changes=tuple(_change(compared, c) for c in compared.changes[rows]),
        left_out=_left_out(lists, f"ask again with offset={offset + MOST_ENTRIES}"),
    )


def _passage(compared: Comparison, p: Passage) -> BriefPassage:
    return BriefPassage(p.kind, quoted(compared.a, p.a_start, p.a_end), quoted(compared.b, p.b_start, p.b_end))


def _change(compared: Comparison, c: Change) -> BriefChange:
    sides = quoted(compared.a, c.a_start, c.a_end), quoted(compared.b, c.b_start, c.b_end)
    return BriefChange(c.kind, cut(c.says), *sides)


def brief_answer(answer: Answer) -> BriefAnswer:
    """A verdict with the sentences it rests on."""
    lists = (answer.supporting, answer.altered, answer.contradicting)
    return BriefAnswer(
        cut(answer.claim),
        answer.verdict,
        answer.independent,
        cut(answer.says, 600),
        supporting=_supports(answer.supporting),
        altered=_supports(answer.altered),
        contradicting=_supports(answer.contradicting),
        left_out=_left_out(lists, "name one story to ask"),
    )


def _supports(found: Sequence[Support]) -> tuple[BriefSupport, ...]:
    return tuple(
        BriefSupport(Quoted(s.report, s.start, s.end, cut(s.text)), cut(s.reason)) for s in found[:MOST_ENTRIES]
    )


def _left_out(lists: Sequence[Sequence[object]], advice: str) -> str:
    most = max(map(len, lists))
    return f"lists are cut after {MOST_ENTRIES} of up to {most}: {advice}" if most > MOST_ENTRIES else ""
