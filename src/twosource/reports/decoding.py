"""Bytes -> characters, in one place: every offset into a page counts characters of `decoded(page)`.

Order: byte order mark; UTF-8 where the bytes prove it (valid, with at least one multi-byte character, which other
encodings hardly ever are); the carrier's charset; the page's own `<meta charset>`; UTF-8; windows-1252. Never fails:
bytes that make no sense become U+FFFD.
"""

from __future__ import annotations

import codecs
import re

from ..records import Page

# How far a `<meta charset>` may stand from the start; the HTML standard asks for 1,024, real pages are laxer.
_META_WITHIN = 4096
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_HEADER = re.compile(r"""charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Labels that pages use for a larger encoding than they name (WHATWG Encoding Standard, table of labels).
_MEANT = {
    "iso-8859-1": "windows-1252",
    "latin1": "windows-1252",
    "latin-1": "windows-1252",
    "us-ascii": "windows-1252",
    "ascii": "windows-1252",
    "iso-8859-9": "windows-1254",
    "iso-8859-11": "windows-874",
    "tis-620": "windows-874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "x-gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "sjis": "cp932",
    "windows-31j": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "windows-949": "cp949",
    "x-mac-cyrillic": "mac_cyrillic",
}
_ALIASES = {"windows-874": "cp874"}


def decoded(page: Page) -> str:
    """The page's characters, without a byte order mark; what a Trace's page offsets count."""
    return text_of(page.content, page.media_type)


def text_of(content: bytes, media_type: str = "") -> str:
    """Decode `content`; `media_type` may carry a charset ("text/html; charset=koi8-r")."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(name, "replace")
    utf8 = _strictly(content, "utf-8")
    if utf8 is not None and not content.isascii():
        return utf8
    names = [name for name in (_header_charset(media_type), _meta_charset(content)) if name]
    for name in names:
        if (text := _strictly(content, name)) is not None:
            return text
    if utf8 is not None:
        return utf8
    # A few broken bytes in a page that says what it is: what it says is still the best guess.
    return content.decode(names[0] if names else "windows-1252", "replace")


def _strictly(content: bytes, name: str) -> str | None:
    """Decoded, or None where a byte does not fit."""
    try:
        return content.decode(name)
    except (UnicodeDecodeError, UnicodeError):
        return None


def _header_charset(media_type: str) -> str:
    found = _HEADER.search(media_type)
    return _codec(found[1]) if found else ""


def _meta_charset(content: bytes) -> str:
    found = _META.search(content[:_META_WITHIN])
    name = _codec(found[1].decode("ascii")) if found else ""
    # A page whose <meta> could be read byte by byte is not UTF-16, whatever it says (WHATWG).
    return "utf-8" if name.startswith("utf-16") else name


def _codec(label: str) -> str:
    """The Python codec for a label, "" for an unknown one or one that is no text encoding."""
    name = _MEANT.get(label.lower(), label.lower())
    try:
        found = codecs.lookup(_ALIASES.get(name, name))
    except (LookupError, ValueError):
        return ""
    # codecs such as "hex" and "rot13" are not text encodings; "idna" and "punycode" are not for pages
    return "" if not getattr(found, "_is_text_encoding", True) or found.name in {"idna", "punycode"} else found.name
