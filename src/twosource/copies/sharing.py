"""Which reports share rare fingerprints: a join over sorted keys, in blocks, with no table of all pairs.

Where passim and others drop a key that too many texts hold, here a key links each text to its LINKS nearest in time on
either side: a dispatch printed by a thousand outlets is a chain of links, and costs a thousand times LINKS, no square.
Words that one outlet prints day after day (its template) are learnt first and left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .fingerprints import Fingerprints, Places

Integers = NDArray[np.int64]

# Neighbours on either side that one key links: all of the pairs of a key held by up to LINKS + 1 reports.
LINKS = 8
# Partners kept for a report: the most it shares rare words with. Labelled pairs of gva stand among the first 4.
PARTNERS = 8
# Places remembered of a pair.
PLACES = 8
# Links worked on at once: about 100 bytes each.
BLOCK_LINKS = 4_000_000
# A key is an outlet's template when the outlet printed it on this many days, and on this share of all its days ...
TEMPLATE_DAYS = 4
TEMPLATE_SHARE = 0.25
# ... of which there must be enough to tell a template from one story followed for a week.
OUTLET_DAYS = 8


@dataclass(frozen=True, slots=True)
class SharedPairs:
    """Pairs of reports (numbers, a < b), how many keys they share, the keys' weight, and places of the first few."""

    a: Integers
    b: Integers
    shared: Integers
    weight: NDArray[np.float64]
    places: list[tuple[tuple[int, int], ...]]


@dataclass(frozen=True, slots=True)
class _Table:
    """Keys that at least two reports hold, sorted by key, then report. A group is the run of rows with one key."""

    owners: Places
    starts: Places
    weights: NDArray[np.float32]  # log(1 + reports / reports that hold the key)
    group_starts: Integers
    group_ends: Integers


def without_templates(prints: Fingerprints, outlets: Integers, days: Integers) -> Fingerprints:
    """The fingerprints less each outlet's template. `outlets`, `days`: a number for each report, -1 where unknown."""
    known = np.flatnonzero((outlets[prints.owners] >= 0) & (days[prints.owners] >= 0))
    outlet, day = outlets[prints.owners[known]], days[prints.owners[known]]
    outlet_days = np.bincount(np.unique(np.stack([outlets, days]), axis=1)[0] + 1)[1:]
    order = np.lexsort((day, outlet, prints.keys[known]))
    keys, outlet, day = prints.keys[known][order], outlet[order], day[order]
    opens = np.concatenate([[True], (keys[1:] != keys[:-1]) | (outlet[1:] != outlet[:-1])])[: len(keys)]
    new_day = opens | np.concatenate([[True], day[1:] != day[:-1]])[: len(keys)]
    group = np.cumsum(opens) - 1
    held = np.bincount(group, weights=new_day)[group] if len(group) else np.empty(0)
    all_days = outlet_days[outlet]
    template = (held >= TEMPLATE_DAYS) & (held >= TEMPLATE_SHARE * all_days) & (all_days >= OUTLET_DAYS)
    kept = np.ones(len(prints.keys), bool)
    kept[known[order[template]]] = False
    return Fingerprints(prints.keys[kept], prints.owners[kept], prints.starts[kept])


def shared_pairs(prints: Fingerprints, reports: int) -> SharedPairs:
    """Each report's PARTNERS best partners by the weight of shared keys. `owners` must be in order of time."""
    table = _table(prints, reports)
    blocks = [_block_pairs(table, rows, reports) for rows in _row_blocks(table, reports)]
    return _joined(blocks)


def _table(prints: Fingerprints, reports: int) -> _Table:
    order = np.lexsort((prints.starts, prints.owners, prints.keys))
    keys, owners = prints.keys[order], prints.owners[order]
    again = np.concatenate([[False], (keys[1:] == keys[:-1]) & (owners[1:] == owners[:-1])])[: len(keys)]
    order, keys = order[~again], keys[~again]
    _, size = _groups(keys)
    several = np.repeat(size > 1, size)
    order, size = order[several], size[size > 1]
    ends = np.cumsum(size)
    return _Table(
        prints.owners[order],
        prints.starts[order],
        np.repeat(np.log1p(reports / size), size).astype(np.float32),
        np.repeat(ends - size, size),
        np.repeat(ends, size),
    )


