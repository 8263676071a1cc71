"""What was worked out of whole stories, kept by what it rests on: emptied of what no story rests on any more."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

import sqlalchemy as sa

from .tables import STORIES, WORKED

Transaction = Callable[[], AbstractContextManager[sa.Connection]]


class KeptWork:
    """Bodies (JSON) by the basis of a story and the form of the body."""

    def __init__(self, reading: Transaction, writing: Transaction) -> None:
        self._reading = reading
        self._writing = writing

    def get(self, basis: str, form: str) -> bytes | None:
        """The body, or None where it is still to be worked out."""
        with self._reading() as db:
            found = db.execute(sa.select(WORKED.c.body).where(WORKED.c.key == f"{basis}-{form}")).first()
        return zlib.decompress(found.body) if found else None

    def put(self, basis: str, form: str, body: bytes) -> None:
        """Keep a body; forget those of stories that are no more."""
        key = f"{basis}-{form}"
        with self._writing() as db:
            db.execute(sa.delete(WORKED).where(WORKED.c.key.in_(_forsaken(db, form))))
            if db.execute(sa.select(WORKED.c.key).where(WORKED.c.key == key)).first() is None:
                db.execute(sa.insert(WORKED).values(key=key, body=zlib.compress(body, 6)))


def _forsaken(db: sa.Connection, form: str) -> Sequence[str]:
    standing = {f"{basis}-{form}" for basis in db.execute(sa.select(STORIES.c.basis)).scalars()}
    return [key for key in db.execute(sa.select(WORKED.c.key)).scalars() if key not in standing][:1000]
