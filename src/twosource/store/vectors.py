"""Vectors that outlast the program, kept by content; see copies.vectors.VectorCache."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from .tables import VECTORS

# Names in one question; SQLite allows 32,766 and PostgreSQL 65,535.
KEYS_AT_ONCE = 1000

Rows = NDArray[np.float32]
Transaction = Callable[[], AbstractContextManager[sa.Connection]]


class KeptVectors:
    """Vectors by the digest of encoder and text."""

    def __init__(self, reading: Transaction, writing: Transaction) -> None:
        self._reading = reading
        self._writing = writing

    def get(self, keys: Sequence[str]) -> Mapping[str, Rows]:
        """Those of the vectors that are kept."""
        with self._reading() as db:
            rows = _among(db, keys, VECTORS)
            return {row.key: np.frombuffer(row.vector, dtype="<f2").astype(np.float32) for row in rows}

    def put(self, vectors: Mapping[str, Rows]) -> None:
        """Keep these; what is kept already stays."""
        if not vectors:
            return
        with self._writing() as db:
            new = set(vectors) - {row.key for row in _among(db, list(vectors), VECTORS.c.key)}
            if new:
                db.execute(sa.insert(VECTORS), [{"key": k, "vector": vectors[k].astype("<f2").tobytes()} for k in new])


def _among(db: sa.Connection, keys: Sequence[str], what: sa.Table | sa.Column[str]) -> Iterator[sa.Row[Any]]:
    """Rows of these keys, some at a time."""
    for at in range(0, len(keys), KEYS_AT_ONCE):
        yield from db.execute(sa.select(what).where(VECTORS.c.key.in_(keys[at : at + KEYS_AT_ONCE])))
