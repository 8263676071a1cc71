"""Which sentence of a report holds which mark: a word's stem, a pair of stems, a sequence of letters."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """Which sentence holds which mark. `keys` are sorted hashes of the marks, `row` and `column` the entries."""

    sentences: int
    keys: Ints  # (marks,) distinct, ascending
    holders: Floats  # (marks,) how many sentences hold each
    row: Ints  # (entries,) the sentence
    column: Ints  # (entries,) its mark, an index into keys


def marks(owner: Ints, marks: Ints, count: int) -> Marks:
    """Each sentence's distinct marks; an owner of -1 is no sentence."""
    held = np.flatnonzero(owner >= 0)
    keys, column = _numbered(marks[held])
    entries = np.sort(owner[held] * max(len(keys), 1) + column)
    row, column = np.divmod(entries[_opens(entries)], max(len(keys), 1))
    return Marks(count, keys, np.bincount(column, minlength=len(keys)).astype(np.float64), row, column)


def _numbered(values: Ints) -> tuple[Ints, Ints]:
    """The distinct values, ascending, and for each value its number among them: np.unique in a third of the time."""
    order = np.argsort(values)
    ordered = values[order]
    opens = _opens(ordered)
    number = np.empty(len(values), dtype=np.int64)
    number[order] = np.cumsum(opens) - 1
    return ordered[opens], number


def _opens(values: Ints) -> NDArray[np.bool_]:
    """Whether a value differs from the one before."""
    opens = np.ones(len(values), dtype=bool)
    opens[1:] = values[1:] != values[:-1]
    return opens


def common(keys: Ints, others: Ints) -> tuple[Ints, Ints]:
    """Where the keys stand that both hold; both are ascending, each key once."""
    if not len(keys) or not len(others):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    place = np.minimum(np.searchsorted(others, keys), len(others) - 1)
    here = np.flatnonzero(others[place] == keys)
    return here, place[here]


def spread(side: Marks, chosen: Ints, weight: NDArray[np.float32]) -> NDArray[np.float32]:
    """Sentences x chosen marks: the weight where the sentence holds the mark."""
    count = len(chosen)
    place = np.full(len(side.keys), count)
    place[chosen] = np.arange(count)
    column = place[side.column]
    table = np.zeros((side.sentences, count + 1), dtype=np.float32)  # what is not chosen falls in the last column
    table[side.row, column] = np.append(weight, np.float32(0))[column]
    return table[:, :count]


def by_mark(side: Marks) -> tuple[Ints, Ints]:
    """Sentences sorted by the mark they hold, and where each mark's begin."""
    order = np.argsort(side.column, kind="stable")
    return side.row[order], np.searchsorted(side.column[order], np.arange(len(side.keys) + 1))
