"""One page out of one file; which files a folder holds; what is refused and why."""

import gzip
import os
from pathlib import Path

import pytest

from twosource.errors import InputError
from twosource.pages import REASONS, pages
from twosource.pages.kinds import kind_by_content, kind_by_name
from twosource.records import Page, Unreadable

HTML = b"<!doctype html><title>Bridge closed</title><p>The bridge at Aldernes is closed.</p>"


def only(source: Path | str) -> Page | Unreadable:
    (found,) = pages([str(source)])
    assert isinstance(found, Page) or found.reason in REASONS
    return found


def reason(source: Path | str) -> str:
    found = only(source)
    assert isinstance(found, Unreadable)
    assert found.place.startswith(str(source))
    return found.reason


@pytest.mark.parametrize(
    ("name", "media_type"), [("a.html", "text/html"), ("a.HTM", "text/html"), ("a.txt", "text/plain")]
)
def test_a_file_is_a_page_by_its_name(tmp_path: Path, name: str, media_type: str) -> None:
    (tmp_path / name).write_bytes(HTML)
    page = only(tmp_path / name)
    assert isinstance(page, Page)
    assert (page.content, page.media_type, page.place) == (HTML, media_type, str(tmp_path / name))


def test_a_file_without_a_telling_name_is_judged_by_its_content(tmp_path: Path) -> None:
    (tmp_path / "capture").write_bytes(HTML)
    (tmp_path / "notes").write_bytes(b"The bridge is closed, the mayor said.")
    (tmp_path / "packed").write_bytes(gzip.compress(HTML))
    found = [p for p in pages([str(tmp_path)]) if isinstance(p, Page)]
    assert [(p.media_type, p.content[:5]) for p in found] == [
        ("text/html", b"<!doc"),
        ("text/plain", b"The b"),
        ("text/html", b"<!doc"),
    ]


@pytest.mark.parametrize(
    "note",
    [
        b"<!-- saved from url=(0034)https://fjordpost.example/bridge/1 -->",
        b"<!--\n Page saved with SingleFile \n url: https://fjordpost.example/bridge/1 \n saved date: Mon -->",
    ],
)
def test_a_page_saved_by_a_browser_keeps_its_address(tmp_path: Path, note: bytes) -> None:
    (tmp_path / "a.html").write_bytes(b"<!DOCTYPE html>\n" + note + HTML)
    page = only(tmp_path / "a.html")
    assert isinstance(page, Page)
    assert page.url == "https://fjordpost.example/bridge/1"


def test_kinds() -> None:
    assert kind_by_name("crawl.WARC.gz") == "warc"
    assert kind_by_name("news.json-lines.gz") == "jsonl"
    assert kind_by_name("logo.png") == "other"
    assert kind_by_name("feed.xml") is None
    assert kind_by_content(b"WARC/1.1\r\n") == "warc"
    assert kind_by_content(b'\xef\xbb\xbf{"id": 1}') == "jsonl"
    assert kind_by_content(b'<?xml version="1.0"?>\n<rss version="2.0">') == "feed"
    assert kind_by_content("<html><body>Größe".encode("utf-16")) == "html"
    assert kind_by_content("Größe, tamaño".encode("latin-1")) == "text"


def test_a_folder_is_read_with_its_subfolders_in_order_and_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.html", "a/z.txt", "a/y/x.htm", ".git/config.txt", ".hidden.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(HTML)
    assert [p.place for p in pages([str(tmp_path)])] == [str(tmp_path / n) for n in ("b.html", "a/z.txt", "a/y/x.htm")]


def test_a_missing_path_says_what_to_do() -> None:
    with pytest.raises(InputError, match=r"nothing at 'no/such/file\.html': check the path"):
        pages(["no/such/file.html"])
    with pytest.raises(InputError, match="nothing at ''"):
        pages([""])
    with pytest.raises(InputError, match="nothing at"):
        pages(["a\0b"])


def test_a_missing_path_is_told_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(HTML)
    with pytest.raises(InputError):
        pages([str(tmp_path / "a.html"), str(tmp_path / "b.html")])


def test_an_empty_folder_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    with pytest.raises(InputError, match="holds no files: put"):
        pages([str(tmp_path)])


@pytest.mark.parametrize("name", ["a.html", "a.txt", "a.jsonl", "a.warc", "a.warc.gz", "a.rss", "a"])
def test_zero_bytes_are_empty(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"")
    assert reason(tmp_path / name) == "empty"


@pytest.mark.parametrize("name", ["a.html", "a.txt", "a.rss", "a.jsonl"])
def test_white_space_is_empty(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b" \r\n\t\n")
    assert reason(tmp_path / name) == "empty"


def test_binary_junk_is_refused_whatever_its_name(tmp_path: Path) -> None:
    for name in ("a.html", "a.txt", "a.unknown"):
        (tmp_path / name).write_bytes(bytes(range(256)) * 40)
    (tmp_path / "b.png").write_bytes(b"\x89PNG\r\n")
    (tmp_path / "c.txt").write_bytes(b"%PDF-1.7\nobj")
    found = [p.reason for p in pages([str(tmp_path)]) if isinstance(p, Unreadable)]
    assert found == ["binary", "binary", "not a page", "not a page", "binary"]


def test_broken_encodings_are_still_pages(tmp_path: Path) -> None:
    """Reading decides what to make of them; none is lost here."""
    for name, content in {
        "a": b"<p>caf\xe9 \xff\xfe \xc3",
        "b": "<p>Größe".encode("utf-16"),
        "c": b"<p>a\0b" + b" words" * 50,
    }.items():
        (tmp_path / f"{name}.html").write_bytes(content)
    assert all(isinstance(p, Page) for p in pages([str(tmp_path)]))


def test_fifty_megabytes_in_one_line_are_too_large(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"<p>" + b"x" * 50_000_000)
    assert reason(tmp_path / "a.html") == "too large"


def test_a_gzip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(b"<p>" + b"\n" * 200_000_000, 1))
    assert reason(tmp_path / "a.html.gz") == "too large"


def test_broken_gzip(tmp_path: Path) -> None:
    packed = gzip.compress(os.urandom(9_000))
    (tmp_path / "cut.html.gz").write_bytes(packed[:5_000])
    (tmp_path / "wrong.html.gz").write_bytes(packed[:100] + b"\xff" * 100 + packed[200:])
    (tmp_path / "mark.html.gz").write_bytes(b"\x1f\x8b" + b"?" * 50)
    found = {Path(p.place).name: p.reason for p in pages([str(tmp_path)]) if isinstance(p, Unreadable)}
    assert found == {"cut.html.gz": "truncated", "wrong.html.gz": "damaged", "mark.html.gz": "damaged"}


def test_pipes_and_dangling_links_in_a_folder_are_named_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.html")
    (tmp_path / "gone.html").symlink_to(tmp_path / "nowhere")
    found = [p for p in pages([str(tmp_path)]) if isinstance(p, Unreadable)]
    assert [p.reason for p in found] == ["not opened", "not opened"]


def test_a_linked_folder_is_named_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(HTML)
    (tmp_path / "round").symlink_to(tmp_path, target_is_directory=True)
    first, second = pages([str(tmp_path)])
    assert isinstance(first, Page)
    assert isinstance(second, Unreadable)
    assert (second.reason, Path(second.place).name) == ("not opened", "round")


def test_a_dangling_link_by_itself(tmp_path: Path) -> None:
    (tmp_path / "gone.html").symlink_to(tmp_path / "nowhere")
    assert reason(tmp_path / "gone.html") == "not opened"
