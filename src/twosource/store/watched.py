"""What a watch has asked for, so that it goes on after a restart: see pages.watch.Memory."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import sqlalchemy as sa

from ..pages.web import Validators
from .rows import clean, short
from .tables import WATCHED

Transaction = Callable[[], AbstractContextManager[sa.Connection]]


class KeptWatch:
    """Addresses with what their last answers can be known by."""

    def __init__(self, reading: Transaction, writing: Transaction) -> None:
        self._reading = reading
        self._writing = writing

    def get(self, url: str) -> Validators | None:
        """What the last answer of this address can be known by; None where it was never asked for."""
        with self._reading() as db:
            row = db.execute(sa.select(WATCHED).where(WATCHED.c.url == short(url))).first()
        return Validators(row.etag, row.modified) if row else None

    def put(self, url: str, validators: Validators) -> None:
        """Remember an answer."""
        told = {"etag": clean(validators.etag), "modified": clean(validators.modified)}
        with self._writing() as db:
            changed = db.execute(sa.update(WATCHED).where(WATCHED.c.url == short(url)).values(**told))
            if not changed.rowcount:
                db.execute(sa.insert(WATCHED).values(url=short(url), **told))
