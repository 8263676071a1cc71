"""Answers in a terminal: tables, the family tree, two reports side by side. Text from outside is never markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from ..answers import Agreement, Comparison, StoryAnswer, StoryLine, independent_origins
from ..records import Answer, Change, Derivation, Passage, Report, Support
from .changed import changed
from .moments import day_in_words
from .naming import agreed, all_names, alternatives, by_value, in_words, relation_in_words, report_names, shift_in_words

STYLES = {"verbatim": "red", "edited": "yellow", "reworded": "magenta", "translated": "blue", "quoted": "dim"}
# Control characters could move the cursor or turn the writing around; a terminal is shown this instead.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
PASSAGE_LETTERS = 320
REASONS, REASON_LETTERS = 1, 140  # under each branch; --json and --html have all
SHOWN = 12  # changes and disagreements before "... and more"


def plain(words: str, style: str = "") -> Text:
    """Text from outside, made harmless for a terminal."""
    return Text(_CONTROL.sub("\ufffd", words), style=style)


def story_table(lines: Iterable[StoryLine]) -> Table:
    """All stories: how many reports, how many origins."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for head in ("story", "event", "reports", "origins", "title"):
        table.add_column(head, justify="right" if head in ("reports", "origins") else "left")
    for line in lines:
        figures = (str(line.reports), str(line.independent))
        table.add_row(line.id[:12], str(line.event_date or "?"), *figures, plain(line.title))
    return table


def story_tree(answer: StoryAnswer) -> Tree:
    """The family tree; a report that draws on two stands under the first and is named under the second."""
    reports = {report.id: report for report in answer.story.reports}
    root = Tree(Text(f"{len(reports)} reports, {answer.lineage.independent} independent", style="bold"))
    children: dict[str, list[Derivation]] = {}
    for derivation in answer.lineage.derivations:
        children.setdefault(derivation.parent, []).append(derivation)
    shown: set[str] = set()
    derived = {derivation.child for derivation in answer.lineage.derivations}
    counted = {origin.id for origin in independent_origins(answer.lineage)}
    names = {origin.id: origin.name for origin in answer.lineage.origins}
    tops = [*(o.id for o in answer.lineage.origins), *(d.parent for d in answer.lineage.derivations), *reports]
    for top in dict.fromkeys(t for t in tops if t not in derived):
        mark = "●" if top in counted else "○"
        label = _label(top, names.get(top, ""), reports.get(top))
        _grow(root.add(Text(f"{mark} ", style="green") + label), top, children, reports, shown)
    return root


def _label(name: str, origin: str, report: Report | None) -> Text:
    if report is None:
        return plain(origin or name, "bold italic") + Text(" (not among the pages)", style="dim")
    when = f"  {day_in_words(report.published)}" if report.published else ""
    return plain(report.outlet or report.title[:40] or name, "bold") + plain(f"  {name}{when}", "dim")


def _grow(
    branch: Tree, parent: str, children: dict[str, list[Derivation]], reports: dict[str, Report], shown: set[str]
) -> None:
    for d in sorted(children.get(parent, []), key=lambda d: -d.share):
        sure = Text(f"  {d.probability:.0%} sure", style="dim")
        words = Text(f"  {d.kind} {d.share:.0%}", style=STYLES[d.kind]) + sure
        node = branch.add(_label(d.child, "", reports.get(d.child)) + words)
        for evidence in d.evidence[:REASONS]:
            node.add(plain(_short(evidence.detail, REASON_LETTERS), "dim"))
        if d.alternatives:
            node.add(plain(alternatives(d, report_names(reports.values())), "dim"))
        if d.child not in shown:
            shown.add(d.child)
            _grow(node, d.child, children, reports, shown)


