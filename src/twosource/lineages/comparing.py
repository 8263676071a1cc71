"""Which pairs of a story's reports to compare, and the comparison."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ..copies.alignment import align
from ..copies.vectors import EncoderChoice
from ..records import Passage
from .graph import components
from .pairs import Pair, pair
from .readings import PHRASE, Reading

Pairs = Mapping[tuple[int, int], Pair]  # by the reports' numbers, first < second
Passages = Mapping[tuple[str, str], Sequence[Passage]]  # by ids a < b, a's side first

# Up to this many reports all pairs are compared (780 of them); above, each with its nearest.
_ALL_PAIRS = 40
_NEAREST = 6
# Up to this many reports the encoder is asked as well, for reworded and translated copies.
ENCODED = 40


def compared(
    readings: Sequence[Reading], passages: Passages | None = None, encoder: EncoderChoice = "default"
) -> Pairs:
    """The pairs worth comparing, compared. Passages that the caller has are used, the others found here."""
    n = len(readings)
    chosen = [(i, j) for i in range(n) for j in range(i + 1, n)] if n <= _ALL_PAIRS else _nearest(readings)
    asked = encoder if n <= ENCODED else None
    made = {
        (i, j): pair(readings[i], readings[j], _passages(readings[i], readings[j], passages, asked)) for i, j in chosen
    }
    return with_spread(made, readings) if n <= _ALL_PAIRS else made


def with_spread(pairs: Pairs, readings: Sequence[Reading]) -> dict[tuple[int, int], Pair]:
    """The pairs, each with the number of other reports that print most of the rare phrases it shares."""
    if not pairs:
        return {}
    column = {k: x for x, k in enumerate(sorted({k for r in readings for k in r.phrases[PHRASE].tolist()}))}
    prints = np.zeros((len(readings), len(column)), dtype=bool)
    rare = np.zeros(len(column), dtype=bool)
    for i, r in enumerate(readings):
        at = [column[k] for k in r.phrases[PHRASE].tolist()]
        prints[i, at] = True
        rare[at] = r.rare[PHRASE] >= _RARE
    made = {}
    for (i, j), both in pairs.items():
        common = prints[i] & prints[j] & rare
        share = prints[:, common].mean(axis=1) if common.sum() >= _FEW else np.zeros(len(readings))
        made[i, j] = replace(both, spread=max(0, int((share > _MOST).sum()) - 2))
    return made


# A phrase that at most about ten of the background's events print; so few of them (a sentence's) spread nowhere; the
# part of them that another report must print.
_RARE, _FEW, _MOST = 0.5, 8, 0.5


def _passages(a: Reading, b: Reading, given: Passages | None, encoder: EncoderChoice) -> Sequence[Passage]:
    """The aligned passages of a and b."""
    key = (a.report.id, b.report.id)
    if given is not None and key in given:
        return given[key]
    return align(a.report, b.report, encoder=encoder)


def shared_counts(readings: Sequence[Reading]) -> NDArray[np.float64]:
    """(n, n) how many phrases each two reports share, weighed by rarity."""
    spread = Counter(k for r in readings for k in set(r.phrases[PHRASE].tolist()))
    column = {k: i for i, k in enumerate(sorted(k for k, c in spread.items() if c > 1))}
    n = len(readings)
    counts = np.zeros((n, n))
    for start in range(0, len(column), _CHUNK):
        block = np.zeros((n, min(_CHUNK, len(column) - start)), dtype=np.float32)
        for i, reading in enumerate(readings):
            for key, rare in zip(reading.phrases[PHRASE].tolist(), reading.rare[PHRASE].tolist(), strict=True):
                at = column.get(key, -1) - start
                if 0 <= at < block.shape[1]:
                    block[i, at] = np.sqrt(rare)
        counts += block @ block.T
    return counts


_CHUNK = 20_000  # phrases at a time: 500 reports x 20,000 float32 are 40 MB


def _nearest(readings: Sequence[Reading]) -> list[tuple[int, int]]:
    """Each report with those it shares most with; identical texts in a chain."""
    n = len(readings)
    counts = shared_counts(readings)
    np.fill_diagonal(counts, 0)
    own = np.array([max(1, len(r.phrases[PHRASE])) for r in readings])
    likeness = counts / np.minimum(own[:, None], own[None, :])
    order = np.argsort(-likeness, axis=1, kind="stable")[:, :_NEAREST]
    found = {(min(i, int(j)), max(i, int(j))) for i in range(n) for j in order[i] if counts[i, j] > 0}
    return sorted(found | set(_bridges(likeness, found)))


def _bridges(likeness: NDArray[np.float64], found: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pairs that connect what the nearest leave apart though it shares text."""
    groups = components(len(likeness), sorted(found))
    added = []
    for x, group in enumerate(groups):
        for other in groups[x + 1 :]:
            block = likeness[np.ix_(group, other)]
            i, j = np.unravel_index(int(block.argmax()), block.shape)
            if block[i, j] > 0:
                added.append((min(group[i], other[j]), max(group[i], other[j])))
    return added
