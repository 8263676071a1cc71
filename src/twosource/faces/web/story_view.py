"""A story as its page shows it: letters for the origins, a timeline, a matrix of origins against statements."""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...answers import StoryAnswer, independent_origins
from ...records import Derivation, Disagreement, Origin, Report
from ..tree import unseen_name


@dataclass(frozen=True, slots=True)
class Account:
    """An origin with the letter that stands for it all over the page."""

    letter: str
    origin: Origin
    carriers: tuple[Report, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A report in the order of publication: whose account it carries, and what it took from whom."""

    number: int
    report: Report
    letters: str
    first_hand: bool
    parents: tuple[tuple[int, Derivation, str], ...]  # number of the branch, the derivation, the parent's name
    own: float


@dataclass(frozen=True, slots=True)
class Row:
    """A statement, and what each account has for it (in the order of the accounts): words -> reports that say so."""

    disagreement: Disagreement
    cells: tuple[tuple[tuple[str, tuple[str, ...]], ...], ...]


@dataclass(frozen=True, slots=True)
class StoryView:
    """What the page of a story needs beside the answer."""

    accounts: tuple[Account, ...]
    lines: tuple[Line, ...]
    rows: tuple[Row, ...]
    names: Mapping[str, str]
    numbers: Mapping[str, int]


def story_view(answer: StoryAnswer) -> StoryView:
    """Everything of a story in the order and with the marks that its page uses."""
    reports = {report.id: report for report in answer.story.reports}
    accounts = _accounts(answer, reports)
    names = {d.parent: unseen_name(d.parent) for d in answer.lineage.derivations}
    names |= {d.child: unseen_name(d.child) for d in answer.lineage.derivations}
    names |= {o.id: o.name for o in answer.lineage.origins} | {r.id: r.outlet or r.title for r in reports.values()}
    numbers = {name: n for n, name in enumerate(reports, 1)}
    lines = [_line(answer, report, numbers[report.id], accounts, names) for report in reports.values()]
    lines.sort(key=lambda line: _moment(line.report))
    rows = tuple(Row(d, tuple(_cell(d, account, names) for account in accounts)) for d in answer.disagreements)
    return StoryView(accounts, tuple(lines), rows, names, numbers)


def _accounts(answer: StoryAnswer, reports: Mapping[str, Report]) -> tuple[Account, ...]:
    found = independent_origins(answer.lineage)
    letters = [_letter(n) for n in range(len(found))]
    return tuple(
        Account(letter, origin, tuple(reports[r] for r in origin.reports if r in reports))
        for letter, origin in zip(letters, found, strict=True)
    )


def _letter(number: int) -> str:
    """A, B ... Z, A2, B2 ..."""
    again, at = divmod(number, 26)
    return string.ascii_uppercase[at] + (str(again + 1) if again else "")


def _line(
    answer: StoryAnswer, report: Report, number: int, accounts: Sequence[Account], names: Mapping[str, str]
) -> Line:
    branches = enumerate(answer.lineage.derivations, 1)
    parents = [(n, d, names.get(d.parent, d.parent)) for n, d in branches if d.child == report.id]
    return Line(
        number,
        report,
        " ".join(a.letter for a in accounts if report.id in a.origin.reports),
        any(a.origin.id == report.id for a in accounts),
        tuple(sorted(parents, key=lambda p: -p[1].share)),
        answer.lineage.own.get(report.id, 1.0),
    )


def _moment(report: Report) -> tuple[bool, str, str]:
    span = report.published_span
    return (span is None, span[0].isoformat() if span else "", report.id)


def _cell(
    disagreement: Disagreement, account: Account, names: Mapping[str, str]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    saying: dict[str, list[str]] = {}
    for report in account.origin.reports:
        if report in disagreement.values:
            saying.setdefault(disagreement.values[report], []).append(names.get(report, report))
    return tuple((words, tuple(who)) for words, who in saying.items())
