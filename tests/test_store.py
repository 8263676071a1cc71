"""Nothing is lost, nothing is kept twice, and failures say what to do."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
import sqlalchemy as sa

from factory import page, report
from twosource.errors import ForeignStore, InputError, StoreBusy, StoreFull
from twosource.records import (
    Correction,
    Credit,
    Derivation,
    Evidence,
    Lineage,
    Origin,
    Page,
    Passage,
    Stated,
    Story,
    Trace,
    Unreadable,
)
from twosource.store import Store, StoredStory, opening


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """One on each engine: what is asserted of it holds for both."""
    opened = Store(address)
    yield opened
    opened.close()


@pytest.fixture
def file_store(tmp_path: Path) -> Store:
    return Store(str(tmp_path / "news.db"))


def test_the_same_page_twice_changes_nothing(store: Store) -> None:
    first = page("http://a.example/1", "Five die.")
    assert store.keep(first, report("A", "Five die.")) == "new"
    assert store.keep(first, report("A", "Five die.")) == "known"
    assert store.knows(first)
    assert len(list(store.reports())) == 1


def test_a_changed_page_is_a_new_version_and_the_old_is_kept(store: Store) -> None:
    store.keep(page("http://a.example/1", "Five die."), report("A", "Five die."))
    assert store.keep(page("http://a.example/1", "Six die."), report("A", "Six die.")) == "version"
    assert [r.text for r in store.reports()] == ["Six die."]
    assert [r.text for r in store.versions("http://a.example/1")] == ["Five die.", "Six die."]


def test_a_page_that_goes_back_to_an_older_version(store: Store) -> None:
    old, new = page("http://a.example/1", "Five die."), page("http://a.example/1", "Six die.")
    for one in (old, new, old):
        store.keep(one, report("A", one.content.decode()))
    assert [r.text for r in store.reports()] == ["Five die."]
    assert len(store.versions("http://a.example/1")) == 2


def test_reports_come_back_as_they_went(store: Store) -> None:
    sent = report(
        "A",
        "Text with \N{GRINNING FACE}",
        title="T",
        url="http://a.example/1",
        published="2021-12-15",
        language="en",
        credits=(Credit("AFP", "dateline", "(AFP)", 3, 8),),
        traces=(Trace(0, 4, 10, 14),),
    )
    source = page("http://a.example/1", "x")
    store.keep(source, sent)
    (back,) = store.reports()
    assert back.page_id == source.id
    assert (back.text, back.published, back.credits, back.traces) == (
        sent.text,
        sent.published,
        sent.credits,
        sent.traces,
    )
    assert store.page(source.id) == source


def test_two_pages_that_state_the_same_id_stay_two(store: Store) -> None:
    store.keep(page("http://a.example/1", "x"), report("A", "x", id="7"))
    store.keep(page("http://b.example/1", "y"), report("B", "y", id="7"))
    assert len({r.id for r in store.reports()}) == 2


def test_odd_characters_keep_their_offsets(store: Store) -> None:
    text = "a\0b\ud800c"
    store.keep(page("http://a.example/1", "x"), report("A", text, credits=(Credit("\ud800", "slug", "\0", 1, 2),)))
    (back,) = store.reports()
    assert len(back.text) == len(text)
    assert back.text[4] == "c"


def test_refusals_are_kept_once_with_their_reason(store: Store) -> None:
    store.refuse(Unreadable("bad line", "line 7", place="x.jsonl:7"))
    store.refuse(Unreadable("bad line", "line 7", place="x.jsonl:7"))
    wall = page("http://a.example/1", "Sign in")
    store.keep(wall, Unreadable("sign-in wall", "Sign in", url=wall.url))
    assert [(r.reason, r.page_id) for r in store.refusals()] == [("sign-in wall", wall.id), ("bad line", "")]


def lineage() -> Lineage:
    passage = Passage(0, 4, 0, 4, "verbatim", 0.99)
    evidence = Evidence("shared narrative", 3.0, "4 words in common", (passage,))
    derivation = Derivation("unseen:AFP", "a", "verbatim", 1.0, 0.97, (evidence,))
    return Lineage(("a", "b"), 1, (Origin("unseen:AFP", "AFP", False, ("a", "b")),), (derivation,), own={"a": 0.0})


def test_stories_come_back_with_their_lineage(store: Store) -> None:
    for name in "ab":
        store.keep(page(f"http://{name}.example", name), report(name, f"text of {name}"))
    a, b = store.reports()
    stored = StoredStory(Story("s1", (a, b), "T", reasons={"a": "same place", "b": "4 names"}), lineage(), "digest")
    store.keep_stories([stored])
    (back,) = store.stories()
    assert back.lineage == lineage()
    assert back.story.reports == (a, b)
    assert back.story.reasons["b"] == "4 names"
    store.keep_stories([])
    assert store.stories() == []


def test_a_correction_can_be_taken_back(store: Store) -> None:
    made = Correction("independent", ("a", "b"), "Ada", datetime(2026, 1, 2, tzinfo=UTC), "rang both")
    number = store.correct(made)
    assert store.corrections() == [made]
    assert store.take_back(number)
    assert not store.take_back(number)
    assert store.corrections() == []


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear reader, " * 100)
    with pytest.raises(ForeignStore, match="--store"):
        Store(str(tmp_path / "letter.txt"))
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("create table birds (name)")
    other.commit()
    other.close()
    with pytest.raises(ForeignStore, match="something else"):
        Store(str(tmp_path / "other.db"))
    with pytest.raises(InputError, match="folder"):
        Store(str(tmp_path))


def test_a_newer_store_is_refused(file_store: Store) -> None:
    with sqlite3.connect(file_store.address) as db:
        db.execute("update alembic_version set version_num = '9999'")
    db.close()
    with pytest.raises(ForeignStore, match="newer"):
        Store(file_store.address)


def test_a_held_store_says_so(file_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "BUSY_MS", 50)
    impatient = Store(file_store.address)
    holder = sqlite3.connect(file_store.address, isolation_level=None)
    holder.execute("begin immediate")
    with pytest.raises(StoreBusy, match="another program"):
        impatient.keep(page("http://a.example", "x"), report("A", "x"))
    holder.execute("rollback")
    holder.close()
    assert impatient.keep(page("http://a.example", "x"), report("A", "x")) == "new"


def test_a_full_disk_says_so_and_loses_nothing(file_store: Store) -> None:
    file_store.keep(page("http://a.example", "x"), report("A", "x"))

    @sa.event.listens_for(file_store._engine, "checkout")
    def _small(connection: sqlite3.Connection, *_: object) -> None:
        connection.execute("pragma max_page_count = 1")  # SQLite reports SQLITE_FULL as on a full disk

    with pytest.raises(StoreFull, match="make room"):
        file_store.keep(page("http://b.example", "x"), report("B", "y" * 5_000_000))
    assert [r.outlet for r in Store(file_store.address).reports()] == ["A"]


def test_a_store_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(StoreFull, match="cannot be written"):
        Store(str(tmp_path / "no" / "such" / "folder" / "x.db"))


def test_the_schema_is_what_the_tables_say(store: Store) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext

    from twosource.store.tables import METADATA

    with store._engine.connect() as db:
        assert compare_metadata(MigrationContext.configure(db), METADATA) == []


KILLED = """
import os, signal, sys
sys.path.insert(0, {tests!r})
from factory import page, report
from twosource.store import Store
store = Store({address!r})
for n in range(1000):
    names = [f"o{{n}}-{{k}}" for k in range(5)]
    store.keep_all([(page("http://a.example/" + name, name), report(name, "t" * 2000)) for name in names])
    if n == 20:
        os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_reading_that_is_killed_leaves_whole_batches(address: str) -> None:
    script = KILLED.format(tests=str(Path(__file__).parent), address=address)
    done = subprocess.run([sys.executable, "-c", script], env=os.environ, check=False)
    assert done.returncode == -signal.SIGKILL
    store = Store(address)
    kept = list(store.reports())
    store.close()
    assert len(kept) == 105
    assert all(len(r.text) == 2000 for r in kept)


