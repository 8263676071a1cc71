"""All links of a story: within each family of copies, from outlets that reports credit, and across families."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from ..records import Evidence
from .collation import differences, printed
from .comparing import Pairs
from .crediting import origin_names, same, takes_credit
from .directions import directions
from .family import Collated, Link, collated, probability, tree
from .graph import reaches
from .readings import Reading
from .relations import Judgement
from .weights import logistic, models

Judgements = Mapping[tuple[int, int], Judgement]

# Log-odds that an outlet which a report credits as its text's origin is the parent: an explicit statement.
_CREDITED = 3.0
# Narrative words that a further parent must explain for itself: about half a sentence.
_GAIN = 8


@dataclass(slots=True)
class Descent:
    """Links found so far over `count` reports and the unseen nodes after them (number -> outlet's name or "")."""

    count: int
    links: list[Link] = field(default_factory=list)
    unseen: dict[int, str] = field(default_factory=dict)

    def new_unseen(self, name: str) -> int:
        """One more unseen node."""
        number = self.count + len(self.unseen)
        self.unseen[number] = name
        return number

    def add(self, link: Link) -> bool:
        """Add the link unless it would close a cycle."""
        edges = {(x.parent, x.child) for x in self.links}
        if link.parent == link.child or (link.parent, link.child) in edges or reaches(edges, link.child, link.parent):
            return False
        self.links.append(link)
        return True


def descent(
    readings: Sequence[Reading],
    pairs: Pairs,
    judgements: Judgements,
    groups: Sequence[Sequence[int]],
    forced: Mapping[tuple[int, int], Evidence],
) -> Descent:
    """Who took from whom, without cycles. `forced`: links (parent, child) that a person named."""
    found = Descent(len(readings))
    for (parent, child), evidence in sorted(forced.items()):
        found.add(Link(parent, child, 1.0, {}, (evidence,)))
    for group in groups:
        _within(found, readings, pairs, group)
    _across(found, readings, judgements, groups)
    return found


def _within(found: Descent, readings: Sequence[Reading], pairs: Pairs, group: Sequence[int]) -> None:
    """The links of one family: its tree, headed by the outlets its members credit."""
    local = {(x, y): pairs[i, j] for x, i in enumerate(group) for y, j in enumerate(group) if (i, j) in pairs}
    members = [readings[i] for i in group]
    names = _outside(members)
    known = _with_credited(collated(members, local), members, names)
    parents, _ = tree(known) if len(known.distances) > 1 else ([-1], 0)
    number = list(group) + [found.new_unseen(name) for name in names]
    number += [found.new_unseen("") for _ in range(len(parents) - len(number))]
    for child, parent in enumerate(parents):
        if parent >= 0 and not _settled(found, number[child]):
            evidence = known.found.get((min(parent, child), max(parent, child)), {})
            found.add(Link(number[parent], number[child], probability(known, parent, child), evidence))


def _settled(found: Descent, child: int) -> bool:
    """Whether a person named this report's parent."""
    return any(link.child == child and link.decided for link in found.links)


def _outside(members: Sequence[Reading]) -> list[str]:
    """Outlets that members credit as their text's origin and that are no member's own, best stated first."""
    ranked: dict[str, float] = {}
    for member in members:
        for name, rank in origin_names(member).items():
            if not any(same(name, m.outlet) for m in members):
                ranked[name] = max(ranked.get(name, 0), rank)
    best = max(ranked.values(), default=0)
    return sorted(n for n, r in ranked.items() if r == best)


def _with_credited(known: Collated, members: Sequence[Reading], names: Sequence[str]) -> Collated:
    """The comparison widened by a node for each credited outlet: half way from those who credit it to their nearest."""
    for name in names:
        n, m = len(known.distances), len(members)
        crediting = [i for i in range(m) if name in origin_names(members[i])]
        inner = known.distances[:m, :m] + np.diag(np.full(m, np.inf))
        row = np.full(n, np.inf)
        for i in range(m):
            nearest = float(inner[i].min()) if i in crediting else float(inner[i][crediting].min())
            row[i] = nearest / 2 if math.isfinite(nearest) else 1.0
        d = np.block([[known.distances, row[:, None]], [row[None, :], np.zeros((1, 1))]])
        lean = np.zeros((n + 1, n + 1))
        lean[:n, :n] = known.lean
        for i in range(m):
            lean[n, i] = _CREDITED if i in crediting else 0.0
            lean[i, n] = -_CREDITED
        known = Collated(d, lean, known.found, known.mixed)
    return known


def _across(
    found: Descent, readings: Sequence[Reading], judgements: Judgements, groups: Sequence[Sequence[int]]
) -> None:
    """Links between families that share passages: the most certain first, each only for what it newly explains."""
    family = {i: g for g, group in enumerate(groups) for i in group}
    parts = [(k, j) for k, j in judgements.items() if j.kind != "none" and family[k[0]] != family[k[1]]]
    covered = {i: np.zeros(len(r.codes), dtype=bool) for i, r in enumerate(readings)}
    where, everyone = printed(readings), (1 << len(readings)) - 1
    releases: dict[int, int] = {}
    for (i, j), judgement in sorted(parts, key=lambda x: (-x[1].derived, x[0])):
        pair = judgement.pair
        places = differences(pair.a, pair.b, where, (1 << i) | (1 << j), everyone)
        evidence = directions(pair, places)
        lean = models()["direction"].logit(evidence)
        if judgement.via == "release" and not (takes_credit(pair.a, pair.b) or takes_credit(pair.b, pair.a)):
            _from_release(found, releases, (i, j), judgement)
            continue
        parent, child = (i, j) if lean >= 0 else (j, i)
        side, reading = (pair.in_b, pair.b) if child == j else (pair.in_a, pair.a)
        fresh = side.rare & reading.told & ~covered[child]
        worth = fresh.sum() >= _GAIN or not covered[child].any()
        if worth and found.add(Link(parent, child, judgement.derived * logistic(abs(lean)), evidence)):
            covered[child] |= side.rare


def _from_release(found: Descent, releases: dict[int, int], pair: tuple[int, int], judgement: Judgement) -> None:
    """Both ends draw on one official text: an unseen node above both, shared with whom they are already joined."""
    node = next((releases[i] for i in pair if i in releases), None)
    if node is None:
        node = found.new_unseen("official release")
    for i in pair:
        if i not in releases:
            releases[i] = node
            found.add(Link(node, i, judgement.derived * judgement.release))
