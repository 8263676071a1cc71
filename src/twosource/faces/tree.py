"""The family tree: a layout in layers, drawn as SVG. Origins on top, each copy below what it copied."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape as escape_html

from ..records import Derivation, Lineage, Report
from .harmless import harmless, short

# Pixels.
BOX_WIDTH, BOX_HEIGHT, GAP_X, GAP_Y, MARGIN = 178, 52, 22, 84, 16
LABEL_AT = 0.68  # of the way down a branch
LETTERS = 22  # that fit in a box at the font size below
LABEL_LETTERS = 1_000  # of what a label tells when it is pointed at

COLOURS = {  # kind of the passages -> branch colour; the page's marks use the same
    "verbatim": "#b3261e",
    "edited": "#b85c00",
    "reworded": "#7b3fa0",
    "translated": "#0b57d0",
    "quoted": "#5f6368",
}


@dataclass(frozen=True, slots=True)
class Node:
    """A report or an unseen origin at its place in the picture."""

    id: str
    label: str
    detail: str
    seen: bool
    origin: bool
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Picture:
    """Nodes and branches with their places, in pixels."""

    nodes: Mapping[str, Node]
    branches: Sequence[Derivation]
    width: float
    height: float


def layers(lineage: Lineage) -> list[list[str]]:
    """Ids in rows: a node stands below all it derives from. Rows keep families together, so few branches cross."""
    parents: dict[str, list[str]] = {}
    for derivation in lineage.derivations:
        parents.setdefault(derivation.child, []).append(derivation.parent)
    ends = [end for d in lineage.derivations for end in (d.parent, d.child)]
    ids = [*(o.id for o in lineage.origins), *lineage.reports, *ends]
    depth: dict[str, int] = {}
    for name in dict.fromkeys(ids):
        _depth(name, parents, depth)
    rows: list[list[str]] = [[] for _ in range(max(depth.values(), default=0) + 1)]
    for name in depth:
        rows[depth[name]].append(name)
    for above, row in itertools.pairwise(rows):
        places = {name: i for i, name in enumerate(above)}
        row.sort(key=lambda name: (min((places.get(p, 0) for p in parents.get(name, [])), default=0), name))
    return rows


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


def picture(lineage: Lineage, reports: Mapping[str, Report]) -> Picture:
    """Lay the tree out."""
    rows = layers(lineage)
    widest = max((len(row) for row in rows), default=1)
    width = MARGIN * 2 + widest * (BOX_WIDTH + GAP_X) - GAP_X
    names = {origin.id: origin.name for origin in lineage.origins}
    nodes: dict[str, Node] = {}
    for depth, row in enumerate(rows):
        left = (width - len(row) * (BOX_WIDTH + GAP_X) + GAP_X) / 2
        for i, name in enumerate(row):
            x, y = left + i * (BOX_WIDTH + GAP_X), MARGIN + depth * (BOX_HEIGHT + GAP_Y)
            nodes[name] = _node(name, names.get(name), reports.get(name), x, y)
    return Picture(nodes, lineage.derivations, width, MARGIN * 2 + len(rows) * (BOX_HEIGHT + GAP_Y) - GAP_Y)


def _node(name: str, origin: str | None, report: Report | None, x: float, y: float) -> Node:
    if report is None:
        return Node(name, origin or unseen_name(name), "not among the pages", False, True, x, y)
    when = f"{report.published.day} {report.published:%B %Y}" if report.published else "date not stated"
    return Node(name, report.outlet or report.title or name, when, True, origin is not None, x, y)


def unseen_name(identifier: str) -> str:
    """What to call an original that is not among the pages and that nobody credits."""
    name = identifier.removeprefix("unseen:")
    return "an unseen original" if name.isdecimal() else name


def svg(lineage: Lineage, reports: Mapping[str, Report], *, links: bool = False) -> str:
    """The tree as a self-contained SVG; unseen originals dashed, a branch's weight is the share that was taken.

    `links`: a branch leads to "#branch-1" (numbered as the derivations are), a report to "#report-1".
    """
    drawn = picture(lineage, reports)
    places = {name: f"#report-{n}" for n, name in enumerate(reports, 1)} if links else {}
    branches = [_branch(d, drawn.nodes) for d in drawn.branches]
    if links:
        branches = [_linked(drawing, f"#branch-{n}") for n, drawing in enumerate(branches, 1)]
    body = [*branches, *(_linked(_box(n), places.get(n.id, "")) for n in drawn.nodes.values())]
    size = f'width="{drawn.width:.0f}" height="{drawn.height:.0f}" viewBox="0 0 {drawn.width:.0f} {drawn.height:.0f}"'
    role = "group" if links else "img"  # what is inside an image cannot be reached by keyboard
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="{role}" font-family="system-ui, sans-serif">'
        f"<title>Family tree of {len(lineage.reports)} reports, {lineage.independent} independent</title>"
        f"{''.join(body)}</svg>"
    )


def escape(words: str) -> str:
    """Words from outside as SVG: harmless, and cut where no label could hold them."""
    return escape_html(harmless(short(words, LABEL_LETTERS)))


def _linked(drawing: str, place: str) -> str:
    return f'<a href="{place}">{drawing}</a>' if place else drawing


def _branch(derivation: Derivation, nodes: Mapping[str, Node]) -> str:
    above, below = nodes[derivation.parent], nodes[derivation.child]
    x1, y1 = above.x + BOX_WIDTH / 2, above.y + BOX_HEIGHT
    x2, y2 = below.x + BOX_WIDTH / 2, below.y
    middle = (y1 + y2) / 2
    colour = COLOURS[derivation.kind]
    at_x, at_y = _on_curve(x1, y1, x2, y2)
    words = f"{derivation.kind}, {derivation.share:.0%}"
    reasons = "; ".join(e.detail for e in derivation.evidence)
    label = escape(f"{above.label} → {below.label}: {words}, probability {derivation.probability:.2f}. {reasons}")
    way = f"M{x1:.1f},{y1:.1f} C{x1:.1f},{middle:.1f} {x2:.1f},{middle:.1f} {x2:.1f},{y2:.1f}"
    return (
        f'<g class="branch {derivation.kind}"><title>{label}</title>'
        f'<path d="{way}" fill="none" stroke="#000" stroke-opacity="0" stroke-width="18"/>'
        f'<path d="{way}" fill="none" stroke="{colour}" stroke-width="{1 + 5 * derivation.share:.1f}" '
        f'stroke-opacity="{0.35 + 0.6 * derivation.probability:.2f}"/>'
        f'<text x="{at_x:.1f}" y="{at_y:.1f}" font-size="11" fill="{colour}" text-anchor="middle" '
        f'paint-order="stroke" stroke="#fff" stroke-width="4">{words}</text></g>'
    )


def _on_curve(x1: float, y1: float, x2: float, y2: float) -> tuple[float, float]:
    """A place two thirds down the branch: near the child, and apart where branches of several parents meet."""
    t, middle = LABEL_AT, (y1 + y2) / 2
    weights = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3)
    x = weights[0] * x1 + weights[1] * x1 + weights[2] * x2 + weights[3] * x2
    y = weights[0] * y1 + (weights[1] + weights[2]) * middle + weights[3] * y2
    return x, y + 4


def _box(node: Node) -> str:
    dash = "" if node.seen else ' stroke-dasharray="6 4"'
    stroke, weight = ("#1f1f1f", 2) if node.origin else ("#8a8a8a", 1)
    label = escape(node.label if len(node.label) <= LETTERS else node.label[: LETTERS - 1] + "…")
    detail = escape(node.detail if len(node.detail) <= LETTERS + 5 else node.detail[: LETTERS + 4] + "…")
    return (
        f'<g class="{"origin" if node.origin else "report"}"><title>{escape(node.label)}</title>'
        f'<rect x="{node.x:.1f}" y="{node.y:.1f}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="8" '
        f'fill="#fff" stroke="{stroke}" stroke-width="{weight}"{dash}/>'
        f'<text x="{node.x + BOX_WIDTH / 2:.1f}" y="{node.y + 21:.1f}" font-size="13" font-weight="600" '
        f'text-anchor="middle" fill="#1f1f1f">{label}</text>'
        f'<text x="{node.x + BOX_WIDTH / 2:.1f}" y="{node.y + 39:.1f}" font-size="11" '
        f'text-anchor="middle" fill="#5f6368">{detail}</text></g>'
    )
