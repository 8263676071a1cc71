"""How likely each branch is, over all trees there could be: exact, by walks from copies up to their parents.

A tree is the likelier the less it costs, exp(-cost / _CAUTION). The parent of c is p in the trees in which p does not
itself come down from c; that is how often a walk from p, from child to parent by the links' weights, ends above all and
not at c (Wilson 1996). The walks' chances are sums of products only (elimination of states: Grassmann, Taksar, Heyman
1985), so that nothing is lost in rounding where costs lie far apart, as it is in the determinants of the matrix-tree
theorem.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# Costs are no exact probabilities: so many of their units make one of log-odds. Of 2, 3 and 4.5 the one whose
# probabilities are truest on generated trees (benchmarks/lineage.py measures others).
_CAUTION = 2.0
# The weight of a head: so little that two heads are out of the question where one will do.
_ONE_HEAD = 1e-100


def chances(costs: Floats, heads: Floats) -> Floats:
    """(m, m) how likely row is column's parent, given what each link costs (inf: it cannot be) and each head.

    Nodes that nothing leads to are heads; where there is none, exactly one node is.
    """
    m = len(heads)
    link = costs.copy()
    np.fill_diagonal(link, np.inf)
    free: NDArray[np.bool_] = np.asarray(np.isfinite(link).any(axis=0))
    # Each node's costs are taken relative to its cheapest, which changes no branch's part.
    least = np.where(free, link.min(axis=0, initial=np.inf), 0.0)
    weight = np.exp((least - link) / _CAUTION)
    top = np.where(free, 0.0, 1.0)
    if m and free.all():
        odds = (least - heads) / _CAUTION
        top = _ONE_HEAD * np.exp(odds - odds.max())
    found = np.zeros((m, m))
    for c in np.flatnonzero(free):
        found[:, c] = _parents(weight, top, int(c))
    return found


def _parents(weight: Floats, top: Floats, c: int) -> Floats:
    """(m,) how likely each node is c's parent."""
    share = weight[:, c] * _reaching_top(weight, top, c)
    whole = share.sum() + top[c]
    return np.asarray(share / whole if whole > 0 else weight[:, c] / max(weight[:, c].sum(), 1e-300))


def _reaching_top(weight: Floats, top: Floats, c: int) -> Floats:
    """(m,) how often a walk from each node to its parent, and on, ends above all heads and not at c."""
    link, out = weight.copy(), top.copy()
    order = [v for v in range(len(top)) if v != c]
    total = np.zeros(len(top))
    left = np.ones(len(top), dtype=bool)
    for k in order:  # walks by way of k are counted as steps between those that are left
        left[k] = False
        total[k] = link[left, k].sum() + out[k]
        if total[k] > 0:
            part = link[k] / total[k]
            link[np.ix_(left, left)] += np.outer(link[left, k], part[left])
            out[left] += part[left] * out[k]
    reached = np.zeros(len(top))
    for k in reversed(order):
        if total[k] > 0:
            reached[k] = (out[k] + link[left, k] @ reached[left]) / total[k]
        left[k] = True
    return reached