def test_vectors_are_kept_by_content(store: Store) -> None:
    rows = {f"{n:032x}": np.array([n / 4000, 0.5], dtype=np.float32) for n in range(2500)}
    store.vectors.put(rows)
    store.vectors.put(rows)
    back = store.vectors.get([*rows, "f" * 32])
    assert back.keys() == rows.keys()
    assert all(np.allclose(back[key], rows[key], atol=0.001) for key in rows)


def file(place: str, text: str, **stated: str) -> Page:
    return Page(content=text.encode(), place=place, stated=Stated(**stated))


def test_the_same_file_at_two_places_is_one_page(store: Store) -> None:
    read = [(file(place, "Five die."), report("A", "Five die.")) for place in ("a.txt", "b.txt")]
    assert store.keep_all(read) == ["new", "known"]
    assert [r.text for r in store.reports()] == ["Five die."]


def test_a_file_moved_aside_before_it_changed_is_there_beside_the_new_one(store: Store) -> None:
    for place, text in (("a.txt", "Five die."), ("a.txt", "Six die."), ("b.txt", "Five die.")):
        store.keep(file(place, text), report("A", text, id=text))
    assert {r.text for r in store.reports()} == {"Five die.", "Six die."}


def test_ids_of_two_files_or_two_outlets_do_not_replace_each_other(store: Store) -> None:
    pages = [
        file("a.jsonl:1", "Five die.", id="1"),
        file("b.jsonl:1", "A fair opens.", id="1"),
        file("b.jsonl:2", "Rain.", id="1", outlet="Vale Echo"),
        file("b.jsonl:3", "Snow.", id="1", outlet="Harbour Post"),
    ]
    for turn in ("new", "known"):
        assert [store.keep(p, report("A", p.content.decode(), id="1")) for p in pages] == [turn] * 4
    assert len({r.id for r in store.reports()}) == 4


def test_an_outlet_that_changes_what_it_numbered_gives_a_new_version(store: Store) -> None:
    store.keep(file("mon.jsonl:1", "Five die.", id="1", outlet="Vale Echo"), report("A", "Five die."))
    changed = file("tue.jsonl:4", "Six die.", id="1", outlet="Vale Echo")
    assert store.keep(changed, report("A", "Six die.")) == "version"
    assert [r.text for r in store.reports()] == ["Six die."]


def test_a_refusal_of_a_version_that_is_gone_is_told_no_more(store: Store) -> None:
    wall = page("http://a.example/1", "Sign in")
    store.keep(wall, Unreadable("sign-in wall"))
    store.keep(page("http://a.example/1", "Five die."), report("A", "Five die."))
    assert store.refusals() == []
    store.keep(wall, Unreadable("sign-in wall"))
    assert [r.page_id for r in store.refusals()] == [wall.id]


def test_work_is_kept_by_its_basis_until_the_story_is_gone(store: Store) -> None:
    stored = StoredStory(Story("s", (report("A", "Five die."),)), lineage(), "0123456789abcdef")
    store.keep_stories([stored])
    store.worked.put(stored.basis, "1", b"old")
    store.worked.put(stored.basis, "2", b"new")
    store.keep_stories([stored])
    assert (store.worked.get(stored.basis, "1"), store.worked.get(stored.basis, "2")) == (None, b"new")
    store.keep_stories([])
    assert store.worked.get(stored.basis, "2") is None
