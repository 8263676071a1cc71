"""JSON Lines: one report a line, `{id, text, title, outlet, url, published}` or, unchanged, passim's
`{id, text, series, date}`. A bad line is named with its number, and the next one is read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from ..records import Page, Stated, Unreadable
from .reasons import refused
from .streams import MAX_PAGE_BYTES, encodable

# Field of `Stated` -> the names it goes by in a line, the first that is filled counts.
# passim's `series` is the newspaper and `date` its day: https://github.com/dasmiq/passim#input-format
FIELDS: Mapping[str, tuple[str, ...]] = {
    "id": ("id",),
    "title": ("title", "headline"),
    "outlet": ("outlet", "series"),
    "byline": ("byline", "author"),
    "language": ("language", "lang"),
    "published": ("published", "date"),
    "source": ("source",),
    "source_url": ("source_url",),
}


def json_lines(stream: BinaryIO, place: str) -> Iterator[Page | Unreadable]:
    """A page for each line, in order; blank lines are passed over."""
    number, filled = 0, False
    while line := stream.readline(MAX_PAGE_BYTES + 1):
        number += 1
        if not filled and line.strip() in (b"{", b"["):
            yield refused("bad JSON", "one JSON value over many lines; write one object a line (jq -c)", place=place)
            return
        here = f"{place}:{number}"
        if len(line) > MAX_PAGE_BYTES:
            _skip_line(stream)
            yield refused("too large", f"this line has more than {MAX_PAGE_BYTES:,} bytes", place=here)
        elif line.strip():
            yield _line_page(line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line, here)
        filled = filled or bool(line.strip())
    if not filled:
        yield refused("empty", f"{number} lines", place=place)


def _skip_line(stream: BinaryIO) -> None:
    """Read on to the end of the line, a piece at a time."""
    while (piece := stream.readline(1 << 20)) and not piece.endswith(b"\n"):
        pass


def _line_page(line: bytes, place: str) -> Page | Unreadable:
    """One line as a page."""
    try:
        record = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        return refused("bad encoding", str(error), place=place)
    except (ValueError, RecursionError) as error:
        return refused("bad JSON", str(error), place=place)
    if not isinstance(record, dict):
        return refused("bad JSON", f"a {type(record).__name__}, not an object in braces", place=place)
    return record_page(record, place)


def record_page(record: Mapping[str, object], place: str) -> Page | Unreadable:
    """One record of such fields as a page of plain text; what else it says is `Stated`."""
    text = _words(record.get("text"))
    if not text.strip():
        return refused("no text", f"fields: {', '.join(map(str, record)) or 'none'}"[:200], place=place)
    said = {field: _first(record, names) for field, names in FIELDS.items()}
    return Page(
        url=_words(record.get("url")),
        content=text.encode("utf-8"),
        media_type="text/plain",
        stated=Stated(**said),
        place=place,
    )


def _first(record: Mapping[str, object], names: tuple[str, ...]) -> str:
    """The first filled field of these names."""
    return next((words for name in names if (words := _words(record.get(name)))), "")


def _words(value: object) -> str:
    """A JSON string or number as text."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return encodable(str(value))
