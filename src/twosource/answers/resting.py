"""What an answer rests on: two answers that rest on the same are the same, so a face may give the first one again."""

from __future__ import annotations

from ..store import Store
from .telling import FORM


def story_rests_on(store: Store, story_id: str) -> str:
    """What the answer about a story rests on: a key that changes when the answer may; "" where it cannot be said."""
    basis = store.basis(story_id)
    return f"{FORM}-{basis}" if basis else ""


def comparison_rests_on(store: Store, a: str, b: str) -> str:
    """The same for two reports side by side, both named by their ids; "" where one of them is in no story yet."""
    bases = store.bases_of((a, b))
    return f"{FORM}-{bases[a]}-{bases[b]}" if {a, b} <= bases.keys() else ""
