"""The tree of copies that costs least to make, with texts put in that were lost after they had been copied.

A stemma in the sense of textual criticism, found by minimum evolution on directed costs: the lightest branching over
the copies (exact, graph.arborescence); then, as long as the whole gets cheaper by _LOST and more, a lost text between
copies that agree against neither containing the other, reconstructed from them (copying.common_original).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from .copying import Collation, Text, common_original, copying_cost, writing_cost
from .graph import arborescence

Costs = NDArray[np.float64]

# A lost text must make the whole cheaper by so much: about two changes of wording that it explains. By search.
_LOST = 8.0
# The same of one that heads the tree: originals are lost more often than copies of them.
_LOST_HEAD = 4.0
# Every text that has no parent, beside what it costs to write: there is one, if links allow.
_HEAD = 1e4
# Lost texts tried in full, of those that look best by the links around them.
_TRIED = 4


@dataclass(frozen=True, slots=True)
class Named:
    """An outlet whose text is not here; the copies that credit it, and how strongly (log-odds).

    A `head` took from no other: agencies do not print stations. One that is not `sure` stands in the tree only where
    a lost text does, and that text is then its.
    """

    children: Mapping[int, float]
    head: bool
    name: str = ""
    sure: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """Of n copies: what else speaks for p as the parent of c in log-odds (n, n), links that cannot be, and copies that
    say which of the others they are from."""

    lean: Costs
    barred: Set[tuple[int, int]]
    bound: Set[int]
    named: Sequence[Named] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Stemma:
    """Nodes: n copies, then the named outlets, then lost texts. `parents`: of each node, -1 for a head.

    `costs` (m, m): of making column from row, inf where that cannot be; `heads` (m,): of standing without a parent;
    `names`: of the outlets whose lost texts some nodes are.
    """

    texts: tuple[Text, ...]
    parents: tuple[int, ...]
    costs: Costs
    heads: Costs
    names: Mapping[int, str] = field(default_factory=dict)

    @property
    def total(self) -> float:
        """What the whole costs to make."""
        return sum(float(self.heads[c] if p < 0 else self.costs[p, c]) for c, p in enumerate(self.parents))


def _seen(collation: Collation, known: Known) -> Stemma:
    """The tree of the collated copies alone."""
    texts = collation.texts
    costs = np.array([[copying_cost(collation.units, p, c) for c in texts] for p in texts]) - known.lean
    for p, c in known.barred:
        costs[p, c] = np.inf
    heads = np.array([writing_cost(collation.units, t) for t in texts]) + _HEAD
    return _solved(Stemma(tuple(texts), (), costs, heads))


def stemma(collation: Collation, known: Known) -> Stemma:
    """The tree of the collated copies, the outlets they credit and the texts that were lost."""
    grown = _seen(collation, known)
    for named in (x for x in known.named if x.sure):
        grown = _with_named(grown, collation, known, named)
    settled = len(grown.texts)
    while (better := _with_lost(grown, collation, known)) is not None:
        grown = better
    return _without_bare(grown, settled)


def _solved(grown: Stemma) -> Stemma:
    """The cheapest tree over these nodes."""
    costs, m = grown.costs, len(grown.texts)
    weights = {(p, c): -float(costs[p, c]) for p in range(m) for c in range(m) if p != c and math.isfinite(costs[p, c])}
    return replace(grown, parents=tuple(arborescence(m, weights, (-grown.heads).tolist())))


def _widened(grown: Stemma, text: Text, collation: Collation) -> Stemma:
    """One more node, not yet in the tree (its parent is -1)."""
    into = np.array([copying_cost(collation.units, t, text) for t in grown.texts])
    out = np.array([copying_cost(collation.units, text, t) for t in grown.texts])
    costs = np.block([[grown.costs, into[:, None]], [out[None, :], np.zeros((1, 1))]])
    heads = np.append(grown.heads, writing_cost(collation.units, text) + _HEAD)
    return replace(grown, texts=(*grown.texts, text), parents=(*grown.parents, -1), costs=costs, heads=heads)


def _with_named(grown: Stemma, collation: Collation, known: Known, named: Named) -> Stemma:
    """With a credited outlet's text above those that credit it; an agency's heads the tree."""
    n, children = len(collation.texts), sorted(named.children)
    above = [grown.parents[c] for c in children if grown.parents[c] >= 0 and grown.parents[c] not in children]
    parent = grown.texts[above[0]] if above and not named.head else None
    wide = _widened(grown, common_original(collation.units, parent, [grown.texts[c] for c in children]), collation)
    for child, strength in named.children.items():
        wide.costs[:-1, child] += strength
    _dated(wide.costs, known, children, n)
    if named.head:
        wide.costs[:-1, -1] = np.inf
        wide.heads[-1] -= _HEAD
    wide.costs[-1, [c for c in known.bound if c not in children]] = np.inf
    return _solved(replace(wide, names={**wide.names, len(grown.texts): named.name}))


def _dated(costs: Costs, known: Known, children: Sequence[int], n: int) -> None:
    """What speaks against a copy as the parent of these children speaks against it as their lost parent's."""
    inside = [c for c in children if c < n]
    if inside:
        costs[:n, -1] -= np.minimum(0, known.lean[:, inside].min(axis=1))


