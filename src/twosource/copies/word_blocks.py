"""Where two wordings of one passage differ: their words aligned in order, and the blocks that do not agree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from ..records import Span
from ..reports.text import Word
from .variants import canonical


class Block(NamedTuple):
    """a_words[a:a_end] stands where b_words[b:b_end] does; one of the two may be empty."""

    a: int
    a_end: int
    b: int
    b_end: int


def differing(a: Sequence[Word], b: Sequence[Word], *, bridge: int = 0) -> list[Block]:
    """The blocks of words that differ, spelling conventions aside; blocks at most `bridge` equal words apart are one.

    Fewest insertions, deletions and substitutions (Levenshtein 1966) over whole words; time grows with the product of
    the lengths, in C.
    """
    keys_a, keys_b = [canonical(w.key) for w in a], [canonical(w.key) for w in b]
    found: list[Block] = []
    for op in Levenshtein.opcodes(keys_a, keys_b):
        if op.tag == "equal":
            continue
        block = Block(op.src_start, op.src_end, op.dest_start, op.dest_end)
        if found and block.a - found[-1].a_end <= bridge and block.b - found[-1].b_end <= bridge:
            found[-1] = Block(found[-1].a, block.a_end, found[-1].b, block.b_end)
        else:
            found.append(block)
    return found


def agreement(a: Sequence[Word], b: Sequence[Word]) -> float:
    """Share of words that stay, of the shorter side, 0..1."""
    return share_kept(a, b, differing(a, b))


def share_kept(a: Sequence[Word], b: Sequence[Word], blocks: Sequence[Block]) -> float:
    """The agreement of two wordings whose differing blocks, nothing bridged, are known."""
    if not a or not b:
        return 0.0
    equal = len(a) - sum(block.a_end - block.a for block in blocks)
    return equal / min(len(a), len(b))


def place(tokens: Sequence[Word], first: int, stop: int, edge: int) -> Span:
    """Characters of tokens[first:stop]; an empty stretch is the place after the token before it (`edge` if none)."""
    if first < stop:
        return Span(tokens[first].start, tokens[stop - 1].end)
    at = tokens[first - 1].end if first else (tokens[0].start if tokens else edge)
    return Span(at, at)
