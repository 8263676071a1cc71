"""Files and folders: which files a path stands for, and one page out of one HTML or plain text file."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from ..errors import InputError
from ..records import Page, Stated, Unreadable
from .kinds import foreign
from .reasons import refused
from .streams import TooLargeError, whole

_NOTHING = Stated()

# Browsers: "<!-- saved from url=(0029)https://paper.example/story -->"; SingleFile: its name, then a line "url: ..."
# How zip archives begin, and with them the documents of office programs.
_ZIP = b"PK\x03\x04"
_SAVED_FROM = re.compile(
    rb"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://[^\s<>\"]+)", re.IGNORECASE
)


def existing(source: str) -> Path:
    """The path, if something is there to read.

    Raises:
        InputError: nothing is at the path, or it is a folder without a file in it.
    """
    path = Path(source)
    if not source or "\0" in source or not os.path.lexists(path):
        raise InputError(f"there is nothing at {source!r}: check the path, or give an address with http:// or https://")
    if path.is_dir() and next(files(path), None) is None:
        raise InputError(f"the folder {source!r} holds no files: put .html, .txt, .jsonl, .warc or feed files into it")
    return path


def files(path: Path) -> Iterator[Path]:
    """The file itself, or all files below a folder in order of their names; hidden ones (".git") are left alone.

    Folders that are locked, or links (which may lead round in circles), come too, to be refused by name.
    """
    if not path.is_dir():
        yield path
        return
    locked: list[OSError] = []
    for folder, subfolders, names in os.walk(path, onerror=locked.append):
        subfolders[:] = sorted(n for n in subfolders if not n.startswith("."))
        links = [n for n in subfolders if os.path.islink(os.path.join(folder, n))]
        yield from (Path(folder, name) for name in sorted(names + links) if not name.startswith("."))
    yield from (Path(error.filename) for error in locked)


def html_file(stream: BinaryIO, place: str) -> Iterator[Page | Unreadable]:
    """One page of HTML, at the address that a browser noted when it saved it.

    The bytes say their encoding (meta charset, byte order mark); reading settles it.
    """
    for found in _page(stream, place, "text/html"):
        yield replace(found, url=saved_from(found.content)) if isinstance(found, Page) else found


def saved_from(content: bytes) -> str:
    """The address in the comment that browsers and SingleFile put on top of a page they save; "" without one."""
    noted = _SAVED_FROM.search(content[:2_000])
    return noted[1].decode("utf-8", "replace") if noted else ""


def text_file(stream: BinaryIO, place: str) -> Iterator[Page | Unreadable]:
    """One page of plain text."""
    yield from _page(stream, place, "text/plain")


def other_file(stream: BinaryIO, place: str) -> Iterator[Page | Unreadable]:
    """No page: named, not read."""
    head = stream.read(4)
    detail = "neither HTML, text, JSON Lines, WARC nor feed"
    if head == _ZIP:
        detail += ": an archive or an office document; give what is in it"
    yield refused("not a page" if head else "empty", detail, place=place)


def _page(stream: BinaryIO, place: str, media_type: str) -> Iterator[Page | Unreadable]:
    """The whole stream as one page, within bounds."""
    try:
        yield page(whole(stream), media_type=media_type, place=place)
    except TooLargeError as error:
        yield refused("too large", str(error), place=place)


def page(
    content: bytes, *, media_type: str = "", url: str = "", place: str = "", stated: Stated = _NOTHING
) -> Page | Unreadable:
    """A page of these bytes; refused where there are none, or where they are no text."""
    if not content.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        return refused("empty", f"{len(content)} bytes", place=place, url=url)
    if foreign(content):
        return refused("binary", f"begins with {content[:12]!r}", place=place, url=url)
    return Page(url=url, content=content, media_type=media_type, stated=stated, place=place)
