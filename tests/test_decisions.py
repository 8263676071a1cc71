"""What a person decided is shown as a person's, with who and when, in every face, and can be taken back."""

import dataclasses
import json
from datetime import UTC, datetime
from pathlib import Path

from fastapi.testclient import TestClient
from typer.testing import CliRunner

from factory import report
from twosource import answers
from twosource.faces.brief import brief_story
from twosource.faces.cli import app
from twosource.faces.page import page
from twosource.faces.web.app import application
from twosource.lineages.corrections import decisions
from twosource.lineages.readings import reading
from twosource.records import Correction
from twosource.store import Store

EXAMPLES = Path(__file__).parent.parent / "examples" / "pages"
SOME = [str(EXAMPLES / name) for name in ("01-meridian-dispatch.html", "02-dellwood-courier.html")]


def shown(address: str) -> dict[str, str]:
    """The story in each face."""
    told, run = answers.story(Store(address)), CliRunner()
    with TestClient(application(address), base_url="http://127.0.0.1:8000") as client:
        return {
            "terminal": run.invoke(app, ["story", "--store", address], env={"COLUMNS": "400"}).output,
            "json": run.invoke(app, ["story", "--json", "--store", address]).output,
            "page": page(told),
            "web": client.get(f"/story/{told.story.id}").text,
            "api": client.get(f"/api/stories/{told.story.id}").text,
            "mcp": json.dumps(dataclasses.asdict(brief_story(told)), default=str),
        }


def test_every_face_shows_who_decided_what_and_when(tmp_path: Path) -> None:
    address, run = str(tmp_path / "news.db"), CliRunner()
    assert run.invoke(app, ["read", *SOME, "--store", address]).exit_code == 0
    ids = [r.id for r in answers.story(Store(address)).story.reports]
    before = shown(address)
    told = run.invoke(app, ["correct", "independent", *ids, "--who", "Ada Quill", "--note", "X", "--store", address])
    assert told.exit_code == 0, told.output
    said = f"Ada Quill decided on {datetime.now(UTC):%Y-%m-%d}"
    missing = [face for face, words in shown(address).items() if said not in words]
    assert not missing
    assert run.invoke(app, ["undo", "1", "--store", address]).exit_code == 0
    after = shown(address)
    assert not [face for face, words in after.items() if "Ada Quill" in words]
    assert after["json"] == before["json"]


def decided(verb: str, *subjects: str, day: int) -> Correction:
    return Correction(verb, subjects, "Ada", datetime(2024, 5, day, tzinfo=UTC), "by phone")  # type: ignore[arg-type]


def test_a_decision_in_words_and_only_while_it_stands() -> None:
    members = [reading(report(name, "Five people were hurt.")) for name in ("Courier", "Herald")]
    first, then = (
        decided("copied from", "courier", "herald", day=1),
        decided("same release", "courier", "herald", day=2),
    )
    assert decisions(members, [first]) == ("Ada decided on 2024-05-01: Courier was copied from Herald (by phone)",)
    assert decisions(members, [then, first]) == (
        "Ada decided on 2024-05-02: Courier and Herald print one release (by phone)",
    )
    assert decisions(members, [decided("independent", "courier", "somebody", day=1)]) == ()
