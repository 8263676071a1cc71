"""Pairs -> connected components, by joins alone, on any engine.

Large-star and small-star in turn (Kiveris and others 2014, "Connected components in MapReduce and beyond"): each round
hangs the neighbours of a node on the least of them, until all of a component hang on its least. Rounds grow with the
logarithm of the longest way through a component.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..engine import Engine
from ..errors import TwosourceError
from ..stories.clusters import THRESHOLD
from .files import parts, rows

# Chains of a million are done in 20 rounds.
MOST_ROUNDS = 60

EDGES = f"SELECT DISTINCT a, b FROM pairs WHERE odds > {THRESHOLD}"  # noqa: S608 - a number of ours

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


def components(engine: Engine, pairs: Sequence[Path], folder: Path) -> Path:
    """A folder below `folder` that holds (a, b): each report that is no root, with the least name of its component."""
    here = folder / "stars-0"
    engine.select(EDGES, {"pairs": pairs}, here)
    for number in range(1, MOST_ROUNDS + 1):
        large, small = folder / f"large-{number}", folder / f"stars-{number}"
        engine.select(LARGE_STAR, {"edges": parts(here)}, large)
        engine.select(SMALL_STAR, {"edges": parts(large)}, small)
        engine.select(CHANGED, {"edges": parts(here), "hung": parts(small)}, folder / "changed")
        here = small
        if rows(parts(folder / "changed"))[0]["changed"] == 0:
            return here
    raise TwosourceError(f"components are not found after {MOST_ROUNDS} rounds: please report this")
