"""Pairs -> connected components, by joins alone, on any engine.

Large-star and small-star in turn (Kiveris and others 2014, "Connected components in MapReduce and beyond"): each round
hangs the neighbours of a node on the least of them, until all of a component hang on its least. Rounds grow with the
logarithm of the longest way through a component.

Reports that share little, a market report's stock phrases or a notice, can chain most of an archive together. A
component of more reports than one worker holds is taken apart at its weakest pairs, and again at stronger ones until it
is small.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..engine import Engine, Tables
from ..errors import TwosourceError
from ..stories.clusters import LOUDEST, THRESHOLD
from .files import parts, rows

# Chains of a million are done in 20 rounds.
MOST_ROUNDS = 60

# The log-odds up to which the pairs of too large a component are passed over, one after the other: more than LOUDEST
# says no more for a story.
WEAK = tuple(range(1, int(LOUDEST) + 1))

EDGES = f"SELECT DISTINCT a, b, odds FROM pairs WHERE odds > {THRESHOLD} ORDER BY a, b"  # noqa: S608 - a number of ours

STARS = "SELECT DISTINCT a, b FROM edges ORDER BY a, b"

TOO_LARGE = "SELECT b AS root FROM hung GROUP BY b HAVING count(*) >= {most} ORDER BY root"

# The pairs without the weak ones of components that are too large.
FIRMER = """
WITH inside AS (
  SELECT hung.a AS name FROM hung JOIN large ON hung.b = large.root UNION SELECT root AS name FROM large
)
SELECT edges.a, edges.b, edges.odds FROM edges LEFT JOIN inside ON edges.a = inside.name
WHERE inside.name IS NULL OR edges.odds > {weak} ORDER BY edges.a, edges.b
"""

LARGE_STAR = """
WITH two_ways AS (SELECT a AS u, b AS v FROM edges UNION SELECT b AS u, a AS v FROM edges),
roots AS (SELECT u, LEAST(u, MIN(v)) AS root FROM two_ways GROUP BY u)
SELECT DISTINCT two_ways.v AS a, roots.root AS b FROM two_ways JOIN roots ON two_ways.u = roots.u
WHERE two_ways.v > two_ways.u ORDER BY a, b
"""

SMALL_STAR = """
WITH down AS (SELECT GREATEST(a, b) AS u, LEAST(a, b) AS v FROM edges),
roots AS (SELECT u, MIN(v) AS root FROM down GROUP BY u),
hung AS (
  SELECT down.v AS a, roots.root AS b FROM down JOIN roots ON down.u = roots.u WHERE down.v <> roots.root
  UNION SELECT u AS a, root AS b FROM roots
)
SELECT DISTINCT a, b FROM hung ORDER BY a, b
"""

CHANGED = """
SELECT count(*) AS changed FROM (
  (SELECT a, b FROM edges EXCEPT SELECT a, b FROM hung) UNION ALL (SELECT a, b FROM hung EXCEPT SELECT a, b FROM edges)
) AS differing
"""


def components(engine: Engine, pairs: Sequence[Path], folder: Path, most: int) -> Path:
    """A folder below `folder` that holds (a, b): each report that is no root, with the least name of its component.

    Of more than `most` reports is none, unless pairs above the last of `WEAK` join them. What `folder` holds already of
    these pairs is taken as it is.
    """
    edges = _asked(engine, EDGES, {"pairs": pairs}, folder / "edges-0")
    for weak in WEAK:
        hung = _hung(engine, edges, folder / f"above-{weak - 1}")
        large = _asked(engine, TOO_LARGE.format(most=most), {"hung": hung}, folder / f"large-{weak}")
        if not rows(large):
            return hung[0].parent
        tables = {"edges": edges, "hung": hung, "large": large}
        edges = _asked(engine, FIRMER.format(weak=weak), tables, folder / f"edges-{weak}")
    return _hung(engine, edges, folder / "last")[0].parent


def _asked(engine: Engine, question: str, tables: Tables, to: Path) -> list[Path]:
    """The files of an answer, asked for unless it is there."""
    if not to.exists():
        engine.select(question, tables, to)
    return parts(to)


def _hung(engine: Engine, edges: Sequence[Path], folder: Path) -> list[Path]:
    """All of each component of the edges hung on its least."""
    here = _asked(engine, STARS, {"edges": edges}, folder / "stars-0")
    for number in range(1, MOST_ROUNDS + 1):
        large = _asked(engine, LARGE_STAR, {"edges": here}, folder / f"large-{number}")
        small = _asked(engine, SMALL_STAR, {"edges": large}, folder / f"stars-{number}")
        changed = _asked(engine, CHANGED, {"edges": here, "hung": small}, folder / f"changed-{number}")
        if rows(changed)[0]["changed"] == 0:
            return small
        here = small
    raise TwosourceError(f"components are not found after {MOST_ROUNDS} rounds: please report this")
