"""The tree of one family, by whichever method fits it, with how likely each branch is and what else it could be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .copying import collation
from .doubt import chances
from .family import Collated, crediting, link_costs, probability, pruned, tree, with_credited
from .heads import named_heads
from .readings import Reading
from .stemma import Known, Named, Stemma, stemma
from .weights import models

# Signals of direction that say nothing of the text itself: the stemma weighs that in its own way.
_OUTSIDE = ("credits parent", "credits somebody", "official itself", "published first")
# From so many copies on collation tells who has a reading alone; of two, what the labelled pairs taught decides.
_COLLATED = 3
# How often what all the costs together say is right at all: texts are lost and merged in ways that they do not know.
# Chosen with doubt.py's caution by log-loss on generated trees: expected calibration error .034 cross-validated by
# family, .084 without.
_TRUST = 0.93
# Another parent this likely is worth telling.
_WORTH_TELLING = 0.15


@dataclass(frozen=True, slots=True)
class Branches:
    """Child -> parent: members first, then outlets that are not here and lost texts, of which some have `names`.

    `sure`: of each child's parent, that it is this one; `instead`: other members that it may be, and how likely.
    """

    parents: Mapping[int, int]
    names: Mapping[int, str]
    sure: Mapping[int, float]
    instead: Mapping[int, Mapping[int, float]]


def branches(
    members: Sequence[Reading],
    known: Collated,
    outside: tuple[Sequence[str], Sequence[str]],
    barred: Set[tuple[int, int]],
) -> Branches:
    """The tree of a family's members; `outside`: outlets that are not here, credited as origin and in passing."""
    names, mentioned = outside
    if known.mixed:
        return _by_distance(members, known, names, barred | _settled_within(members, known, barred))
    if not known.whole or known.wording_only or len(members) < _COLLATED:
        return _by_distance(members, known, names, barred)
    return _branches(_grown(members, known, barred, named_heads(members, names, mentioned)), len(members))


def _grown(
    members: Sequence[Reading], known: Collated, barred: Set[tuple[int, int]], named: Sequence[Named] = ()
) -> Stemma:
    """The members' stemma."""
    n = len(members)
    bound = {c for c, named in crediting(members, barred).items() if named}
    return stemma(collation(members, known.passages), Known(_outside_lean(known, n), barred, bound, named))


def _settled_within(members: Sequence[Reading], known: Collated, barred: Set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Links that the stemmata of a family's languages rule out, each by itself: of each copy all others in its language
    but the one it is a copy of there. A copy of a lost text is left open."""
    out: set[tuple[int, int]] = set()
    for language in sorted({m.language for m in members}):
        inside = [i for i, m in enumerate(members) if m.language == language]
        if len(inside) >= _COLLATED:
            local = {i: x for x, i in enumerate(inside)}
            kept = {(local[p], local[c]) for p, c in barred if p in local and c in local}
            grown = _grown([members[i] for i in inside], known.of(inside), kept)
            for c, p in zip(inside, grown.parents, strict=False):
                if p < len(inside):
                    out |= {(q, c) for q in inside if q != c and (p < 0 or q != inside[p])}
    return out


def _outside_lean(known: Collated, n: int) -> NDArray[np.float64]:
    """(n, n) log-odds that row is column's parent by what is said outside the text: credits, dates."""
    weights = models()["direction"].weights
    lean = np.zeros((n, n))
    for (i, j), found in known.found.items():
        lean[i, j] = sum(weights.get(name, 0.0) * found[name].value for name in _OUTSIDE if name in found)
        lean[j, i] = -lean[i, j]
    return lean


def _branches(grown: Stemma, members: int) -> Branches:
    """A stemma with its doubts."""
    links = {c: p for c, p in enumerate(grown.parents) if p >= 0}
    likely = _TRUST * chances(grown.costs, grown.heads)
    sure = {c: float(likely[p, c]) for c, p in links.items()}
    return Branches(links, grown.names, sure, _instead(likely, links, members))


def _instead(likely: NDArray[np.float64], links: Mapping[int, int], members: int) -> dict[int, dict[int, float]]:
    """Of each child the other members that may well be its parent."""
    return {
        c: {q: float(likely[q, c]) for q in range(members) if q != p and likely[q, c] >= _WORTH_TELLING}
        for c, p in links.items()
    }


def _by_distance(
    members: Sequence[Reading], known: Collated, names: Sequence[str], barred: Set[tuple[int, int]]
) -> Branches:
    """The tree by distances between pairs."""
    wide = with_credited(known, members, names)
    named = dict(enumerate(names, len(members)))
    heads = set(range(len(members), len(wide.distances)))
    costs = link_costs(wide, len(members), barred)
    links = pruned(tree(costs, heads), len(members) + len(names))
    sure = {c: probability(wide, p, c) for c, p in links.items()}
    if not known.whole:
        return Branches(links, named, sure, {})
    likely = chances(costs, np.zeros(len(costs)))
    return Branches(links, named, sure, _instead(likely, links, len(members)))
