"""The language of a text."""

import pytest

from twosource.reports.language import code, language

GERMAN = (
    "Die Fähre stieß am Dienstag zweimal gegen die Mole, bevor sie zum Stehen kam. Verletzt wurde nach Angaben "
    "des Hafenmeisters niemand. Die Mole bleibt bis zum Ende der Woche gesperrt, und die Fahrgäste schliefen in "
    "der Turnhalle der Schule."
)


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("pt-BR", "pt"),
        ("deu", "de"),
        ("EN_us", "en"),
        ("nb-NO", "no"),
        ("iw", "he"),
        ("x", None),
        ("", None),
        ("und!", None),
    ],
)
def test_language_tags(stated: str, expected: str | None) -> None:
    assert code(stated) == expected


def test_the_words_decide_where_the_template_is_wrong() -> None:
    assert language(GERMAN, "en-US") == "de"
    assert language(GERMAN) == "de"


def test_the_page_decides_for_a_short_text() -> None:
    assert language("Ferry accident", "sv") == "sv"


def test_a_text_without_letters_has_no_language_of_its_own() -> None:
    assert language("12345 !!") is None
    assert language("12345 !!", "fr") == "fr"


def test_lone_surrogates_do_no_harm() -> None:
    assert language("\ud800" + GERMAN) == "de"
