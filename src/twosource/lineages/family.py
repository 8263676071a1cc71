"""The tree of reports that carry one text: who copied whom, with unseen originals where copies need one.

Copies in one language are collated sentence by sentence and the tree is the one that costs least to make (stemma.py),
weighed with what credits and dates say. Where they cannot be, in several languages or too many to be all compared, or
where hardly anything was cut or added, so that distances add up along the tree (texts copied by hand), distances come
from collation by pairs, direction from the signals of directions.py, and the tree is the heaviest branching over both
(graph.arborescence). An original that nobody kept is put in where copies agree against neither containing the other,
and where reports credit an outlet whose own text is not here.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ..records import Evidence, Passage
from .collation import differences, distance, printed
from .crediting import credited, origin_names, same
from .directions import directions
from .finding import Finding
from .graph import arborescence
from .pairs import Pair, translated
from .readings import Reading
from .signals import aligned
from .unseen import with_unseen
from .weights import logistic, models

# Log-odds that one unit of distance (a changed word) takes from a derivation. Grid search on generated trees.
_NEARNESS = 1.0
# Words in one go that are a stretch cut or added, no slip of the pen, and the part of pairs that may have such.
_STRETCH, _SELDOM = 8, 0.33
# An unseen text must explain at least this distance away from each copy it stands between. The same search.
_LEAST = 2.0


@dataclass(frozen=True, slots=True)
class Link:
    """`child` took from `parent` (numbers; from n on, unseen nodes), with the odds and why."""

    parent: int
    child: int
    probability: float
    found: Mapping[str, Finding] = field(default_factory=dict)
    decided: tuple[Evidence, ...] = ()
    instead: Mapping[int, float] = field(default_factory=dict)  # other parents that are nearly as likely


@dataclass(frozen=True, slots=True, eq=False)
class Collated:
    """All pairs of a family (n members) compared: distances (n, n), log-odds (n, n) that row is column's parent."""

    distances: NDArray[np.float64]
    lean: NDArray[np.float64]
    found: Mapping[tuple[int, int], Mapping[str, Finding]]
    mixed: bool = False  # several languages: distances are then of two kinds
    cut: int = 0  # pairs of which one has a stretch that the other lacks
    passages: Mapping[tuple[int, int], Sequence[Passage]] = field(default_factory=dict)

    @property
    def wording_only(self) -> bool:
        """Whether hardly any copy was cut or added to: then distances are additive, as between hand-copied texts."""
        return self.cut <= _SELDOM * len(self.found)

    @property
    def whole(self) -> bool:
        """Whether all were compared, in one language."""
        return bool(np.isfinite(self.distances).all()) and not self.mixed

    def of(self, inside: Sequence[int]) -> Collated:
        """The same of some members, numbered anew."""
        local = {i: x for x, i in enumerate(inside)}
        at = np.ix_(inside, inside)
        found = {(local[i], local[j]): f for (i, j), f in self.found.items() if i in local and j in local}
        passages = {(local[i], local[j]): p for (i, j), p in self.passages.items() if i in local and j in local}
        return Collated(self.distances[at], self.lean[at], found, passages=passages)


def collated(members: Sequence[Reading], pairs: Mapping[tuple[int, int], Pair]) -> Collated:
    """The members compared with each other, as far as `pairs` (by position, first < second) has them."""
    n = len(members)
    where, everyone = printed(members) if pairs else {}, (1 << n) - 1
    d = np.full((n, n), np.inf)
    np.fill_diagonal(d, 0.0)
    lean = np.zeros((n, n))
    found: dict[tuple[int, int], Mapping[str, Finding]] = {}
    cut = 0
    for (i, j), pair in pairs.items():
        places = differences(pair.a, pair.b, where, (1 << i) | (1 << j), everyone)
        cut += any(abs(p.a_end - p.a_start - p.b_end + p.b_start) >= _STRETCH for p in places)
        d[i, j] = d[j, i] = _apart(pair) if translated(pair) else distance(places)
        found[i, j] = directions(pair, () if translated(pair) else places) | lone_language(pair, members)
        lean[i, j] = models()["direction"].logit(found[i, j])
        lean[j, i] = -lean[i, j]
    return Collated(
        d, lean, found, any(map(translated, pairs.values())), cut, {k: p.passages for k, p in pairs.items()}
    )


