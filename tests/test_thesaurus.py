"""Words that may stand for one another."""

import gzip
from importlib.resources import files

import pytest

from twosource.reports.thesaurus import synonymous, synsets


@pytest.mark.parametrize(
    ("one", "other"),
    [("bought", "purchases"), ("hospital", "infirmary"), ("stopped", "halting"), ("cars", "automobile")],
)
def test_synonyms_are_known_in_any_form(one: str, other: str) -> None:
    assert synonymous(one, other)
    assert synonymous(other, one)


@pytest.mark.parametrize(("one", "other"), [("man", "woman"), ("killed", "hurt"), ("three", "four"), ("buy", "sell")])
def test_other_words_are_no_synonyms(one: str, other: str) -> None:
    assert not synonymous(one, other)


def test_a_rare_sense_is_left_out_where_only_common_ones_are_asked_for() -> None:
    assert synonymous("arrested", "stopped")
    assert not synonymous("arrested", "stopped", 2)


def test_words_that_no_row_holds_mean_nothing() -> None:
    assert synsets("qwrtz") == synsets("") == synsets("ßß") == frozenset()


def test_the_table_carries_its_licence() -> None:
    packed = files("twosource.reports").joinpath("data", "wordnet.txt.gz").read_bytes()
    assert "WordNet 3.0 Copyright 2006 by Princeton University" in gzip.decompress(packed).decode()
    assert len(packed) < 700_000
