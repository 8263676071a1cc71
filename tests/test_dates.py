"""Days named in a text, told from the day of the report."""

import itertools
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.reports.dates import dates, event_date

THURSDAY = date(2021, 12, 16)


def days(text: str, base: date | None = THURSDAY, language: str = "en") -> list[str]:
    return [str(m.day) for m in dates(text, base, language)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The bridge closed on Wednesday.", "2021-12-15"),
        ("en", "It fell on Dec. 15 at noon.", "2021-12-15"),
        ("en", "It fell on 15 December 2021.", "2021-12-15"),
        ("en", "It fell on 12/15/2021.", "2021-12-15"),
        ("en", "It fell yesterday.", "2021-12-15"),
        ("de", "Die Brücke wurde am 15. Dezember gesperrt.", "2021-12-15"),
        ("de", "Die Brücke wurde am Mittwochabend gesperrt.", "2021-12-15"),
        ("fr", "Le pont a été fermé mercredi.", "2021-12-15"),
        ("fr", "Le pont a été fermé le 1er décembre 2021.", "2021-12-01"),
        ("es", "El puente se cerró el 15 de diciembre de 2021.", "2021-12-15"),
        ("pt", "A ponte foi fechada nesta quarta-feira (15).", "2021-12-15"),
        ("it", "Il ponte è stato chiuso ieri.", "2021-12-15"),
        ("nl", "De brug ging woensdag dicht.", "2021-12-15"),
        ("ru", "Мост закрыли в среду.", "2021-12-15"),
        ("ru", "Мост закрыли 15 декабря 2021 года.", "2021-12-15"),
        ("pl", "Most zamknięto w środę.", "2021-12-15"),
        ("el", "Η γέφυρα έκλεισε την Τετάρτη.", "2021-12-15"),
        ("hu", "A hidat 2021. december 15-én lezárták.", "2021-12-15"),
        ("tr", "Köprü 15 Aralık 2021 tarihinde kapatıldı.", "2021-12-15"),
        ("zh", "大桥12月15日关闭。", "2021-12-15"),
        ("zh", "大桥昨天关闭。", "2021-12-15"),
        ("ja", "橋は2021年12月15日に閉鎖された。", "2021-12-15"),
        ("ar", "أغلق الجسر أمس.", "2021-12-15"),
    ],
)
def test_a_day_is_told_from_the_day_of_the_report(language: str, text: str, expected: str) -> None:
    assert days(text, language=language) == [expected]


def test_a_month_and_day_take_the_nearest_year_and_rather_the_past() -> None:
    assert days("on February 4") == ["2022-02-04"]
    assert days("on May 5") == ["2021-05-05"]


def test_without_a_year_or_a_report_day_nothing_is_made_up() -> None:
    (mention,) = dates("during a call on December 15.", None, "en")
    assert (mention.day, mention.month, mention.number) == (None, 12, 15)
    assert event_date("during a call on December 15.", None, "en") is None


def test_a_coming_day_is_not_taken_for_a_past_one() -> None:
    assert days("The bridge stays closed until Monday.") == []


def test_a_dateline_tells_the_day_of_the_report() -> None:
    text = "Ellery, December 15, 2021 (NPA) – The bridge closed on Wednesday (15). It will open on January 20."
    found = dates(text, None, "en")
    assert [m.dateline for m in found] == [True, False, False]
    assert [text[m.start : m.end] for m in found] == ["December 15, 2021", "Wednesday (15)", "January 20"]
    assert event_date(text, None, "en") == date(2021, 12, 15)


def test_a_station_dateline_beats_a_later_publication() -> None:
    assert event_date("TARNOW (Feb. 4, 2014) – A mill burned Monday night.", date(2014, 2, 9)) == date(2014, 2, 3)


def test_the_events_day_is_the_one_the_lead_names() -> None:
    text = (
        "A man was charged today in the March 9 shooting on Pell Street. The March 9 attack followed a quarrel. "
        "The trial is set for May 2."
    )
    assert event_date(text, datetime(2016, 3, 18, 9, tzinfo=UTC)) == date(2016, 3, 9)


def test_a_report_that_names_no_day_is_about_its_own() -> None:
    assert event_date("The bridge closed.", THURSDAY) == THURSDAY


@given(
    st.text(max_size=300), st.dates(date(1995, 1, 1), date(2050, 1, 1)), st.sampled_from(["en", "de", "ru", "zh", None])
)
def test_any_text_gives_ordered_mentions_inside_it(text: str, base: date, language: str | None) -> None:
    found = dates(text, base, language)
    assert all(0 <= m.start < m.end <= len(text) for m in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@given(st.dates(date(1995, 1, 1), date(2050, 1, 1)), st.integers(0, 6))
def test_a_weekday_is_within_the_last_seven_days(base: date, back: int) -> None:
    day = base - timedelta(back)
    assert [m.day for m in dates(f"It happened on {day:%A}.", base, "en")] == [day]
