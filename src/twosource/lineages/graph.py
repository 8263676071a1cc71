"""Graphs of who took from whom: the most probable tree, unseen nodes where copies need one, no cycles.

Nodes are numbers 0..n-1. Sizes: n nodes, e edges.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Edge = tuple[int, int]  # parent, child


def arborescence(n: int, weights: Mapping[Edge, float], own: Sequence[float]) -> list[int]:
    """The parent of each node in the heaviest branching, -1 for a root; `own[i]` is the gain of node i as a root.

    Chu-Liu/Edmonds, exact, O(n e). Ties go to the smaller numbers, so equal input gives equal trees.
    """
    root = n
    edges = {(root, v): own[v] for v in range(n)}
    edges.update({e: w for e, w in weights.items() if e[0] != e[1]})
    parents = _branching(set(range(n + 1)), edges, root)
    return [-1 if parents[v] == root else parents[v] for v in range(n)]


def _branching(nodes: set[int], edges: Mapping[Edge, float], root: int) -> dict[int, int]:
    """Parent of each node but the root. Contracts one cycle at a time, in a loop rather than by recursion."""
    steps: list[tuple[int, list[int], dict[int, int], dict[Edge, Edge]]] = []
    while True:
        best = _best_parents(nodes, edges, root)
        cycle = _cycle(best)
        if not cycle:
            break
        merged = max(nodes) + 1
        nodes, edges, origin = _contracted(nodes, edges, cycle, best, merged)
        steps.append((merged, cycle, best, origin))
    parents = best
    for merged, cycle, inner, origin in reversed(steps):
        parents = _expanded(parents, merged, cycle, inner, origin)
    return parents


def _best_parents(nodes: set[int], edges: Mapping[Edge, float], root: int) -> dict[int, int]:
    """Each node's heaviest parent."""
    best: dict[int, tuple[float, int]] = {}
    for (p, c), w in edges.items():
        if c != root and (c not in best or (w, -p) > (best[c][0], -best[c][1])):
            best[c] = (w, p)
    return {c: best[c][1] for c in sorted(nodes) if c != root}


def _cycle(parents: Mapping[int, int]) -> list[int]:
    """The nodes of one cycle, [] where there is none."""
    done: set[int] = set()
    for start in sorted(parents):
        path: list[int] = []
        node = start
        while node in parents and node not in done:
            done.add(node)
            path.append(node)
            node = parents[node]
        if node in path:
            return path[path.index(node) :]
    return []


def _contracted(
    nodes: set[int], edges: Mapping[Edge, float], cycle: list[int], best: Mapping[int, int], merged: int
) -> tuple[set[int], dict[Edge, float], dict[Edge, Edge]]:
    """The graph with the cycle as one node, and which edge each new edge stands for."""
    inside = set(cycle)
    held = {v: edges[(best[v], v)] for v in cycle}
    new: dict[Edge, float] = {}
    origin: dict[Edge, Edge] = {}
    for (p, c), w in sorted(edges.items()):
        if p in inside and c in inside:
            continue
        key = (merged, c) if p in inside else (p, merged) if c in inside else (p, c)
        gain = w - held[c] if c in inside else w
        if key not in new or gain > new[key]:
            new[key], origin[key] = gain, (p, c)
    return (nodes - inside) | {merged}, new, origin


def _expanded(
    parents: Mapping[int, int], merged: int, cycle: list[int], inner: Mapping[int, int], origin: Mapping[Edge, Edge]
) -> dict[int, int]:
    """The branching with the cycle put back, broken where the tree enters it."""
    wide = {c: inner[c] for c in cycle}
    for c, p in parents.items():
        real_parent, real_child = origin[(p, c)]
        wide[real_child] = real_parent
    return {c: p for c, p in wide.items() if c != merged}


def reaches(edges: Sequence[Edge] | set[Edge], start: int, goal: int) -> bool:
    """Whether a path leads from `start` down to `goal`."""
    below: dict[int, list[int]] = {}
    for p, c in edges:
        below.setdefault(p, []).append(c)
    seen, open_nodes = {start}, [start]
    while open_nodes:
        node = open_nodes.pop()
        if node == goal:
            return True
        fresh = [c for c in below.get(node, ()) if c not in seen]
        seen.update(fresh)
        open_nodes.extend(fresh)
    return False


def components(n: int, joined: Sequence[Edge]) -> list[list[int]]:
    """Nodes grouped by the (undirected) edges, each group sorted, in order of their smallest node."""
    top = list(range(n))

    def find(v: int) -> int:
        while top[v] != v:
            top[v] = top[top[v]]
            v = top[v]
        return v

    for a, b in joined:
        x, y = find(a), find(b)
        top[max(x, y)] = min(x, y)
    groups: dict[int, list[int]] = {}
    for v in range(n):
        groups.setdefault(find(v), []).append(v)
    return list(groups.values())
