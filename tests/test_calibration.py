"""Scores are probabilities: in order as before, and to be taken back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.copies.calibration import AT_HALF, calibrated, certainty
from twosource.records import Passage


def passage(kind: str, score: float) -> Passage:
    return Passage(0, 10, 5, 15, kind, score)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", AT_HALF)
@given(st.floats(0.5, 1), st.floats(0.5, 1))
def test_the_order_of_one_kind_stays(kind: str, one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert calibrated(passage(kind, low)).score <= calibrated(passage(kind, high)).score


@pytest.mark.parametrize("kind", AT_HALF)
@given(st.floats(0.5, 0.9999))
def test_what_the_pairs_say_can_be_taken_back(kind: str, said: float) -> None:
    assert certainty(calibrated(passage(kind, said))) == pytest.approx(said, abs=1e-4)


def test_what_is_too_sure_of_itself_is_less_sure() -> None:
    # of passages that said .99, 85 in 100 were shared text
    assert 0.8 < calibrated(passage("reworded", 0.99)).score < 0.9
    assert calibrated(passage("verbatim", 1.0)).score < 0.97


def test_the_same_text_is_certain() -> None:
    assert certainty(passage("verbatim", 1.0)) == 1.0
