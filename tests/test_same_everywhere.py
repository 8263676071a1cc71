"""Each public answer can be had from the command line, over HTTP, in the browser and by MCP, with the same content."""

import html
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import anyio
import pytest
from mcp.client.client import Client
from starlette.testclient import TestClient
from typer.testing import CliRunner

from twosource import answers
from twosource.faces.cli import app
from twosource.faces.export import BINARY, FORMATS
from twosource.faces.mcp_server import server
from twosource.faces.naming import by_value
from twosource.faces.web.app import application
from twosource.store import Store

CLAIM = "The explosion was on Thursday"

# What a person can ask for -> how each face is asked. An answer that is added must be added here, and so everywhere.
FACES: dict[str, dict[str, Any]] = {
    "stories": {"cli": ["stories"], "api": "/api/stories", "web": "/", "mcp": ("find_stories", {})},
    "story": {
        "cli": ["story", "{story}"],
        "api": "/api/stories/{story}",
        "web": "/story/{story}",
        "mcp": ("trace_story", {"story": "{story}"}),
    },
    "comparison": {
        "cli": ["compare", "{a}", "{b}"],
        "api": "/api/compare?a={a}&b={b}",
        "web": "/compare?a={a}&b={b}",
        "mcp": ("compare_reports", {"a": "{a}", "b": "{b}"}),
    },
    "checked": {
        "cli": ["check", CLAIM],
        "api": f"/api/check?claim={CLAIM}",
        "web": f"/check?claim={CLAIM}",
        "mcp": ("check_claim", {"claim": CLAIM}),
    },
    "report": {
        "cli": ["report", "{a}"],
        "api": "/api/reports/{a}",
        "web": "/report/{a}",
        "mcp": ("read_report", {"report": "{a}"}),
    },
    "refusals": {"cli": ["refusals"], "api": "/api/refusals", "web": "/refusals", "mcp": ("list_refusals", {})},
    "corrections": {
        "cli": ["corrections"],
        "api": "/api/corrections",
        "web": "/corrections",
        "mcp": ("list_corrections", {}),
    },
}

# What is no question: acts (each face has those that suit it), and what questions are made of.
NO_QUESTIONS = {"correct", "take_back", "read_in", "watch_once", "work_out", "pasted"}
NO_QUESTIONS |= {"independent_origins", "story_of", "whole", "story_rests_on", "comparison_rests_on"}


@dataclass
class Asker:
    """All four faces over one store, and the names that fill the questions."""

    address: str
    web: TestClient
    names: dict[str, str]

    def cli(self, face: str) -> Any:
        words = [word.format(**self.names) for word in FACES[face]["cli"]]
        result = CliRunner().invoke(app, [*words, "--json", "--store", self.address])
        assert result.exit_code == 0, result.output
        return json.loads(result.output)

    def api(self, face: str) -> Any:
        return self.web.get(FACES[face]["api"].format(**self.names)).raise_for_status().json()

    def page(self, face: str) -> str:
        words = self.web.get(FACES[face]["web"].format(**self.names)).raise_for_status().text
        body = words[words.index("<main") :]
        return " ".join(html.unescape(re.sub(r"<[^>]+>", "", body)).split())

    def mcp(self, face: str) -> Any:
        tool, given = FACES[face]["mcp"]
        filled = {key: value.format(**self.names) for key, value in given.items()}

        async def ask() -> str:
            async with Client(server(Store(self.address), paths=False)) as client:
                answer = await client.call_tool(tool, filled)
                return "".join(getattr(part, "text", "") for part in answer.content)

        return json.loads(anyio.run(ask))


@pytest.fixture(scope="module")
def asker(example_store: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asker]:
    address = tmp_path_factory.mktemp("faces") / "faces.db"
    shutil.copy(example_store, address)
    store = Store(str(address))
    told = answers.story(store)
    pair = next(c for c in told.comparisons if c.changes)
    answers.correct(store, "same release", [pair.a.id, pair.b.id], who="Ann", note="seen it")
    with TestClient(application(str(address)), base_url="http://127.0.0.1") as client:
        yield Asker(str(address), client, {"story": told.story.id, "a": pair.a.id, "b": pair.b.id})


def test_no_answer_is_left_out() -> None:
    public = {name for name in answers.__all__ if name[0].islower()}
    assert public - NO_QUESTIONS == FACES.keys()


@pytest.mark.parametrize("face", FACES)
def test_the_command_line_and_the_api_say_the_same(asker: Asker, face: str) -> None:
    api, cli = asker.api(face), asker.cli(face)
    assert (api["rows"] if isinstance(cli, list) else api) == cli


def _same(words: str) -> str:
    return " ".join(words.split())


