"""An archive at once: what ts.group and ts.trace say, whatever stops it, whatever runs it, however it is cut."""

import hashlib
import itertools
import os
import random
import signal
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import twosource as ts
from invented import invented, written
from twosource.batch import far, files, reading, run, telling, windows
from twosource.batch.groups import components
from twosource.batch.packing import packed_profile, packed_report, profile_of, report_of
from twosource.batch.run import Batch
from twosource.batch.schemas import PAIRS, RESULTS
from twosource.engine import Local, WorkerLost
from twosource.errors import InputError, StoreBusy, TwosourceError
from twosource.faces.cli import app
from twosource.pages.sources import pages
from twosource.reports.reading import read
from twosource.stories.profiles import profile

EXAMPLES = Path(__file__).parent.parent / "examples" / "pages"


def batch(
    out: Path, *given: Path, workers: int = 1, at_once: int = windows.AT_ONCE, encoded: bool = False
) -> run.Summary:
    engine = Local(workers)
    try:
        return run.run([str(path) for path in given], Batch(engine, out, encoded, at_once))
    finally:
        engine.close()


def results(out: Path) -> dict[str, str]:
    """Every file that a batch leaves, with a digest of its bytes."""
    left = [path for path in out.rglob("*") if path.is_file() and run.WORK not in path.relative_to(out).parts]
    return {str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest() for path in left}


def table(out: Path, name: str) -> list[dict[str, object]]:
    return files.rows(sorted((out / name).rglob("*.parquet")))


def grouped(out: Path) -> set[frozenset[str]]:
    stories = defaultdict(set)
    for row in table(out, "reports"):
        stories[row["story"]].add(row["id"])
    return {frozenset(members) for members in stories.values()}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty invented reports in three files."""
    folder, records = tmp_path_factory.mktemp("archive"), invented(30)
    for n in range(3):
        written(folder / f"{n}.jsonl", records[n::3])
    return folder


@pytest.fixture(scope="module")
def whole(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a batch that nothing stops makes of it."""
    out = tmp_path_factory.mktemp("whole")
    batch(out, archive, at_once=12)
    return out


def test_the_examples_are_grouped_and_traced_as_by_hand(tmp_path: Path) -> None:
    done = batch(tmp_path, EXAMPLES, encoded=True)
    reports = [r for r in map(read, pages([str(EXAMPLES)])) if isinstance(r, ts.Report)]
    assert (done.read, dict(done.refused)) == (len(reports), {"sign-in wall": 1})
    stories = ts.group(reports)
    assert grouped(tmp_path) == {frozenset(r.id for r in story.reports) for story in stories}
    told = {row["id"]: row for row in table(tmp_path, "stories")}
    for story in stories:
        lineage, row = ts.trace(story.reports), told[story.id]
        assert (row["independent"], row["title"], row["event_date"]) == (
            lineage.independent,
            story.title,
            str(story.event_date or ""),
        )
        derived = {(d.parent, d.child, d.kind, d.share) for d in lineage.derivations}
        rows = [r for r in table(tmp_path, "lineage") if r["story"] == story.id]
        assert {(r["parent"], r["child"], r["kind"], r["share"]) for r in rows} == derived
        by_id = {r.id: r for r in story.reports}
        for pair in table(tmp_path, "pairs"):
            found = [
                tuple(p[name] for name in ("a_start", "a_end", "b_start", "b_end", "kind")) for p in pair["passages"]
            ]
            aligned = ts.align(by_id[pair["a"]], by_id[pair["b"]])
            assert found == [(p.a_start, p.a_end, p.b_start, p.b_end, p.kind) for p in aligned]


def test_invented_reports_are_grouped_as_at_once(archive: Path, tmp_path: Path) -> None:
    batch(tmp_path, archive)
    reports = [r for r in map(read, pages([str(archive)])) if isinstance(r, ts.Report)]
    stories = ts.group(reports, encoder=None)
    assert grouped(tmp_path) == {frozenset(r.id for r in story.reports) for story in stories}
    told = {row["id"]: row["independent"] for row in table(tmp_path, "stories")}
    assert told == {s.id: ts.trace(s.reports, encoder=None).independent for s in stories}


def test_two_workers_and_one_leave_the_same_bytes(archive: Path, whole: Path, tmp_path: Path) -> None:
    batch(tmp_path, archive, workers=2, at_once=12)
    assert results(tmp_path) == results(whole)


