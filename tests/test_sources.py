"""All carriers behind one door."""

import io
import itertools
import sys
from pathlib import Path

import pytest

from twosource.pages import REASONS, pages
from twosource.pages.sources import CARRIERS
from twosource.records import Page, Unreadable

JSON = b'{"id": "a", "text": "The bridge is closed."}\n'


class Stdin:
    def __init__(self, content: bytes) -> None:
        self.buffer = io.BytesIO(content)


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (JSON, "text/plain"),
        (b"<!doctype html><p>The bridge is closed.", "text/html"),
        (b"The bridge is closed.", "text/plain"),
        (
            b"<rss version='2.0'><channel><item><description>The bridge.</description></item></channel></rss>",
            "text/html",
        ),
    ],
)
def test_standard_input_is_judged_by_its_content(
    monkeypatch: pytest.MonkeyPatch, content: bytes, media_type: str
) -> None:
    monkeypatch.setattr(sys, "stdin", Stdin(content))
    (page,) = pages(["-"])
    assert isinstance(page, Page)
    assert page.media_type.partition(";")[0] == media_type
    assert page.place.startswith("<stdin>")


def test_empty_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Stdin(b""))
    (found,) = pages(["-"])
    assert isinstance(found, Unreadable)
    assert (found.reason, found.place) == ("empty", "<stdin>")


def test_sources_come_in_the_order_given_and_one_bad_one_does_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(JSON)
    (tmp_path / "b.warc").write_bytes(b"junk")
    (tmp_path / "c.txt").write_bytes(b"The bridge.")
    found = list(pages(str(tmp_path / n) for n in ("c.txt", "b.warc", "a.jsonl")))
    assert [Path(p.place).name for p in found] == ["c.txt", "b.warc", "a.jsonl:1"]
    assert [type(p) for p in found] == [Page, Unreadable, Page]


def test_pages_come_one_at_a_time(tmp_path: Path) -> None:
    """The second file is not opened before it is asked for."""
    (tmp_path / "a.txt").write_bytes(b"first")
    (tmp_path / "b.txt").write_bytes(b"second")
    found = pages([str(tmp_path)])
    next(found)
    (tmp_path / "b.txt").write_bytes(b"changed")
    second = next(found)
    assert isinstance(second, Page)
    assert second.content == b"changed"


def test_the_same_bytes_at_the_same_address_are_the_same_page(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(JSON * 2)
    first, second = (p for p in pages([str(tmp_path)]) if isinstance(p, Page))
    assert first.id == second.id
    assert first.place != second.place


def test_every_reason_is_explained_once() -> None:
    assert all(line and not line.endswith(".") for line in REASONS.values())
    assert len(set(REASONS.values())) == len(REASONS)


def test_any_bytes_in_any_carrier_give_pages_or_listed_reasons(tmp_path: Path) -> None:
    seeds = [b"\0" * 99, b"\xff" * 99, b"<" * 9_999, b"{" * 9_999, b"\x1f\x8b\x08" + b"\0" * 99, b"WARC/1.0\r\n" * 9]
    names = [
        f"{kind}.{suffix}" for kind, suffix in zip(CARRIERS, ("html", "txt", "jsonl", "warc", "rss", "x"), strict=True)
    ]
    for number, (seed, name) in enumerate(itertools.product(seeds, names)):
        (tmp_path / f"{number:02}{name}").write_bytes(seed)
    found = list(pages([str(tmp_path)]))
    assert {p.place.rpartition("/")[2].partition(":")[0].partition("@")[0].partition("#")[0] for p in found} == {
        p.name for p in tmp_path.iterdir()
    }
    assert all(p.reason in REASONS for p in found if isinstance(p, Unreadable))
