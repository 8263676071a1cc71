"""Which reports share rare fingerprints: a join over sorted keys, in blocks, with no table of all pairs.

Where passim and others drop a key that too many texts hold, here a key links each text to its LINKS nearest in time on
either side: a dispatch printed by a thousand outlets is a chain of links, and costs a thousand times LINKS, no square.
Words that one outlet prints day after day (its template) are learnt first and left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .fingerprints import BATCH_WORDS, Fingerprints, Places, by_owners
from .ordering import order_of_hashes, order_of_small

Integers = NDArray[np.int64]

# Neighbours on either side that one key links: all of the pairs of a key held by up to LINKS + 1 reports.
# With 4, 2 % of reworded copies are lost that 8 finds (sheepdog in one heap); with 6, 0.4 %.
LINKS = 6
# Partners kept of a report, twice as many as needed: of gva's 80 labelled pairs 79 stand among the first 4 of one side.
PARTNERS = 8
# Words by which reports are compared as wholes: the rarest of each, names and numbers mostly.
RAREST = 48
# Places remembered of a pair.
PLACES = 8
# Links worked on at once, about 100 bytes each: few enough that their memory is used again and again.
BLOCK_LINKS = 1_000_000
_MOST_KEY = 2**64 - 1
# More than any weight, in thousandths.
_WEIGHTS = 2**40
# A key is an outlet's template when the outlet printed it on this many days, and on this share of all its days ...
TEMPLATE_DAYS = 4
TEMPLATE_SHARE = 0.25
# ... of which there must be enough to tell a template from one story followed for a week.
OUTLET_DAYS = 8


@dataclass(frozen=True, slots=True)
class SharedPairs:
    """Pairs of reports (numbers, a < b), each once, in order, and what they share."""

    a: Integers
    b: Integers
    shared: Integers  # keys that both hold
    weight: NDArray[np.float64]  # of these keys: the sum of log(1 + reports / reports that hold the key)
    places: Places  # shape (pairs, PLACES, 2): the first keys' characters in a and in b; -1 where there are fewer

    def where(self, kept: NDArray[np.bool_]) -> SharedPairs:
        """These of the pairs."""
        return SharedPairs(self.a[kept], self.b[kept], self.shared[kept], self.weight[kept], self.places[kept])


@dataclass(frozen=True, slots=True)
class _Table:
    """Keys that at least two reports hold, sorted by key, then report. A group is the run of rows with one key."""

    owners: Places
    starts: Places
    weights: NDArray[np.float32]  # log(1 + reports / reports that hold the key)
    group_starts: Integers
    group_ends: Integers


def without_templates(prints: Fingerprints, outlets: Integers, days: Integers) -> Fingerprints:
    """Keys that several texts hold, less each outlet's template. `outlets`, `days`: numbers of each report, or -1."""
    rows, holders = _shared_rows(prints)
    judged = np.flatnonzero((holders >= TEMPLATE_DAYS) & ((outlets >= 0) & (days >= 0))[prints.owners[rows]])
    owners = prints.owners[rows[judged]]
    key, outlet, day = prints.keys[rows[judged]], outlets[owners], days[owners]
    order = np.lexsort((day, outlet, key))
    key, outlet, day = key[order], outlet[order], day[order]
    opens = _opens(key) | _opens(outlet)
    group = np.cumsum(opens) - 1
    held = np.bincount(group, weights=opens | _opens(day))[group]
    all_days = np.bincount(np.unique(np.stack([outlets, days]), axis=1)[0] + 1)[1:][outlet]
    template = (held >= TEMPLATE_DAYS) & (held >= TEMPLATE_SHARE * all_days) & (all_days >= OUTLET_DAYS)
    rows = np.delete(rows, judged[order[template]])
    return Fingerprints(prints.keys[rows], prints.owners[rows], prints.starts[rows])


def rarest(prints: Fingerprints) -> Fingerprints:
    """Of each text the RAREST keys that another text holds too; of equally rare ones the smaller, which is chance."""
    held = np.zeros(len(prints.keys), np.int32)  # by how many texts; 0 for a word's later places in its text
    for rows, holders in _shared_parts(prints):
        held[rows] = holders
    parts, start = [], 0
    for part in by_owners(prints):
        end = start + len(part.keys)
        parts.append(start + _rarest_rows(part, held[start:end]))
        start = end
    kept = np.concatenate(parts) if parts else np.empty(0, np.int64)
    return Fingerprints(prints.keys[kept], prints.owners[kept], prints.starts[kept])


def _rarest_rows(prints: Fingerprints, held: NDArray[np.int32]) -> Integers:
    """Of each text the rows of the RAREST keys that another text holds too."""
    rows = np.flatnonzero(held)
    rows = rows[order_of_hashes(prints.keys[rows])]
    owners = prints.owners[rows]
    first, most = int(prints.owners[0]), int(held.max()) + 1
    rarity = (owners.astype(np.int64) - first) * most + held[rows]
    by_rarity = order_of_small(rarity, int(rarity.max(initial=0)))  # the rows come by key, and stay so
    kept: Integers = rows[by_rarity[_rank_in_group(owners[by_rarity]) < RAREST]]
    return kept


def shared_pairs(prints: Fingerprints, languages: Integers, *, partners: int = PARTNERS) -> SharedPairs:
    """Each report's `partners` best by the weight of shared keys, and as many in other languages than its own.

    `languages` has a number for each report; `prints.owners` are numbers of reports in order of time.
    """
    table = _table(prints, len(languages))
    blocks = [_block_pairs(table, rows, languages, partners) for rows in _row_blocks(table, len(languages))]
    return _joined(blocks, len(languages))


