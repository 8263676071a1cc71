"""Web archives: what is a page, what is refused, and that one record at a time is in memory."""

import gzip
import tracemalloc
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from twosource.pages import pages
from twosource.pages.streams import dechunked
from twosource.records import Page, Unreadable

HTML = b"<html><p>The bridge at Aldernes is closed.</p></html>"
TYPE = "Content-Type: text/html; charset=iso-8859-1"


def answer(body: bytes = HTML, *headers: str, status: str = "200 OK") -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status}", *headers, "", ""]).encode() + body


def record(block: bytes, url: str = "http://fjordpost.example/1", kind: str = "response") -> bytes:
    head = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>",
        "WARC-Date: 2024-03-04T10:00:00Z",
        f"WARC-Target-URI: {url}",
        "Content-Type: application/http; msgtype=response",
        f"Content-Length: {len(block)}",
    ]
    return "\r\n".join([*head, "", ""]).encode() + block + b"\r\n\r\n"


def read(path: Path, content: bytes) -> list[Page | Unreadable]:
    path.write_bytes(content)
    return list(pages([str(path)]))


def content(path: Path, *blocks: bytes) -> list[bytes]:
    return [p.content for p in read(path, b"".join(map(record, blocks))) if isinstance(p, Page)]


@pytest.mark.parametrize(("name", "pack"), [("a.warc", bytes), ("a.warc.gz", gzip.compress), ("a", gzip.compress)])
def test_each_answer_is_a_page(tmp_path: Path, name: str, pack: type[bytes]) -> None:
    records = [pack(record(answer(HTML + b"%d" % n, TYPE), f"http://fjordpost.example/{n}")) for n in range(3)]
    found = read(tmp_path / name, b"".join(records))
    assert found[1] == Page(
        url="http://fjordpost.example/1",
        content=HTML + b"1",
        media_type="text/html; charset=iso-8859-1",
        captured=datetime(2024, 3, 4, 10, tzinfo=UTC),
        place=f"{tmp_path / name}@{len(records[0])}",
    )
    assert len(found) == 3


def test_only_answers_of_html_and_text_are_pages(tmp_path: Path) -> None:
    found = read(
        tmp_path / "a.warc",
        record(b"software: none", kind="warcinfo")
        + record(b"GET / HTTP/1.1\r\n\r\n", kind="request")
        + record(answer(b"\x89PNG", "Content-Type: image/png"))
        + record(answer(b"gone", TYPE, status="404 Not Found"))
        + record(answer(b"", TYPE, status="301 Moved"))
        + record(answer(b"The bridge.", "Content-Type: text/plain"))
        + record(answer(HTML)),
    )
    assert [p.reason if isinstance(p, Unreadable) else p.media_type for p in found] == [
        "not a page",
        "HTTP status",
        "HTTP status",
        "text/plain",
        "",
    ]
    assert isinstance(found[1], Unreadable)
    assert found[1].detail == "404 Not Found"


def test_answers_that_are_not_http_and_odd_headers(tmp_path: Path) -> None:
    dns = record(b"20240304\nfjordpost.example. 1 IN A 10.0.0.1").replace(
        b"application/http; msgtype=response", b"text/dns"
    )
    odd = (
        record(answer(HTML, TYPE, "X-Caf\u00e9: 1"))
        .replace(b"\xc3\xa9", b"\xe9\xff")
        .replace(b"post.ex", b"p\xff\xfe.ex")
    )
    found = read(tmp_path / "a.warc", dns + odd)
    assert isinstance(found[0], Unreadable)
    assert found[0].reason == "not a page"
    assert isinstance(found[1], Page)
    assert found[1].content == HTML


def test_codings_are_undone_and_left_alone_where_only_the_header_says_so(tmp_path: Path) -> None:
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(HTML), HTML)
    bare = zlib.compressobj(wbits=-15)
    found = content(
        tmp_path / "a.warc",
        answer(gzip.compress(HTML), "Content-Encoding: gzip"),
        answer(HTML, "Content-Encoding: gzip"),
        answer(zlib.compress(HTML), "Content-Encoding: deflate"),
        answer(bare.compress(HTML) + bare.flush(), "Content-Encoding: deflate"),
        answer(chunked, "Transfer-Encoding: chunked"),
        answer(HTML, "Transfer-Encoding: chunked"),
        answer(HTML, "Content-Encoding: br"),
        answer(HTML, "Content-Encoding: unheard-of"),
    )
    assert found == [HTML] * 8


def test_chunks() -> None:
    assert dechunked(b"5\r\nhello\r\n6;x=1\r\n world\r\n0\r\n\r\n") == b"hello world"
    assert dechunked(b"5\r\nhel") == b"hel"
    assert dechunked(b"words") == b"words"
    assert dechunked(b"") == b""


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_truncated_archive_gives_what_is_whole(tmp_path: Path, pack: type[bytes]) -> None:
    body = HTML + bytes(n * 7 % 95 + 32 for n in range(3_000))
    records = [pack(record(answer(body, TYPE))) for _ in range(3)]
    for cut in (120, 250, len(records[0]) - 40):  # in the headers, in the text, near the end
        found = read(tmp_path / "a.warc", b"".join(records)[: 2 * len(records[0]) + cut])
        assert [type(p) for p in found[:2]] == [Page, Page]
        assert isinstance(found[2], Unreadable)
        assert found[2].reason in ("truncated", "damaged")
        assert len(found) == 3


def test_junk_is_no_archive(tmp_path: Path) -> None:
    for junk in (b"words " * 50, gzip.compress(b"words " * 50), b"WARC/1.0\r\nwords\r\n"):
        (found,) = read(tmp_path / "a.warc", junk)
        assert isinstance(found, Unreadable)
        assert found.reason in ("damaged", "truncated")


def test_an_archive_with_no_answers_says_so(tmp_path: Path) -> None:
    (found,) = read(tmp_path / "a.warc", record(b"software: none", kind="warcinfo"))
    assert isinstance(found, Unreadable)
    assert found.reason == "empty"


def test_what_is_after_a_damaged_place_is_told_as_lost(tmp_path: Path) -> None:
    good = gzip.compress(record(answer(HTML, TYPE)))
    found = read(tmp_path / "a.warc.gz", good + b"\x1f\x8b" + b"\xff" * 60 + good)
    assert isinstance(found[0], Page)
    assert isinstance(found[-1], Unreadable)
    assert found[-1].reason == "damaged"
    assert "lost" in found[-1].detail


def test_bombs_are_not_unpacked(tmp_path: Path) -> None:
    bomb = answer(gzip.compress(b"\n" * 200_000_000, 1), "Content-Encoding: gzip", TYPE)
    large = answer(b"\n" * 60_000_000, TYPE)
    archive = gzip.compress(record(bomb)) + gzip.compress(record(large), 1) + gzip.compress(record(answer(HTML, TYPE)))
    found = read(tmp_path / "a.warc.gz", archive)
    assert [p.reason if isinstance(p, Unreadable) else p.content for p in found] == ["too large", "too large", HTML]


def test_memory_does_not_grow_with_the_archive(tmp_path: Path) -> None:
    """A 60 MB archive of 100 kB pages: at no time more than a few of them are held."""
    one = record(answer(HTML + b"x" * 100_000, TYPE))
    with (tmp_path / "big.warc").open("wb") as archive:
        for _ in range(600):
            archive.write(one)
    tracemalloc.start()
    count = sum(isinstance(p, Page) for p in pages([str(tmp_path / "big.warc")]))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 600
    assert peak < 3_000_000
