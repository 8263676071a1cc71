"""Sentence pairs -> chains: runs of pairs that lie side by side in both reports and make one passage.

Pairs join where no more than a few sentences part them on either side and the text between stays in one paragraph of
at least one report; order inside a chain is free (a shuffled paragraph is one passage). Beyond a paragraph's end only
unbroken runs of nearly the same words join, so that a passage stays as small as what was reworded together; where the
reports are about different things, all that lies near a copied sentence is the copy, whatever the paragraphs.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from .kept import kept_by_text
from .likeness import Cells
from .marks import Floats, Ints
from .wording import KEPT_CHARACTERS, wording

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
    root = list(range(len(pairs.i)))

    def find(x: int) -> int:
        while root[x] != x:
            root[x] = root[root[x]]
            x = root[x]
        return x

    for earlier, later in _joined(pairs, (a, b), gap, across):
        root[find(later)] = find(earlier)
    groups: dict[int, list[int]] = {}
    for k in range(len(root)):
        groups.setdefault(find(k), []).append(k)
    return [_chain(members, pairs.i, pairs.j) for members in groups.values()]


def _joined(pairs: Cells, sides: tuple[Paragraphs, Paragraphs], gap: int, across: bool) -> Iterator[tuple[int, int]]:
    """Pairs near each other that belong to one passage: the earlier and the later; all of one distance at once."""
    i, j, same = pairs.i, pairs.j, pairs.dice >= NEARLY_SAME
    in_a, in_b = sides[0].number[i], sides[1].number[j]
    widest = 1 + max(GAP, gap)
    for back in range(1, min(LOOK_BACK, len(i) - 1) + 1):
        down, right = i[back:] - i[:-back], j[back:] - j[:-back]
        if not (down <= widest).any():
            return
        both = same[back:] & same[:-back]
        joins = np.maximum(down, np.abs(right)) <= np.where(both, widest, 1 + gap)
        if not across:
            beside = both & (down <= 1) & (right >= 0) & (right <= 1)
            joins &= (in_a[back:] == in_a[:-back]) | (in_b[back:] == in_b[:-back]) | beside
        for k in np.flatnonzero(joins).tolist():
            yield k, k + back


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
