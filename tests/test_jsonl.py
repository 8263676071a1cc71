"""JSON Lines: ours and passim's; a bad line is named and the rest is read."""

import gzip
import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from twosource.pages import pages
from twosource.pages.jsonl import json_lines
from twosource.pages.streams import MAX_PAGE_BYTES, headed
from twosource.records import Page, Stated, Unreadable

LINE = {
    "id": "r1",
    "text": "The bridge at Aldernes is closed.",
    "title": "Bridge closed",
    "outlet": "Fjord Post",
    "url": "https://fjordpost.example/1",
    "published": "2024-03-04T10:00:00Z",
}


def read(path: Path, *lines: bytes) -> list[Page | Unreadable]:
    path.write_bytes(b"\n".join(lines) + b"\n")
    return list(pages([str(path)]))


def line(**fields: object) -> bytes:
    return json.dumps({**LINE, **fields}, ensure_ascii=False).encode()


def test_a_line_is_a_page_of_plain_text_with_what_it_states(tmp_path: Path) -> None:
    (page,) = read(tmp_path / "news.jsonl", line(text="Größe: 3 m"))
    assert page == Page(
        url="https://fjordpost.example/1",
        content="Größe: 3 m".encode(),
        media_type="text/plain",
        stated=Stated(id="r1", title="Bridge closed", outlet="Fjord Post", published="2024-03-04T10:00:00Z"),
        place=f"{tmp_path}/news.jsonl:1",
    )


def test_passims_lines_unchanged(tmp_path: Path) -> None:
    passim = b'{"id": "sn83030214-1862-03-12", "text": "A dispatch.", "series": "sn83030214", "date": "1862-03-12"}'
    (page,) = read(tmp_path / "passim.json-lines", passim)
    assert isinstance(page, Page)
    assert page.stated == Stated(id="sn83030214-1862-03-12", outlet="sn83030214", published="1862-03-12")


def test_a_bad_line_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    lines = [line(id=n) for n in range(1, 10)]
    lines[6] = b'{"id": 7, "text": "cut of'
    found = read(tmp_path / "news.jsonl", *lines)
    bad = [p for p in found if isinstance(p, Unreadable)]
    assert [(p.reason, p.place) for p in bad] == [("bad JSON", f"{tmp_path}/news.jsonl:7")]
    assert "line 1 column" in bad[0].detail
    assert [p.stated.id for p in found if isinstance(p, Page)] == ["1", "2", "3", "4", "5", "6", "8", "9"]


def test_json_over_many_lines_is_refused_once_with_advice(tmp_path: Path) -> None:
    (found,) = read(tmp_path / "a.json", b"[", b'  {"text":', b'  "a"}', b"]")
    assert isinstance(found, Unreadable)
    assert found.reason == "bad JSON"
    assert "one object a line" in found.detail


def test_each_fault_has_its_reason(tmp_path: Path) -> None:
    faults = {
        b'["a list"]': "bad JSON",
        b"null": "bad JSON",
        b"[" * 100_000: "bad JSON",
        b'{"n": ' + b"9" * 10_000 + b"}": "bad JSON",
        b"\x00\x01\x02": "bad JSON",
        b'{"text": "caf\xe9"}': "bad encoding",
        b'{"title": "no words"}': "no text",
        b'{"text": "  "}': "no text",
        b'{"text": ["a", "b"]}': "no text",
        b"{}": "no text",
    }
    found = read(tmp_path / "bad.jsonl", *faults)
    assert [p.reason if isinstance(p, Unreadable) else "" for p in found] == list(faults.values())


def test_a_line_too_long_is_passed_over(tmp_path: Path) -> None:
    found = read(tmp_path / "long.jsonl", b'{"text": "' + b"x" * (MAX_PAGE_BYTES + 5), line())
    assert isinstance(found[0], Unreadable)
    assert (found[0].reason, found[0].place) == ("too large", f"{tmp_path}/long.jsonl:1")
    assert isinstance(found[1], Page)
    assert found[1].place.endswith(":2")


def test_blank_lines_byte_order_mark_and_windows_line_ends(tmp_path: Path) -> None:
    found = read(tmp_path / "a.jsonl", b"\xef\xbb\xbf" + line() + b"\r", b"", b"  \r", line())
    assert [p.place.rpartition(":")[2] for p in found if isinstance(p, Page)] == ["1", "4"]


def test_packed_and_cut_short(tmp_path: Path) -> None:
    packed = gzip.compress(b"\n".join(line(id=n, text=f"{n} " + str(hash(str(n)))) for n in range(500)))
    (tmp_path / "a.jsonl.gz").write_bytes(packed)
    assert len([p for p in pages([str(tmp_path)]) if isinstance(p, Page)]) == 500
    (tmp_path / "a.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    *whole, last = pages([str(tmp_path)])
    assert len(whole) > 50
    assert isinstance(last, Unreadable)
    assert last.reason == "truncated"


def test_lone_surrogates_and_numbers(tmp_path: Path) -> None:
    (page,) = read(tmp_path / "a.jsonl", b'{"id": 12, "text": "a \\ud83d b \\ud83d\\ude00", "title": true}')
    assert isinstance(page, Page)
    assert page.content.decode() == "a � b 😀"
    assert page.stated == Stated(id="12")


@given(st.binary(max_size=300))
def test_any_bytes_give_a_page_or_a_reason_for_each_line(content: bytes) -> None:
    import io

    _, stream = headed(io.BytesIO(content))
    found = list(json_lines(stream, "x"))
    assert len(found) <= content.count(b"\n") + 1
    assert found
