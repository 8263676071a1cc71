"""A report's text cut into pieces, each with what is to be marked on it: passage, change, credit. No HTML here."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from ..answers import Comparison
from ..records import Credit


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that share all their marks."""

    text: str
    kind: str = ""  # of the passage, "" outside one
    passage: int = 0  # its number in the comparison, from 1
    first: bool = False  # the passage begins here
    change: str = ""  # kind of the change
    credit: str = ""  # name of the credited outlet


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    field: str  # "passage", "change", "credit"
    value: str
    number: int = 0


def pieces(comparison: Comparison, side: str, credits: Sequence[Credit] = ()) -> list[Piece]:
    """The text of side "a" or "b" in order; joined, the pieces are the text."""
    text = comparison.a.text if side == "a" else comparison.b.text
    marks = [
        m for m in [*_passages(comparison, side), *_changes(comparison, side), *_credits(credits)] if m.start < m.end
    ]
    cuts = sorted({0, len(text), *(m.start for m in marks), *(m.end for m in marks)})
    marks.sort(key=lambda m: m.start)
    found: list[Piece] = []
    open_marks: list[_Mark] = []
    waiting = iter([*marks, None])
    coming = next(waiting)
    for start, end in itertools.pairwise(cuts):
        open_marks = [m for m in open_marks if m.end > start]
        while coming is not None and coming.start <= start:
            open_marks.append(coming)
            coming = next(waiting)
        found.append(_piece(text[start:end], start, open_marks))
    return found


def _piece(words: str, start: int, marks: Sequence[_Mark]) -> Piece:
    by_field = {mark.field: mark for mark in marks}
    passage, change, credit = (by_field.get(field) for field in ("passage", "change", "credit"))
    return Piece(
        words,
        kind=passage.value if passage else "",
        passage=passage.number if passage else 0,
        first=passage is not None and passage.start == start,
        change=change.value if change else "",
        credit=credit.value if credit else "",
    )


def _passages(comparison: Comparison, side: str) -> list[_Mark]:
    numbered = enumerate(comparison.passages, 1)
    if side == "a":
        return [_Mark(p.a_start, p.a_end, "passage", p.kind, n) for n, p in numbered]
    return [_Mark(p.b_start, p.b_end, "passage", p.kind, n) for n, p in numbered]


def _changes(comparison: Comparison, side: str) -> list[_Mark]:
    """What is cut or added between passages is seen by what is not marked; inside one it is marked."""
    first = side == "a"
    marks = [
        _Mark(*((c.a_start, c.a_end) if first else (c.b_start, c.b_end)), "change", c.kind) for c in comparison.changes
    ]
    shared = [(p.a_start, p.a_end) if first else (p.b_start, p.b_end) for p in comparison.passages]
    return [
        m
        for m in marks
        if m.value not in ("cut", "added") or any(start <= m.start and m.end <= end for start, end in shared)
    ]


def _credits(credits: Sequence[Credit]) -> list[_Mark]:
    return [_Mark(c.start, c.end, "credit", c.name or "a feed that is not named") for c in credits if c.start >= 0]
