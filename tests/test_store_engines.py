"""Both engines: many at once, every released schema, names of any length; what a server says in our own words."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from factory import page, report
from twosource.errors import InputError, StoreBusy, StoreError
from twosource.records import Lineage, Origin, Story
from twosource.store import Store, StoredStory, opening
from twosource.store.rows import MOST_LETTERS

MIGRATIONS = Path(opening.__file__).parent / "migrations"
RELEASED = sorted(path.name[1:5] for path in (MIGRATIONS / "versions").glob("v*.py"))


def upgraded(address: str, schema: str) -> sa.Engine:
    """A store as the program of that schema made it, open."""
    made = opening.engine(address)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with opening.writing(made, address) as db:
        config.attributes["connection"] = db
        command.upgrade(config, schema)
    return made


LINEAGE = (
    '{"reports":["a"],"independent":1,"origins":[{"id":"a","name":"A","seen":true,"reports":["a"]}],'
    '"derivations":[],"relations":[],"own":{},"notes":[]}'
)


def filled(db: sa.Connection, schema: str) -> None:
    """One page, its report and story, as the first schema keeps them."""
    from twosource.store import rows

    source = page("http://a.example/1", "Five die.")
    meta = sa.MetaData()
    meta.reflect(db)
    db.execute(sa.insert(meta.tables["pages"]).values(rows.page_row(source, 1)))
    db.execute(sa.insert(meta.tables["reports"]).values(rows.report_row(report("A", "Five die."), source.id)))
    figures = {"reports": 1, "independent": 1, "origins": '["A"]'} if schema > "0001" else {}
    story = {"id": "story:a", "title": "T", "event_date": "", "basis": "0" * 16, "lineage": LINEAGE}
    db.execute(sa.insert(meta.tables["stories"]).values(story | figures))
    member = {"story_id": "story:a", "report_id": "a", "position": 0, "reason": "alone"}
    db.execute(sa.insert(meta.tables["members"]).values(member))


@pytest.mark.parametrize("schema", RELEASED)
def test_a_store_of_every_released_schema_opens(address: str, schema: str) -> None:
    made = upgraded(address, schema)
    with opening.writing(made, address) as db:
        filled(db, schema)
    made.dispose()
    store = Store(address)
    assert [r.text for r in store.reports()] == ["Five die."]
    assert [s.lineage.independent for s in store.stories()] == [1]
    count, (line,) = store.story_lines()
    assert (count, line.origins) == (1, ("A",))
    store.close()


OPENED = "import sys; from twosource.store import Store; Store(sys.argv[1]).close()"


def test_several_programs_make_one_new_store(address: str) -> None:
    started = [subprocess.Popen([sys.executable, "-c", OPENED, address], stderr=subprocess.PIPE) for _ in range(4)]
    said = [one.communicate()[1].decode() for one in started]
    assert [one.returncode for one in started] == [0] * 4, said
    store = Store(address)
    assert list(store.reports()) == []
    store.close()


def test_a_program_killed_while_it_migrates_leaves_the_old_schema_or_the_new(address: str) -> None:
    made = upgraded(address, "0001")
    with opening.writing(made, address) as db:
        filled(db, "0001")
    made.dispose()
    script = (
        "import os, signal, sys\nimport twosource.store.migrations.versions.v0002_lists as second\n"
        "from alembic import op\nfrom twosource.store import Store\n"
        "made = op.create_table\n"
        "def killed(*a, **k):\n    made(*a, **k)\n    os.kill(os.getpid(), signal.SIGKILL)\n"
        "op.create_table = killed\nStore(sys.argv[1])"
    )
    done = subprocess.run([sys.executable, "-c", script, address], env=os.environ, check=False)
    assert done.returncode == -signal.SIGKILL
    store = Store(address)
    assert [r.text for r in store.reports()] == ["Five die."]
    assert store.story_lines()[0] == 1
    store.close()


def test_many_write_and_read_at_once_and_nothing_is_lost_or_kept_twice(address: str) -> None:
    Store(address).close()

    def write(writer: int) -> list[str]:
        store, kept = Store(address), []
        for n in range(12):
            own, shared = f"http://{writer}.example/{n}", f"http://all.example/{n}"
            read = [(page(url, f"{n}"), report(url, f"text {n}")) for url in (own, shared)]
            kept += store.keep_all(read)
        store.close()
        return kept

    def look(_: int) -> bool:
        store = Store(address)
        seen = [{r.outlet for r in store.reports()} for _ in range(5)]
        store.close()
        # what was kept in one transaction is seen together: each writer's page n with the common page n
        return all(re.sub("//[^.]*", "//all", name) in names for names in seen for name in names)

    with ThreadPoolExecutor(6) as pool:
        writers, readers = [pool.submit(write, n) for n in range(4)], [pool.submit(look, n) for n in range(2)]
        kept = [one for done in writers for one in done.result()]
        assert all(done.result() for done in readers)
    assert (kept.count("new"), kept.count("known")) == (4 * 12 + 12, 3 * 12)
    store = Store(address)
    assert len(list(store.reports())) == 60
    store.close()


def stories(names: str) -> list[StoredStory]:
    made = []
    for name in names:
        told = Lineage((name,), 1, (Origin(name, name, True, (name,)),))
        made.append(StoredStory(Story(f"story:{name}", (report(name, "x"),), name), told, name * 16))
    return made


def test_a_reader_sees_all_stories_of_one_moment(address: str) -> None:
    store = Store(address)
    for name in "abcd":
        store.keep(page(f"http://{name}.example", name), report(name, name))
    seen: set[str] = set()

    def rewrite() -> None:
        writer = Store(address)
        for turn in range(30):
            writer.keep_stories(stories("ab" if turn % 2 else "cd"))
        writer.close()

    with ThreadPoolExecutor(1) as pool:
        store.keep_stories(stories("ab"))
        writing = pool.submit(rewrite)
        while not writing.done():
            seen.add(" ".join(f"{s.story.id}{len(s.story.reports)}" for s in store.stories()))
        writing.result()
    assert seen <= {"story:a1 story:b1", "story:c1 story:d1"}
    store.close()


def test_names_of_any_length_are_told_apart_and_found(address: str) -> None:
    store = Store(address)
    long = "http://a.example/" + "ж" * 9000
    for end in "xy":
        assert store.keep(page(long + end, end), report("A", end, id=long + end)) == "new"
    assert store.keep(page(long + "x", "changed"), report("A", "changed", id=long + "x")) == "version"
    assert [r.text for r in store.versions(long + "x")] == ["x", "changed"]
    assert [r.text for r in store.reports([long + "y"])] == ["y"]
    assert all(len(r.id) <= MOST_LETTERS for r in store.reports())
    store.close()


def test_names_are_sorted_by_their_letters_numbers(address: str) -> None:
    store = Store(address)
    for name in ("b", "A", "a", "B", "ä", "Z-1", "z1"):
        store.keep(page(f"http://{name}.example", name), report("O", name, id=name))
    assert [r.id for r in store.reports()] == ["A", "B", "Z-1", "a", "b", "z1", "ä"]
    store.close()


@pytest.mark.parametrize(
    "ask",
    [
        lambda store: list(store.reports(["a\0b"])),
        lambda store: store.reports_named("\0"),
        lambda store: store.versions("\ud800"),
        lambda store: store.stories_named("a\0"),
        lambda store: store.stories_of("\0"),
        lambda store: store.story_lines("\0 % _ \\")[1],
        lambda store: [] if store.page("\0") is None else [1],
    ],
)
def test_odd_words_find_nothing_and_break_nothing(address: str, ask: Callable[[Store], list[object]]) -> None:
    store = Store(address)
    assert ask(store) == []
    store.close()


def test_a_held_server_says_so(postgres: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import postgres as server

    with server.database(postgres, "held") as address:
        monkeypatch.setattr(opening, "BUSY_MS", 100)
        store, holder = Store(address), opening.engine(address)
        with opening.writing(holder, address), pytest.raises(StoreBusy, match="another program"):
            store.keep(page("http://a.example", "x"), report("A", "x"))
        assert store.keep(page("http://a.example", "x"), report("A", "x")) == "new"
        store.close()
        holder.dispose()


def test_a_server_that_is_not_there_says_so_and_keeps_the_password_to_itself() -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(StoreError, match="does not answer") as caught:
        Store("postgresql://ada:secret@127.0.0.1:1/news")
    assert "secret" not in str(caught.value)


def test_an_address_of_another_kind_is_refused() -> None:
    with pytest.raises(InputError, match="postgresql://"):
        Store("mysql://a/b")
