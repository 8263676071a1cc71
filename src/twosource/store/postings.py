"""Which reports hold which words: an inverted index that outlasts the program, in plain tables of any database.

It is derived from the reports, so it is no part of the schema: its tables are made when first needed, may be dropped,
and are brought up to date by adding what is not in them yet. Reports are numbered in the order in which they came in;
a batch of them is one segment (one row a word: the numbers of the reports that hold it), and many small segments are
written as one from time to time, as log-structured merge trees do (O'Neil 1996).
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from itertools import groupby
from typing import Any

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from ..records import Report
from . import rows
from .tables import PAGES, REPORTS, Name

Numbers = NDArray[np.uint32]
Transaction = Callable[[], AbstractContextManager[sa.Connection]]
WordsOf = Callable[[Report], Iterable[str]]

# Reports in one segment at most: their word lists are held in memory while it is written (20,000: about 60 MB).
SEGMENT = 20_000
# Segments of one index at most; each costs one more row a word looked up.
SEGMENTS = 24
_ROWS_AT_ONCE = 20_000
_BYTES = np.dtype("<u4").itemsize

_METADATA = sa.MetaData()
INDEXED = sa.Table(
    "indexed_reports",
    _METADATA,
    sa.Column("page_id", sa.String(16), primary_key=True),
    sa.Column("number", sa.Integer, nullable=False, unique=True),
    sa.Column("segment", sa.Integer, nullable=False),
)
POSTINGS = sa.Table(
    "postings",
    _METADATA,
    sa.Column("word", Name, primary_key=True),
    sa.Column("segment", sa.Integer, primary_key=True),
    sa.Column("reports", sa.LargeBinary, nullable=False),  # uint32, little-endian, ascending
)


class KeptPostings:
    """The index of one store."""

    def __init__(self, reading: Transaction, writing: Transaction) -> None:
        self._reading = reading
        self._writing = writing

    def bring_up_to_date(self, words_of: WordsOf) -> int:
        """Take in the reports that are not in it yet; how many. `words_of`: the words that a report is found by."""
        with self._reading() as db:
            known = _made(db)
            total = db.execute(sa.select(sa.func.count()).select_from(REPORTS)).scalar_one()
            if known and db.execute(sa.select(sa.func.count()).select_from(INDEXED)).scalar_one() == total:
                return 0
        with self._writing() as db:
            _METADATA.create_all(db)
            taken = 0
            while batch := _missing(db):
                _add_segment(db, batch, words_of)
                taken += len(batch)
            if db.execute(sa.select(sa.func.count(INDEXED.c.segment.distinct()))).scalar_one() > SEGMENTS:
                _join_segments(db)
        return taken

    def missing(self) -> list[Report]:
        """The current reports that are not in it yet."""
        question = sa.select(REPORTS).join(PAGES).where(PAGES.c.current).order_by(REPORTS.c.page_id)
        with self._reading() as db:
            if _made(db):
                question = question.where(REPORTS.c.page_id.not_in(sa.select(INDEXED.c.page_id)))
            return [rows.report_of(row) for row in db.execute(question).mappings()]

    def last(self) -> int:
        """The number of the last report in it, 0 where there is none."""
        with self._reading() as db:
            return int(db.execute(sa.select(sa.func.max(INDEXED.c.number))).scalar() or 0) if _made(db) else 0

    def sizes(self, words: Sequence[str]) -> Mapping[str, int]:
        """In how many reports each of these words is; those in none are left out."""
        size = sa.func.sum(sa.func.length(POSTINGS.c.reports)).label("size")
        question = sa.select(POSTINGS.c.word, size).where(POSTINGS.c.word.in_(list(words))).group_by(POSTINGS.c.word)
        with self._reading() as db:
            return {row.word: int(row.size) // _BYTES for row in db.execute(question)} if _made(db) else {}

    def holding(self, words: Sequence[str]) -> Mapping[str, Numbers]:
        """The numbers of the reports that hold each of these words."""
        found: dict[str, list[Numbers]] = defaultdict(list)
        question = sa.select(POSTINGS.c.word, POSTINGS.c.reports).where(POSTINGS.c.word.in_(list(words)))
        with self._reading() as db:
            for row in db.execute(question) if _made(db) else ():
                found[row.word].append(np.frombuffer(row.reports, dtype="<u4"))
        return {word: np.concatenate(parts) for word, parts in found.items()}

    def total(self) -> int:
        """How many reports are in it, older versions counted."""
        with self._reading() as db:
            return int(db.execute(sa.select(sa.func.count()).select_from(INDEXED)).scalar_one()) if _made(db) else 0

    def reports(self, numbers: Sequence[int]) -> list[Report]:
        """The reports with these numbers, in this order; older versions of a page left out."""
        question = (
            sa.select(REPORTS, INDEXED.c.number)
            .join(PAGES)
            .join(INDEXED, INDEXED.c.page_id == REPORTS.c.page_id)
            .where(PAGES.c.current, INDEXED.c.number.in_([int(n) for n in numbers]))
        )
        with self._reading() as db:
            if not numbers or not _made(db):
                return []
            by_number = {row["number"]: rows.report_of(row) for row in db.execute(question).mappings()}
        return [by_number[int(n)] for n in numbers if int(n) in by_number]


def _made(db: sa.Connection) -> bool:
    """Whether the index has its tables."""
    return sa.inspect(db).has_table(INDEXED.name)


def _missing(db: sa.Connection) -> list[tuple[str, Report]]:
    """Some of the reports that are not in the index, with their pages' ids."""
    outer = REPORTS.outerjoin(INDEXED, INDEXED.c.page_id == REPORTS.c.page_id)
    question = sa.select(REPORTS).select_from(outer).where(INDEXED.c.number.is_(None))
    found = db.execute(question.order_by(REPORTS.c.page_id).limit(SEGMENT)).mappings()
    return [(row["page_id"], rows.report_of(row)) for row in found]


