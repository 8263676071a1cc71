"""Which reports lie near a vector, without reading all vectors: their signs are kept together, a bit a dimension.

Vectors that point the same way have mostly the same signs (Charikar 2002): those with the fewest that differ are read
in full. Derived from the table of placed reports as the index of words is from the reports: it may be thrown away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from ..records import Report
from . import rows
from .keeping import parts
from .tables import PAGES, PLACED, REPORTS, ROUNDS

Vector = NDArray[np.float32]
Transaction = Callable[[], AbstractContextManager[sa.Connection]]

_METADATA = sa.MetaData()
SIGNS = sa.Table(
    "signs",
    _METADATA,
    sa.Column("part", sa.Integer, primary_key=True),
    sa.Column("way", sa.Text, nullable=False),  # version and encoder of the vectors
    sa.Column("placed", sa.Integer, nullable=False),  # reports that were placed when this part was written
    sa.Column("pages", sa.LargeBinary, nullable=False),  # page ids, 16 letters each
    sa.Column("bits", sa.LargeBinary, nullable=False),
)
_NAME = 16  # letters of a page id
# Vectors read in full for one question; .97 of the nearest eight of 750 are among 64.
_READ = 256
_ONES = np.array([number.bit_count() for number in range(2**16)], dtype=np.uint8)


class KeptSigns:
    """The signs of one store's vectors."""

    def __init__(self, reading: Transaction, writing: Transaction) -> None:
        self._reading = reading
        self._writing = writing

    def way(self) -> str:
        """Version and encoder that the vectors were made with; "" where there are none."""
        with self._reading() as db:
            return str(db.execute(sa.select(ROUNDS.c.way)).scalar() or "")

    def bring_up_to_date(self) -> int:
        """Take in the vectors that are not in it yet; how many."""
        way = self.way()
        with self._reading() as db:
            placed = db.execute(sa.select(sa.func.count()).select_from(PLACED)).scalar_one()
            if not placed or (_made(db) and _newest(db) == (way, placed)):
                return 0
        with self._writing() as db:
            _METADATA.create_all(db)
            db.execute(sa.delete(SIGNS).where(SIGNS.c.way != way))
            known: set[str] = set().union(*(_names(row.pages) for row in db.execute(sa.select(SIGNS.c.pages))))
            new = list(_new(db, known))
            part = int(db.execute(sa.select(sa.func.max(SIGNS.c.part))).scalar() or 0) + 1
            pages, bits = "".join(name for name, _ in new).encode(), b"".join(signs for _, signs in new)
            db.execute(sa.insert(SIGNS).values(part=part, way=way, placed=placed, pages=pages, bits=bits))
        return len(new)

    def near(self, vector: Vector, most: int) -> list[Report]:
        """The current reports whose vectors point most the same way, the nearest first."""
        with self._reading() as db:
            question = sa.select(PLACED.c.page_id, PLACED.c.vector).where(
                PLACED.c.page_id.in_(self._likely(db, vector))
            )
            found = [(-_cosine(row.vector, vector), row.page_id) for row in db.execute(question)]
            nearest = [name for _, name in sorted(found)[:most]]
            here = sa.select(REPORTS).join(PAGES).where(PAGES.c.current, REPORTS.c.page_id.in_(nearest))
            by_page = {row["page_id"]: rows.report_of(row) for row in db.execute(here).mappings()}
            return [by_page[name] for name in nearest if name in by_page]

    def _likely(self, db: sa.Connection, vector: Vector) -> list[str]:
        """Page ids of those with the fewest signs that differ."""
        wanted = np.packbits(vector > 0).view(np.uint16)
        found: list[tuple[int, str]] = []
        for row in db.execute(sa.select(SIGNS.c.pages, SIGNS.c.bits)) if _made(db) else ():
            bits = np.frombuffer(row.bits, dtype=np.uint16).reshape(len(row.pages) // _NAME, -1)
            if len(bits) and bits.shape[1] == len(wanted):
                differ = _ONES[bits ^ wanted].sum(axis=1, dtype=np.int32)
                fewest = np.argpartition(differ, min(_READ, len(differ)) - 1)[:_READ]
                found += [(int(differ[at]), _name(row.pages, at)) for at in fewest.tolist()]
        return [name for _, name in sorted(found)[:_READ]]


def _new(db: sa.Connection, known: set[str]) -> Iterator[tuple[str, bytes]]:
    """Page ids and signs of the vectors that are not known yet."""
    names = db.execute(sa.select(PLACED.c.page_id).where(PLACED.c.vector != b"")).scalars()
    for some in parts([name for name in names if name not in known]):
        question = sa.select(PLACED.c.page_id, PLACED.c.vector).where(PLACED.c.page_id.in_(some))
        yield from ((row.page_id, _signs(row.vector)) for row in db.execute(question))


def _made(db: sa.Connection) -> bool:
    return sa.inspect(db).has_table(SIGNS.name)


def _newest(db: sa.Connection) -> tuple[str, int] | None:
    row = db.execute(sa.select(SIGNS.c.way, SIGNS.c.placed).order_by(SIGNS.c.part.desc()).limit(1)).first()
    return (row.way, row.placed) if row else None


def _name(pages: bytes, at: int) -> str:
    return pages[at * _NAME : (at + 1) * _NAME].decode("ascii")


def _names(pages: bytes) -> list[str]:
    return [_name(pages, at) for at in range(len(pages) // _NAME)]


def _signs(vector: bytes) -> bytes:
    return np.packbits(np.frombuffer(vector, dtype="<f2") > 0).tobytes()


def _cosine(kept: bytes, vector: Vector) -> float:
    row = np.frombuffer(kept, dtype="<f2").astype(np.float32)
    return float(np.einsum("i,i->", row, vector)) if len(row) == len(vector) else 0.0
