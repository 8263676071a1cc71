"""Texts that were lost after they had been copied: put in where copies agree against neither containing the other.

Distances between copies of one text are nearly additive along the tree that made them (Buneman 1971; Saitou and Nei
1987). Where two copies are nearer to each other than by way of the third between them, a text stood between all three
that nobody kept: its place is the Gromov product. This is median joining (Bandelt 1999) on distances instead of sites.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Distances = NDArray[np.float64]


def spanning_tree(d: Distances) -> list[tuple[int, int]]:
    """The lightest tree over all nodes (Prim, O(n^2)), edges as (near, far); ties go to the smaller numbers."""
    n = len(d)
    if n < 2:
        return []
    edges: list[tuple[int, int]] = []
    near = np.zeros(n, dtype=np.int64)
    best = d[0].copy()
    best[0] = np.inf
    inside = np.zeros(n, dtype=bool)
    inside[0] = True
    for _ in range(n - 1):
        v = int(np.argmin(np.where(inside, np.inf, best)))
        edges.append((int(near[v]), v))
        inside[v] = True
        closer = ~inside & (d[v] < best)
        near[closer], best[closer] = v, d[v][closer]
    return edges


def _branch(d: Distances, node: int, beside: Sequence[int]) -> tuple[float, int, int]:
    """How far `node` lies off the path between two of its neighbours, at most, and which two."""
    found = (0.0, -1, -1)
    for i, a in enumerate(beside):
        for b in beside[i + 1 :]:
            off = float(d[node, a] + d[node, b] - d[a, b]) / 2
            found = max(found, (off, a, b)) if off > found[0] else found
    return found


def _with_median(d: Distances, node: int, a: int, b: int, off: float) -> Distances:
    """The distances with one more node: `off` away from `node`, on its way to a and b."""
    new = np.maximum(d[node] - off, np.maximum(d[a] - (d[node, a] - off), d[b] - (d[node, b] - off)))
    new[node], new[a], new[b] = off, max(0.0, d[node, a] - off), max(0.0, d[node, b] - off)
    return np.block([[d, new[:, None]], [new[None, :], np.zeros((1, 1))]])


def with_unseen(d: Distances, least: float, most: int) -> Distances:
    """`d` (n, n) widened by at most `most` unseen nodes, each `least` or more away from the copies around it."""
    for _ in range(most):
        edges = spanning_tree(d)
        beside: dict[int, list[int]] = {}
        for a, b in edges:
            beside.setdefault(a, []).append(b)
            beside.setdefault(b, []).append(a)
        best = max(((*_branch(d, v, sorted(near)), v) for v, near in beside.items()), default=(0.0, 0, 0, 0))
        off, a, b, node = best
        if off < least or d[node, a] - off < least / 2 or d[node, b] - off < least / 2:
            return d
        d = _with_median(d, int(node), int(a), int(b), off)
    return d
