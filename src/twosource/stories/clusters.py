"""From likeness of pairs to groups: average linkage over a sparse graph.

Groups grow by joining the two whose members are, on the mean, most likely of one event, until no mean is above the
threshold. Pairs that were never compared (nothing rare in common) count as unlikely, so one report that touches two
groups, a round-up or a live blog, cannot glue them together. Time is about proportional to the pairs given.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Mapping, Sequence

# What a pair counts for that was not compared; tuned with the threshold (benchmarks/grouping.py).
UNCOMPARED = -6.0
# One pair may speak for or against a group so loudly and no louder.
LOUDEST = 6.0
# Mean log-odds above which two groups are one.
THRESHOLD = 0.0
# Pairs that a person has set apart.
NEVER = -1e9

Pair = tuple[int, int]
_Offer = tuple[float, int, int, int, int]  # minus the mean, two groups, their versions


def clusters(
    count: int,
    odds: Mapping[Pair, float],
    *,
    together: Iterable[Sequence[int]] = (),
    first: Iterable[Pair] = (),
    last: Collection[int] = frozenset(),
    threshold: float = THRESHOLD,
) -> list[list[int]]:
    """Groups of 0..count-1, each sorted, in order of their first member.

    `odds`: log-odds that two are of one event, for pairs (lower, higher). `together`: groups given beforehand.
    `first`: pairs that are joined whatever others say, unless a person has set any two of theirs apart.
    `last`: reports that wait until the others are grouped, and then each join the likeliest group, if any.
    """
    graph = _Graph(count, odds)
    for group in together:
        for member in group[1:]:
            graph.join(graph.root(group[0]), graph.root(member))
    for pair in first:
        graph.join_unless_apart(*pair)
    _grow(graph, [pair for pair in odds if not last or (pair[0] not in last and pair[1] not in last)], threshold)
    for member in sorted(last):
        _attach(graph, member, threshold)
    return sorted(sorted(members) for members in graph.members if members)


def _grow(graph: _Graph, pairs: Iterable[Pair], threshold: float) -> None:
    """Join the likeliest two of the groups that these pairs are in, again and again."""
    heap = graph.joinable(pairs, threshold)
    heapq.heapify(heap)
    growing = {group for offer in heap for group in offer[1:3]}
    while heap:
        _, a, b, at_a, at_b = heapq.heappop(heap)
        if not graph.alive(a, b) or graph.version[a] != at_a or graph.version[b] != at_b:
            continue
        kept = graph.join(a, b)
        for other in growing.intersection(graph.sums[kept]):
            if graph.mean(kept, other) > threshold:
                heapq.heappush(heap, graph.offer(kept, other))


def _attach(graph: _Graph, member: int, threshold: float) -> None:
    """Join one that waited to the likeliest group; nothing if a person has grouped it already."""
    if graph.root(member) != member or len(graph.members[member]) > 1 or not graph.sums[member]:
        return
    mean, best = max((graph.mean(member, other), -other) for other in graph.sums[member])
    if mean > threshold:
        graph.join(member, -best)


class _Graph:
    """Groups that are being joined; `sums[a][b]` = (sum of log-odds, number of compared pairs) between two groups."""

    def __init__(self, count: int, odds: Mapping[Pair, float]) -> None:
        self.members = [[i] for i in range(count)]
        self.version = [0] * count
        self.sums: list[dict[int, tuple[float, int]]] = [{} for _ in range(count)]
        self._joined = list(range(count))
        for (a, b), value in odds.items():
            heard = value if value <= NEVER else max(-LOUDEST, min(LOUDEST, value))
            self.sums[a][b] = self.sums[b][a] = (heard, 1)

    def root(self, a: int) -> int:
        """The group that a is in now."""
        while self._joined[a] != a:
            a = self._joined[a]
        return a

    def alive(self, a: int, b: int) -> bool:
        """Whether neither has been joined into another group."""
        return bool(self.members[a]) and bool(self.members[b])

    def joinable(self, pairs: Iterable[Pair], threshold: float) -> list[_Offer]:
        """Offers to join two groups whose mean is above the threshold, for groups given beforehand too."""
        roots = {(min(x, y), max(x, y)) for a, b in pairs for x, y in [(self.root(a), self.root(b))]}
        return [self.offer(a, b) for a, b in sorted(roots) if a != b and self.mean(a, b) > threshold]

    def offer(self, a: int, b: int) -> _Offer:
        """To join a and b as they are now; void once either has changed."""
        a, b = min(a, b), max(a, b)
        return -self.mean(a, b), a, b, self.version[a], self.version[b]

    def mean(self, a: int, b: int) -> float:
        """Mean log-odds over all pairs between two groups."""
        total, compared = self.sums[a][b]
        pairs = len(self.members[a]) * len(self.members[b])
        return (total + (pairs - compared) * UNCOMPARED) / pairs

    def join_unless_apart(self, a: int, b: int) -> None:
        """Join the groups of two reports if no pair between them may never meet."""
        a, b = self.root(a), self.root(b)
        if self.sums[a].get(b, (0.0, 0))[0] > NEVER / 2:
            self.join(a, b)

    def join(self, a: int, b: int) -> int:
        """Make two groups one; the number it keeps, that of the one with more neighbours."""
        if a == b:
            return a
        if (len(self.sums[a]), -a) < (len(self.sums[b]), -b):
            a, b = b, a
        self.sums[a].pop(b, None)
        for other, (total, compared) in self.sums[b].items():
            if other != a:
                known = self.sums[a].get(other, (0.0, 0))
                self.sums[a][other] = self.sums[other][a] = (known[0] + total, known[1] + compared)
                self.sums[other].pop(b, None)
        self.sums[b] = {}
        self.members[a] += self.members[b]
        self.members[b] = []
        self._joined[b] = a
        self.version[a] += 1
        return a