def _add_segment(db: sa.Connection, batch: Sequence[tuple[str, Report]], words_of: WordsOf) -> None:
    """Number these reports and write down which of them hold each word."""
    top = sa.select(sa.func.max(INDEXED.c.number), sa.func.max(INDEXED.c.segment))
    number, segment = ((n or 0) + 1 for n in db.execute(top).one())
    holding: dict[str, array[int]] = defaultdict(lambda: array("I"))
    for at, (_, report) in enumerate(batch):
        for word in sorted(set(words_of(report))):
            holding[word].append(number + at)
    named = [{"page_id": name, "number": number + at, "segment": segment} for at, (name, _) in enumerate(batch)]
    db.execute(sa.insert(INDEXED), named)
    found = ({"word": w, "segment": segment, "reports": _packed(held)} for w, held in sorted(holding.items()))
    _insert(db, found)


def _packed(numbers: Sequence[int] | Numbers) -> bytes:
    return np.asarray(numbers, dtype="<u4").tobytes()


def _insert(db: sa.Connection, found: Iterable[dict[str, Any]]) -> None:
    """Rows of postings, some at a time."""
    batch: list[dict[str, Any]] = []
    for row in found:
        batch.append(row)
        if len(batch) >= _ROWS_AT_ONCE:
            db.execute(sa.insert(POSTINGS), batch)
            batch = []
    if batch:
        db.execute(sa.insert(POSTINGS), batch)


def _join_segments(db: sa.Connection) -> None:
    """Write all segments as one."""
    found = db.execute(sa.select(POSTINGS).order_by(POSTINGS.c.word, POSTINGS.c.segment)).all()
    db.execute(sa.delete(POSTINGS))
    db.execute(sa.update(INDEXED).values(segment=1))
    _insert(db, _joined(found))


def _joined(found: Iterable[sa.Row[Any]]) -> Iterator[dict[str, Any]]:
    for word, parts in groupby(found, key=lambda row: row.word):
        yield {"word": word, "segment": 1, "reports": b"".join(row.reports for row in parts)}
