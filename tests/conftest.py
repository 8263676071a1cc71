"""Stores that several test modules look at: the example pages read once, and a copy for who changes something."""

import itertools
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from twosource import answers
from twosource.store import Store

# No deadlines: a loaded machine is not a bug. In CI the same examples each time, so that a red run means a change.
settings.register_profile("twosource", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("twosource")

pytest_plugins = ["pytester"]

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


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A running PostgreSQL server; its address is that of a database of no use."""
    import postgres

    postgres.required(postgres.program("initdb"), "PostgreSQL is not installed here")
    with postgres.cluster() as address:
        yield address


_numbers = itertools.count()


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a new store may be made: once a file, once a database of a server."""
    if request.param == "sqlite":
        yield str(tmp_path / "news.db")
        return
    import postgres

    with postgres.database(request.getfixturevalue("postgres"), f"news{next(_numbers)}") as made:
        yield made


# Where nothing may be left out (CI), a test that skips itself, for want of a browser or a library, has failed.


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[Any]:
    return _not_left_out((yield), item.nodeid)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[Any]:
    return _not_left_out((yield), collector.nodeid)


def _not_left_out(told: Any, name: str) -> Any:
    if os.environ.get("TWOSOURCE_LEAVE_NOTHING_OUT") and told.skipped and not hasattr(told, "wasxfail"):
        why = told.longrepr[2] if isinstance(told.longrepr, tuple) else told.longrepr
        told.outcome, told.longrepr = "failed", f"{name} was left out, and nothing may be: {why}"
    return told