def _apart(pair: Pair) -> float:
    """The distance across languages: sentences without a counterpart, on both sides, and one for the translation."""
    told = [p for p in pair.passages if p.kind != "quoted"]
    shares = aligned(pair.a.narrative, told), aligned(pair.b.narrative, [p.mirrored() for p in told])
    lengths = len(pair.a.narrative), len(pair.b.narrative)
    return 1 + sum((1 - share) * length for share, length in zip(shares, lengths, strict=True))


def lone_language(pair: Pair, members: Sequence[Reading]) -> dict[str, Finding]:
    """Several reports in one language word a text differently, one stands in another: it is what they translated.

    Signed as the signals of direction are: above 0, a is the source.
    """
    if not translated(pair):
        return {}
    count = {r.language: sum(m.language == r.language for m in members) for r in (pair.a, pair.b)}
    value = float(np.sign(count[pair.b.language] - count[pair.a.language]))
    if origin_names(pair.a if value > 0 else pair.b):
        return {}  # it says itself that its text is another's
    lone, many = (pair.a, pair.b) if value > 0 else (pair.b, pair.a)
    words = f"{count[many.language]} tell it in '{many.language}', one in '{lone.language}': they translated that one"
    return {"lone language": Finding(value, words)} if value else {}


def crediting(members: Sequence[Reading], strangers: Set[tuple[int, int]] = frozenset()) -> dict[int, set[int]]:
    """Of each member the others that it credits and has text in common with; `strangers`: pairs that have none."""
    numbers = range(len(members))
    said = [credited(m) for m in members]
    return {
        c: {
            p
            for p in numbers
            if p != c and (p, c) not in strangers and any(same(name, members[p].outlet) for name in said[c])
        }
        for c in numbers
    }


def barred(members: Sequence[Reading], strangers: Set[tuple[int, int]] = frozenset()) -> set[tuple[int, int]]:
    """Links (parent, child) that credits rule out.

    Who credits a member took from it and no other, and the credited took nothing from them; nobody translates back what
    is itself credited to another. `strangers`: pairs without text in common, of which credits say nothing.
    """
    numbers = range(len(members))
    named = crediting(members, strangers)
    named = {c: {p for p in parents if c not in named[p]} for c, parents in named.items()}
    out = {(p, c) for c in numbers for p in numbers if named[c] and p not in named[c]}
    out |= {(c, p) for c in numbers for p in named[c]}
    for p in numbers:
        if origin_names(members[p]):
            out |= {(p, c) for c in numbers if members[c].language != members[p].language and p not in named[c]}
    return out


# Log-odds that an outlet which a report credits as its text's origin is the parent: an explicit statement.
_CREDITED = 3.0


def with_credited(known: Collated, members: Sequence[Reading], names: Sequence[str]) -> Collated:
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


def link_costs(known: Collated, members: int, out: Set[tuple[int, int]] = frozenset()) -> NDArray[np.float64]:
    """(m, m) what it costs that row is column's parent: members, then credited outlets (free roots), then lost texts.

    inf where it cannot be; `out`: links (parent, child) that cannot.
    """
    n = len(known.distances)
    d = with_unseen(known.distances, _LEAST, n) if known.whole and n > 2 else known.distances
    costs = np.asarray(_NEARNESS * d)
    costs[:n, :n] -= known.lean
    costs[:, members:n] = np.inf
    for p, c in out:
        costs[p, c] = np.inf
    return costs


def tree(costs: NDArray[np.float64], free: Set[int]) -> list[int]:
    """The parent of each node (-1: a root) in the cheapest tree; nodes in `free` are roots at no cost."""
    m = len(costs)
    weights = {(p, c): -float(costs[p, c]) for p in range(m) for c in range(m) if p != c and math.isfinite(costs[p, c])}
    own = -2 * max((abs(w) for w in weights.values()), default=1.0) - 1
    return arborescence(m, weights, [0.0 if v in free else own for v in range(m)])


def pruned(parents: Sequence[int], first: int) -> dict[int, int]:
    """Child -> parent, without nodes from `first` on that fewer than two descend from: nobody could tell of them."""
    links = {c: p for c, p in enumerate(parents) if p >= 0}
    while True:
        children = Counter(links.values())
        nodes = {*links, *children}
        bare = next((v for v in sorted(nodes) if v >= first and children[v] < 2), None)
        if bare is None:
            return links
        above = links.pop(bare, None)
        for child in [c for c, p in links.items() if p == bare]:
            if above is None:
                del links[child]
            else:
                links[child] = above


def probability(known: Collated, parent: int, child: int) -> float:
    """That the link runs this way and not the other (.5 where nothing tells)."""
    n = len(known.lean)
    return logistic(float(known.lean[parent, child])) if parent < n and child < n else 0.5
