"""Without an encoder everything works by words alone, and every face says so."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from twosource import answers
from twosource.copies import vectors
from twosource.faces.cli import app
from twosource.faces.page import page
from twosource.store import Store

EXAMPLES = Path(__file__).parent.parent / "examples" / "pages"
SAID = "no encoder: reworded and translated copies were looked for by their words only"


@pytest.fixture
def no_encoder(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(vectors.importlib.util, "find_spec", lambda _: None)
    vectors.default_encoder.cache_clear()
    yield
    vectors.default_encoder.cache_clear()


@pytest.mark.usefixtures("no_encoder")
def test_every_face_says_that_there_was_no_encoder(tmp_path: Path) -> None:
    address = str(tmp_path / "news.db")
    some = [str(EXAMPLES / name) for name in ("01-meridian-dispatch.html", "02-dellwood-courier.html")]
    run = CliRunner()
    assert run.invoke(app, ["read", *some, "--store", address]).exit_code == 0
    told = answers.story(Store(address))
    assert told.lineage.notes == (SAID,)
    assert SAID in json.loads(run.invoke(app, ["story", "--json", "--store", address]).output)["lineage"]["notes"]
    assert SAID in run.invoke(app, ["story", "--store", address]).output
    assert SAID in page(told)
