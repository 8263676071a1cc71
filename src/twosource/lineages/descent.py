"""All links of a story: within each family of copies, from outlets that reports credit, and across families."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ..records import Evidence
from .branches import Branches, branches
from .collation import Printed, differences, printed
from .comparing import Pairs
from .crediting import credited, is_official, origin_names, same, takes_credit
from .directions import directions
from .family import Link, barred, collated
from .graph import reaches
from .pairs import Pair
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
        number = max(self.unseen, default=self.count - 1) + 1
        self.unseen[number] = name
        return number

    def add(self, link: Link) -> bool:
        """Add the link unless it would close a cycle."""
        edges = {(x.parent, x.child) for x in self.links}
        if link.parent == link.child or (link.parent, link.child) in edges or reaches(edges, link.child, link.parent):
            return False
        self.links.append(link)
        return True

    def trimmed(self) -> Descent:
        """Without unseen nodes that show in nothing: no child, or neither a name nor a second child."""
        while True:
            below = Counter(x.parent for x in self.links)
            bare = next((v for v in self.unseen if below[v] < (1 if self.unseen[v] else 2)), None)
            if bare is None:
                return self
            del self.unseen[bare]
            self.links = [x for x in self.links if bare not in (x.parent, x.child)]


def descent(
    readings: Sequence[Reading],
    judgements: Judgements,
    groups: Sequence[Sequence[int]],
    forced: Mapping[tuple[int, int], Evidence],
) -> Descent:
    """Who took from whom, without cycles. `forced`: links (parent, child) that a person named."""
    found = Descent(len(readings))
    for (parent, child), evidence in sorted(forced.items()):
        found.add(Link(parent, child, 1.0, {}, (evidence,)))
    for group in groups:
        _within(found, readings, judgements, group)
    _across(found, readings, judgements, groups)
    return found.trimmed()


def _within(found: Descent, readings: Sequence[Reading], judgements: Judgements, group: Sequence[int]) -> None:
    """The links of one family: its tree, headed by the outlets its members credit."""
    pairs = {k: j.pair for k, j in judgements.items()}
    local = {(x, y): pairs[i, j] for x, i in enumerate(group) for y, j in enumerate(group) if (i, j) in pairs}
    members = [readings[i] for i in group]
    names, mentioned = _outside(group, readings, judgements)
    strangers = {(x, y) for x, i in enumerate(group) for y, j in enumerate(group) if not related(i, j, judgements)}
    known = collated(members, local)
    grown = branches(members, known, (names, mentioned), strangers | barred(members, strangers))
    number = dict(enumerate(group)) | {node: found.new_unseen(name) for node, name in _unseen(grown, len(group))}
    for child, parent in sorted(grown.parents.items()):
        if not _settled(found, number[child]):
            evidence = known.found.get((min(parent, child), max(parent, child)), {})
            sure = grown.sure[child] * _derived(number[parent], number[child], judgements)
            instead = {number[q]: chance for q, chance in grown.instead.get(child, {}).items()}
            found.add(Link(number[parent], number[child], sure, evidence, instead=instead))
    _compiled(found, readings, group, names)
    _second_parents(found, readings, pairs, group)


def _unseen(grown: Branches, members: int) -> list[tuple[int, str]]:
    """The nodes of a tree that are no members, with their outlets' names; "" for a lost text."""
    nodes = sorted(v for v in {*grown.parents, *grown.parents.values()} if v >= members)
    return [(v, grown.names.get(v, "")) for v in nodes]


def related(i: int, j: int, judgements: Judgements) -> bool:
    """Whether reports i and j have text in common."""
    judgement = judgements.get((min(i, j), max(i, j)))
    return judgement is not None and judgement.kind != "none"


def _derived(i: int, j: int, judgements: Judgements) -> float:
    """The probability that i and j have text in common; 1 where one of them is not here."""
    judgement = judgements.get((min(i, j), max(i, j)))
    return judgement.derived if judgement is not None else 1.0


def _compiled(found: Descent, readings: Sequence[Reading], group: Sequence[int], names: Sequence[str]) -> None:
    """An unseen parent more for a report that names as its origin an outlet that its tree has not above it."""
    heads = {name: n for n, name in found.unseen.items() if name in names}
    children = {x.child for x in found.links}
    for i in sorted(group, key=lambda i: (i in children, i)):  # what came down with a text is stated of its head
        for name in origin_names(readings[i]):
            if name not in names or _settled(found, i):
                continue
            if name not in heads:
                heads[name] = found.new_unseen(name)
            if not reaches({(x.parent, x.child) for x in found.links}, heads[name], i):
                found.add(Link(heads[name], i, logistic(_CREDITED)))


