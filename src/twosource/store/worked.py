"""What was worked out of whole stories, kept by what it rests on: emptied of what no story rests on any more."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from contextlib import AbstractContextManager

import sqlalchemy as sa

from .tables import STORIES, WORKED

# Letters of a basis: pipeline.basis makes it, tables.STORIES holds it.
BASIS_LETTERS = 16

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
        """Keep a body, in place of other forms of it."""
        with self._writing() as db:
            db.execute(sa.delete(WORKED).where(WORKED.c.key.startswith(f"{basis}-", autoescape=True)))
            db.execute(sa.insert(WORKED).values(key=f"{basis}-{form}", body=zlib.compress(body, 6)))


def forget_work(db: sa.Connection) -> None:
    """Let go of what was worked out of stories that are no more."""
    basis = sa.func.substr(WORKED.c.key, 1, BASIS_LETTERS)
    db.execute(sa.delete(WORKED).where(basis.not_in(sa.select(STORIES.c.basis))))
