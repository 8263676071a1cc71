"""The command line, as a person types it: answers, exit status, messages for bad input, nothing lost."""

import gzip
import importlib.util
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from twosource import __version__
from twosource.answers import stories
from twosource.faces import cli
from twosource.store import Store

TEXT = "The mill on Quarry Lane burned down on Tuesday night. {} The whole street came out to watch. Nobody was hurt."
LINES = [
    {
        "id": "a",
        "text": TEXT.format("Its owner wept."),
        "title": "Mill burns",
        "outlet": "Vale Echo",
        "published": "2026-01-07",
    },
    {"id": "b", "text": TEXT.format(""), "title": "Mill burns", "outlet": "Harbour Post", "published": "2026-01-08"},
]


def twosource(*words: str) -> Result:
    """Run one command in this process, errors told as `main` tells them."""
    runner = CliRunner()
    status: list[int] = []

    def run() -> None:
        nonlocal result
        result = runner.invoke(cli.app, list(words), standalone_mode=True)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception

    result = Result(runner, b"", b"", b"", None, 0, None)
    try:
        cli.main(run)
    except SystemExit as end:
        status.append(int(end.code or 0))
    return result if not status else _failed(result, status[0])


def _failed(result: Result, status: int) -> Result:
    result.exit_code = status
    return result