def _second_parents(found: Descent, readings: Sequence[Reading], pairs: Pairs, group: Sequence[int]) -> None:
    """A further parent for each copy that has text of another member which its parent lacks: a merger of two."""
    first = {link.child: link.parent for link in found.links if link.child in group}
    for child, parent in sorted(first.items()):
        if parent >= found.count:
            continue
        known = _from(child, parent, pairs, len(readings[child].keys))
        others = [i for i in group if i not in (child, parent)]
        gains = [
            (int((_from(child, i, pairs, len(known)) & readings[child].telling & ~known).sum()), -i) for i in others
        ]
        gain, best = max(gains, default=(0, 0))
        if gain >= _MERGED:
            found.add(Link(-best, child, logistic(gain / _MERGED)))


# Words that only a second parent explains before a copy is called a merger: about two sentences.
_MERGED = 25


def _from(child: int, parent: int, pairs: Pairs, n: int) -> NDArray[np.bool_]:
    """(n,) the child's words in rare phrases that the parent prints too."""
    pair = pairs.get((min(child, parent), max(child, parent)))
    if pair is None:
        return np.zeros(n, dtype=bool)
    return pair.in_a.rare if child < parent else pair.in_b.rare


def _settled(found: Descent, child: int) -> bool:
    """Whether a person named this report's parent."""
    return any(link.child == child and link.decided for link in found.links)


def _outside(group: Sequence[int], readings: Sequence[Reading], judgements: Judgements) -> tuple[list[str], list[str]]:
    """Outlets whose text is not here: those that members credit as their text's origin, best stated; all others."""
    ranked: dict[str, float] = {}
    for i in group:
        beside = [readings[j] for j in range(len(readings)) if j in group or related(i, j, judgements)]
        origins = origin_names(readings[i])
        for name in {**origins, **credited(readings[i])}:
            if not any(same(name, r.outlet) for r in beside):
                ranked[name] = max(ranked.get(name, 0), origins.get(name, 0))
    best = max(ranked.values(), default=0)
    names = sorted(n for n, r in ranked.items() if r == best and r)
    return names, sorted(ranked.keys() - set(names))


def _across(
    found: Descent, readings: Sequence[Reading], judgements: Judgements, groups: Sequence[Sequence[int]]
) -> None:
    """Links between families that share passages: the most certain first, each only for what it newly explains."""
    family = {i: g for g, group in enumerate(groups) for i in group}
    parts = [(k, j) for k, j in judgements.items() if j.kind != "none" and family[k[0]] != family[k[1]]]
    covered = {i: np.zeros(len(r.keys), dtype=bool) for i, r in enumerate(readings)}
    where, everyone = printed(readings) if parts else {}, (1 << len(readings)) - 1
    releases: dict[int, int] = {}
    for key, judgement in sorted(parts, key=lambda x: (not _stated(x[1].pair), -x[1].derived, x[0])):
        if judgement.via == "release" and not _stated(judgement.pair):
            if not any(origin_names(readings[i]) for i in key):
                _from_release(found, releases, key, judgement)
        else:
            link = _directed(key, judgement, where, everyone)
            side = judgement.pair.in_b if link.child == key[1] else judgement.pair.in_a
            fresh = side.rare & readings[link.child].told & ~covered[link.child]
            worth = fresh.sum() >= _GAIN or not covered[link.child].any() or _stated(judgement.pair)
            if worth and found.add(link):
                covered[link.child] |= side.rare
                if judgement.via == "release":
                    releases |= {link.parent: link.parent, link.child: link.parent}


def _stated(pair: Pair) -> bool:
    """Whether the pair itself says who took from whom: a credit, or one is the official text."""
    official = is_official(pair.a) != is_official(pair.b)
    return official or bool(takes_credit(pair.a, pair.b)) != bool(takes_credit(pair.b, pair.a))


def _directed(key: tuple[int, int], judgement: Judgement, where: Printed, everyone: int) -> Link:
    """The link between two families' reports, in the direction that the signals favour."""
    pair = judgement.pair
    places = differences(pair.a, pair.b, where, (1 << key[0]) | (1 << key[1]), everyone)
    evidence = directions(pair, places)
    lean = models()["direction"].logit(evidence)
    parent, child = key if lean >= 0 else key[::-1]
    return Link(parent, child, judgement.derived * logistic(abs(lean)), evidence)


def _from_release(found: Descent, releases: dict[int, int], pair: tuple[int, int], judgement: Judgement) -> None:
    """Both ends draw on one official text: an unseen node above both, shared with whom they are already joined."""
    node = next((releases[i] for i in pair if i in releases), None)
    if node is None:
        node = found.new_unseen("official release")
    for i in pair:
        if i not in releases:
            releases[i] = node
            found.add(Link(node, i, judgement.derived * judgement.release))
