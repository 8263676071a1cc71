"""The MCP server, asked by a real client over standard input and output, and over HTTP."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import anyio
import msgspec
import pytest
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

from factory import report
from twosource import answers
from twosource.faces.brief import MOST_ENTRIES, MOST_IN_ALL, MOST_LETTERS, brief_lines, brief_story
from twosource.faces.mcp_server import Tools
from twosource.faces.mcp_server import told as told_by
from twosource.records import Disagreement, Lineage, Origin, Span, Story
from twosource.store import Store

SOURCE = str(Path(__file__).parent.parent / "src")
CONTEXT_LETTERS = 30_000  # some 8,000 tokens


def asked(address: str, question: Callable[[Client], Awaitable[Any]]) -> Any:
    """What a client gets from `twosource mcp` as a program of its own."""
    command = ["-m", "twosource", "mcp", "--store", address]
    started = StdioServerParameters(command=sys.executable, args=command, env={"PYTHONPATH": SOURCE})

    async def ask() -> Any:
        async with Client(stdio_client(started)) as client:
            return await question(client)

    return anyio.run(ask)


async def told(client: Client, tool: str, **given: object) -> Any:
    answer = await client.call_tool(tool, given)
    words = "".join(getattr(part, "text", "") for part in answer.content)
    assert len(words) < CONTEXT_LETTERS
    if answer.is_error:
        raise ValueError(words)
    return json.loads(words)


def test_a_client_finds_traces_compares_and_checks(example_store: str) -> None:
    async def question(client: Client) -> dict[str, Any]:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        (line,) = (await told(client, "find_stories", words="elevator"))["rows"]
        story = await told(client, "trace_story", story=line["id"])
        pair = story["members"][0]["id"], story["members"][1]["id"]
        return {
            "tools": tools,
            "line": line,
            "story": story,
            "pair": await told(client, "compare_reports", a=pair[0], b=pair[1]),
            "claim": await told(client, "check_claim", claim="The explosion was on Thursday"),
            "text": await told(client, "read_report", report=pair[0], start=10),
            "refusals": await told(client, "list_refusals"),
        }

    got = asked(example_store, question)
    store = Store(example_store)
    answer = answers.story(store)
    assert {"read_pages", "find_stories", "trace_story", "compare_reports", "check_claim"} <= got["tools"].keys()
    assert all(tool.description for tool in got["tools"].values())
    assert got["line"]["independent"] == got["story"]["independent"] == answer.lineage.independent
    texts = {r.id: r.text for r in answer.story.reports}
    spans = list(_quotations(got))
    assert spans
    for quoted in spans:
        whole = texts[quoted["report"]][quoted["start"] : quoted["end"]]
        assert whole == quoted["words"] or whole.startswith(quoted["words"].removesuffix("…"))
        assert len(quoted["words"]) <= MOST_LETTERS
    assert got["text"]["text"] == texts[got["text"]["report"]["id"]][10 : got["text"]["end"]]
    assert got["refusals"]["rows"][0]["reason"] == "sign-in wall"


def _quotations(value: Any) -> Any:
    if isinstance(value, dict):
        if {"report", "start", "end", "words"} <= value.keys():
            yield value
        for inner in value.values():
            yield from _quotations(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _quotations(inner)


def test_a_client_reads_pages_and_is_told_what_went_wrong(tmp_path: Path) -> None:
    text = "The mill on Quarry Lane burned down on Tuesday night. The whole street came out to watch. Nobody was hurt."
    lines = [{"id": f"r{n}", "text": f"{text} It was the {n}th fire.", "outlet": f"Paper {n}"} for n in range(30)]
    (tmp_path / "news.jsonl").write_text("\n".join(map(json.dumps, lines)) + "\n{bad")

    async def question(client: Client) -> dict[str, Any]:
        read = await told(client, "read_pages", sources=[str(tmp_path / "news.jsonl")])
        with pytest.raises(ValueError, match="give a web address or an existing path"):
            await told(client, "read_pages", sources=["-"])
        with pytest.raises(ValueError, match="no story"):
            await told(client, "trace_story", story="none")
        return {"read": read, "story": await told(client, "trace_story", story=read["stories"][0])}

    got = asked(str(tmp_path / "new.db"), question)
    assert got["read"]["counts"] == {"read": 30, "refused": 1}
    assert got["read"]["refused"][0]["reason"] == "bad JSON"
    assert len(got["story"]["members"]) == MOST_ENTRIES < got["story"]["reports"] == 30
    assert got["story"]["left_out"]


def test_over_http_no_file_of_the_machine_is_read(example_store: str, tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "twosource", "mcp", "--http", "--port", str(port), "--store", example_store]
    with subprocess.Popen(command, env={"PYTHONPATH": SOURCE}, cwd=tmp_path) as server:
        try:
            _answering(port)

            async def ask() -> str:
                async with Client(f"http://127.0.0.1:{port}/mcp") as client:
                    assert (await told(client, "find_stories"))["total"] == 1
                    with pytest.raises(ValueError, match="give a web address") as refused:
                        await told(client, "read_pages", sources=["/etc/passwd"])
                    return str(refused.value)

            assert "path" not in anyio.run(ask)
        finally:
            server.terminate()


def _answering(port: int) -> None:
    for _ in range(300):
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the server did not start")


def test_a_story_of_many_reports_that_dispute_much_is_cut_to_a_context() -> None:
    text = "Fourteen people " * 40
    reports = tuple(report(f"Outlet {n} {'of the long name' * 20}", text, title=text) for n in range(60))
    ids = tuple(r.id for r in reports)
    spans = dict.fromkeys(ids, Span(0, 500))
    facts = tuple(
        Disagreement("number", "conflict", f"fact {n}", dict.fromkeys(ids, text[:500]), spans) for n in range(30)
    )
    origins = tuple(Origin(name, f"origin {name}", True, (name,)) for name in ids)
    lineage = Lineage(ids, 60, origins)
    whole = answers.StoryAnswer("60 reports.", Story("story:s", reports, "Title"), lineage, (), facts, ())
    brief = brief_story(whole)
    assert len(msgspec.json.encode(brief)) <= MOST_IN_ALL
    assert brief.disagreements
    assert (brief.reports, brief.independent) == (60, 60)
    assert "of up to 60" in brief.left_out


def test_a_list_of_stories_is_cut_to_a_context(tmp_path: Path) -> None:
    line = answers.StoryLine("story:s", "title " * 100, None, 60, 60, ("name " * 100,) * 60)
    cut = brief_lines(answers.Part(1_000, 0, (line,) * 50))
    assert len(msgspec.json.encode(cut)) < CONTEXT_LETTERS
    assert cut.total == 1_000
    store = Store(str(tmp_path / "many.db"))
    assert json.loads(told_by(Tools(store, paths=False).find_stories)(limit=100_000)) == {
        "total": 0,
        "offset": 0,
        "rows": [],
    }