def command(*words: str, cwd: Path, **more: object) -> subprocess.CompletedProcess[str]:
    """Run one command as a program of its own."""
    run = [sys.executable, "-m", "twosource", *words]
    return subprocess.run(run, cwd=cwd, capture_output=True, text=True, check=False, **more)  # type: ignore[call-overload]


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store in which two reports stand."""
    folder = tmp_path_factory.mktemp("read")
    (folder / "news.jsonl").write_text("\n".join(json.dumps(line) for line in LINES))
    done = command("read", "news.jsonl", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


def test_read_says_what_it_read(read_once: Path) -> None:
    (line,) = stories(Store(str(read_once / "twosource.db"))).rows
    assert (line.reports, line.independent) == (2, 1)
    again = command("read", "news.jsonl", cwd=read_once)
    assert "0 pages read, 2 known already, 0 refused" in again.stderr


def test_story_in_every_form(read_once: Path) -> None:
    store = ("--store", str(read_once / "twosource.db"))
    page, picture = read_once / "report.html", read_once / "tree.svg"
    plain = twosource("story", *store, "--html", str(page), "--svg", str(picture))
    assert plain.exit_code == 0, plain.output
    assert "2 reports, 1 independent" in plain.output
    assert "<h1" in page.read_text()
    assert picture.read_text().startswith("<svg")
    assert json.loads(twosource("story", *store, "--json").stdout)["lineage"]["independent"] == 1
    assert "wasDerivedFrom" in json.loads(twosource("story", *store, "--prov").stdout)
    assert "@graph" in json.loads(twosource("story", *store, "--jsonld").stdout)


def test_stories_compare_check_refusals_export(read_once: Path) -> None:
    store = ("--store", str(read_once / "twosource.db"))
    assert json.loads(twosource("stories", *store, "--json").stdout)[0]["independent"] == 1
    assert json.loads(twosource("compare", "a", "b", *store, "--json").stdout)["relation"]["kind"] == "same"
    assert "One text" in twosource("compare", "a", "b", *store).stdout
    answer = json.loads(twosource("check", "The mill on Quarry Lane burned down.", *store, "--json").stdout)
    assert (answer["verdict"], answer["independent"]) == ("supported", 1)
    assert json.loads(twosource("refusals", *store, "--json").stdout) == []
    assert twosource("export", *store, "--format", "csv").stdout.count("\n") >= 3
    assert twosource("export", *store, "--format", "wax").exit_code == 2


def test_every_command_is_described() -> None:
    for name, made in typer.main.get_command(cli.app).commands.items():  # type: ignore[attr-defined]
        assert made.help
        assert twosource(name, "--help").exit_code == 0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("read", "nowhere.html"), "nowhere.html"),
        (("read", "empty"), "empty"),
        (("read", "ok.txt", "--store", "letter.txt"), "is not a twosource store"),
        (("read", "ok.txt", "--store", "no/such/folder/x.db"), "cannot be written"),
        (("story", "--store", "absent.db"), "twosource read"),
        (("read", "ok.txt", "--store", "mysql://x"), "postgresql"),
    ],
)
def test_bad_input_says_what_to_do(tmp_path: Path, words: tuple[str, ...], says: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "ok.txt").write_text(TEXT)
    (tmp_path / "letter.txt").write_text("Dear reader. " * 200)
    done = command(*words, cwd=tmp_path)
    assert done.returncode == 2
    assert says in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


def test_a_bad_line_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    rows = [json.dumps({"id": f"r{n}", "text": f"{TEXT} Number {n}."}) for n in range(9)]
    rows[6] = '{"id": "broken", "text": '
    (tmp_path / "news.jsonl").write_text("\n".join(rows))
    done = command("read", "news.jsonl", cwd=tmp_path)
    assert done.returncode == 0
    assert "news.jsonl:7" in done.stderr
    assert len(list(Store(str(tmp_path / "twosource.db")).reports())) == 8


def test_pages_that_cannot_be_read_are_named_one_by_one(tmp_path: Path) -> None:
    (tmp_path / "zero.warc").write_bytes(b"")
    (tmp_path / "zero.html").write_bytes(b"")
    (tmp_path / "noise.html").write_bytes(bytes(range(256)) * 64)
    (tmp_path / "feed.xml").write_text(
        '<!DOCTYPE x [<!ENTITY a "b">]><rss><channel><item><title>&a;</title></item></channel></rss>'
    )
    done = command("read", ".", "--json", cwd=tmp_path)
    assert done.returncode == cli.NOTHING_READ
    refused = json.loads(done.stdout)["refused"]
    assert {Path(r["place"].split("@")[0]).name for r in refused} >= {
        "zero.warc",
        "zero.html",
        "noise.html",
        "feed.xml",
    }
    assert all(r["reason"] for r in refused)


def test_a_bomb_and_a_giant_line_are_bounded(tmp_path: Path) -> None:
    (tmp_path / "giant.html").write_bytes(b"<html><body><p>" + b"word " * 10_000_000 + b"</p></body></html>")
    with gzip.open(tmp_path / "bomb.jsonl.gz", "wb", compresslevel=9) as bomb:
        for _ in range(60):
            bomb.write(b"0" * 10_000_000)
    done = command("read", ".", "--json", cwd=tmp_path, timeout=300)
    assert done.returncode == cli.NOTHING_READ, done.stderr
    assert len(json.loads(done.stdout)["refused"]) >= 2


def test_a_held_store_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from twosource.store import opening

    monkeypatch.setattr(opening, "BUSY_MS", 50)
    (tmp_path / "ok.txt").write_text(TEXT)
    address = str(tmp_path / "held.db")
    Store(address).close()
    holder = sqlite3.connect(address, isolation_level=None)
    holder.execute("begin immediate")
    done = twosource("read", str(tmp_path / "ok.txt"), "--store", address)
    holder.close()
    assert done.exit_code == 2


def test_a_reading_that_is_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    rows = [json.dumps({"id": f"r{n}", "text": f"{TEXT} This is the report with the number {n}."}) for n in range(3000)]
    (tmp_path / "news.jsonl").write_text("\n".join(rows))
    run = subprocess.Popen([sys.executable, "-m", "twosource", "read", "news.jsonl"], cwd=tmp_path, env=os.environ)
    address = tmp_path / "twosource.db"
    while run.poll() is None and not (address.exists() and _kept(address) >= 64):
        time.sleep(0.05)
    run.send_signal(signal.SIGKILL)
    run.wait()
    before = _kept(address)
    assert 64 <= before < 3000
    from twosource.pipeline import take_in

    taken = list(take_in(Store(str(address)), [str(tmp_path / "news.jsonl")]))
    assert sum(t.kept == "known" for t in taken) == before
    assert _kept(address) == 3000


def _kept(address: Path) -> int:
    try:
        with sqlite3.connect(f"file:{address}?mode=ro", uri=True) as db:
            (count,) = db.execute("select count(*) from reports").fetchone()
    except sqlite3.OperationalError:
        return 0
    db.close()
    return int(count)


def test_more_refusals_than_one_part_holds_are_all_told(tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text('{"id": 1}\n' * 1100)
    twosource("read", str(tmp_path / "bad.jsonl"), "--store", str(tmp_path / "n.db"))
    told = twosource("refusals", "--json", "--store", str(tmp_path / "n.db"))
    assert len(json.loads(told.stdout)) == 1100


def test_a_story_is_found_by_what_follows_the_colon_and_a_report_is_not_compared_with_itself(read_once: Path) -> None:
    store = str(read_once / "twosource.db")
    (line,) = json.loads(twosource("stories", "--json", "--store", store).stdout)
    assert twosource("story", line["id"].partition(":")[2], "--store", store).exit_code == 0
    assert twosource("compare", "a", "a", "--store", store).exit_code == 2


def test_words_are_not_cut_where_no_terminal_is(read_once: Path) -> None:
    told = command("story", "--store", "twosource.db", cwd=read_once)
    assert "…" not in told.stdout
    missing = command("read", "n" * 90, cwd=read_once)
    assert len(missing.stderr.splitlines()) == 1


def test_another_encoder_is_named_before_the_command(tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").write_text("\n".join(json.dumps(line) for line in LINES))
    done = command("--encoder", "none", "read", "news.jsonl", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    with sqlite3.connect(tmp_path / "twosource.db") as store:
        assert {way for (way,) in store.execute("SELECT way FROM shared")} == {f"{__version__} no encoder"}


@pytest.mark.skipif(importlib.util.find_spec("sentence_transformers") is not None, reason="the extra is installed")
def test_an_encoder_without_its_extra_is_said_at_once(tmp_path: Path) -> None:
    done = command("stories", cwd=tmp_path, env={**os.environ, "TWOSOURCE_ENCODER": "some/model"})
    assert done.returncode == 2
    assert "twosource[models]" in done.stderr
    assert "Traceback" not in done.stderr
