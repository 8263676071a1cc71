"""Vectors that outlast the program, kept by content; see copies.vectors.VectorCache."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager

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
        found: dict[str, Rows] = {}
        with self._reading() as db:
            for at in range(0, len(keys), KEYS_AT_ONCE):
                some = keys[at : at + KEYS_AT_ONCE]
                for row in db.execute(sa.select(VECTORS).where(VECTORS.c.key.in_(some))):
                    found[row.key] = np.frombuffer(row.vector, dtype="<f2").astype(np.float32)
        return found

    def put(self, vectors: Mapping[str, Rows]) -> None:
        """Keep these; what is kept already stays."""
        new = set(vectors) - set(self.get(list(vectors)))
        if new:
            with self._writing() as db:
                db.execute(sa.insert(VECTORS), [{"key": k, "vector": vectors[k].astype("<f2").tobytes()} for k in new])
