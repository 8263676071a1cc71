"""Names: people, places and organisations, by spelling and place alone."""

from hypothesis import given
from hypothesis import strategies as st

from twosource.reports.names import names
from twosource.reports.romanise import romanised


def keys(text: str, language: str | None = None) -> set[str]:
    return {name.key for name in names(text, language)}


def test_a_run_of_capitalised_words_is_one_name() -> None:
    assert "maria lindqvist" in keys("On the quay the harbour master, Maria Lindqvist, spoke to reporters.")


def test_first_word_of_a_sentence_is_no_name_by_its_capital_alone() -> None:
    assert keys("Neighbours called for help. Smoke rose over the roofs.") == set()


def test_first_word_counts_when_the_text_names_it_elsewhere() -> None:
    text = "Lindqvist arrived at noon. Later they saw that Lindqvist had left."
    assert [n.key for n in names(text)] == ["lindqvist", "lindqvist"]


def test_titles_are_left_out_and_say_that_it_is_a_person() -> None:
    (name,) = (n for n in names("They met with Sheriff Tom Aldous on the bridge.") if "aldous" in n.key)
    assert (name.key, name.kind, name.words) == ("tom aldous", "person", "Tom Aldous")


def test_a_surname_alone_takes_the_key_of_the_full_name() -> None:
    text = "The driver, Anna Brekke, 34, was unhurt. Witnesses said Brekke had braked."
    assert [n.key for n in names(text)] == ["anna brekke", "anna brekke"]
    assert {n.kind for n in names(text)} == {"person"}


def test_a_surname_of_two_people_stays_open() -> None:
    text = "It was Anna Brekke who spoke and then Nils Brekke. Then they thanked Brekke."
    assert [n.key for n in names(text)][-1] == "brekke"


def test_headline_capitals_say_nothing() -> None:
    text = "Ferry Sinks After Collision Near Harbour\nThe ferry Aurelia sank off Vardholm."
    assert keys(text) == {"aurelia", "vardholm"}


def test_one_key_across_alphabets_and_accents() -> None:
    assert keys("Вчера президент Владимир Путин прибыл в Минск.") >= {"vladimir putin", "minsk"}
    assert romanised("Orbán") == "orban"
    assert romanised("Łódź") == "lodz"
    assert romanised("Μητσοτάκης") == "mitsotakis"


def test_unspaced_scripts_give_foreign_names_and_places() -> None:
    assert "弗拉基米尔·普京" in keys("俄罗斯总统弗拉基米尔·普京，周三抵达。")
    assert "ウラジーミル·プーチン" in keys("ウラジーミル・プーチン大統領は水曜日に到着した。")


def test_kinds_by_cue() -> None:
    found = {n.key: n.kind for n in names("A fire broke out in Vardholm, the Vardholm Police Department said.")}
    assert found["vardholm"] == "place"
    assert found["vardholm police department"] == "organisation"


@given(st.text(max_size=300))
def test_any_text_gives_names_with_true_offsets(text: str) -> None:
    for name in names(text):
        assert text[name.start : name.end] == name.words
        assert name.key
