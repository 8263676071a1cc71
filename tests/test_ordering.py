import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.copies.ordering import order_of_hashes, order_of_small


@given(st.lists(st.integers(0, 2**64 - 1) | st.integers(0, 3) | st.just(2**64 - 1), max_size=60))
def test_hashes_are_ordered_as_a_stable_sort_orders_them(values: list[int]) -> None:
    keys = np.array(values, dtype=np.uint64)
    assert order_of_hashes(keys).tolist() == np.argsort(keys, kind="stable").tolist()


@pytest.mark.parametrize("most", [3, 2**40, 2**62])
def test_small_numbers_too_however_large_the_largest(most: int) -> None:
    values = np.random.default_rng(1).integers(0, most, 500, endpoint=True)
    assert order_of_small(values, most).tolist() == np.argsort(values, kind="stable").tolist()


def test_nothing_is_in_order() -> None:
    assert order_of_hashes(np.empty(0, np.uint64)).tolist() == []
    assert order_of_small(np.empty(0, np.int64), 5).tolist() == []
