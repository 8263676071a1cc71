"""Nearest vectors: all at once as one by one, whether they lie in one list or in many."""

import numpy as np
import pytest

from twosource.copies.vectors import unit_rows
from twosource.stories import near_vectors
from twosource.stories.near_vectors import NearVectors

NEAREST = 4


def held(count: int, missing: int | None = None) -> NearVectors:
    rows = unit_rows(np.random.default_rng(3).normal(size=(count, 16)).astype(np.float32))
    vectors = NearVectors()
    for number, row in enumerate(rows):
        vectors.add(None if number == missing else row)
    return vectors


def test_all_at_once_are_those_found_one_by_one() -> None:
    vectors = held(60, missing=7)
    at_once = vectors.near_all(NEAREST)
    for number in range(60):
        assert at_once[number].tolist() == vectors.near(number, NEAREST).tolist()
    assert at_once[7].tolist() == []


def test_so_they_are_in_many_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(near_vectors, "EXACT", 50)
    vectors = held(400)
    at_once = vectors.near_all(NEAREST)
    same = sum(set(at_once[number].tolist()) == set(vectors.near(number, NEAREST).tolist()) for number in range(400))
    assert same == 400


def test_fewer_than_asked_for() -> None:
    assert [row.tolist() for row in held(3).near_all(NEAREST)] == [held(3).near(n, NEAREST).tolist() for n in range(3)]
    assert NearVectors().near_all(NEAREST) == []
