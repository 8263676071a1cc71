"""A story's reports by time: what was written at once is one episode, follow-ups weeks later (arrest, trial, sentence)
are later ones of the same story."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

# Silence of more than so many days ends an episode: four in five of gva's reports of a known event come sooner.
SILENCE_DAYS = 7


@dataclass(frozen=True, slots=True)
class Episode:
    """Reports by id, and the first and last day that they were published; days are None where no report has a date."""

    first: date | None
    last: date | None
    reports: tuple[str, ...]


def episodes(dated: Iterable[tuple[str, date | None]]) -> tuple[Episode, ...]:
    """Of reports (id, day of publication): the earliest first. Undated reports are in the first episode."""
    held = sorted(dated, key=lambda one: (one[1] is not None, one[1] or date.min, one[0]))
    parts: list[list[tuple[str, date | None]]] = []
    for name, day in held:
        before = parts[-1][-1][1] if parts else None
        if not parts or (before and day and (day - before).days > SILENCE_DAYS):
            parts.append([])
        parts[-1].append((name, day))
    return tuple(_episode(part) for part in parts)


def _episode(part: list[tuple[str, date | None]]) -> Episode:
    days = [day for _, day in part if day]
    return Episode(min(days, default=None), max(days, default=None), tuple(name for name, _ in part))
