"""Sentences that follow one another in both reports."""

from dataclasses import fields

import numpy as np
import pytest

from twosource.copies.likeness import Cells
from twosource.copies.runs import in_runs


def cells(pairs: list[tuple[int, int]]) -> Cells:
    i, j = (np.array(side, dtype=np.int64) for side in zip(*sorted(pairs), strict=True))
    return Cells(i, j, *[np.zeros(len(i))] * (len(fields(Cells)) - 2))


@pytest.mark.parametrize(
    ("pairs", "found"),
    [
        ([(0, 0), (1, 1), (2, 2)], 3),
        ([(0, 0), (1, 1), (3, 3)], 0),
        ([(0, 5), (1, 6), (2, 7), (3, 8), (9, 0), (10, 1)], 4),
        ([(0, 2), (1, 1), (2, 0)], 0),
        ([(4, 4)], 0),
    ],
)
def test_runs_are_counted_from_three_on(pairs: list[tuple[int, int]], found: int) -> None:
    given = cells(pairs)
    assert in_runs(given, np.ones(len(given.i), dtype=bool)) == found


def test_what_is_not_kept_breaks_a_run() -> None:
    given = cells([(k, k) for k in range(5)])
    assert in_runs(given, np.array([True, True, False, True, True])) == 0
    assert in_runs(given, np.zeros(5, dtype=bool)) == 0
