"""RSS and Atom, read by feedparser: a page for each entry, with what the feed says of it, `<source>` included."""

from __future__ import annotations

import contextlib
import html
import io
import re
from collections.abc import Iterator
from typing import BinaryIO

import feedparser

from ..records import Page, Stated, Unreadable
from .files import page
from .reasons import refused
from .streams import TooLargeError, encodable, whole

# A feed that declares entities of its own can make a few bytes into gigabytes ("billion laughs"), and feedparser's
# fallback parser has no bound. No feed needs them: &nbsp; and its like are HTML's. Looked for in every encoding.
_DECLARES_ENTITY = re.compile(r"<!ENTITY\b", re.IGNORECASE)
_NUMBERED = re.compile(r"&#(?:x([0-9a-f]{1,9})|([0-9]{1,9}));", re.IGNORECASE)
_MARKED_UP = ("text/html", "application/xhtml+xml")
_TAG = re.compile(r"<[^<>]*>")
_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)")


def feed_file(stream: BinaryIO, place: str) -> Iterator[Page | Unreadable]:
    """The entries of a feed that lies in a file."""
    try:
        yield from entries(whole(stream), place)
    except TooLargeError as error:
        yield refused("too large", str(error), place=place)


def entries(content: bytes, place: str, *, charset: str = "") -> Iterator[Page | Unreadable]:
    """A page for each entry, in the feed's order: its full content, else its summary. `charset`: from HTTP headers."""
    if not content.strip():
        yield refused("empty", f"{len(content)} bytes", place=place)
        return
    text = _text(content, charset)
    if _DECLARES_ENTITY.search(text):
        yield refused("unsafe feed", "it declares entities (<!ENTITY ...>)", place=place)
        return
    try:
        feed = _parsed(text)
    except _PARSER_FAULTS as error:
        yield refused("damaged", f"{type(error).__name__}: {error}", place=place)
        return
    if not feed.get("version"):
        yield refused("not a feed", str(feed.get("bozo_exception", "")), place=place)
        return
    if not feed.entries:
        yield refused("empty", "a feed without entries", place=place)
    for number, entry in enumerate(feed.entries, 1):
        yield _entry_page(entry, feed.feed, f"{place}#{number}")


def charset_of(media_type: str) -> str:
    """The charset of a Content-Type, "" where it names none."""
    _, _, charset = media_type.lower().partition("charset=")
    return charset.split(";")[0].strip(" \"'")


# What feedparser's forgiving parser lets through on hostile markup (feedparser 6.0.14).
_PARSER_FAULTS = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError, RecursionError)


# How an XML text begins in encodings that show it (XML 1.0, appendix F).
_MARKS = {
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
    b"\xef\xbb\xbf": "utf-8-sig",
    b"<\0": "utf-16-le",
    b"\0<": "utf-16-be",
}

# What is not believed when it is only said: UTF-16 shows itself, or it is not; the others are codecs of Python's that
# no feed is written in (punycode takes time with the square of the length).
_NO_ENCODING = re.compile(r"utf.?(?:16|32)|punycode|idna|undefined|(?:raw.)?unicode.escape", re.IGNORECASE)


def _text(content: bytes, charset: str) -> str:
    """The feed as text, decoded once and here, so that what is checked is what is parsed."""
    marked = next((name for mark, name in _MARKS.items() if content.startswith(mark)), "")
    declared = _ENCODING.search(content[:1_000])
    for name in (marked, charset, declared[1].decode("ascii") if declared else "", "utf-8"):
        if name and (name == marked or not _NO_ENCODING.match(name)):
            with contextlib.suppress(LookupError, UnicodeError):
                return content.decode(name)
    return content.decode("cp1252", "replace")


def _parsed(text: str) -> feedparser.FeedParserDict:
    """The feed; markup inside entries stays as the feed wrote it. Bytes in memory only: feedparser fetches nothing."""
    undeclared = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.removeprefix("\ufeff"), count=1)
    return feedparser.parse(
        io.BytesIO(encodable(_NUMBERED.sub(_possible, undeclared)).encode()),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )


def _possible(reference: re.Match[str]) -> str:
    """A numbered character, U+FFFD where no such character is: feedparser would stumble over it."""
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    return reference[0] if number < 0xD800 or 0xDFFF < number < 0x110000 else "\ufffd"


def _entry_page(entry: feedparser.FeedParserDict, feed: feedparser.FeedParserDict, place: str) -> Page | Unreadable:
    """One entry as a page."""
    words, media_type = _fullest(entry)
    url = entry.get("link", "")
    if not words.strip():
        return refused("no text", "the entry has neither content nor summary", place=place, url=url)
    return page(
        encodable(words).encode(),
        media_type=f"{media_type}; charset=utf-8",
        url=url,
        place=place,
        stated=_stated(entry, feed),
    )


def _fullest(entry: feedparser.FeedParserDict) -> tuple[str, str]:
    """The longest of an entry's contents and summary, and its media type."""
    details = [*_elements(entry.get("content")), *_elements([entry.get("summary_detail")]), {}]
    best = max(details, key=lambda detail: len(detail.get("value", "")))
    plain = best.get("type") == "text/plain" and "<p" not in best.get("value", "")
    return best.get("value", ""), "text/plain" if plain else "text/html"


def _stated(entry: feedparser.FeedParserDict, feed: feedparser.FeedParserDict) -> Stated:
    """What the feed says of an entry; `<source>` is RSS's element with its address, or Atom's with its own title."""
    source = next(_elements([entry.get("source")]), feedparser.FeedParserDict())
    links = [link.get("href", "") for link in _elements(source.get("links"))]
    return Stated(
        title=_words(entry, "title"),
        outlet=_words(feed, "title"),
        byline=_words(entry, "author"),
        language=_words(feed, "language"),
        published=_words(entry, "published") or _words(entry, "updated"),
        source=_words(source, "title"),
        source_url=source.get("href", "") or next(iter(links), ""),
    )


def _elements(parsed: object) -> Iterator[feedparser.FeedParserDict]:
    """The elements of a list; words are passed over: feedparser keeps an unknown `<links>` where it keeps its own."""
    found = parsed if isinstance(parsed, list) else []
    return (one for one in found if isinstance(one, feedparser.FeedParserDict))


def _words(element: feedparser.FeedParserDict, name: str) -> str:
    """A field as words; markup (Atom's type="html") taken off."""
    words = str(element.get(name) or "")
    if any(detail.get("type") in _MARKED_UP for detail in _elements([element.get(f"{name}_detail")])):
        words = html.unescape(_TAG.sub("", words))
    return " ".join(encodable(words).split())