# --- lost texts

Place = tuple[int, tuple[int, ...]]  # the parent (-1: none) and the children of a text that may have been lost


def _places(parents: Sequence[int]) -> Iterator[Place]:
    """Where in the tree a lost text may stand: above two or all of a node's children, and the node itself or not."""
    below: dict[int, list[int]] = {}
    for c, p in enumerate(parents):
        below.setdefault(p, []).append(c)
    for p, children in sorted(below.items()):
        yield from ((p, pair) for pair in combinations(children, 2))
        if len(children) > 2:
            yield p, tuple(children)
        if p >= 0:
            yield from ((parents[p], (p, c)) for c in children)
            yield parents[p], (p, *children)
            yield from ((p, (c, d)) for c in children for d in below.get(c, ()))


def _places_of_credited(parents: Sequence[int], known: Known, taken: Mapping[int, str]) -> Iterator[Place]:
    """The same for a lost text that a copy credits: above it and any other text."""
    for named in known.named:
        if not named.sure and named.name not in taken.values():
            for child in sorted(c for c, strength in named.children.items() if strength):
                yield from ((p, (child, other)) for other, p in enumerate(parents) if child not in (other, p))


def _with_lost(grown: Stemma, collation: Collation, known: Known) -> Stemma | None:
    """With the lost text that makes the tree cheapest; None where none is worth it."""
    tried, ranked = set(map(_key, grown.texts)), []
    for parent, children in (*_places(grown.parents), *_places_of_credited(grown.parents, known, grown.names)):
        above = grown.texts[parent] if parent >= 0 else None
        text = common_original(collation.units, above, [grown.texts[c] for c in children])
        if _key(text) not in tried:
            tried.add(_key(text))
            own = _credited_by(children, known, grown.names)
            ranked.append((_saved(grown, collation, text, (parent, children), own), parent, children, text))
    ranked.sort(key=lambda r: (-r[0], r[1], r[2]))
    full = [_grown(grown, collation, known, children, text) for _, _, children, text in ranked[:_TRIED]]
    kept = [f for f in full if f.parents.count(len(f.texts) - 1) > 1 and _worth(grown, f) > 0]
    return max(kept, key=lambda f: _worth(grown, f), default=None)


def _worth(before: Stemma, after: Stemma) -> float:
    """What one more lost text saves beyond what it costs to suppose it."""
    return before.total - after.total - (_LOST_HEAD if after.parents[-1] < 0 else _LOST)


def _key(text: Text) -> tuple[object, ...]:
    """The same for texts that read the same."""
    return (text.order, tuple(text.versions[u] for u in text.order))


def _saved(grown: Stemma, collation: Collation, text: Text, place: Place, own: Named | None) -> float:
    """How much cheaper the links around a lost text are than those that it replaces."""
    parent, children = place
    before = sum(float(grown.heads[c] if grown.parents[c] < 0 else grown.costs[grown.parents[c], c]) for c in children)
    units = collation.units
    after = sum(copying_cost(units, text, grown.texts[c]) for c in children)
    after -= sum(own.children.get(c, 0.0) for c in children) if own else 0.0
    if parent < 0:
        return before - after - writing_cost(units, text) - _HEAD
    return before - after - copying_cost(units, grown.texts[parent], text)


def _grown(grown: Stemma, collation: Collation, known: Known, children: Sequence[int], text: Text) -> Stemma:
    """The tree with one more lost text."""
    wide = _widened(grown, text, collation)
    n = len(collation.texts)
    _dated(wide.costs, known, children, n)
    own = _credited_by(children, known, grown.names)
    for named in known.named:
        for child, strength in named.children.items():
            wide.costs[-1, child] += strength if named.sure else -strength if named is own else 0.0
    wide.costs[-1, list(known.bound)] = np.inf
    if any(named.head and named.sure for named in known.named):
        wide.heads[-1] += _HEAD
    names = {**grown.names, len(grown.texts): own.name} if own else grown.names
    return _solved(replace(wide, names=names))


def _credited_by(children: Sequence[int], known: Known, taken: Mapping[int, str]) -> Named | None:
    """The outlet, of those that may stand for a lost text, which these copies credit most strongly."""
    open_names = [x for x in known.named if not x.sure and x.name not in taken.values()]
    said = {x.name: sum(x.children.get(c, 0.0) for c in children) for x in open_names}
    free = [x for x in open_names if not x.children.keys().isdisjoint(children)]
    return max(free, key=lambda x: (said[x.name], x.name), default=None)


def _without_bare(grown: Stemma, settled: int) -> Stemma:
    """Without lost texts that fewer than two copies come from: nobody could tell of them."""
    while True:
        bare = next((v for v in range(settled, len(grown.texts)) if grown.parents.count(v) < 2), None)
        if bare is None:
            return grown
        kept = [v for v in range(len(grown.texts)) if v != bare]
        texts = tuple(grown.texts[v] for v in kept)
        names = {kept.index(v): name for v, name in grown.names.items() if v != bare}
        grown = _solved(Stemma(texts, (), grown.costs[np.ix_(kept, kept)], grown.heads[kept], names))
