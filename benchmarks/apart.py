"""What it changes that a batch takes large components apart: stories of short reports, against those grouped whole.

    python benchmarks/apart.py 50000 50000 10000     reports; most reports of a component, one or several

The reports chain: half of them quote sentences of others, and they are short. No encoder. Figures: results/apart.json.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from candidates import gva
from grouping import scores
from mutator import BRIEF, PAIR, mutated
from record import record
from twosource.batch.files import parts, rows, write
from twosource.batch.groups import components
from twosource.batch.schemas import PAIRS
from twosource.engine import Local
from twosource.stories.clusters import Pair, clusters
from twosource.stories.company import neighbours, with_company
from twosource.stories.grouping import in_order, indexed, pair_odds, sure
from twosource.stories.round_ups import round_ups


def grouped(members: Sequence[int], odds: Mapping[Pair, float], last: frozenset[int]) -> list[list[int]]:
    """The stories of these reports alone."""
    at = {member: n for n, member in enumerate(members)}
    inside = {(at[a], at[b]): value for (a, b), value in odds.items() if a in at and b in at}
    late = {at[member] for member in last if member in at}
    return [[members[n] for n in group] for group in clusters(len(at), inside, first=sure(inside, late), last=late)]


def labelled(groups: Sequence[Sequence[int]]) -> dict[str, str]:
    return {str(member): str(group[0]) for group in groups for member in group}


def taken_apart(count: int, odds: Mapping[Pair, float], last: frozenset[int], most: int) -> tuple[list[list[int]], int]:
    """The stories of each component by itself, as a batch groups them; the reports of the largest component."""
    with tempfile.TemporaryDirectory() as folder:
        table = ({"a": f"{a:07}", "b": f"{b:07}", "odds": value, "own": value} for (a, b), value in odds.items())
        pairs = write(table, PAIRS, Path(folder) / "pairs.parquet")
        hung = rows(parts(components(Local(2), [pairs], Path(folder) / "components", most)))
    root = {int(row["a"]): int(row["b"]) for row in hung}
    held: dict[int, list[int]] = {}
    for n in range(count):
        held.setdefault(root.get(n, n), []).append(n)
    of_root: dict[int, dict[Pair, float]] = {}
    for (a, b), value in odds.items():
        if root.get(a, a) == root.get(b, b):
            of_root.setdefault(root.get(a, a), {})[a, b] = value
    groups = [group for at, members in held.items() for group in grouped(members, of_root.get(at, {}), last)]
    return groups, max(map(len, held.values()))


def main() -> None:
    count, *limits = map(int, sys.argv[1:])
    reports = in_order(mutated(gva(), count, family=PAIR, most=BRIEF))
    index = indexed(reports, None)
    own = pair_odds(index)
    near = neighbours(own)
    last = frozenset(round_ups(range(len(index)), near, index.size))
    odds = with_company(own, near, left_out=last)
    whole = labelled(grouped(range(count), odds, last))
    figures: dict[str, object] = {"reports": count, "pairs": len(odds), "stories": len(set(whole.values()))}
    for most in limits:
        groups, largest = taken_apart(count, odds, last, most)
        shown = {"stories": len(groups), "largest component": largest}
        figures[f"at most {most}"] = shown | scores(labelled(groups), whole)
    print(figures)
    record("apart", figures)


if __name__ == "__main__":
    main()
