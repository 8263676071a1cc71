"""Pages into the store: each is told once for what it is."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from twosource import pipeline
from twosource.pipeline import keep_pages, take_in
from twosource.records import Page
from twosource.store import Store

TEXT = "The mill on Quarry Lane burned down on Tuesday night. Its owner wept. The whole street came out to watch."


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(str(tmp_path / "news.db"))


def test_a_folder_with_the_same_file_twice_is_read_to_its_end(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for name in ("a.txt", "b.txt", "c.txt"):
        (folder / name).write_text(TEXT if name != "c.txt" else TEXT.replace("mill", "forge"))
    assert [taken.kept for taken in take_in(store, [str(folder)])] == ["new", "known", "new"]
    assert [taken.kept for taken in take_in(store, [str(folder)])] == ["known"] * 3
    assert len(list(store.reports())) == 2


@pytest.mark.parametrize("batch_size", [1, 2, 100])
def test_the_size_of_a_batch_changes_nothing(store: Store, batch_size: int) -> None:
    pages = [Page(f"http://a.example/{n % 3}", f"{TEXT} {n}.".encode(), "text/plain") for n in range(7)]
    told = [taken.kept for taken in keep_pages(store, [*pages, pages[-1]], batch_size=batch_size)]
    assert told == ["new"] * 3 + ["version"] * 4 + ["known"]
    assert len(list(store.reports())) == 3


def test_two_captures_of_one_address_change_nothing_when_read_again(store: Store) -> None:
    days = [datetime(2024, 5, day, tzinfo=UTC) for day in (1, 2)]
    pages = [Page("http://a.example/1", f"{TEXT} {day}".encode(), "text/plain", day) for day in days]
    assert [taken.kept for taken in keep_pages(store, pages)] == ["new", "version"]
    assert [taken.kept for taken in keep_pages(store, pages)] == ["known", "known"]
    assert [str(days[1]) in r.text for r in store.reports()] == [True]


def test_large_pages_are_not_heaped_up(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "BATCH_BYTES", 2 * len(TEXT))
    pages = (Page(f"http://a.example/{n}", f"{TEXT} {n}.".encode(), "text/plain") for n in range(10))
    next(keep_pages(store, pages))
    assert len(list(pages)) == 8  # two were taken before the first was kept
