"""What the other sentences of two reports say of a pair: a copy gives many matches, side by side and in like order.

Tables are (sentences of a, sentences of b).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .evidence import logistic
from .marks import Floats

SECOND_LOOK = ("log-odds", "related", "log related", "nearest", "near", "beside", "rival in row", "rival in column")
# The share of matches is taken of at least so many sentences: three matches of three say less than ten of ten.
FEWEST = 3
SURE = 6.0  # log-odds above this say nothing more


def second_look(logits: Floats, held: NDArray[np.bool_]) -> Floats:
    """What the first look at the other cells says of each held one, shape (held cells, len(SECOND_LOOK))."""
    first = np.zeros(held.shape)
    first[held] = logistic(np.clip(logits, -SURE, SURE))
    best = np.where(mutual(first), first, 0.0)
    columns = [
        others(best),
        np.log1p(best.sum() - best),
        most_around(best, 2),
        sum_around(best, 3),
        np.maximum(_moved(best, -1, -1), _moved(best, 1, 1)),
        best_other(first),
        best_other(first.T).T,
    ]
    return np.stack([np.clip(logits, -SURE, SURE), *(column[held] for column in columns)], axis=1)


def mutual(table: Floats) -> NDArray[np.bool_]:
    """Which cells are the best of their row and of their column."""
    best: NDArray[np.bool_] = (table >= table.max(axis=1)[:, None]) & (table >= table.max(axis=0)[None, :])
    return best


def nearest(table: Floats) -> NDArray[np.bool_]:
    """Which cells are the best of their row or of their column."""
    best: NDArray[np.bool_] = (table >= table.max(axis=1)[:, None]) | (table >= table.max(axis=0)[None, :])
    return best


def others(strength: Floats) -> Floats:
    """For each cell how strong the others are together, for each sentence of the shorter report."""
    together: Floats = np.clip(strength.sum() - strength, 0, None) / max(min(strength.shape) - 1, FEWEST)
    return together


def _moved(table: Floats, down: int, right: int) -> Floats:
    """For each cell the one so many rows below and columns to the right of it; 0 beyond the table."""
    n, m = table.shape
    moved = np.zeros((n, m))
    if abs(down) < n and abs(right) < m:
        rows, columns = slice(max(-down, 0), n - max(down, 0)), slice(max(-right, 0), m - max(right, 0))
        moved[rows, columns] = table[max(down, 0) : n + min(down, 0), max(right, 0) : m + min(right, 0)]
    return moved


def _steps(reach: int) -> list[int]:
    return [*range(-reach, 0), *range(1, reach + 1)]


def most_around(table: Floats, reach: int) -> Floats:
    """For each cell the most among those up to `reach` rows and columns from it, itself left out; the least is 0."""
    beside = np.maximum.reduce([_moved(table, 0, step) for step in _steps(reach)])
    row = np.maximum(beside, table)
    most: Floats = np.maximum.reduce([beside, *(_moved(row, step, 0) for step in _steps(reach))])
    return most


def sum_around(table: Floats, reach: int) -> Floats:
    """For each cell the sum of those up to `reach` rows and columns from it, itself left out."""
    n, m = table.shape
    sums = np.zeros((n + 2 * reach + 1, m + 2 * reach + 1))
    sums[1:, 1:] = np.pad(table, reach).cumsum(axis=0).cumsum(axis=1)
    wide = 2 * reach + 1
    around: Floats = sums[wide:, wide:] - sums[:n, wide:] - sums[wide:, :m] + sums[:n, :m] - table
    return around


def best_other(table: Floats, *, alone: float = 0.0) -> Floats:
    """For each cell the best of the others in its row; `alone` where there is none."""
    if table.shape[1] < 2:
        return np.full(table.shape, alone)
    top_two = np.sort(table, axis=1)[:, -2:]
    first = np.arange(table.shape[1])[None, :] == table.argmax(axis=1)[:, None]
    best_other: Floats = np.where(first, top_two[:, :1], top_two[:, 1:])
    return best_other


def in_order(strength: Floats) -> Floats:
    """For each cell, -1..1: strong matches before it in both reports or after it in both, less those that cross."""
    n, m = strength.shape
    sums = np.zeros((n + 1, m + 1))
    sums[1:, 1:] = strength.cumsum(axis=0).cumsum(axis=1)
    down_right = sums[n, m] - sums[1:, m][:, None] - sums[n, 1:][None, :] + sums[1:, 1:]
    agree = sums[:n, :m] + down_right
    cross = sums[:n, m][:, None] - sums[:n, 1:] + sums[n, :m][None, :] - sums[1:, :m]
    order: Floats = (agree - cross) / (agree + cross + 1.0)
    return order
