"""What copies changed, as every face tells it: each copy beside what it was taken from."""

from __future__ import annotations

from collections.abc import Iterator

from ..answers import Comparison, StoryAnswer
from ..records import Change


def told(changes: tuple[Change, ...]) -> list[Change]:
    """Changes worth a sentence: what was cut or added is seen by what is not marked."""
    return [change for change in changes if change.kind not in ("cut", "added")]


def changed(answer: StoryAnswer) -> Iterator[tuple[Comparison, list[Change]]]:
    """Copies with what they changed; where no direction is known, pairs that share text."""
    taken = {(d.parent, d.child) for d in answer.lineage.derivations}
    pairs = [c for c in answer.comparisons if (c.a.id, c.b.id) in taken] or answer.comparisons
    for compared in pairs:
        if changes := told(compared.changes):
            yield compared, changes
