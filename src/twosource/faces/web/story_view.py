"""A story as its page shows it: letters for the origins, a timeline, a matrix of origins against statements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...answers import Agreement, Comparison, StoryAnswer, independent_origins
from ...records import Change, Derivation, Disagreement, Origin, Report
from ..changed import changed
from ..moments import appeared
from ..naming import agreed, by_value, in_words, origin_letters
from ..tree import Node, picture, unseen_name

# Changes of one copy that a story's page lists; the rest stands side by side.
CHANGES_SHOWN = 4
# A list that is further set in leaves no room for words.
DEEPEST = 5


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
    """A fact, and what each account has for it (in the order of the accounts): words -> reports that say so."""

    fact: str  # what is disputed; of what is agreed, all that is stated
    nature: str  # "conflict", "update", "agreed"
    cells: tuple[tuple[tuple[str, tuple[str, ...]], ...], ...]


@dataclass(frozen=True, slots=True)
class Twig:
    """A line of the family tree as a list: for small screens, and for whoever listens to it."""

    node: Node
    depth: int
    parents: tuple[tuple[int, Derivation], ...]  # number of the branch and the branch, the one it hangs under first


@dataclass(frozen=True, slots=True)
class Altered:
    """What a copy changed in the text that it took, in sentences of ours; `more`: changes that are not listed."""

    comparison: Comparison
    says: tuple[tuple[str, str], ...]  # kind of the change, the sentence
    more: int


@dataclass(frozen=True, slots=True)
class StoryView:
    """What the page of a story needs beside the answer."""

    accounts: tuple[Account, ...]
    lines: tuple[Line, ...]
    rows: tuple[Row, ...]
    names: Mapping[str, str]
    numbers: Mapping[str, int]
    twigs: tuple[Twig, ...]
    altered: tuple[Altered, ...]


def story_view(answer: StoryAnswer) -> StoryView:
    """Everything of a story in the order and with the marks that its page uses."""
    reports = {report.id: report for report in answer.story.reports}
    accounts = _accounts(answer, reports)
    names = {d.parent: unseen_name(d.parent) for d in answer.lineage.derivations}
    names |= {d.child: unseen_name(d.child) for d in answer.lineage.derivations}
    names |= {o.id: o.name for o in answer.lineage.origins} | {r.id: r.outlet or r.title for r in reports.values()}
    numbers = {name: n for n, name in enumerate(reports, 1)}
    lines = [_line(answer, report, numbers[report.id], accounts, names) for report in reports.values()]
    lines.sort(key=lambda line: appeared(line.report))
    rows = [Row(in_words(d.fact, names), d.nature, _cells(d, accounts, names)) for d in answer.disagreements]
    rows += [Row(agreed(a), "agreed", _cells(a, accounts, names)) for a in answer.agreements]
    return StoryView(
        accounts, tuple(lines), tuple(rows), names, numbers, _twigs(answer, reports), tuple(_altered(answer, names))
    )


def _accounts(answer: StoryAnswer, reports: Mapping[str, Report]) -> tuple[Account, ...]:
    letters = origin_letters(answer.lineage)
    return tuple(
        Account(letters[origin.id], origin, tuple(reports[r] for r in origin.reports if r in reports))
        for origin in independent_origins(answer.lineage)
    )


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


def _twigs(answer: StoryAnswer, reports: Mapping[str, Report]) -> tuple[Twig, ...]:
    numbered = sorted(enumerate(answer.lineage.derivations, 1), key=lambda n: (-n[1].share, n[1].parent))
    parents: dict[str, list[tuple[int, Derivation]]] = {}
    for number, d in numbered:
        parents.setdefault(d.child, []).append((number, d))
    depth: dict[str, int] = {}
    twigs = []
    for node in picture(answer.lineage, reports).nodes.values():  # each after the one that it hangs under
        above = parents.get(node.id, [])
        depth[node.id] = depth[above[0][1].parent] + 1 if above else 0
        twigs.append(Twig(node, min(depth[node.id], DEEPEST), tuple(above)))
    return tuple(twigs)


def _altered(answer: StoryAnswer, names: Mapping[str, str]) -> Iterator[Altered]:
    for compared, changes in changed(answer):
        who = f"{names[compared.b.id]} "
        says = [(c.kind, in_words(_change(c), names).removeprefix(who)) for c in changes[:CHANGES_SHOWN]]
        yield Altered(compared, tuple(says), len(changes) - len(says))


def _change(change: Change) -> str:
    return change.says or f"{change.a_text} → {change.b_text}"


def _cells(
    fact: Disagreement | Agreement, accounts: Sequence[Account], names: Mapping[str, str]
) -> tuple[tuple[tuple[str, tuple[str, ...]], ...], ...]:
    return tuple(_cell(fact, account, names) for account in accounts)


def _cell(
    fact: Disagreement | Agreement, account: Account, names: Mapping[str, str]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    saying = by_value({r: fact.values[r] for r in account.origin.reports if r in fact.values}, names)
    if isinstance(fact, Agreement):  # all say the same, in words that hardly differ: those of the most reports
        saying = {words: [name for who in saying.values() for name in who] for words in list(saying)[:1]}
    return tuple((words, tuple(who)) for words, who in saying.items())
