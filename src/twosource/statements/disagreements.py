"""Where reports of one story state a fact differently: what, who says which, and whether both can be right.

Statements of two reports are held against each other kind by kind (`contrasts`); what differs is then gathered over all
the reports of the story. Copies are collapsed first: reports of different origins are compared, and of one origin only
a copy with what it was taken from, for what it brought up to date. What else a copy altered is a change, no account.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from types import MappingProxyType

from ..lineages.lineage import trace
from ..records import Disagreement, Lineage, Nature, Report, Span
from .case_contrasts import contrasts
from .contrasts import Contrast
from .outcomes import WEAK
from .stated import Stated, stated

_SAME_FACT = 2  # reports in which two disagreements point at one place
# The gravest first: what a correction would be printed for.
_GRAVITY = ("number", "outcome", "age", "name", "time", "place", "other")


def disagreements(reports: Sequence[Report], *, lineage: Lineage | None = None) -> list[Disagreement]:
    """What the reports state differently, the most grave first. `lineage`: theirs, traced where not given."""
    by_id = {r.id: r for r in reports}
    known = trace(list(by_id.values())) if lineage is None else lineage
    found: dict[tuple[str, str], list[Contrast]] = defaultdict(list)
    copied = _copied(known)
    for a, b in combinations(by_id.values(), 2):
        one_origin = _one_origin(known, a.id, b.id)
        if one_origin and frozenset((a.id, b.id)) not in copied:
            continue
        for contrast in contrasts(a, b):
            if not one_origin or contrast.nature == "update":
                found[contrast.kind, contrast.fact].append(contrast)
    gathered = [_gathered(kind, fact, group, by_id) for (kind, fact), group in found.items()]
    return sorted(_once(gathered), key=lambda d: (_GRAVITY.index(d.kind), d.nature, -len(d.values), d.fact))


def _once(gathered: Sequence[Disagreement]) -> list[Disagreement]:
    """Each fact once: of two of a kind that point at the same places in two reports, the one that says more."""
    kept: list[Disagreement] = []
    for one in sorted(gathered, key=lambda d: (-len(d.values), d.kind, d.fact)):
        if not any(one.kind == other.kind and _places_in_common(one, other) >= _SAME_FACT for other in kept):
            kept.append(one)
    return kept


def _places_in_common(one: Disagreement, other: Disagreement) -> int:
    return sum(other.spans.get(name) == span for name, span in one.spans.items())


def _one_origin(lineage: Lineage, a: str, b: str) -> bool:
    return a in lineage.reports and b in lineage.reports and lineage.relation(a, b) == "same"


def _copied(known: Lineage) -> frozenset[frozenset[str]]:
    """Pairs of a copy and what it was taken from: as many as there are copies. Where the original is unseen, each of
    its copies with the next."""
    return frozenset(frozenset(pair) for pair in _steps(known))


def _steps(known: Lineage) -> Iterator[tuple[str, str]]:
    last: dict[str, str] = {}
    for d in known.derivations:
        yield d.parent, d.child
        if d.parent not in known.reports and d.parent in last:
            yield last[d.parent], d.child
        last[d.parent] = d.child


def _gathered(kind: str, fact: str, group: Sequence[Contrast], reports: dict[str, Report]) -> Disagreement:
    """One disagreement from the pairs that differ; reports that side with one of them are named too."""
    sides: dict[str, Stated] = {}
    for contrast in sorted(group, key=lambda c: -c.weight):
        for side in (contrast.a, contrast.b):
            sides.setdefault(side.report, side)
    for report in reports.values():
        if report.id not in sides and (same := _sides_with(report, list(sides.values()))):
            sides[report.id] = same
    values = {name: reports[name].text[s.start : s.end] for name, s in sides.items()}
    nature: Nature = "update" if sum(c.nature == "update" for c in group) * 2 > len(group) else "conflict"
    return Disagreement(
        kind,
        nature,
        fact,
        MappingProxyType(values),
        MappingProxyType({name: Span(s.start, s.end) for name, s in sides.items()}),
        _says(fact, values, nature),
    )


def _sides_with(report: Report, sides: Sequence[Stated]) -> Stated | None:
    """What this report states of the same, where its value is that of one of the sides."""
    for statement in stated(report):
        if statement.kind == "suspect" and WEAK.fullmatch(statement.words):
            continue
        for side in sides:
            if (statement.kind, statement.about, statement.value) == (side.kind, side.about, side.value):
                return statement
    return None


def _says(fact: str, values: dict[str, str], nature: Nature) -> str:
    told: dict[str, list[str]] = defaultdict(list)
    for name, value in values.items():
        told[value].append(name)
    sides = "; ".join(f"{', '.join(sorted(names))}: '{value}'" for value, names in told.items())
    return f"{fact}: {sides}" + (" (the later report knows more)" if nature == "update" else "")
