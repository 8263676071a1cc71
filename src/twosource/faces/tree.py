"""The family tree laid out: origins on the left, each copy to the right of what it copied, a row for each last copy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..records import Derivation, Lineage, Report
from .moments import appeared, day_in_words
from .naming import origin_letters

# Pixels. The gap between columns holds what is written on a branch.
BOX_WIDTH, BOX_HEIGHT, GAP_X, GAP_Y, MARGIN = 238, 44, 160, 12, 10
FAMILY_GAP = 10  # more room between families


@dataclass(frozen=True, slots=True)
class Node:
    """A report or an unseen origin at its place in the picture; in the order of the families, parents first."""

    id: str
    label: str
    detail: str
    letters: str  # of the independent origins whose account it carries
    seen: bool
    origin: bool
    depth: int
    x: float
    y: float


# Pixels to which a page has room for a picture in letters that can be read: a page's 1,072 are three quarters of it.
WIDE = 1_400
# Rows that a screen shows at a time.
TALL = 20


@dataclass(frozen=True, slots=True)
class Picture:
    """Nodes and branches with their places, in pixels."""

    nodes: Mapping[str, Node]
    branches: Sequence[Derivation]
    width: float
    height: float

    @property
    def wide(self) -> bool:
        """Whether it is to be shown at full size and scrolled: made to fit a page, nobody could read it."""
        return self.width > WIDE


@dataclass(frozen=True, slots=True)
class _Family:
    """Who hangs under whom: each child under the parent that it took most from."""

    parents: Mapping[str, Sequence[str]]  # all of them, the one it hangs under first
    children: Mapping[str, Sequence[str]]
    tops: Sequence[str]
    tall: bool  # only a part is seen at a time: origins stand at the top of theirs, copies without copies come first


def picture(lineage: Lineage, reports: Mapping[str, Report]) -> Picture:
    """Lay the tree out."""
    family = _family(lineage, reports)
    order = _order(family)
    depth: dict[str, int] = {}
    for name in order:
        _depth(name, family.parents, depth)
    heights = _heights(family, order)
    letters = origin_letters(lineage)
    names = {origin.id: origin.name for origin in lineage.origins}
    carried = {r: " ".join(letters[o.id] for o in lineage.origins if o.id in letters and r in o.reports) for r in order}
    nodes = {}
    for name in order:
        label, detail = _about(name, names.get(name, ""), reports.get(name))
        nodes[name] = Node(
            name,
            label,
            detail,
            letters=carried[name] or letters.get(name, ""),
            seen=name in lineage.reports or name in reports,
            origin=name in letters,
            depth=depth[name],
            x=MARGIN + depth[name] * (BOX_WIDTH + GAP_X),
            y=heights[name],
        )
    columns = max(depth.values(), default=0) + 1
    bottom = max(heights.values(), default=0) + BOX_HEIGHT + MARGIN
    return Picture(nodes, lineage.derivations, MARGIN * 2 + columns * (BOX_WIDTH + GAP_X) - GAP_X, bottom)


def _family(lineage: Lineage, reports: Mapping[str, Report]) -> _Family:
    parents: dict[str, list[str]] = {}
    for d in sorted(lineage.derivations, key=lambda d: (-d.share, d.parent)):
        parents.setdefault(d.child, []).append(d.parent)
    ends = [end for d in lineage.derivations for end in (d.parent, d.child)]
    everyone = list(dict.fromkeys([*(o.id for o in lineage.origins), *lineage.reports, *ends]))
    children: dict[str, list[str]] = {}
    for name in sorted(parents, key=lambda name: (appeared(reports.get(name)), name)):
        children.setdefault(parents[name][0], []).append(name)
    tall = len(everyone) - len(children) > TALL
    if tall:
        children = {name: sorted(below, key=children.__contains__) for name, below in children.items()}
    return _Family(parents, children, [name for name in everyone if name not in parents], tall)


def _order(family: _Family) -> list[str]:
    """Everyone, each family together and parents first; long chains are walked without recursion."""
    order: list[str] = []
    stack = list(reversed(family.tops))
    while stack:
        order.append(stack.pop())
        stack.extend(reversed(family.children.get(order[-1], ())))
    return order


def _depth(name: str, parents: Mapping[str, Sequence[str]], depth: dict[str, int]) -> int:
    """Longest way down to `name`; the graph has no cycle, and long chains are walked without recursion."""
    stack = [name]
    while stack:
        top = stack[-1]
        waiting = [p for p in parents.get(top, ()) if p not in depth]
        if waiting:
            stack.extend(waiting)
            continue
        depth[top] = max((depth[p] + 1 for p in parents.get(top, ())), default=0)
        stack.pop()
    return depth[name]


def _heights(family: _Family, order: Sequence[str]) -> dict[str, float]:
    """A row for each who has no children; a parent stands in the middle of its children's, in a tall tree on top."""
    heights: dict[str, float] = {}
    tops, y = set(family.tops), float(MARGIN)
    for name in order:
        y += FAMILY_GAP if name in tops and heights else 0
        if not family.children.get(name):
            heights[name] = y
            y += BOX_HEIGHT + GAP_Y
    for name in reversed(order):
        if below := family.children.get(name):
            heights[name] = heights[below[0]] if family.tall else (heights[below[0]] + heights[below[-1]]) / 2
    return heights


def _about(name: str, origin: str, report: Report | None) -> tuple[str, str]:
    """What a box says: its name, and when it appeared."""
    if report is None:
        return origin or unseen_name(name), "not among the pages"
    when = day_in_words(report.published) if report.published else "date not stated"
    return report.outlet or report.title or name, when


def unseen_name(identifier: str) -> str:
    """What to call an original that is not among the pages and that nobody credits."""
    name = identifier.removeprefix("unseen:")
    return "an unseen original" if name.isdecimal() else name