def story_answer(console: Console, answer: StoryAnswer) -> None:
    """The whole answer about one story."""
    console.print(plain(answer.story.title or "Untitled story", "bold"))
    console.print(plain(answer.says))
    for note in answer.lineage.notes:
        console.print(plain(note, "dim"))
    console.print()
    console.print(story_tree(answer))
    names = all_names(answer.lineage, answer.story.reports)
    told = [_change(change, names) for _, changes in changed(answer) for change in changes]
    _section(console, "What copies changed", [plain(words) for words in told[:SHOWN]], len(told))
    facts = [plain(_fact(d.fact, d.nature, d.values, names)) for d in answer.disagreements]
    _section(console, "Where accounts disagree", facts[:SHOWN], len(facts))
    alike = [plain(_agreed(a, names)) for a in answer.agreements]
    _section(console, "What independent accounts agree on", alike[:SHOWN], len(alike))
    grown = [plain(shift_in_words(s, names)) for s in answer.history if s.kind in ("merged", "split")]
    _section(console, "Stories joined and parted", grown[:SHOWN], len(grown))


def _section(console: Console, title: str, rows: Sequence[RenderableType], count: int) -> None:
    if not rows:
        return
    console.print()
    console.print(Text(title, style="bold"))
    for row in rows:
        console.print("  ", row)
    if count > len(rows):
        console.print(Text(f"  ... and {count - len(rows)} more: --json or --html shows all", style="dim"))


def _fact(fact: str, nature: str, values: Mapping[str, str], names: Mapping[str, str]) -> str:
    sides = [f"{value} ({', '.join(who)})" for value, who in by_value(values, names).items()]
    return f"{in_words(fact, names)} ({nature}): " + " | ".join(sides)


def _agreed(agreement: Agreement, names: Mapping[str, str]) -> str:
    who = ", ".join(names.get(report, report) for report in agreement.values)
    return f"{agreed(agreement)} ({who})"


def _change(change: Change, names: Mapping[str, str]) -> str:
    return f"{change.kind}: {in_words(change.says, names) or f'{change.a_text!r} became {change.b_text!r}'}"


def side_by_side(comparison: Comparison) -> Table:
    """Passages of two reports, one row each."""
    table = Table(show_lines=True, header_style="bold")
    table.add_column("kind", width=10)
    for report in (comparison.a, comparison.b):
        table.add_column(plain(f"{report.outlet} {report.id}".strip()), ratio=1)
    for passage in comparison.passages:
        kind = Text(f"{passage.kind}\n{passage.score:.2f}", style=STYLES[passage.kind])
        table.add_row(kind, *_both(comparison, passage))
    return table


def _both(comparison: Comparison, passage: Passage) -> tuple[Text, Text]:
    a = comparison.a.text[passage.a_start : passage.a_end]
    b = comparison.b.text[passage.b_start : passage.b_end]
    return plain(_short(a)), plain(_short(b))


def _short(words: str, letters: int = PASSAGE_LETTERS) -> str:
    return words if len(words) <= letters else words[: letters - 1] + "…"


def compared(console: Console, comparison: Comparison) -> None:
    """Two reports: how they relate, what they share, what differs."""
    relation = comparison.relation
    sure = f" {relation.probability:.0%} sure." if relation else ""
    console.print(Text(relation_in_words(relation), style="bold") + Text(sure, style="dim"))
    if comparison.passages:
        console.print(side_by_side(comparison))
    names = report_names([comparison.a, comparison.b])
    changes = [plain(_change(change, names)) for change in comparison.changes]
    _section(console, "Changes", changes, len(changes))


def claim_answer(console: Console, answer: Answer, names: Mapping[str, str]) -> None:
    """A verdict, the origins behind it, and the sentences it rests on. `names`: of the reports, by id."""
    console.print(Text(answer.verdict.capitalize(), style="bold") + plain(f". {answer.says}" if answer.says else ""))
    for title, found in (
        ("They say so", answer.supporting),
        ("They say otherwise", answer.contradicting),
        ("They say it differently", answer.altered),
    ):
        _section(console, title, [_supporting(s, names) for s in found], len(found))


def _supporting(support: Support, names: Mapping[str, str]) -> Text:
    who = plain(f"{names.get(support.report, support.report)}: ", "bold")
    return who + plain(support.text) + plain(f"  {support.reason}", "dim")
