"""What kind of copy a report is of its parent."""

import pytest

from factory import report
from twosource.copies.alignment import align
from twosource.lineages.copy_kinds import kept, kind_of_copy, says_translated
from twosource.lineages.pairs import Pair, pair
from twosource.lineages.readings import reading
from twosource.records import Passage

TEXT = """A grain store burnt down in Lower Penwick before dawn and two firemen were hurt when its roof fell in.
The council had been told twice that the hydrants in the lane were dry, a letter seen by this newspaper shows.
Nobody was inside, and the owner says that he will build it up again before the harvest comes in."""
SPUN = """A grain warehouse burnt down in Lower Penwick ahead of dawn and two fireplace men were damage when its roof
fell in. The board had been advised twice that the hydrants within the lane have been dry, a letter considered by this
paper exhibits. No person was inside, and the proprietor states that he'll construct it up once more earlier than the
harvest is available in."""


def held(child: str, parent: str, **more: object) -> Pair:
    a, b = report("copy", child, **more), report("source", parent)
    return pair(reading(a), reading(b), align(a, b))


def test_a_spun_copy_is_reworded_and_a_light_edit_is_not() -> None:
    spun, edited = held(SPUN, TEXT), held(TEXT.replace("before dawn", "at dawn"), TEXT)
    assert kept(spun) < 0.6 < kept(edited)
    assert kind_of_copy(1.0, spun.passages, spun) == "reworded"
    assert kind_of_copy(1.0, edited.passages, edited) in {"verbatim", "edited"}


@pytest.mark.parametrize(
    ("text", "url"),
    [(f"{SPUN}\nTranslated by our desk from the Greek.", ""), (SPUN, "https://en.kronika.example/world/fire")],
)
def test_a_reworded_copy_that_says_so_is_translated(text: str, url: str) -> None:
    spun = held(text, TEXT, url=url)
    assert says_translated(spun.a)
    assert kind_of_copy(1.0, spun.passages, spun) == "translated"


def test_a_verbatim_copy_stays_one_whatever_it_says() -> None:
    copy = held(f"{TEXT}\nTranslated by our desk from the Greek.", TEXT)
    assert kind_of_copy(1.0, copy.passages, copy) == "verbatim"


def test_a_story_about_translators_says_nothing_of_itself() -> None:
    story = report("x", "A" * 500 + " The poem was translated by a monk. " + "B" * 500, url="https://[broken")
    assert not says_translated(reading(story))


def test_quotations_decide_nothing() -> None:
    both = held(TEXT, TEXT)
    assert kind_of_copy(0.95, [Passage(0, 9, 0, 9, "quoted", 1.0)], both) == "verbatim"