def _table(prints: Fingerprints, reports: int) -> _Table:
    rows, holders = _shared_rows(prints)
    start, size = _groups(prints.keys[rows])
    return _Table(
        prints.owners[rows],
        prints.starts[rows],
        np.log1p(reports / holders).astype(np.float32),
        np.repeat(start, size),
        np.repeat(start + size, size),
    )


def _shared_rows(prints: Fingerprints) -> tuple[Integers, Integers]:
    """Rows of keys that several texts hold, once a text, by key and owner; and how many texts hold each."""
    parts = [*_shared_parts(prints), (np.empty(0, np.int64), np.empty(0, np.int64))]
    return np.concatenate([rows for rows, _ in parts]), np.concatenate([holders for _, holders in parts])


def _shared_parts(prints: Fingerprints) -> Iterator[tuple[Integers, Integers]]:
    """The same in parts, a range of keys each, so that what is sorted at once stays small."""
    ranges = max(1, len(prints.keys) // BATCH_WORDS)
    if ranges == 1:
        yield _shared_among(prints, slice(None))
        return
    width = np.uint64(_MOST_KEY // ranges + 1)
    number = (prints.keys // width).astype(np.uint16)
    for one in range(ranges):
        here = np.flatnonzero(number == one)
        rows, holders = _shared_among(prints, here)
        yield here[rows], holders


def _shared_among(prints: Fingerprints, some: Integers | slice) -> tuple[Integers, Integers]:
    keys, owners = prints.keys[some], prints.owners[some]
    rows = order_of_hashes(keys)  # of one key the owners are in order, and stay so
    rows = rows[_opens(keys[rows]) | _opens(owners[rows])]
    _, size = _groups(keys[rows])
    holders = np.repeat(size, size)
    return rows[holders > 1], holders[holders > 1]


def _opens(values: NDArray[Any]) -> NDArray[np.bool_]:
    """Whether a value differs from the one before."""
    opens = np.ones(len(values), bool)
    opens[1:] = values[1:] != values[:-1]
    return opens


def _groups(values: NDArray[Any]) -> tuple[Integers, Integers]:
    """Start and length of each run of equal values."""
    first = np.flatnonzero(_opens(values))
    return first, np.diff(np.append(first, len(values)))


def _rank_in_group(values: NDArray[Any]) -> Integers:
    """0, 1, 2 ... within each run of equal values."""
    first, size = _groups(values)
    return np.arange(len(values)) - np.repeat(first, size)


def _row_blocks(table: _Table, reports: int) -> Iterator[Integers]:
    """Rows of the table, all of one report's together, in blocks of about BLOCK_LINKS links."""
    by_owner = np.lexsort((table.starts, table.owners))
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


def _block_pairs(table: _Table, rows: Integers, languages: Integers, partners: int) -> SharedPairs:
    """The best partners of the reports that own `rows`."""
    left, right = _links(table, rows)
    code = table.owners[left].astype(np.int64) * len(languages) + table.owners[right]
    order = order_of_small(code, len(languages) ** 2)  # the rows come by place, and stay so within a pair
    left, right = left[order], right[order]
    first, shared = _groups(code[order])
    weight = np.add.reduceat(table.weights[left].astype(np.float64), first) if len(first) else np.empty(0)
    mine, theirs = table.owners[left[first]].astype(np.int64), table.owners[right[first]].astype(np.int64)
    foreign = mine * 2 + (languages[mine] != languages[theirs])
    by_weight = np.lexsort((_farness(mine, theirs), foreign * _WEIGHTS - np.round(weight * 1000).astype(np.int64)))
    best = by_weight[_rank_in_group(foreign[by_weight]) < partners]
    places = _places(table, left, right, first[best], shared[best])
    backward = mine[best] > theirs[best]
    places[backward] = places[backward][:, :, ::-1]
    a, b = np.minimum(mine[best], theirs[best]), np.maximum(mine[best], theirs[best])
    return SharedPairs(a, b, shared[best], weight[best], places)


def _farness(mine: Integers, theirs: Integers) -> Integers:
    """The farther the later; of two equally far ones the lower number first."""
    far: Integers = 2 * np.abs(mine - theirs) + (theirs > mine)
    return far


def _places(table: _Table, left: Integers, right: Integers, first: Integers, shared: Integers) -> Places:
    """Where the first keys of each pair stand: its links are the `shared` ones from `first` on."""
    link = first[:, None] + np.arange(PLACES)
    there = np.arange(PLACES) < shared[:, None]
    link = np.where(there, link, 0)
    both = np.stack([table.starts[left[link]], table.starts[right[link]]], axis=2) if len(left) else link[:, :, None]
    places: Places = np.where(there[:, :, None], both, -1).astype(np.int32)
    return places


def _joined(blocks: Sequence[SharedPairs], reports: int) -> SharedPairs:
    """All blocks' pairs, each once, in order."""
    code = np.concatenate([block.a * reports + block.b for block in blocks] or [np.empty(0, np.int64)])
    _, once = np.unique(code, return_index=True)

    def of_all(field: str) -> NDArray[Any]:
        return np.concatenate([getattr(block, field) for block in blocks])[once] if blocks else np.empty(0, np.int64)

    return SharedPairs(of_all("a"), of_all("b"), of_all("shared"), of_all("weight"), of_all("places"))