def test_stories_in_the_browser_and_by_mcp(asker: Asker) -> None:
    api, page = asker.api("stories"), asker.page("stories")
    assert asker.mcp("stories") == api
    for line in api["rows"]:
        assert _same(line["title"]) in page
        assert f"{line['reports']} reports, {line['independent']} origins" in page


def test_a_story_in_the_browser_and_by_mcp(asker: Asker) -> None:
    api, page, mcp = asker.api("story"), asker.page("story"), asker.mcp("story")
    assert _same(api["says"]) in page
    assert mcp["says"] == api["says"]
    assert mcp["independent"] == api["lineage"]["independent"]
    assert [m["id"] for m in mcp["members"]] == [r["id"] for r in api["story"]["reports"]]
    derived = [(d["child"], d["parent"], d["kind"]) for d in api["lineage"]["derivations"]]
    assert [(d["child"], d["parent"], d["kind"]) for d in mcp["derivations"]] == derived
    counted = [o["name"] for o in api["lineage"]["origins"] if not o["derived"]]
    assert [o["name"] for o in mcp["origins"]] == counted
    assert all(_same(name) in page for name in counted)
    assert [d["fact"] for d in mcp["disagreements"]] == [d["fact"] for d in api["disagreements"]]
    assert all(_same(value) in page for d in api["disagreements"] for value in by_value(d["values"], {}))
    assert [a["fact"] for a in mcp["agreements"]] == [a["fact"] for a in api["agreements"]]
    assert api["agreements"]
    reasons = api["story"]["reasons"]
    assert reasons
    assert all(m["because"].removesuffix("…") in reasons[m["id"]] for m in mcp["members"])
    assert all(_same(reason.partition(": ")[2]) in page for reason in reasons.values())
    assert api["history"]
    assert "How the story grew" in page
    assert page.count("agreed") == len(api["agreements"]) + 1  # and what the word means
    assert all(_same(r["title"]) in page for r in api["story"]["reports"])


def test_a_comparison_in_the_browser_and_by_mcp(asker: Asker) -> None:
    api, page, mcp = asker.api("comparison"), asker.page("comparison"), asker.mcp("comparison")
    spans = [(p["a_start"], p["a_end"], p["b_start"], p["b_end"], p["kind"]) for p in api["passages"]]
    given = [(p["a"]["start"], p["a"]["end"], p["b"]["start"], p["b"]["end"], p["kind"]) for p in mcp["passages"]]
    assert given == spans[: len(given)]
    assert [c["says"] for c in mcp["changes"]] == [c["says"] for c in api["changes"]][: len(mcp["changes"])]
    for side in ("a", "b"):
        assert _same(api[side]["text"]) in page
    assert all(_same(c["says"]) in page for c in api["changes"] if c["kind"] not in ("cut", "added"))


def test_a_claim_in_the_browser_and_by_mcp(asker: Asker) -> None:
    api, page, mcp = asker.api("checked"), asker.page("checked"), asker.mcp("checked")
    assert (mcp["verdict"], mcp["independent"], mcp["says"]) == (api["verdict"], api["independent"], api["says"])
    assert api["verdict"].capitalize() in page
    for side in ("supporting", "altered", "contradicting"):
        spans = [(s["report"], s["start"], s["end"]) for s in api[side]]
        assert [(s["sentence"]["report"], s["sentence"]["start"], s["sentence"]["end"]) for s in mcp[side]] == spans
        assert all(_same(s["text"]) in page for s in api[side])


def test_a_report_in_the_browser_and_by_mcp(asker: Asker) -> None:
    api, page, mcp = asker.api("report"), asker.page("report"), asker.mcp("report")
    assert _same(api["text"]) in page
    assert api["text"].startswith(mcp["text"])
    assert mcp["length"] == len(api["text"])


@pytest.mark.parametrize("face", ["refusals", "corrections"])
def test_lists_in_the_browser_and_by_mcp(asker: Asker, face: str) -> None:
    api, page = asker.api(face), asker.page(face)
    assert asker.mcp(face) == api
    assert api["total"] == 1
    words = [api["rows"][0]["reason"]] if face == "refusals" else ["Ann", "seen it", "same release"]
    assert all(word in page for word in words)


@pytest.mark.parametrize("form", [*FORMATS, *BINARY])
def test_every_form_by_the_command_line_over_http_and_in_the_browser(asker: Asker, form: str, tmp_path: Path) -> None:
    story, path = asker.names["story"], tmp_path / "story"
    given = ["export", story, "--format", form, "--out", str(path), "--store", asker.address]
    assert CliRunner().invoke(app, given).exit_code == 0
    place = f"/api/export/{form}/{quote(story)}"
    assert asker.web.get(place).content == path.read_bytes()
    assert f'href="{place}"' in asker.web.get(f"/story/{story}").text
