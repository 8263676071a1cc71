"""What two sentences tell in other words of the same meaning."""

import numpy as np

from twosource.copies.likeness import cells
from twosource.copies.wording import wording

PLAIN = "The company bought the old hospital. A bridge near the market stayed closed."
SPUN = "The firm purchased the old infirmary. A bridge near the market stayed closed."


def otherwise(a: str, b: str, language: str | None = "en") -> dict[tuple[int, int], float]:
    found = cells(wording(a, language), wording(b, language))
    return dict(zip(zip(found.i.tolist(), found.j.tolist(), strict=True), found.otherwise.tolist(), strict=True))


def test_a_spun_sentence_is_told_in_other_words_and_a_reprinted_one_is_not() -> None:
    told = otherwise(PLAIN, SPUN)
    assert told[0, 0] > 0.4
    assert told[1, 1] == 0


def test_a_sentence_about_another_thing_is_not() -> None:
    assert otherwise(PLAIN, "The old theatre burnt for hours.")[0, 0] == 0


def test_it_is_the_same_from_either_side() -> None:
    there, back = otherwise(PLAIN, SPUN), otherwise(SPUN, PLAIN)
    assert there == {(i, j): value for (j, i), value in back.items()}


def test_shared_and_otherwise_told_weight_stay_within_the_whole() -> None:
    found = cells(wording(PLAIN, "en"), wording(SPUN, "en"))
    assert np.all(found.dice + found.otherwise <= 1 + 1e-6)


def test_other_languages_have_no_thesaurus() -> None:
    assert otherwise(PLAIN, SPUN, "de")[0, 0] == 0
