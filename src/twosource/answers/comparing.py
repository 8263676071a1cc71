"""What two reports share and what differs, worked out of their texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..copies.changes import compare, gravest_first
from ..records import Change, Derivation, Lineage, Passage, Relation, Report


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two reports side by side."""

    a: Report
    b: Report
    relation: Relation | None  # None: written independently, or not of one story
    passages: tuple[Passage, ...]
    changes: tuple[Change, ...]  # the gravest first
    taken: tuple[Derivation, ...] = ()  # which took from which; of a story's pairs, its lineage says so


def compared(a: Report, b: Report, lineage: Lineage | None, passages: Sequence[Passage]) -> Comparison:
    """Two reports with their aligned passages, a's side first, and the lineage of the story that both are in."""
    changes = tuple(gravest_first(compare(a, b, passages=passages)))
    return Comparison(a, b, relation(a.id, b.id, lineage), tuple(passages), changes)


def relation(a: str, b: str, lineage: Lineage | None) -> Relation | None:
    """How two reports are related, None where no text is shared."""
    pair = (min(a, b), max(a, b))
    return next((r for r in lineage.relations if (r.a, r.b) == pair), None) if lineage else None
