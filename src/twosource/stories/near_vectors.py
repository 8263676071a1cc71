"""Nearest vectors without comparing all with all: an inverted file (Jegou 2011) in numpy.

Vectors lie in lists, each by its nearest pivot; a look-up searches the lists of the nearest pivots only. Up to
EXACT vectors there is one list. Pivots are vectors of the collection itself, evenly spaced, chosen anew each time it
has grown fourfold, so the work stays about proportional to its length.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator

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
_FARTHEST = -2.0  # below any cosine


def cosines_with(vector: Vectors, rows: Vectors) -> Vectors:
    """Shape (len(rows),): of unit rows with one vector.

    Not by BLAS: for so little it wakes a thread a core, and where cores are shared each look-up then waits for all of
    them (a hundredfold, measured).
    """
    found: Vectors = np.einsum("ij,j->i", rows, vector)
    return found


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
        near: list[int] = np.argsort(-cosines_with(vector, self._pivots), kind="stable")[:limit].tolist()
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
        cosines = cosines_with(vector, self._rows[found] if len(self._pivots) else self.rows)
        cosines = cosines if len(self._pivots) else cosines[found]
        found, cosines = found[found != number], cosines[found != number]
        if len(found) > limit:
            best = np.argpartition(-cosines, limit)[:limit]
            found, cosines = found[best], cosines[best]
        order: Ints = found[np.argsort(-cosines, kind="stable")]
        return order

    def near_all(self, limit: int) -> list[Ints]:
        """near() of every number, list by list, so that the same rows are read once for all that ask for them."""
        best = np.full((self._count, limit), -1, dtype=np.int32)
        cosines = np.full((self._count, limit), _FARTHEST, dtype=np.float32)
        asking = np.flatnonzero(self._present).astype(np.int32)
        for searched, askers in self._asked(asking):
            for start in range(0, len(askers), _BLOCK):
                rows = askers[start : start + _BLOCK]
                found = self._rows[rows] @ self._rows[searched].T
                found[rows[:, None] == searched[None]] = _FARTHEST
                merged = np.concatenate([cosines[rows], found], axis=1)
                numbers = np.concatenate([best[rows], np.broadcast_to(searched, found.shape)], axis=1)
                top = np.argpartition(-merged, limit - 1, axis=1)[:, :limit]
                cosines[rows] = np.take_along_axis(merged, top, axis=1)
                best[rows] = np.take_along_axis(numbers, top, axis=1)
        order = np.argsort(-cosines, axis=1, kind="stable")
        ordered = np.take_along_axis(best, order, axis=1)
        known = np.take_along_axis(cosines, order, axis=1) > _FARTHEST
        return [row[there] for row, there in zip(ordered, known, strict=True)]

    def _asked(self, asking: Ints) -> Iterator[tuple[Ints, Ints]]:
        """Each list that anyone searches, as numbers, and who searches it."""
        if not len(self._pivots):
            yield asking, asking
            return
        pivots = np.concatenate(
            [
                np.argpartition(-(self._rows[asking[i : i + _BLOCK]] @ self._pivots.T), SEARCHED - 1, axis=1)[
                    :, :SEARCHED
                ]
                for i in range(0, len(asking), _BLOCK)
            ]
        )
        order = np.argsort(pivots.ravel(), kind="stable")
        ends = np.searchsorted(pivots.ravel()[order], np.arange(len(self._pivots) + 1))
        for pivot, held in enumerate(self._lists):
            askers = asking[order[ends[pivot] : ends[pivot + 1]] // SEARCHED]
            if len(askers) and held:
                yield np.array(held, dtype=np.int32), askers
