"""Sentence pairs -> chains: runs of pairs that lie side by side in both reports and make one passage.

Pairs join where no more than a few sentences part them on either side and the text between stays in one paragraph of
at least one report; order inside a chain is free (a shuffled paragraph is one passage). Beyond a paragraph's end only
unbroken runs of nearly the same words join, so that a passage stays as small as what was reworded together; where the
reports are about different things, all that lies near a copied sentence is the copy, whatever the paragraphs.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from .kept import kept_by_text
from .likeness import Cells
from .wording import KEPT_CHARACTERS, Floats, Ints, wording

# Pairs of a paragraph join across at most this many sentences without a partner (Sanchez-Perez: 4).
GAP = 4
# In reports about different things (PAN-13 over all, at one stage of the tuning: 2, .886; 4, .888; 6, .893).
WIDE_GAP = 5
# Beyond a paragraph's end pairs join only if both are this alike in wording.
NEARLY_SAME = 0.8
# A chain of which this much is nearly the same words is a plain copy: a pair joins it by itself or not at all.
PLAIN, BY_ITSELF = 0.4, 0.5
# How many earlier pairs a pair is compared with: bounds the time for texts that repeat themselves.
LOOK_BACK = 200
_PARAGRAPH_END = re.compile(r"\n\s*\n|[.!?…:;。！？؟।\"'”’»)\]]\s*\n|\n\s*[-•*–]")


@dataclass(frozen=True, slots=True)
class Chain:
    """Sentences a_first..a_last of a and b_first..b_last of b (inclusive), joined from `pairs`: indices into cells."""

    a_first: int
    a_last: int
    b_first: int
    b_last: int
    pairs: tuple[int, ...]


def chains(pairs: Cells, a: Paragraphs, b: Paragraphs, *, gap: int = GAP, across: bool = False) -> list[Chain]:
    """The chains of the given sentence pairs (in order of i, then j).

    At most `gap` sentences part them (GAP those of nearly the same words), and no paragraph's end unless `across`.
    """
    i, j = pairs.i, pairs.j
    places = _Places(i, j, pairs.dice, a, b)
    root = list(range(len(i)))

    def find(x: int) -> int:
        while root[x] != x:
            root[x] = root[root[x]]
            x = root[x]
        return x

    for k in range(len(i)):
        for earlier in range(k - 1, max(-1, k - 1 - LOOK_BACK), -1):
            if i[k] - i[earlier] > max(GAP, gap) + 1:
                break
            reach = 1 + (max(GAP, gap) if min(places.dice[k], places.dice[earlier]) >= NEARLY_SAME else gap)
            if max(i[k] - i[earlier], abs(j[k] - j[earlier])) <= reach and (across or _joins(k, earlier, places)):
                root[find(k)] = find(earlier)
    groups: dict[int, list[int]] = {}
    for k in range(len(i)):
        groups.setdefault(find(k), []).append(k)
    return [_chain(members, i, j) for members in groups.values()]


def firm(chain: Chain, pairs: Cells, probability: Floats) -> Chain:
    """The chain without what only hangs on to it: in a plain copy, what is not copied plainly is other text."""
    members = np.array(chain.pairs)
    same, shared = pairs.dice[members] >= NEARLY_SAME, pairs.shared[members]
    if shared[same].sum() < PLAIN * shared.sum():
        return chain
    return _chain(members[same | (probability[members] >= BY_ITSELF)].tolist(), pairs.i, pairs.j)


def _chain(members: list[int], i: Ints, j: Ints) -> Chain:
    """The smallest chain that holds these pairs."""
    rows, columns = i[members], j[members]
    return Chain(int(rows.min()), int(rows.max()), int(columns.min()), int(columns.max()), tuple(members))


class _Places(NamedTuple):
    """Where the pairs stand."""

    i: Ints
    j: Ints
    dice: Floats
    a: Paragraphs
    b: Paragraphs


def _joins(k: int, earlier: int, places: _Places) -> bool:
    """Whether two pairs near each other belong to one passage."""
    i, j, dice, a, b = places
    low, high = min(j[k], j[earlier]), max(j[k], j[earlier])
    if a.number[i[k]] == a.number[i[earlier]] or b.number[low] == b.number[high]:
        return True
    beside = i[k] - i[earlier] <= 1 and 0 <= j[k] - j[earlier] <= 1
    return bool(beside and min(dice[k], dice[earlier]) >= NEARLY_SAME)


@dataclass(frozen=True, slots=True, eq=False)
class Paragraphs:
    """Which paragraph each sentence stands in."""

    number: Ints


@kept_by_text(KEPT_CHARACTERS)
def paragraphs(text: str, language: str | None) -> Paragraphs:
    """Paragraphs end at blank lines and where a line ends with the sentence; a line broken for width is none."""
    spans = wording(text, language).spans
    between = (text[x.end - 1 : y.start] for x, y in itertools.pairwise(spans))
    ends = [bool(_PARAGRAPH_END.search(gap)) for gap in between]
    return Paragraphs(np.cumsum([0, *ends]).astype(np.int64))
