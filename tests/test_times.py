from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.reports.times import _PATTERN, Moment, _found, agree, moments


def only(text: str) -> Moment:
    found = moments(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("words", "clock"), [("1:45 p.m.", 825), ("at 7 am", 420), ("noon", 720), ("midnight", 0), ("16:20", 980)]
)
def test_clock_times(words: str, clock: int) -> None:
    assert only(words).clock == clock


@pytest.mark.parametrize(
    "words", ["December 15, 2021", "15 December 2021", "Dec. 15, 2021", "2021-12-15", "15 décembre 2021"]
)
def test_dates(words: str) -> None:
    moment = only(words)
    assert (moment.year, moment.month, moment.day) == (2021, 12, 15)


def test_words_that_only_look_like_days_are_none() -> None:
    assert moments("he sat in the sun and may march on") == ()


def test_relative_and_absolute_days_agree_by_publication() -> None:
    day = date(2021, 12, 15)
    assert agree(only("on Wednesday"), only("December 15"), day, day)
    assert agree(only("yesterday"), only("December 14"), day, day)
    assert not agree(only("yesterday"), only("December 15"), day, day)
    assert not agree(only("4 p.m."), only("10 p.m."))


@given(st.text(alphabet="0123456789:.,-/ apmJanFeb", max_size=60))
def test_any_text_gives_moments_in_place(text: str) -> None:
    assert all(0 <= m.start < m.end <= len(text) for m in moments(text))


def test_dates_in_figures() -> None:
    (day,) = moments("Published 22-08-2016 by the desk")
    assert (day.year, day.month, day.day) == (2016, 8, 22)
    (unclear,) = moments("on 03/04/2016")
    assert (unclear.year, unclear.month, unclear.day) == (2016, None, None)


@given(
    st.lists(
        st.sampled_from(
            ["on May 3", "maybe", "3 May 2021", "10:30", "NOON", "İ", "in 2016", "Sat", "(1990)", "x2021-05-01"]
        )
    )
)
def test_moments_are_tried_only_where_one_can_begin(pieces: list[str]) -> None:
    text = " ".join(pieces)
    assert [m.span() for m in _found(text)] == [m.span() for m in _PATTERN.finditer(text)]
