"""The independent accounts of a story: which, by what name, and how many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..records import Origin
from .crediting import credited, origin_names, same
from .descent import Descent, Judgements, related
from .feeds import feeds
from .readings import Reading


def origins(
    readings: Sequence[Reading], judgements: Judgements, groups: Sequence[Sequence[int]], found: Descent
) -> tuple[Origin, ...]:
    """One origin a group; one that only repeats another is marked derived, or joined to the feed it came from."""
    repeats = {g: _repeated(g, readings, judgements, groups) for g in range(len(groups))}
    host = {g: h for g, h in repeats.items() if h is not None and h != g and repeats.get(h) != g}
    fed = {g: h for g, h in feeds(readings, judgements, groups).items() if g not in host}
    made = []
    for g, group in enumerate(groups):
        if g in fed:
            continue
        joined = sorted([*group, *(i for f, h in fed.items() if h == g for i in groups[f])])
        made.append(_origin(group, joined, readings, found, g in host))
    return tuple(made)


def _origin(
    group: Sequence[int], joined: Sequence[int], readings: Sequence[Reading], found: Descent, derived: bool
) -> Origin:
    """The origin of a group: the root of its tree, seen or unseen."""
    inside = set(group)
    above = {
        link.child: link.parent for link in reversed(found.links) if link.child in inside or link.child >= found.count
    }
    roots = sorted(
        {_top(i, above, inside, found) for i in group}, key=lambda r: (r < found.count, not found.unseen.get(r), r)
    )
    root = roots[0]
    names = sorted(_names(group, readings), key=lambda x: (-x[1], x[0]))
    ids = tuple(readings[i].report.id for i in joined)
    if root >= found.count:
        return Origin(unseen_id(root, found), found.unseen[root] or (names[0][0] if names else ""), False, ids, derived)
    report = readings[root].report
    return Origin(report.id, report.outlet or report.id, True, ids, derived)


def _names(group: Sequence[int], readings: Sequence[Reading]) -> list[tuple[str, int]]:
    """The outlets that the group's reports name as origin, with how plainly."""
    return [pair for i in group for pair in origin_names(readings[i]).items()]


def _top(start: int, above: Mapping[int, int], inside: set[int], found: Descent) -> int:
    """The root of a report's line within its own group (unseen nodes included)."""
    node = start
    while node in above and (above[node] in inside or above[node] >= found.count):
        node = above[node]
    return node


def unseen_id(node: int, found: Descent) -> str:
    """The id of an unseen node: "unseen:AFP", "unseen:AFP:2" for a second of that name, "unseen:1" without a name."""
    name = found.unseen[node]
    alike = [n for n in sorted(found.unseen) if found.unseen[n] == name]
    turn = alike.index(node) + 1
    return f"unseen:{name}" + (f":{turn}" if turn > 1 else "") if name else f"unseen:{turn}"


def _repeated(
    g: int, readings: Sequence[Reading], judgements: Judgements, groups: Sequence[Sequence[int]]
) -> int | None:
    """The other group that group g only repeats: all its reports credit that group's outlet for their text.

    A passing credit ("told KING 5") counts only where the two have text in common.
    """
    for h, other in enumerate(groups):
        if h != g and all(any(_repeats(i, j, readings, judgements) for j in other) for i in groups[g]):
            return h
    return None


def _repeats(i: int, j: int, readings: Sequence[Reading], judgements: Judgements) -> bool:
    """Whether report i gives report j's outlet as the origin of its text, or credits it and shares text with it."""
    outlet = readings[j].outlet
    if any(same(name, outlet) for name in origin_names(readings[i])):
        return True
    return related(i, j, judgements) and any(same(name, outlet) for name in credited(readings[i]))