def _groups(values: NDArray[np.generic]) -> tuple[Integers, Integers]:
    """Start and length of each run of equal values."""
    first = np.flatnonzero(np.concatenate([[True], values[1:] != values[:-1]])[: len(values)])
    return first, np.diff(np.append(first, len(values)))


def _row_blocks(table: _Table, reports: int) -> Iterator[Integers]:
    """Rows of the table, all of one report's together, in blocks of about BLOCK_LINKS links."""
    by_owner = np.argsort(table.owners, kind="stable")
    bounds = np.searchsorted(table.owners[by_owner], np.arange(reports + 1))
    step = max(1, BLOCK_LINKS // (2 * LINKS))
    start = 0
    while start < reports:
        end = max(start + 1, int(np.searchsorted(bounds, bounds[start] + step, side="right")) - 1)
        yield by_owner[bounds[start] : bounds[end]]
        start = end


def _links(table: _Table, rows: Integers) -> tuple[Integers, Integers]:
    """Pairs of rows with one key, not more than LINKS apart: the left ones from `rows`."""
    lows = np.maximum(rows - LINKS, table.group_starts[rows])
    highs = np.minimum(rows + LINKS + 1, table.group_ends[rows])
    counts = highs - lows
    left = np.repeat(rows, counts)
    right = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts) + np.repeat(lows, counts)
    other = left != right
    return left[other], right[other]


def _block_pairs(table: _Table, rows: Integers, reports: int) -> SharedPairs:
    """The best partners of the reports that own `rows`."""
    left, right = _links(table, rows)
    mine, theirs = table.owners[left].astype(np.int64), table.owners[right].astype(np.int64)
    order = np.lexsort((table.starts[left], theirs, mine))
    left, right, mine, theirs = left[order], right[order], mine[order], theirs[order]
    first, shared = _groups(mine * reports + theirs)
    weight = np.add.reduceat(table.weights[left].astype(np.float64), first) if len(first) else np.empty(0)
    best = _best_of_each(mine[first], theirs[first], np.round(weight, 3))
    a, b = mine[first][best], theirs[first][best]
    places = [_places(table, left[f : f + n], right[f : f + n]) for f, n in zip(first[best], shared[best], strict=True)]
    places = [p if x < y else tuple((v, u) for u, v in p) for p, x, y in zip(places, a, b, strict=True)]
    return SharedPairs(np.minimum(a, b), np.maximum(a, b), shared[best], weight[best], places)


def _places(table: _Table, left: Integers, right: Integers) -> tuple[tuple[int, int], ...]:
    mine, theirs = table.starts[left[:PLACES]].tolist(), table.starts[right[:PLACES]].tolist()
    return tuple(zip(mine, theirs, strict=True))


def _best_of_each(mine: Integers, theirs: Integers, weight: NDArray[np.float64]) -> Integers:
    """Which pairs are among the PARTNERS heaviest of `mine`; of equals the nearer in order of time."""
    order = np.lexsort((theirs, np.abs(mine - theirs), -weight, mine))
    first, size = _groups(mine[order])
    rank = np.arange(len(order)) - np.repeat(first, size)
    return np.sort(order[rank < PARTNERS])


def _joined(blocks: list[SharedPairs]) -> SharedPairs:
    """All blocks' pairs, each once, in order."""
    pairs: dict[tuple[int, int], tuple[int, float, tuple[tuple[int, int], ...]]] = {}
    for block in blocks:
        for a, b, shared, weight, places in zip(
            block.a.tolist(), block.b.tolist(), block.shared.tolist(), block.weight.tolist(), block.places, strict=True
        ):
            pairs.setdefault((a, b), (shared, weight, places))
    keys = sorted(pairs)
    return SharedPairs(
        np.array([a for a, _ in keys], np.int64),
        np.array([b for _, b in keys], np.int64),
        np.array([pairs[k][0] for k in keys], np.int64),
        np.array([pairs[k][1] for k in keys], np.float64),
        [pairs[k][2] for k in keys],
    )
