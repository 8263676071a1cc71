"""How likely each branch is, over all trees there could be: exact sums by the matrix-tree theorem.

A tree is the likelier the less it costs, exp(-cost / _CAUTION). The sum over all branchings is a determinant (Tutte
1948), and so each branch's part of it is read off an inverse (Koo et al. 2007, for parsing).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# Costs are no exact probabilities: so many of their units make one of log-odds. Of 1.5, 2, 3, 4.5 and 6 the one whose
# probabilities are truest on generated trees (benchmarks/lineage.py measures others).
_CAUTION = 2.0
# No link that can be is less likely than e to the minus this against its child's likeliest: sums of smaller parts would
# be lost in rounding.
_LEAST = 25.0


def chances(costs: Floats, heads: Floats) -> Floats:
    """(m, m) how likely row is column's parent, given what each link costs (inf: it cannot be) and each head.

    Nodes that nothing leads to are heads; where there is none, exactly one node is.
    """
    m = len(heads)
    link = costs.copy()
    np.fill_diagonal(link, np.inf)
    free: NDArray[np.bool_] = np.asarray(np.isfinite(link).any(axis=0))
    weight = np.zeros((m, m))
    # Each node's costs are taken relative to its cheapest, which changes no branch's part.
    least = np.where(free, link.min(axis=0, initial=np.inf), 0.0)
    dearer = (link[:, free] - least[free]) / _CAUTION
    weight[:, free] = np.where(np.isfinite(dearer), np.exp(-np.minimum(dearer, _LEAST)), 0.0)
    try:
        one = len(heads) > 0 and bool(free.all())
        return np.clip(_one_head(weight, (least - heads) / _CAUTION) if one else _below(weight, free), 0.0, 1.0)
    except np.linalg.LinAlgError:  # links that cannot be leave no tree: each node for itself
        return np.asarray(weight / np.maximum(weight.sum(axis=0), 1e-300))


def _one_head(weight: Floats, head: Floats) -> Floats:
    """Of all trees with one head; `head`: log-odds of each node as such."""
    laplacian = np.diag(weight.sum(axis=0)) - weight
    laplacian[0] = np.exp(head - head.max(initial=-np.inf))
    inverse = np.linalg.inv(laplacian)
    into, out = np.diag(inverse)[None, :].repeat(len(weight), axis=0), inverse.T.copy()
    into[:, 0] = 0.0
    out[0] = 0.0
    return np.asarray(weight * (into - out))


def _below(weight: Floats, free: NDArray[np.bool_]) -> Floats:
    """Of all forests under the nodes that are not `free`."""
    inner = weight[np.ix_(free, free)]
    inverse = np.linalg.inv(np.diag(weight[:, free].sum(axis=0)) - inner)
    found = np.zeros_like(weight)
    found[np.ix_(free, free)] = inner * (np.diag(inverse)[None, :] - inverse.T)
    found[np.ix_(~free, free)] = weight[np.ix_(~free, free)] * np.diag(inverse)[None, :]
    return found
