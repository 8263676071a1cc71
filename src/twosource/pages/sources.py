"""Pages out of whatever is named: a file, a folder, standard input, a web address. One table from kind to carrier."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from ..records import Page, Unreadable
from .feeds import charset_of, entries, feed_file
from .files import existing, files, html_file, other_file, text_file
from .jsonl import json_lines
from .kinds import Kind, kind_by_content, kind_by_media_type, kind_by_name
from .reasons import STREAM_FAULTS, refused, stream_fault
from .streams import gzipped, headed, unzipped, unzipped_head
from .warc import warc_records
from .web import fetch, is_address

Carrier = Callable[[BinaryIO, str], Iterator[Page | Unreadable]]

# A new carrier is one function `(stream, place) -> pages` and one line here.
CARRIERS: Mapping[Kind, Carrier] = MappingProxyType(
    {
        "html": html_file,
        "text": text_file,
        "jsonl": json_lines,
        "warc": warc_records,
        "feed": feed_file,
        "other": other_file,
    }
)
STDIN = "-"

# A feed's entry with less text than this is a teaser; its article is asked for. The median summary of news feeds has
# some 150 characters, a short article 1,500.
_TEASER_BYTES = 1_000


def pages(sources: Iterable[str], *, follow: bool = True, allow_private: bool = False) -> Iterator[Page | Unreadable]:
    """Every page of the sources, in order, one at a time; what gives no page comes as `Unreadable` with its reason.

    A source is a path, a folder (read with all its subfolders), "-" for standard input, or a web address.
    `follow`: where a feed at a web address brings teasers only, its articles are asked for. A feed in a file never
    leads to the network. `allow_private`: web addresses in private networks may be asked for.

    Raises:
        InputError: nothing is at a path, or a folder is empty; raised at once, before the first page is read.
    """
    named = [source if source == STDIN or is_address(source) else existing(source) for source in sources]
    return _each(named, follow, allow_private)


def _each(named: Iterable[str | Path], follow: bool, allow_private: bool) -> Iterator[Page | Unreadable]:
    """The pages of each source in turn."""
    for source in named:
        if isinstance(source, Path):
            for path in files(source):
                yield from _file_pages(path, inside=path != source)
        elif source == STDIN:
            yield from _stream_pages(sys.stdin.buffer, "<stdin>", None)
        else:
            yield from _address_pages(source, follow, allow_private)


def uploaded(path: Path, name: str) -> Iterator[Page | Unreadable]:
    """The pages of a file that came under another name; its place is that name."""
    try:
        with path.open("rb") as stream:
            yield from _stream_pages(stream, name, kind_by_name(name))
    except OSError as error:
        yield stream_fault(error, name)


def _file_pages(path: Path, *, inside: bool) -> Iterator[Page | Unreadable]:
    """The pages of one file; `inside` a folder, pipes and devices are not opened, as they may never end."""
    if inside and not path.is_file():
        yield refused(
            "not opened", "no file: a pipe, a linked or locked folder, or a link that leads nowhere", place=str(path)
        )
        return
    try:
        with path.open("rb") as stream:
            yield from _stream_pages(stream, str(path), kind_by_name(path.name))
    except OSError as error:
        yield stream_fault(error, str(path))


def _stream_pages(stream: BinaryIO, place: str, kind: Kind | None) -> Iterator[Page | Unreadable]:
    """The pages of a stream of the kind given, or that its first bytes tell."""
    try:
        head, stream = headed(stream)
        if not head:
            yield refused("empty", "0 bytes", place=place)
            return
        packed = gzipped(head)
        kind = kind or kind_by_content(unzipped_head(head) if packed else head)
        # fastwarc unpacks by itself, record by record, and so knows each record's place in the packed file
        yield from CARRIERS[kind](unzipped(stream) if packed and kind != "warc" else stream, place)
    except STREAM_FAULTS as error:
        yield stream_fault(error, place)


def _address_pages(url: str, follow: bool, allow_private: bool) -> Iterator[Page | Unreadable]:
    """The page at an address, or the entries of the feed there."""
    found = fetch(url, allow_private=allow_private)
    if isinstance(found, Unreadable):
        yield found
        return
    kind = _answer_kind(found)
    if kind == "other":
        yield refused("not a page", found.media_type, url=found.url, place=url)
    elif kind == "feed":
        for entry in entries(found.content, url, charset=charset_of(found.media_type)):
            yield _followed(entry, allow_private) if follow else entry
    else:
        yield found


def _answer_kind(found: Page) -> Kind:
    """What a server's answer is; servers often call a feed text/html or text/plain, and XHTML application/xml."""
    told, seen = kind_by_media_type(found.media_type), kind_by_content(found.content[:4_096])
    if not found.media_type or told == "feed":
        return seen if seen in ("html", "feed", "text") else "other"
    return "feed" if seen == "feed" and told == "text" else told


def _followed(entry: Page | Unreadable, allow_private: bool) -> Page | Unreadable:
    """An entry, its article asked for where the feed brings only a teaser; the teaser where that fails."""
    if not is_address(entry.url) or (isinstance(entry, Page) and len(entry.content) >= _TEASER_BYTES):
        return entry
    article = fetch(entry.url, allow_private=allow_private)
    if not isinstance(article, Page) or _answer_kind(article) not in ("html", "text"):
        return entry
    stated = entry.stated if isinstance(entry, Page) else article.stated
    return replace(article, place=entry.place, stated=stated)
