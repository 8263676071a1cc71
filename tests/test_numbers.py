import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.reports.numbers import Number, numbers, same_number


def only(text: str, language: str = "en") -> Number:
    found = numbers(text, language)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("twenty-one people", 21, 21),
        ("two hundred and five thousand troops", 205_000, 205_000),
        ("a dozen boats", 12, 12),
        ("two dozen boats", 24, 24),
        ("half a million visitors", 500_000, 500_000),
        ("1,200 trees", 1200, 1200),
        ("1.2 million trees", 1_200_000, 1_200_000),
        ("tens of thousands of troops", 20_000, 99_900),
        ("tens of hundreds of troops", 2_000, 9_990),
        ("four to five men", 4, 5),
        ("15-18 rounds", 15, 18),
        ("between 20 and 30 shots", 20, 30),
        ("two to three million birds", 2_000_000, 3_000_000),
        ("a pair of gloves", 2, 2),
    ],
)
def test_english_values(words: str, low: float, high: float) -> None:
    number = only(words)
    assert (number.low, number.high) == (low, high)


@pytest.mark.parametrize(
    ("words", "language", "value"),
    [
        ("3,5 Mio. Einwohner", "de", 3_500_000),
        ("1.200 Menschen", "de", 1200),
        ("drei Tote", "de", 3),
        ("1 200 personnes", "fr", 1200),
        ("deux millions d'arbres", "fr", 2_000_000),
        ("3 millones de votos", "es", 3_000_000),
        ("2,5 milhões de votos", "pt", 2_500_000),
        ("12 miliardi", "it", 12_000_000_000),
        ("1,5 miljoen bomen", "nl", 1_500_000),
    ],
)
def test_other_languages(words: str, language: str, value: float) -> None:
    assert only(words, language).low == value


def test_kinds_units_and_bounds() -> None:
    age, ordinal, money, length = (
        only("a 27-year-old baker"),
        only("the twenty-first bridge"),
        only("$3.5 billion"),
        only("more than 3 miles"),
    )
    assert (age.kind, age.low) == ("age", 27)
    assert (ordinal.kind, ordinal.low) == ("ordinal", 21)
    assert (money.kind, money.unit, money.low) == ("money", "dollar", 3.5e9)
    assert (length.kind, length.unit, length.bound) == ("measure", "length", "more than")


def test_age_between_commas() -> None:
    assert only("Ada Brown, 45, of Leeds").kind == "age"


def test_conversions_agree_and_plain_changes_do_not() -> None:
    assert same_number(only("3 km"), only("1.9 miles"))
    assert same_number(only("twenty-one"), only("21"))
    assert not same_number(only("27 boats"), only("28 boats"))
    assert not same_number(only("45 miles"), only("40 miles"))


@given(st.text(max_size=200), st.sampled_from(["en", "de", "fr", "ru", None]))
def test_any_text_gives_numbers_in_place(text: str, language: str | None) -> None:
    found = numbers(text, language)
    assert all(0 <= n.start < n.end <= len(text) for n in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@given(st.integers(min_value=0, max_value=10**9))
def test_every_integer_is_read_with_and_without_separators(value: int) -> None:
    assert only(f"{value:,} boats").low == value
    assert only(f"{value} boats").low == value
