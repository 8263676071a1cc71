"""What is there: stories, one report, refusals; long lists in parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from ..errors import InputError, UnknownNameError
from ..records import Report, Unreadable
from ..store import Store, StoryLine

# Rows of one part where the caller does not say, and the most that one may ask for.
ROWS, MOST_ROWS = 50, 1000

Row = TypeVar("Row")
Row_co = TypeVar("Row_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Part(Generic[Row_co]):
    """Some rows of a list, and how many there are in all."""

    total: int
    offset: int
    rows: tuple[Row_co, ...]


def stories(store: Store, search: str = "", *, offset: int = 0, limit: int = ROWS) -> Part[StoryLine]:
    """Stories with all words of `search`, newest event first, then the least independent first."""
    _bounded(offset, limit)
    total, lines = store.story_lines(search, offset=offset, limit=limit)
    return Part(total, offset, tuple(lines))


def refusals(store: Store, *, offset: int = 0, limit: int = ROWS) -> Part[Unreadable]:
    """What could not be read, and why."""
    return part(store.refusals(), offset, limit)


class Listing(Protocol[Row_co]):
    """A question whose answer comes in parts."""

    def __call__(self, store: Store, *, offset: int = 0, limit: int = ROWS) -> Part[Row_co]:
        """Some rows, from `offset` on."""


def whole(listing: Listing[Row], store: Store) -> tuple[Row, ...]:
    """All rows of `stories`, `refusals` or `corrections`, for whoever has room for them."""
    rows: list[Row] = []
    while got := listing(store, offset=len(rows), limit=MOST_ROWS).rows:
        rows.extend(got)
    return tuple(rows)


def part(rows: Sequence[Row], offset: int, limit: int) -> Part[Row]:
    """Some rows of a list that is all there."""
    _bounded(offset, limit)
    return Part(len(rows), offset, tuple(rows[offset : offset + limit]))


def _bounded(offset: int, limit: int) -> None:
    if not (0 <= offset < 2**31 and 1 <= limit <= MOST_ROWS):
        raise InputError(f"offset={offset}, limit={limit}: give an offset from 0 and a limit from 1 to {MOST_ROWS}")


def report(store: Store, name: str) -> Report:
    """One report by its id, the beginning of it, or its address."""
    found = list(store.reports([name])) or (store.reports_named(name) if name else [])
    if len(found) == 1:
        return found[0]
    problem = f"no report {name!r}" if not found else f"more than one report begins with {name!r}"
    raise UnknownNameError(f"{problem}: a story lists the ids of its reports")
