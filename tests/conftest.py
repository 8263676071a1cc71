"""Stores that several test modules look at: the example pages read once, and a copy for who changes something."""

import shutil
from pathlib import Path

import pytest

from twosource import answers
from twosource.store import Store

EXAMPLES = Path(__file__).parent.parent / "examples" / "pages"


@pytest.fixture(scope="session")
def example_store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The example pages, read and worked out. Only to be looked at."""
    address = str(tmp_path_factory.mktemp("examples") / "examples.db")
    store = Store(address)
    list(answers.read_in(store, answers.Order((str(EXAMPLES),))))
    store.close()
    return address


@pytest.fixture
def own_store(example_store: str, tmp_path: Path) -> str:
    """A copy of it, to be changed."""
    return str(shutil.copy(example_store, tmp_path / "own.db"))
