"""Stories as they grow: what a round of inference starts from. All of it is inferred and can be thrown away: the next
round then makes everything anew.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any

import msgspec
import numpy as np
import sqlalchemy as sa

from ..records import Passage, Report
from ..stories.online import Placed, Shift
from ..stories.profiles import Profile
from . import rows
from .keeping import CURRENT, Ids, Round, Shared, State, parts, state, write
from .tables import LIKELY, MEMBERS, PAGES, PLACED, REPORTS, SHARED, SHIFTS

Transaction = Callable[[], AbstractContextManager[sa.Connection]]

# A report's columns that grouping does not need, and what stands for them.
_LEFT_OUT = {"text": "", "traces": "[]", "credits": "[]"}
_HEAD = [c if c.name not in _LEFT_OUT else sa.literal(_LEFT_OUT[c.name]).label(c.name) for c in REPORTS.c]
_PROFILE = msgspec.msgpack.Decoder(Profile)
_PASSAGES = msgspec.msgpack.Decoder(tuple[Passage, ...])


class KeptRounds:
    """What inference knows, and the only way to change it."""

    def __init__(self, reading: Transaction, writing: Transaction) -> None:
        self._reading = reading
        self._writing = writing

    def state(self) -> State:
        """How far the last round came."""
        with self._reading() as db:
            return state(db)

    def waiting(self) -> list[Report]:
        """Current reports that are in no story yet, new versions among them."""
        question = sa.select(REPORTS).join(PAGES).where(PAGES.c.current)
        with self._reading() as db:
            found = db.execute(question.where(REPORTS.c.page_id.not_in(sa.select(PLACED.c.page_id)))).mappings()
            return [rows.report_of(row) for row in found]

    def count(self) -> int:
        """How many reports have been placed."""
        with self._reading() as db:
            return db.execute(sa.select(sa.func.count()).select_from(PLACED)).scalar_one()

    def story_names(self) -> dict[str, str]:
        """Report id -> the id of the story it is in."""
        with self._reading() as db:
            found = db.execute(sa.select(MEMBERS.c.report_id, MEMBERS.c.story_id))
            return {row.report_id: row.story_id for row in found}

    def left(self) -> frozenset[str]:
        """Ids of the stories that hold a report whose page has changed, or gives no report any more."""
        old = sa.select(REPORTS.c.id).join(PLACED, PLACED.c.page_id == REPORTS.c.page_id)
        gone = old.where(REPORTS.c.page_id.not_in(CURRENT))
        with self._reading() as db:
            return frozenset(db.execute(sa.select(MEMBERS.c.story_id).where(MEMBERS.c.report_id.in_(gone))).scalars())

    def around(self, stories: Collection[str]) -> frozenset[str]:
        """Page ids of the placed reports of these stories, and of those that may be of one event with them."""
        inside = sa.select(REPORTS.c.page_id).join(MEMBERS, MEMBERS.c.report_id == REPORTS.c.id)
        with self._reading() as db:
            pages = set(_among(db, inside.where(REPORTS.c.page_id.in_(CURRENT)), MEMBERS.c.story_id, stories))
            there = set(_among(db, sa.select(LIKELY.c.b), LIKELY.c.a, pages))
            return frozenset(pages | there | set(_among(db, sa.select(LIKELY.c.a), LIKELY.c.b, pages)))

    def placed(self, pages: Collection[str] | None = None) -> list[Placed]:
        """Placed reports whose page is current, without their text, in the order of their ids; or those of `pages`."""
        question = (
            sa.select(*_HEAD, PLACED.c.profile, PLACED.c.vector, MEMBERS.c.story_id)
            .join(PLACED, PLACED.c.page_id == REPORTS.c.page_id)
            .join(MEMBERS, MEMBERS.c.report_id == REPORTS.c.id)
            .join(PAGES, PAGES.c.id == REPORTS.c.page_id)
            .where(PAGES.c.current)
            .order_by(REPORTS.c.id)
        )
        with self._reading() as db:
            if pages is None:
                return [_placed(row) for row in db.execute(question).mappings()]
            return [
                _placed(row)
                for some in parts(pages)
                for row in db.execute(question.where(PLACED.c.page_id.in_(some))).mappings()
            ]

    def odds(self, pages: Collection[str] | None = None) -> dict[Ids, float]:
        """Log-odds of the pairs of page ids that may be of one event: all, or those with a side among `pages`."""
        question = sa.select(LIKELY.c.a, LIKELY.c.b, LIKELY.c.odds)
        with self._reading() as db:
            if pages is None:
                return {(a, b): odds for a, b, odds in db.execute(question)}
            found = (
                row
                for side in (LIKELY.c.a, LIKELY.c.b)
                for some in parts(pages)
                for row in db.execute(question.where(side.in_(some)))
            )
            return {(a, b): odds for a, b, odds in found}

    def shared(self, pages: Collection[str], way: str) -> list[Shared]:
        """The pairs of these page ids that were aligned in this way."""
        inside = frozenset(pages)
        question = sa.select(SHARED).where(SHARED.c.way == way)
        with self._reading() as db:
            return [
                Shared(row.a, row.b, row.way, _PASSAGES.decode(zlib.decompress(row.passages)))
                for some in parts(pages)
                for row in db.execute(question.where(SHARED.c.a.in_(some)))
                if row.b in inside
            ]

    def shifts(self, story: str) -> list[Shift]:
        """What came into a story and when it was joined with others, the latest first."""
        columns = (SHIFTS.c[name] for name in ("kind", "story", "reports", "before", "reason"))
        question = sa.select(*columns).where(SHIFTS.c.story == story).order_by(SHIFTS.c.id.desc())
        with self._reading() as db:
            return [
                Shift(kind, name, tuple(msgspec.json.decode(reports, type=list[str])), before, reason)
                for kind, name, reports, before, reason in db.execute(question)
            ]

    def keep(self, made: Round) -> bool:
        """Keep a round, all or nothing; False where another has been kept since the one that it started from."""
        with self._writing() as db:
            return write(db, made)


def _placed(row: sa.RowMapping) -> Placed:
    made = _PROFILE.decode(zlib.decompress(row["profile"]))
    vector = np.frombuffer(row["vector"], dtype="<f2").astype(np.float32) if row["vector"] else None
    return Placed(rows.report_of(row), replace(made, vector=vector), row["story_id"])


def _among(
    db: sa.Connection, question: sa.Select[Any], column: sa.Column[str], names: Collection[str]
) -> Iterator[str]:
    """What is asked for, where the column is one of these names."""
    for some in parts([rows.clean(name) for name in names]):
        for row in db.execute(question.where(column.in_(some))):
            yield row[0]
