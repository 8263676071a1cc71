"""What holding a claim against a report gives: the sentences that bear on it, and a finding a thing said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..copies.stretch import Stretch
from ..records import Report, Span

Finding = Literal["same", "differs", "opposite", "missing"]


@dataclass(frozen=True, slots=True)
class Point:
    """One thing the claim says, held against a report: what was found, and the words for it."""

    finding: Finding
    what: str  # "number", "name", "time", "word", "denial", "hedge", "role", "class"
    words: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentences of a report that bear on the claim, the best first: `parts` are read by themselves, so that the
    rest of the report costs nothing; `spans` say where in the report they stand."""

    report: Report
    spans: tuple[Span, ...]
    parts: tuple[Stretch, ...]

    @property
    def best(self) -> Span:
        """Where the sentence that says most of the claim stands."""
        return self.spans[0]
