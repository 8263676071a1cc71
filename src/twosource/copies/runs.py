"""Sentences that follow one another in both reports: a copied stretch, not two accounts of one event."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .likeness import Cells

# Fewer sentences in a row are chance, or one fact told in two sentences.
LEAST = 3


def in_runs(cells: Cells, kept: NDArray[np.bool_]) -> int:
    """How many of the kept cells stand in diagonals of LEAST or more: sentence after sentence in both reports.

    Cells come in order of i, then j. n log n.
    """
    i, j = cells.i[kept], cells.j[kept]
    order = np.lexsort((i, i - j))
    diagonal, row = (i - j)[order], i[order]
    breaks = np.flatnonzero((np.diff(diagonal) != 0) | (np.diff(row) != 1)) + 1
    lengths = np.diff(np.concatenate([[0], breaks, [len(row)]]))
    return int(lengths[lengths >= LEAST].sum())
