"""What two reports share and what differs, worked out of their texts."""

from __future__ import annotations

from dataclasses import dataclass

from ..copies.alignment import align
from ..copies.changes import compare
from ..records import Change, Lineage, Passage, Relation, Report


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two reports side by side."""

    a: Report
    b: Report
    relation: Relation | None  # None: written independently, or not of one story
    passages: tuple[Passage, ...]
    changes: tuple[Change, ...]


def compared(a: Report, b: Report, lineage: Lineage | None) -> Comparison:
    """Two reports of the story that has this lineage."""
    passages = tuple(align(a, b))
    return Comparison(a, b, relation(a.id, b.id, lineage), passages, tuple(compare(a, b, passages=passages)))


def relation(a: str, b: str, lineage: Lineage | None) -> Relation | None:
    """How two reports are related, None where no text is shared."""
    pair = (min(a, b), max(a, b))
    return next((r for r in lineage.relations if (r.a, r.b) == pair), None) if lineage else None
