"""What kind of thing a file is: by the end of its name, and by its first bytes where the name does not say."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

Kind = Literal["html", "text", "jsonl", "warc", "feed", "other"]

SUFFIXES: Mapping[str, Kind] = MappingProxyType(
    {
        ".html": "html",
        ".htm": "html",
        ".xhtml": "html",
        ".txt": "text",
        ".text": "text",
        ".jsonl": "jsonl",
        ".json": "jsonl",
        ".json-lines": "jsonl",
        ".jsonlines": "jsonl",
        ".ndjson": "jsonl",
        ".warc": "warc",
        ".rss": "feed",
        ".atom": "feed",
    }
)
_PACKED = (".gz", ".zst")

# Names that say "no page": pictures, sound, films, type, style sheets, programs, office files.
_OTHER_TYPES = re.compile(
    r"(?:image|audio|video|font)/|text/(?:css|javascript)|application/(?:javascript|pdf|zip|x-tar|msword|vnd\.)"
)

# First bytes that say "no page". RFC 6838's registry and https://mimesniff.spec.whatwg.org/
_OTHER_MAGIC = (
    b"%PDF-", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"PK\x03\x04", b"RIFF", b"\x7fELF", b"MZ\x90", b"BZh",
    b"\xfd7zXZ", b"7z\xbc\xaf", b"SQLite format 3\0", b"OggS", b"ID3", b"\0\0\x01\0", b"wOFF", b"wOF2",
)  # fmt: skip

_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF|atom:feed)[\s>]", re.IGNORECASE)
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|article|div|p|h1|table|span|a)[\s>/]", re.IGNORECASE
)
_MARKED = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")  # byte order marks: UTF-16, UTF-8

# Of the bytes of Latin-1, Windows, UTF-8 and East Asian encodings none but these controls stand in text.
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\r\f\x1b\x08")
_MOST_CONTROLS = 0.02  # a stray NUL or two in an old page is no program


def kind_by_name(name: str) -> Kind | None:
    """The kind that the end of a file's name tells, compression apart; None where it tells nothing."""
    stem = name.lower()
    for packed in _PACKED:
        stem = stem.removesuffix(packed)
    for suffix, kind in SUFFIXES.items():
        if stem.endswith(suffix):
            return kind
    guessed, _ = mimetypes.guess_type(stem)
    return "other" if guessed and _OTHER_TYPES.match(guessed) else None


def kind_by_content(head: bytes) -> Kind:
    """The kind that the first bytes (unpacked) tell."""
    if head.startswith(b"WARC/"):
        return "warc"
    if foreign(head):
        return "other"
    plain = head.replace(b"\0", b"").lstrip(b"\xff\xfe\xef\xbb\xbf \t\r\n")
    if plain.startswith(b"{"):
        return "jsonl"
    if _FEED.search(plain):
        return "feed"
    return "html" if _HTML.search(plain) else "text"


def foreign(content: bytes) -> bool:
    """Whether these bytes are no text at all: known file marks, or too many control characters."""
    head = content[:4_096]
    if head.startswith(_MARKED):
        return False
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return head.startswith(_OTHER_MAGIC) or controls > _MOST_CONTROLS * len(head)


def kind_by_media_type(media_type: str) -> Kind:
    """The kind that an HTTP Content-Type tells; "text" is what is neither marked up nor foreign."""
    essence = media_type.partition(";")[0].strip().lower()
    if essence in ("text/html", "application/xhtml+xml"):
        return "html"
    if essence in ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml"):
        return "feed"
    return "text" if essence == "text/plain" else "other"