def test_every_table_is_there_and_its_columns_are_as_said(whole: Path) -> None:
    for name in RESULTS.keys() - {"refusals"}:
        for path in (whole / name).rglob("*.parquet"):
            assert pq.read_schema(path).equals(RESULTS[name]), path
    assert all(table(whole, name) for name in RESULTS.keys() - {"refusals"})


def test_a_copy_that_no_window_sees_is_found_at_any_distance(tmp_path: Path) -> None:
    records = invented(40)
    late = records[0] | {"id": "late", "url": "http://late.example/", "outlet": "Late Post", "published": "2025-06-01"}
    batch(tmp_path / "out", written(tmp_path / "a.jsonl", [*records, late]), at_once=10)
    (story,) = [members for members in grouped(tmp_path / "out") if "late" in members]
    assert records[0]["id"] in story


class Stopped(BaseException):
    """In place of kill -9: nothing after it runs but what the kernel does."""


def test_a_batch_stopped_at_any_write_goes_on_to_the_same_bytes(
    archive: Path, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = 0
    replace = os.replace

    def stopped(*names: object) -> None:
        nonlocal calls
        calls += 1
        if calls % 12 == 0:
            raise Stopped
        replace(*names)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "replace", stopped)
    stops = 0
    while True:
        try:
            batch(tmp_path, archive, at_once=12)
            break
        except Stopped:
            stops += 1
    assert stops > 2
    assert results(tmp_path) == results(whole)


RUN = (
    "import sys; from pathlib import Path; from twosource.engine import Local\n"
    "from twosource.batch.run import Batch, run\n"
    "run([sys.argv[1]], Batch(Local(1), Path(sys.argv[2]), False, 12))"
)


def test_what_a_killed_batch_had_begun_goes_when_the_result_is_whole(
    archive: Path, whole: Path, tmp_path: Path
) -> None:
    begun = [
        tmp_path / "changes" / "day=2024-01-03" / ".a.parquet.7040",
        tmp_path / run.WORK / "days" / ".b.parquet.31",
    ]
    for path in begun:
        path.parent.mkdir(parents=True)
        path.write_bytes(b"PAR1")
    batch(tmp_path, archive, at_once=12)
    assert results(tmp_path) == results(whole)
    assert not any(path.exists() for path in begun)


def test_a_batch_killed_at_random_moments_goes_on_to_the_same_bytes(archive: Path, whole: Path, tmp_path: Path) -> None:
    chance = random.Random(8)
    for _ in range(4):
        running = subprocess.Popen([sys.executable, "-c", RUN, str(archive), str(tmp_path)], stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(1.0, 6.0))
        running.kill()
        running.wait()
    batch(tmp_path, archive, at_once=12)
    assert results(tmp_path) == results(whole)


