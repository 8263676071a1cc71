"""A page that means harm shows as text: in every page, every answer of the API, every export, the terminal and MCP."""

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import anyio
import pytest
from mcp.client.client import Client
from rich.console import Console
from starlette.testclient import TestClient
from typer.testing import CliRunner

from twosource import answers
from twosource.faces import terminal
from twosource.faces.brief import brief_story
from twosource.faces.cli import app
from twosource.faces.export import FORMATS, as_json, rendered
from twosource.faces.mcp_server import server
from twosource.faces.parquet import tables, write
from twosource.faces.web.app import application
from twosource.lineages.lineage import trace
from twosource.records import Correction, Page, Report, Story, Unreadable
from twosource.reports.reading import read
from twosource.store import Store, StoredStory

SCRIPT = '"><script>alert(1)</script><img src=x onerror=alert(2)><a href="javascript:alert(3)" style="x">'
BIDI = "\u202eemit\u202c \u2066x\u2069 \u200f"
TITLE = SCRIPT + BIDI + "=cmd|' /C calc'!A0 "
TEXT = (
    f"The mill {SCRIPT} on Quarry Lane burned down on Tuesday night. “It {BIDI} was terrible,” said {SCRIPT} Jane Roe. "
    "The whole street came out to watch the fire. Nobody was hurt, the chief said. Two cats are missing."
)
LONG = "x" * 10_000_000  # a title of 10 MB
VIEWS = ["/", "/?q=script", "/story/{story}", "/compare?a={a}&b={b}", "/report/{a}", "/report/{a}?start=0&end=20"]
VIEWS += ["/join?story={story}", "/join?story={story}&q={script}", "/read"]
VIEWS += ["/check?claim={script}", "/check?claim=The mill burned down on Tuesday night", "/corrections", "/refusals"]


class Elements(HTMLParser):
    """Elements and attributes, as a browser would make them."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(words)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def harmless(words: str) -> None:
    for tag, attributes in Elements(words).found:
        assert tag not in ("img", "iframe", "object", "embed", "base")
        assert tag != "script" or attributes.get("src") == "/static/desk.js"
        assert not [name for name in attributes if name.startswith("on")]
        assert not any("javascript:" in (attributes.get(n) or "")[:20] for n in ("href", "src", "action"))
    assert "\u202e" not in words


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, str]]:
    address = str(tmp_path_factory.mktemp("hostile") / "hostile.db")
    store = Store(address)
    for n, title in enumerate((TITLE, LONG)):
        url = f"javascript:alert({n})//{SCRIPT}"
        report = Report(f"r{n}{SCRIPT}", TEXT + " One more." * n, title, TITLE, url, None, "en", byline=SCRIPT)
        store.keep(Page(url, TEXT.encode() + bytes([n]), place=SCRIPT), report)
    store.refuse(Unreadable(SCRIPT, SCRIPT + BIDI, SCRIPT, SCRIPT))
    reports = tuple(store.reports())
    story = Story(f"story:{SCRIPT}", reports, LONG + TITLE)
    store.keep_stories([StoredStory(story, trace(reports), "basis")])
    store.correct(Correction("same release", [r.id for r in reports], SCRIPT, datetime.now(UTC), SCRIPT))
    with TestClient(application(address), base_url="http://127.0.0.1") as client:
        yield client, address


def names(address: str) -> dict[str, str]:
    store = Store(address)
    a, b = (r.id for r in store.reports())
    return {"story": answers.stories(store).rows[0].id, "a": a, "b": b, "script": SCRIPT}


@pytest.mark.parametrize("view", VIEWS)
def test_in_the_browser(hostile: tuple[TestClient, str], view: str) -> None:
    client, address = hostile
    path = view.format(**{key: quote(value) for key, value in names(address).items()})
    answer = client.get(path)
    assert answer.status_code == 200, answer.text[:500]
    harmless(answer.text)
    assert len(answer.text) < 300_000  # the endless title is cut


def test_errors_show_text_too(hostile: tuple[TestClient, str]) -> None:
    client, _ = hostile
    for path in (f"/story/{SCRIPT}", f"/{SCRIPT}", f"/compare?a={SCRIPT}&b=x"):
        harmless(client.get(path).text)


def test_in_every_export(hostile: tuple[TestClient, str]) -> None:
    _, address = hostile
    answer = answers.story(Store(address))
    for form in ("html", "svg"):
        harmless_static(FORMATS[form](answer))
    for form in ("svg", "graphml"):
        ElementTree.fromstring(FORMATS[form](answer))
    for form in ("json", "prov", "jsonld"):
        json.loads(FORMATS[form](answer))
    cells = [cell for row in csv.reader(io.StringIO(FORMATS["csv"](answer))) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]
    assert rendered("png", answer).startswith(b"\x89PNG")


def test_in_parquet_the_words_are_data(hostile: tuple[TestClient, str], tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    _, address = hostile
    answer = answers.story(Store(address))
    for path in write(answer, tmp_path / SCRIPT.replace("/", "_")):
        assert parquet.read_table(path).num_rows == len(tables(answer)[path.stem])


def harmless_static(words: str) -> None:
    assert not {tag for tag, _ in Elements(words).found} & {"script", "img", "iframe"}
    assert not re.search(r"<[^>]*\son\w+=", re.sub(r'"[^"]*"', '""', words))


def test_in_the_terminal_and_for_assistants(hostile: tuple[TestClient, str]) -> None:
    _, address = hostile
    answer = answers.story(Store(address))
    console = Console(file=io.StringIO(), width=200, color_system=None)
    terminal.story_answer(console, answer)
    assert "\u202e" not in console.file.getvalue()  # type: ignore[attr-defined]
    assert len(as_json(brief_story(answer))) < 30_000


TOOLS = {
    "find_stories": {"words": "script"},
    "trace_story": {"story": "{story}"},
    "compare_reports": {"a": "{a}", "b": "{b}"},
    "check_claim": {"claim": "The mill burned down on Tuesday night"},
    "read_report": {"report": "{a}"},
    "list_refusals": {},
    "list_corrections": {},
}


@pytest.mark.parametrize("tool", TOOLS)
def test_every_tool_for_assistants_stays_small(hostile: tuple[TestClient, str], tool: str) -> None:
    _, address = hostile
    given = {key: value.format(**names(address)) for key, value in TOOLS[tool].items()}

    async def ask() -> str:
        async with Client(server(Store(address), paths=False)) as client:
            answer = await client.call_tool(tool, given)
            assert not answer.is_error
            return "".join(getattr(part, "text", "") for part in answer.content)

    words = anyio.run(ask)
    json.loads(words)
    assert len(words) < 30_000


@pytest.mark.parametrize(
    "command", [["stories"], ["story"], ["compare", "{a}", "{b}"], ["report", "{a}"], ["refusals"]]
)
def test_the_command_line_moves_no_cursor(hostile: tuple[TestClient, str], command: list[str]) -> None:
    _, address = hostile
    words = [word.format(**names(address)) for word in command]
    result = CliRunner().invoke(app, [*words, "--store", address])
    assert result.exit_code == 0, result.output
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", result.output)


def test_a_hostile_page_is_read_in_bounds() -> None:
    page = f"<html><head><title>{LONG}</title></head><body><article><p>{TEXT}</p></article></body></html>"
    outcome = read(Page("http://a.example/x", page.encode(), "text/html"))
    if isinstance(outcome, Report):
        assert "<script>" not in outcome.text or "alert(1)" in outcome.text
