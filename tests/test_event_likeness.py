"""The measures that two reports are compared by."""

import numpy as np
import pytest

from twosource.records import Report
from twosource.stories.event_index import EventIndex
from twosource.stories.event_likeness import FEATURES, LEAST_WORDS, SHORT, features
from twosource.stories.profiles import profile


def measured(first: str, second: str) -> dict[str, float]:
    index = EventIndex()
    for name, text in (("a", first), ("b", second)):
        index.add(profile(Report(name, text, language="en")))
    row = features(index, 0, np.array([1], dtype=np.int32))[0]
    return dict(zip(FEATURES, row.tolist(), strict=True))


def of_words(count: int) -> str:
    """So many different words."""
    return " ".join("".join(chr(97 + int(digit)) for digit in f"{number:04}") for number in range(count))


@pytest.mark.parametrize(("count", "counted"), [(1, LEAST_WORDS), (20, 20), (SHORT, SHORT), (300, SHORT)])
def test_the_shorter_report_says_how_short_a_pair_is(count: int, counted: int) -> None:
    found = measured(of_words(count), of_words(500))
    assert found["short"] == pytest.approx(np.log(counted / SHORT), abs=1e-5)
    assert found["short words"] == pytest.approx(found["short"] * found["words cosine"], abs=1e-5)
    assert found == pytest.approx(measured(of_words(500), of_words(count)), abs=1e-5)


def test_an_empty_report_is_measured() -> None:
    assert all(np.isfinite(value) for value in measured("", of_words(9)).values())