def test_another_run_reads_only_what_is_new(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for path in archive.iterdir():
        written(folder / path.name, [])
        (folder / path.name).write_bytes(path.read_bytes())
    batch(out, folder, at_once=12)
    asked: list[str] = []
    monkeypatch.setattr(reading, "read", lambda page: (asked.append(page.stated.id), read(page))[1])
    batch(out, folder, at_once=12)
    assert asked == []
    fresh = [r | {"id": f"new-{n}", "url": f"http://new{n}.example/"} for n, r in enumerate(invented(3, seed=9))]
    written(folder / "new.jsonl", fresh)
    done = batch(out, folder, at_once=12)
    assert asked == ["new-0", "new-1", "new-2"]
    batch(tmp_path / "anew", folder, at_once=12)
    assert results(out) == results(tmp_path / "anew")
    assert done.read == 33


def test_pages_that_are_gone_leave_nothing_behind(archive: Path, tmp_path: Path) -> None:
    batch(tmp_path / "a", archive)
    batch(tmp_path / "a", archive / "0.jsonl")
    batch(tmp_path / "b", archive / "0.jsonl")
    assert results(tmp_path / "a") == results(tmp_path / "b")


def test_the_same_page_twice_versions_and_names_that_are_taken(tmp_path: Path) -> None:
    one, two = invented(2)
    other = {**two, "id": one["id"], "url": "http://other.example/"}
    given = written(tmp_path / "a.jsonl", [one, other, two])
    again = written(tmp_path / "b.jsonl", [one])
    batch(tmp_path / "out", given, again)
    ids = [row["id"] for row in table(tmp_path / "out", "reports")]
    assert len(ids) == len(set(ids)) == 3
    assert sum(name.startswith(one["id"]) for name in ids) == 2


def test_of_an_address_the_latest_capture_stands(tmp_path: Path) -> None:
    for name, text in (("early", "old wording of it"), ("late", "new wording of it")):
        when = "2024-05-01T10:00:00Z" if name == "early" else "2024-05-02T10:00:00Z"
        _warc(
            tmp_path / f"{'z' if name == 'early' else 'a'}.warc",
            when,
            f"The mill of Dunmere burned down on Tuesday night. Its owner, Ada Merrow, wept. This is the {text}.",
        )
    batch(tmp_path / "out", tmp_path / "z.warc", tmp_path / "a.warc")
    (row,) = table(tmp_path / "out", "reports")
    assert "new wording" in str(row["text"])
    assert [day.name for day in (tmp_path / "out" / "reports").iterdir()] == ["day=2024-05-02"]


def _warc(path: Path, when: str, text: str) -> None:
    from io import BytesIO

    from fastwarc.warc import WarcRecord, WarcRecordType

    record = WarcRecord()
    record.init_headers(record_type=WarcRecordType.response)
    record.headers["WARC-Target-URI"] = "http://a.example/mill"
    record.headers["WARC-Date"] = when
    record.headers["Content-Type"] = "application/http; msgtype=response"
    record.set_bytes_content(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + text.encode())
    buffer = BytesIO()
    record.write(buffer)
    path.write_bytes(buffer.getvalue())


def test_parquet_is_read_as_json_lines_are(tmp_path: Path) -> None:
    records = invented(20)
    pq.write_table(pa.Table.from_pylist(records), tmp_path / "in.parquet")
    batch(tmp_path / "a", tmp_path / "in.parquet")
    batch(tmp_path / "b", written(tmp_path / "in.jsonl", records))
    texts = [sorted(str(row["text"]) for row in table(tmp_path / out, "reports")) for out in "ab"]
    assert texts[0] == texts[1]
    assert len(texts[0]) == 20


def test_what_cannot_be_read_is_told_with_its_reason(tmp_path: Path) -> None:
    good = written(tmp_path / "a.jsonl", invented(2))
    good.write_text(good.read_text() + "{not json\n")
    (tmp_path / "b.parquet").write_bytes(b"PAR1 but no more")
    done = batch(tmp_path / "out", good, tmp_path / "b.parquet")
    assert done.read == 2
    assert sorted(str(row["reason"]) for row in table(tmp_path / "out", "refusals")) == ["bad JSON", "damaged"]


def test_nothing_but_refusals_makes_empty_tables(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("{\n")
    done = batch(tmp_path / "out", tmp_path / "a.jsonl")
    assert (done.read, done.stories, sum(done.refused.values())) == (0, 0, 1)


def test_inputs_that_are_not_there_and_a_second_batch_are_refused(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nothing here"):
        batch(tmp_path / "out", tmp_path / "missing.warc")
    held = Batch(Local(1), tmp_path / "out")
    with run._alone(held), pytest.raises(StoreBusy, match="another batch"):
        batch(tmp_path / "out", archive)


def test_a_damaged_file_of_work_is_named(archive: Path, tmp_path: Path) -> None:
    batch(tmp_path, archive)
    (days, *_) = sorted((tmp_path / run.WORK / "days").glob("*[0-9a-f].parquet"))
    days.write_bytes(days.read_bytes()[:100])
    for path in (tmp_path / "stories").rglob("*.parquet"):
        path.unlink()
    with pytest.raises(TwosourceError, match=f"{days.name} is damaged.*delete it"):
        batch(tmp_path, archive)
    days.unlink()
    batch(tmp_path, archive)
    batch(tmp_path.parent / "anew", archive)
    assert results(tmp_path) == results(tmp_path.parent / "anew")


def _greedy(_: int) -> int:
    return len(bytearray(1 << 62))


def _killed(_: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


@pytest.mark.parametrize("work", [_greedy, _killed])
def test_a_worker_that_runs_out_of_memory_is_told_of(work: object) -> None:
    engine = Local(2)
    with pytest.raises(WorkerLost, match="fewer --workers"):
        list(engine.map(work, [1, 2, 3]))  # type: ignore[arg-type]
    engine.close()


def test_the_lock_goes_with_the_program(archive: Path, tmp_path: Path) -> None:
    script = "import sys, time; from pathlib import Path; from twosource.engine import Local\n"
    script += "from twosource.batch import run\n"
    script += (
        "with run._alone(run.Batch(Local(1), Path(sys.argv[1]))):\n    print('held', flush=True)\n    time.sleep(99)"
    )
    holder = subprocess.Popen([sys.executable, "-c", script, str(tmp_path)], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    with pytest.raises(StoreBusy):
        batch(tmp_path, archive)
    holder.kill()
    holder.wait()
    holder.stdout.close()
    assert batch(tmp_path, archive).read == 30


def test_a_clock_that_jumps_changes_nothing(
    archive: Path, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(1)
    monkeypatch.setattr(time, "time", lambda: chance.uniform(0, 4e9))
    batch(tmp_path, archive, at_once=12)
    assert results(tmp_path) == results(whole)


Edges = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)).filter(lambda e: e[0] != e[1]), max_size=25)


@settings(max_examples=5)
@given(Edges)
def test_components_hang_on_their_least(tmp_path_factory: pytest.TempPathFactory, edges: list[tuple[int, int]]) -> None:
    folder = tmp_path_factory.mktemp("edges")
    pairs = files.write(
        ({"a": f"n{a:02}", "b": f"n{b:02}", "odds": 1.0, "own": 1.0} for a, b in edges), PAIRS, folder / "e.parquet"
    )
    found = {row["a"]: row["b"] for row in files.rows(files.parts(components(Local(1), [pairs], folder, 1000)))}
    least = list(range(13))
    for _ in range(13):
        for a, b in edges:
            least[a] = least[b] = min(least[a], least[b])
    assert found == {f"n{n:02}": f"n{root:02}" for n, root in enumerate(least) if root != n}


def test_different_values_of_a_column(tmp_path: Path) -> None:
    told = [[{"name": name} for name in ("b", "a", "b")], [], [{"name": "é"}, {"name": "a"}]]
    schema = pa.schema([("name", pa.string())])
    given = [files.write(one, schema, tmp_path / f"{n}.parquet") for n, one in enumerate(told)]
    assert files.values(given, "name") == ["a", "b", "é"]
    assert files.values([], "name") == []
    given[1].write_bytes(b"PAR1")
    with pytest.raises(TwosourceError, match=r"1\.parquet is damaged"):
        files.values(given, "name")


def test_a_long_chain_is_one_component(tmp_path: Path) -> None:
    edges = ({"a": f"n{n:05}", "b": f"n{n + 1:05}", "odds": 1.0, "own": 1.0} for n in range(300))
    pairs = files.write(edges, PAIRS, tmp_path / "e.parquet")
    found = files.rows(files.parts(components(Local(1), [pairs], tmp_path, 1000)))
    assert len(found) == 300
    assert {row["b"] for row in found} == {"n00000"}


def test_a_large_component_is_taken_apart_at_its_weakest_pairs(tmp_path: Path) -> None:
    """Two firm stories of four, one loose one, and weak pairs that chain them all."""
    firm = [(n, n + 1, 5.5) for n in (0, 1, 2, 4, 5, 6)]
    weak = [(3, 4, 0.5), (7, 8, 1.5), (8, 9, 2.5), (9, 10, 0.7)]
    edges = ({"a": f"n{a:02}", "b": f"n{b:02}", "odds": odds, "own": odds} for a, b, odds in [*firm, *weak])
    pairs = files.write(edges, PAIRS, tmp_path / "e.parquet")

    def groups(most: int) -> set[frozenset[int]]:
        hung = files.rows(files.parts(components(Local(1), [pairs], tmp_path / str(most), most)))
        of_root: dict[str, set[int]] = defaultdict(set)
        for row in hung:
            of_root[row["b"]] |= {int(row["a"][1:]), int(row["b"][1:])}
        return set(map(frozenset, of_root.values()))

    assert groups(6) == {frozenset(range(4)), frozenset(range(4, 10))}
    assert groups(5) == {frozenset(range(4)), frozenset(range(4, 8)), frozenset({8, 9})}
    assert groups(2) == {frozenset({8, 9})}


def test_pairs_of_a_large_component_are_found_in_little_memory(tmp_path: Path) -> None:
    """Of 20,000 reports 12,000 are one component: 144 million pairs of its members, 36,000 that are alike."""
    names, large = [f"n{n:05}" for n in range(20_000)], 12_000
    alike = ((a, b) for apart in (1, 2, 3) for a, b in zip(names, names[apart:], strict=False))
    pairs = files.write(({"a": a, "b": b, "odds": 1.0, "own": 1.0} for a, b in alike), PAIRS, tmp_path / "p.parquet")
    placed = [{"opened": "", "root": names[0] if n < large else name, "name": name} for n, name in enumerate(names)]
    schema = pa.schema([(column, pa.string()) for column in ("opened", "root", "name")])
    members = files.write(placed, schema, tmp_path / "m.parquet")
    Local(1, memory="100MB").select(telling.INSIDE, {"pairs": [pairs], "members": [members]}, tmp_path / "inside")
    assert len(files.rows(files.parts(tmp_path / "inside"))) == 3 * large - 6


def test_reports_and_profiles_come_back_as_they_went() -> None:
    report = next(r for r in map(read, pages([str(EXAMPLES)])) if isinstance(r, ts.Report))
    made = profile(report)
    assert profile_of(packed_profile(made), report.id, b"") == made
    back = report_of(packed_report(report), report.id)
    assert (back.text, back.credits, back.published, back.event_date) == (
        report.text, report.credits, report.published, report.event_date,
    )  # fmt: skip
    odd = report_of(packed_report(ts.Report("a", "x\ud800y\0z", title="\ud800")), "a")
    assert len(odd.text) == 5


def test_windows_hold_whole_days_and_see_their_neighbours() -> None:
    from twosource.batch.days import Day

    days = [Day(f"2024-01-{n:02}", 10, "", "") for n in range(1, 29)]
    cut = windows.windows(days, "", at_once=40)
    assert [day for window in cut for day in window.days] == [day.day for day in days]
    assert {len(window.days) for window in cut} == {4}
    assert [len(window.seen) for window in cut] == [5, 6, 6, 6, 6, 6, 5]
    longer = windows.windows([*days, Day("2024-02-01", 99, "", "")], "", at_once=40)
    assert longer[: len(cut) - 1] == cut[:-1]
    assert far.LEAST_SHARED > 1


def test_the_command_tells_what_it_did(archive: Path, tmp_path: Path) -> None:
    import json

    done = CliRunner().invoke(
        app, ["batch", str(archive), "--out", str(tmp_path), "--no-encoder", "--log", "json", "--workers", "1"]
    )
    assert done.exit_code == 0, done.output
    events = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("{")]
    (last,) = [event for event in events if event["event"] == "finished"]
    assert (last["read"], last["refused"]) == (30, {})
    assert {"reading", "comparing", "tracing"} <= last["seconds"].keys()
    assert "30 reports" in done.stderr


def test_rows_are_those_with_the_wanted_values(tmp_path: Path) -> None:
    made = [{"opened": f"2024-{n // 40:02}", "root": f"r{n // 7}", "name": f"n{n}", "day": "x"} for n in range(300)]
    schema = pa.schema([pa.field(name, pa.string()) for name in made[0]])
    paths = [files.write(made[:200], schema, tmp_path / "a.parquet"), files.write(made[200:], schema, tmp_path / "b")]
    assert files.rows(paths) == made
    assert files.rows(paths, opened="2024-03") == [row for row in made if row["opened"] == "2024-03"]
    some = files.rows(paths, ["name"], root=["r1", "r30", "none"])
    assert some == [{"name": row["name"]} for row in made if row["root"] in ("r1", "r30")]
    assert files.rows(paths, root="r") == []


def test_reports_that_print_one_text_are_aligned_once(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "The mill burned down on Tuesday. Ada Merrow saw the smoke from her yard and called the fire brigade."
    reports = [ts.Report(name, text if name != "d" else text + " It was late.") for name in "abcd"]
    calls = []

    def counted(a: ts.Report, b: ts.Report, **_: object) -> list[ts.Passage]:
        calls.append((a.id, b.id))
        return ts.align(a, b, encoder=None)

    monkeypatch.setattr(telling, "align", counted)
    aligned = telling.Aligned(reports, None)
    for a, b in itertools.combinations("abcd", 2):
        assert aligned[a, b] == ts.align(*(r for r in reports if r.id in (a, b)), encoder=None)
    assert calls == [("a", "b"), ("a", "d")]
