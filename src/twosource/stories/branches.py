"""The tree of one family, by whichever method fits it, with how likely each branch is and what else it could be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .copying import collation
from .crediting import takes_credit
from .doubt import chances
from .family import Collated, link_costs, probability, pruned, tree, with_credited
from .heads import named_heads
from .readings import Reading
from .stemma import Known, Stemma, stemma
from .weights import models

# Signals of direction that say nothing of the text itself: the stemma weighs that in its own way.
_OUTSIDE = ("credits parent", "credits somebody", "official itself", "published first")
# From so many copies on collation tells who has a reading alone; of two, what the labelled pairs taught decides.
_COLLATED = 3
# Another parent this likely is worth telling.
_WORTH_TELLING = 0.15


@dataclass(frozen=True, slots=True)
class Branches:
    """Child -> parent: members first, then `names` (outlets that are not here), then lost texts.

    `sure`: of each child's parent, that it is this one; `instead`: other members that it may be, and how likely.
    """

    parents: Mapping[int, int]
    names: tuple[str, ...]
    sure: Mapping[int, float]
    instead: Mapping[int, Mapping[int, float]]


def branches(
    members: Sequence[Reading], known: Collated, names: Sequence[str], barred: Set[tuple[int, int]]
) -> Branches:
    """The tree of a family's members; `names`: outlets they credit and that are not here."""
    if not known.whole or known.wording_only or len(members) < _COLLATED:
        return _by_distance(members, known, names, barred)
    heads = named_heads(members, names)
    n = len(members)
    bound = {c for c in range(n) if any(takes_credit(members[c], members[p]) for p in range(n) if p != c)}
    grown = stemma(collation(members), Known(_outside_lean(known, n), barred, bound, tuple(heads.values())))
    return _branches(grown, n, tuple(heads))


def _outside_lean(known: Collated, n: int) -> NDArray[np.float64]:
    """(n, n) log-odds that row is column's parent by what is said outside the text: credits, dates."""
    weights = models()["direction"].weights
    lean = np.zeros((n, n))
    for (i, j), found in known.found.items():
        lean[i, j] = sum(weights.get(name, 0.0) * found[name].value for name in _OUTSIDE if name in found)
        lean[j, i] = -lean[i, j]
    return lean


def _branches(grown: Stemma, members: int, names: tuple[str, ...]) -> Branches:
    """A stemma with its doubts."""
    links = {c: p for c, p in enumerate(grown.parents) if p >= 0}
    likely = chances(grown.costs, grown.heads)
    sure = {c: float(likely[p, c]) for c, p in links.items()}
    return Branches(links, names, sure, _instead(likely, links, members))


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
    heads = set(range(len(members), len(wide.distances)))
    costs = link_costs(wide, len(members), barred)
    links = pruned(tree(costs, heads), len(members) + len(names))
    sure = {c: probability(wide, p, c) for c, p in links.items()}
    if not known.whole:
        return Branches(links, tuple(names), sure, {})
    likely = chances(costs, np.zeros(len(costs)))
    return Branches(links, tuple(names), sure, _instead(likely, links, len(members)))
