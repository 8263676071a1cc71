"""What a signal found: a measure, in words that a reader can check, and where."""

from __future__ import annotations

from dataclasses import dataclass

from ..records import Passage


@dataclass(frozen=True, slots=True)
class Finding:
    """What a signal found: its measure, in words, and where."""

    value: float
    detail: str
    passages: tuple[Passage, ...] = ()
