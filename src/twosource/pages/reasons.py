"""Why something that was given is no page: the closed list, each with a line for the person who reads it."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from ..records import Unreadable

Reason = Literal[
    "empty",
    "binary",
    "not a page",
    "too large",
    "truncated",
    "damaged",
    "not opened",
    "bad JSON",
    "bad encoding",
    "no text",
    "not a feed",
    "unsafe feed",
    "HTTP status",
    "bad address",
    "private address",
    "not reached",
    "robots.txt",
]

REASONS: Mapping[str, str] = MappingProxyType(
    {
        "empty": "nothing is in it: no bytes, or white space only",
        "binary": "not text: a program, an archive or damaged bytes",
        "not a page": "a picture, a style sheet, a PDF: not HTML or plain text",
        "too large": "larger, or larger once unpacked, than any news page; not read further",
        "truncated": "it ends in the middle; what came before was read",
        "damaged": "the archive or its compression is broken here",
        "not opened": "the file cannot be opened or read: see the system's message",
        "bad JSON": "this line is not one JSON object",
        "bad encoding": "this line is not UTF-8, as JSON must be",
        "no text": "the record has no field 'text' with words in it",
        "not a feed": "neither RSS nor Atom",
        "unsafe feed": "the feed declares entities, which could expand without bound; it was not expanded",
        "HTTP status": "the server answered with an error or a redirect instead of a page",
        "bad address": "not an http or https address that can be asked for",
        "private address": "the address leads into a private network; not asked",
        "not reached": "no whole answer from the server in time",
        "robots.txt": "the site asks programs not to fetch this",
    }
)


def refused(reason: Reason, detail: str = "", *, place: str = "", url: str = "") -> Unreadable:
    """An `Unreadable` with a reason of this list."""
    return Unreadable(reason, detail, url=url, place=place)


def stream_fault(error: Exception, place: str) -> Unreadable:
    """What an error while reading a file or unpacking it means: cut short, broken, or kept shut by the system."""
    if isinstance(error, EOFError):
        return refused("truncated", f"{place} ends in the middle: {error}", place=place)
    if isinstance(error, OSError) and error.errno is not None:
        return refused("not opened", error.strerror or str(error), place=place)
    return refused("damaged", str(error), place=place)


# What a broken file or archive raises: gzip.BadGzipFile and fastwarc's errors are OSErrors without a number.
STREAM_FAULTS = (EOFError, OSError, zlib.error)
