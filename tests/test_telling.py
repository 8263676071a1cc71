"""The answer in a few sentences: figures first, in plain words, right in number."""

from pathlib import Path

import pytest

from twosource import answers
from twosource.answers.telling import _is_name
from twosource.store import Store

MILL = (
    "The old mill on Quarry Lane burned down on Tuesday night. Flames were seen as far away as Ashford, and the whole "
    "street came out to watch the roof fall in. Four people were hurt. “We got everybody out in time,” said Jane Roe, "
    "who has run the mill for thirty years. Nobody knows yet how the fire began."
)
OWN = (
    "Fire destroyed a mill in Quarry Lane on Tuesday. Tom Hask, who lives opposite, told this newspaper that he had "
    "smelled smoke since noon and called the brigade twice. The council will meet about it on Friday."
)


def told(tmp_path: Path, **texts: str) -> answers.StoryAnswer:
    store = Store(str(tmp_path / "told.db"))
    pages = tuple(answers.pasted(t, outlet=o, title="Mill burns", published="2026-01-07") for o, t in texts.items())
    list(answers.read_in(store, answers.Order((), (), pages)))
    return answers.story(store)


def test_one_report(tmp_path: Path) -> None:
    assert told(tmp_path, Echo=MILL).says == "1 report, 1 independent origin: Echo. Quoted: Jane Roe."


def test_a_copy_and_what_it_changed(tmp_path: Path) -> None:
    answer = told(tmp_path, Echo=MILL, Post=MILL.replace("Four people", "Seven people") + " Read more tomorrow.")
    assert "2 reports, 1 independent origin: " in answer.says
    assert " The other one copies or repeats it." in answer.says
    assert "conflict" not in answer.says or "Accounts conflict on: " in answer.says


def test_an_outlet_without_a_name(tmp_path: Path) -> None:
    store = Store(str(tmp_path / "told.db"))
    list(answers.read_in(store, answers.Order((), (), (answers.pasted(OWN),))))
    says = answers.story(store).says
    assert says.startswith("1 report, 1 independent origin: ")
    assert ": ." not in says


@pytest.mark.parametrize("speaker", ["Jane Roe", "a spokeswoman for Corran General Hospital", "Ушаков", "عمر"])
def test_names_to_print(speaker: str) -> None:
    assert _is_name(speaker)


@pytest.mark.parametrize(
    "speaker", ["Of China", "he and Xi", "Both China and Russia", "the mayor", "", "officials", "—"]
)
def test_words_that_are_no_names(speaker: str) -> None:
    assert not _is_name(speaker)
