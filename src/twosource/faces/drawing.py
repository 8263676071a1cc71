"""The family tree drawn: as SVG, and as PNG for places that take no SVG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape as escape_html

from ..errors import InputError, MissingExtra
from ..records import Derivation, Lineage, Report
from .harmless import harmless, short
from .tree import BOX_HEIGHT, BOX_WIDTH, Node, picture

LETTER_WIDTH = 8.6  # of a name at the font size below, in pixels
BEND = 46  # pixels in which a branch turns to its child's height; the rest of it is straight and has the words
ABOVE, BELOW = 6, 15  # from a branch to the line of what is written on it
LABEL_LETTERS = 1_000  # of what a label tells when it is pointed at
BADGE_WIDTH = 12  # for each letter of an origin
# A sharp picture on a screen with two dots a pixel, until one side would come to more dots than programs open.
PNG_SCALE, PNG_MOST = 2.0, 16_000

COLOURS = {  # kind of the passages -> branch colour; the page's marks use the same
    "verbatim": "#b3261e",
    "edited": "#b85c00",
    "reworded": "#7b3fa0",
    "translated": "#0b57d0",
    "quoted": "#5f6368",
}
_FONTS = "system-ui, 'Liberation Sans', 'DejaVu Sans', sans-serif"


def svg(lineage: Lineage, reports: Mapping[str, Report], *, links: bool = False) -> str:
    """The tree as a self-contained SVG; unseen originals dashed, a branch's weight is the share that was taken.

    `links`: a branch leads to "#branch-1" (numbered as the derivations are), a report to "#report-1".
    """
    drawn = picture(lineage, reports)
    places = {name: f"#report-{n}" for n, name in enumerate(reports, 1)} if links else {}
    arrivals = _arrivals(drawn.branches, drawn.nodes)
    branches = [_branch(d, drawn.nodes, arrival) for d, arrival in zip(drawn.branches, arrivals, strict=True)]
    if links:
        branches = [_linked(drawing, f"#branch-{n}") for n, drawing in enumerate(branches, 1)]
    body = [*branches, *(_linked(_box(n), places.get(n.id, "")) for n in drawn.nodes.values())]
    size = f'width="{drawn.width:.0f}" height="{drawn.height:.0f}" viewBox="0 0 {drawn.width:.0f} {drawn.height:.0f}"'
    role = "group" if links else "img"  # what is inside an image cannot be reached by keyboard
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="{role}" font-family="{_FONTS}">'
        f"<title>Family tree of {len(lineage.reports)} reports, {lineage.independent} independent</title>"
        f"{''.join(body)}</svg>"
    )


def png(lineage: Lineage, reports: Mapping[str, Report]) -> bytes:
    """The same as PNG on white.

    Raises:
        MissingExtra: the library that paints is not installed.
        InputError: the tree is larger than any PNG.
    """
    try:
        import resvg_py
    except ModuleNotFoundError as missing:
        raise MissingExtra("a PNG of the tree", "png") from missing
    drawn = picture(lineage, reports)
    scale = min(PNG_SCALE, PNG_MOST / max(drawn.width, drawn.height))
    try:
        painted = resvg_py.svg_to_bytes(
            svg_string=svg(lineage, reports), zoom=scale, background="white", sans_serif_family="DejaVu Sans"
        )
    except ValueError as error:
        raise InputError(f"this tree cannot be painted as PNG ({error}): take the SVG") from error
    return bytes(painted)


def escape(words: str) -> str:
    """Words from outside as SVG: harmless, and cut where no label could hold them."""
    return escape_html(harmless(short(words, LABEL_LETTERS)))


def _linked(drawing: str, place: str) -> str:
    return f'<a href="{place}">{drawing}</a>' if place else drawing


@dataclass(frozen=True, slots=True)
class _Arrival:
    """Where a branch meets its child, and where what is written on it stands (None: no room for it)."""

    y: float
    label_y: float | None


def _arrivals(branches: Sequence[Derivation], nodes: Mapping[str, Node]) -> list[_Arrival]:
    """Several branches meet a child one below the other, as their parents stand; the first and the last have words."""
    arriving: dict[str, list[str]] = {}
    for d in sorted(branches, key=lambda d: nodes[d.parent].y):
        arriving.setdefault(d.child, []).append(d.parent)
    found = []
    for d in branches:
        place, count = arriving[d.child].index(d.parent), len(arriving[d.child])
        y = nodes[d.child].y + BOX_HEIGHT * (place + 1) / (count + 1)
        label = y - ABOVE if place == 0 else y + BELOW if place == count - 1 else None
        found.append(_Arrival(y, label))
    return found


def _branch(derivation: Derivation, nodes: Mapping[str, Node], arrival: _Arrival) -> str:
    above, below = nodes[derivation.parent], nodes[derivation.child]
    x1, y1, x2, y2 = above.x + BOX_WIDTH, above.y + BOX_HEIGHT / 2, below.x, arrival.y
    colour = COLOURS[derivation.kind]
    words = f"{derivation.kind} {derivation.share:.0%}"
    reasons = "; ".join(e.detail for e in derivation.evidence)
    told = f"{above.label} → {below.label}: {words}, probability {derivation.probability:.2f}. {reasons}"
    way = (
        f"M{x1:.1f},{y1:.1f} C{x1 + 32:.1f},{y1:.1f} {x1 + 8:.1f},{y2:.1f} {x1 + BEND:.1f},{y2:.1f} L{x2:.1f},{y2:.1f}"
    )
    font = f'font-size="12" fill="{colour}" text-anchor="end"'
    label = f'<text x="{x2 - 8:.1f}" y="{arrival.label_y:.1f}" {font}>{words}</text>' if arrival.label_y else ""
    return (
        f'<g class="branch {derivation.kind}"><title>{escape(told)}</title>'
        f'<path d="{way}" fill="none" stroke="#000" stroke-opacity="0" stroke-width="18"/>'
        f'<path d="{way}" fill="none" stroke="{colour}" stroke-width="{1 + 5 * derivation.share:.1f}" '
        f'stroke-opacity="{0.35 + 0.6 * derivation.probability:.2f}"/>{label}</g>'
    )


def _box(node: Node) -> str:
    dash = "" if node.seen else ' stroke-dasharray="6 4"'
    stroke, weight = ("#1f1f1f", 2) if node.origin else ("#8a8a8a", 1)
    badge, room = _badge(node)
    most = int((BOX_WIDTH - 20 - room) / LETTER_WIDTH)
    label = escape(node.label if len(node.label) <= most else node.label[: most - 1] + "…")
    return (
        f'<g class="{"origin" if node.origin else "report"}"><title>{escape(node.label)}</title>'
        f'<rect x="{node.x:.1f}" y="{node.y:.1f}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="6" '
        f'fill="#fff" stroke="{stroke}" stroke-width="{weight}"{dash}/>{badge}'
        f'<text class="name" x="{node.x + 10 + room:.1f}" y="{node.y + 19:.1f}" font-size="14" font-weight="600" '
        f'fill="#1f1f1f">{label}</text>'
        f'<text class="when" x="{node.x + 10 + room:.1f}" y="{node.y + 35:.1f}" font-size="12" '
        f'fill="#5f6368">{escape(node.detail)}</text></g>'
    )


def _badge(node: Node) -> tuple[str, float]:
    """The letters of the accounts that a report carries, and the room they take."""
    if not node.letters:
        return "", 0
    letters = short(node.letters, 7)
    width = 12 + BADGE_WIDTH * (len(letters) - len(letters) // 2)
    return (
        f'<rect class="badge" x="{node.x + 9:.1f}" y="{node.y + 11:.1f}" width="{width}" height="22" rx="4" '
        f'fill="#1f1f1f"/><text class="letter" x="{node.x + 9 + width / 2:.1f}" y="{node.y + 27:.1f}" font-size="13" '
        f'font-weight="700" fill="#fff" text-anchor="middle">{escape(letters)}</text>'
    ), width + 8
