"""Web archives (WARC, ISO 28500), plain or packed: a page for each captured answer of HTML or plain text.

One record is in memory at a time, and no more of it than MAX_PAGE_BYTES.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from ..records import Page, Unreadable
from .files import page
from .kinds import kind_by_media_type
from .reasons import refused
from .streams import MAX_PAGE_BYTES, TooLargeError, dechunked, decoded


def warc_records(stream: BinaryIO, place: str) -> Iterator[Page | Unreadable]:
    """A page, or its refusal, for each `response` record; the place is the file and the record's offset in it."""
    records = ArchiveIterator(stream, parse_http=True)
    here, found = place, False
    while True:
        try:
            record = next(records, None)
        except OSError as error:
            yield refused("damaged", f"{error}; the records after this place are lost", place=here)
            return
        if record is None:
            break
        here = f"{place}@{record.stream_pos}"
        if record.record_type == WarcRecordType.response or _cut_short(record):
            found = True
            yield _record_page(record, here)
    if not found:
        yield refused("empty", "an archive without a captured answer", place=place)


def _cut_short(record: WarcRecord) -> bool:
    """Whether the file ends within a record's own headers, so that even its type may be missing."""
    return record.headers.get("Content-Length") is None


def _record_page(record: WarcRecord, place: str) -> Page | Unreadable:
    """The page that a record holds, or why it holds none."""
    url = (record.headers.get("WARC-Target-URI") or "").strip("<>")
    refusal = _refusal(record, place, url)
    if refusal:
        return refusal
    length = record.content_length
    try:
        body = record.reader.read(MAX_PAGE_BYTES)
        if len(body) < length:
            return refused("truncated", f"{len(body):,} of {length:,} bytes are there", place=place, url=url)
        content = _undone(record, body)
    except TooLargeError as error:
        return refused("too large", str(error), place=place, url=url)
    except EOFError as error:
        return refused("truncated", str(error), place=place, url=url)
    except OSError as error:
        return refused("damaged", str(error), place=place, url=url)
    found = page(content, media_type=_media_type(record), url=url, place=place)
    return replace(found, captured=_captured(record)) if isinstance(found, Page) else found


def _refusal(record: WarcRecord, place: str, url: str) -> Unreadable | None:
    """Why a record is not worth reading further: cut off in its headers, too large, an error, a picture."""
    if not record.is_http and not _cut_short(record):
        return refused("not a page", f"a record of {record.headers.get('Content-Type')}", place=place, url=url)
    headers = record.http_headers
    if _cut_short(record) or headers is None or headers.status_code is None:
        return refused("truncated", "the record ends within its headers", place=place, url=url)
    if record.content_length > MAX_PAGE_BYTES:
        return refused("too large", f"a record of {record.content_length:,} bytes", place=place, url=url)
    if not 200 <= headers.status_code < 300:
        return refused(
            "HTTP status", f"{headers.status_code} {headers.reason_phrase or ''}".strip(), place=place, url=url
        )
    if _media_type(record) and kind_by_media_type(_media_type(record)) not in ("html", "text"):
        return refused("not a page", _media_type(record), place=place, url=url)
    return None


def _undone(record: WarcRecord, body: bytes) -> bytes:
    """The body with HTTP's transfer and content codings undone."""
    headers = record.http_headers
    if "chunked" in (headers.get("Transfer-Encoding") or "").lower():
        body = dechunked(body)
    return decoded(body, headers.get("Content-Encoding") or "")


def _media_type(record: WarcRecord) -> str:
    """The Content-Type as the server sent it, charset included."""
    return (record.http_headers.get("Content-Type") or "").strip()


def _captured(record: WarcRecord) -> datetime | None:
    """WARC-Date, UTC."""
    try:
        return datetime.fromisoformat(record.headers.get("WARC-Date") or "")
    except ValueError:
        return None
