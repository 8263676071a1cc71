"""Nearest vectors without comparing all with all: an inverted file (Jegou 2011) in numpy.

Vectors lie in lists, each by its nearest pivot; a look-up searches the lists of the nearest pivots only. Up to
EXACT vectors there is one list. Pivots are vectors of the collection itself, evenly spaced, chosen anew each time it
has grown fourfold, so the work stays about proportional to its length.
"""

from __future__ import annotations

from array import array

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Vectors = NDArray[np.float32]

EXACT = 5000
# With n vectors, PIVOTS_PER_ROOT * sqrt(n) lists; so many of them are searched.
PIVOTS_PER_ROOT = 2
SEARCHED = 12
_REGROWTH = 4
_BLOCK = 1024


class NearVectors:
    """Unit vectors numbered from 0; a report without one keeps its number and is near to nothing."""

    def __init__(self) -> None:
        self._rows: Vectors = np.zeros((0, 0), dtype=np.float32)
        self._count = 0
        self._present: list[bool] = []
        self._pivots: Vectors = np.zeros((0, 0), dtype=np.float32)
        self._lists = [array("i")]
        self._split_at = EXACT

    def __len__(self) -> int:
        return self._count

    @property
    def rows(self) -> Vectors:
        """All vectors; zeros where there is none."""
        return self._rows[: self._count]

    def present(self, numbers: Ints) -> NDArray[np.bool_]:
        """Which of these reports have a vector."""
        return np.array([self._present[number] for number in numbers.tolist()], dtype=bool)

    def add(self, vector: Vectors | None) -> None:
        """The next number's vector."""
        if vector is not None and self._rows.shape[1] != len(vector):
            self._rows = np.zeros((max(_BLOCK, self._count + 1), len(vector)), dtype=np.float32)
        if self._count >= len(self._rows):
            more = np.zeros((max(_BLOCK, len(self._rows)), self._rows.shape[1]), dtype=np.float32)
            self._rows = np.concatenate([self._rows, more])
        self._present.append(vector is not None)
        if vector is not None:
            self._rows[self._count] = vector
            self._lists[self._nearest_pivots(vector, 1)[0]].append(self._count)
        self._count += 1
        if self._count >= self._split_at:
            self._split()

    def _nearest_pivots(self, vector: Vectors, limit: int) -> list[int]:
        if not len(self._pivots):
            return [0]
        near: list[int] = np.argsort(-(self._pivots @ vector), kind="stable")[:limit].tolist()
        return near

    def _split(self) -> None:
        """Choose pivots anew and sort all vectors into their lists."""
        self._split_at = self._count * _REGROWTH
        present = np.flatnonzero(self._present)
        if not len(present):
            return
        wanted = int(PIVOTS_PER_ROOT * len(present) ** 0.5)
        self._pivots = self._rows[present[:: max(1, len(present) // wanted)]].copy()
        self._lists = [array("i") for _ in self._pivots]
        for start in range(0, len(present), _BLOCK):
            block = present[start : start + _BLOCK]
            for number, pivot in zip(block, (self._rows[block] @ self._pivots.T).argmax(axis=1), strict=True):
                self._lists[pivot].append(int(number))

    def near(self, number: int, limit: int) -> Ints:
        """Up to `limit` numbers of the nearest vectors, nearest first, without its own."""
        if not self._present[number]:
            return np.zeros(0, dtype=np.int32)
        vector = self._rows[number]
        lists = [np.frombuffer(self._lists[pivot], dtype=np.int32) for pivot in self._nearest_pivots(vector, SEARCHED)]
        found = np.concatenate(lists)
        # Without pivots all rows are searched, and no copy of them is needed.
        cosines = self._rows[found] @ vector if len(self._pivots) else (self.rows @ vector)[found]
        found, cosines = found[found != number], cosines[found != number]
        if len(found) > limit:
            best = np.argpartition(-cosines, limit)[:limit]
            found, cosines = found[best], cosines[best]
        order: Ints = found[np.argsort(-cosines, kind="stable")]
        return order
