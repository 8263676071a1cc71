"""Why a page gives no report: the closed table of reasons, and how each is told from the page's content.

A page is refused only where little or nothing is left beside the words that give it away: an article about captchas is
an article. Words are a table in many languages, `data/refusals.toml`.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from types import MappingProxyType

from ..records import Trace
from .markup import Mark, ink
from .text import fold
from .tracing import Block

REASONS: Mapping[str, str] = MappingProxyType(
    {
        "empty": "the page has no content",
        "binary": "the content is no text: an image, an archive, a program",
        "too large": "the page is larger than any report",
        "malformed": "the content could not be read as a page",
        "captcha": "the page asks to prove that a person reads it",
        "error page": "the server answered with an error: not found, forbidden, out of order",
        "sign-in wall": "the page asks to sign in or to subscribe before it shows the report",
        "cookie wall": "the page asks to accept cookies and shows nothing else",
        "link list": "the page lists other pages: a front page, a section, a search",
        "too short": "the page has too few words to be a report",
    }
)

# Printable characters: a text of fewer is a caption or a headline, no report.
_SHORTEST = 40
# A page with more than this beside the words of a wall has a report or a good part of one (about two paragraphs).
_WALLED = 450
_ERROR = 500  # error pages explain themselves, and list what else there is
_HEAD = 3000  # characters of the visible page in which a captcha or a wall names itself
# A front page's longest stretch without links is a teaser, and no large part of the whole.
_LINKED_INK, _LINKED_BLOCKS, _LINKS = 0.5, 0.45, 5
_TEASER, _TEASER_SHARE = 500, 0.35
_HEADLINE = 25  # characters of the page inside <a>: shorter links are names and buttons
_ERROR_NUMBER = re.compile(
    r"^\W*(?:error|http|fehler|erreur|erro|errore|ошибка|status)?\W{0,3}(?:40[0-9]|410|429|451|50[0-4])\W*$"
)
# What stands around the words: "404 Not Found!", "Error 403: Forbidden".
_NUMBER = re.compile(r"^\W*(?:\d{3}\b\W*)?|\W*(?:\b\d{3}\W*)?$")
_TELLING = 3  # words: a phrase this long gives itself away anywhere in a title
_ADDRESS = re.compile(r"^\W*(?:https?://|www\.)\S+\s*$")
_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b", "gzip-compressed data"),
    (b"RIFF", "sound, video or an image"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"BZh", "bzip2-compressed data"),
    (b"\xfd7zXZ", "xz-compressed data"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"OggS", "sound"),
    (b"ID3", "sound"),
    (b"\x00\x00\x00\x18ftyp", "video"),
    (b"\x00\x00\x00 ftyp", "video"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"\xd0\xcf\x11\xe0", "an Office document"),
    (b"SQLite format 3", "a database"),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed data"),
)
# Share of a decoded page that may be control characters or bytes that fit no encoding.
_MAX_NOISE = 0.1
_NOISE = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A reason, and the words or figures that a person can check."""

    reason: str
    detail: str


def unreadable_bytes(content: bytes, source: str) -> Refusal | None:
    """Whether the content is no text at all."""
    for magic, what in _MAGIC:
        if content.startswith(magic):
            return Refusal("binary", what)
    noise = len(_NOISE.findall(source[:100_000]))
    if noise > _MAX_NOISE * len(source[:100_000]):
        return Refusal("binary", f"{noise} of the first {len(source[:100_000])} characters are no text")
    return None


def refusal(blocks: Sequence[Block], lexed: Sequence[Mark], seen: str, headings: Iterable[str]) -> Refusal | None:
    """Why these blocks are no report. `seen`: the visible page; `headings`: its title and <h1>."""
    total = sum(len(ink(b.text)) for b in blocks)
    tops = [fold(" ".join(h.split())) for h in headings if h]
    head = fold(" ".join(seen[: _HEAD * 4].split()))[:_HEAD]
    found = _wall(blocks, total, tops, head) or _listing(blocks, total, links(lexed))
    if found is None and total < _SHORTEST:
        return Refusal("too short", f"{total} characters of text")
    return found


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, tuple[str, ...]]]:
    text = resources.files(__package__).joinpath("data/refusals.toml").read_text(encoding="utf-8")
    return {
        wall: {where: tuple(fold(p) for p in phrases) for where, phrases in table.items()}
        for wall, table in tomllib.loads(text).items()
    }


def _wall(blocks: Sequence[Block], total: int, tops: Sequence[str], head: str) -> Refusal | None:
    """A captcha, an error, a sign-in wall or a cookie wall, by its own words."""
    words = _words()
    said = {wall: _titled(tops, words[wall].get("title", ())) for wall in ("captcha", "error", "sign-in")}
    if total < _WALLED and (phrase := said["captcha"] or _says(head, words["captcha"]["text"])):
        return Refusal("captcha", phrase)
    if total < _ERROR and (phrase := said["error"] or next((t for t in tops if _ERROR_NUMBER.match(t)), "")):
        return Refusal("error page", phrase)
    for wall, reason in (("sign-in", "sign-in wall"), ("cookie", "cookie wall")):
        phrase = said.get(wall, "") or _says(head, words[wall]["text"])
        if phrase and _beside(blocks, words[wall]["text"]) < _limit(wall, total):
            return Refusal(reason, phrase)
    return None


def _limit(wall: str, total: int) -> float:
    """How much text beside a wall's own words makes a report: for cookies, most of what there is."""
    return _WALLED if wall == "sign-in" else min(_WALLED, max(total / 2, _SHORTEST))


def _titled(tops: Iterable[str], phrases: Iterable[str]) -> str:
    """The phrase that a title is, or begins or ends with, apart from the site's name."""
    for top in tops:
        parts = {_NUMBER.sub("", part) for part in [*re.split(r"\s[|\-–—•·:»]\s|[|:]", top), top]}
        found = next((p for p in phrases if p in parts or (len(p.split()) >= _TELLING and p in top)), "")
        if found:
            return found
    return ""


def _says(text: str, phrases: Iterable[str]) -> str:
    return next((phrase for phrase in phrases if phrase in text), "")


def _beside(blocks: Sequence[Block], phrases: Sequence[str]) -> int:
    """Printable characters in blocks that do not speak of the wall."""
    return sum(len(ink(b.text)) for b in blocks if not _says(fold(b.text), phrases))


def links(lexed: Iterable[Mark]) -> list[tuple[int, int]]:
    """Where the insides of <a> stand in the source, in order."""
    found: list[tuple[int, int]] = []
    opened = -1
    for mark in lexed:
        if mark.name == "a":
            opened = mark.end
        elif mark.name == "/a" and opened >= 0:
            found.append((opened, mark.start))
            opened = -1
    return found


def _listing(blocks: Sequence[Block], total: int, spans: Sequence[tuple[int, int]]) -> Refusal | None:
    """A page that lists others: its blocks are links, or teasers between links."""
    if sum(bool(_ADDRESS.match(b.text)) for b in blocks) > max(_LINKS, len(blocks) / 2):
        return Refusal("link list", f"{len(blocks)} lines, most of them addresses")
    linked = [all(_inside(part, spans) for part in b.parts) for b in blocks]
    inked = sum(len(ink(b.text)) for b, is_link in zip(blocks, linked, strict=True) if is_link)
    if sum(linked) >= _LINKS and inked >= _LINKED_INK * total:
        return Refusal("link list", f"{sum(linked)} of {len(blocks)} blocks are links")
    begins = [is_link or _headed(*pair, spans) for is_link, pair in zip(linked, _neighbours(blocks), strict=True)]
    stretch = _longest_stretch(blocks, begins)
    teasers = stretch < min(_TEASER, _TEASER_SHARE * total)
    if sum(begins) >= max(_LINKS, _LINKED_BLOCKS * len(blocks)) and teasers:
        return Refusal("link list", f"{sum(begins)} of {len(blocks)} blocks are links or stand under one")
    return None


def _neighbours(blocks: Sequence[Block]) -> Iterable[tuple[int, int]]:
    """For each block where the one before it ends in the page, and where it starts itself."""
    end = 0
    for block in blocks:
        start = block.parts[0].page_start
        yield (end, start)
        end = block.parts[-1].page_end


def _headed(end: int, start: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether the last link before a block, after the block before it, is long enough for a headline."""
    i = bisect_right(spans, (start, 0)) - 1
    return i >= 0 and end <= spans[i][0] and spans[i][1] <= start and spans[i][1] - spans[i][0] >= _HEADLINE


def _inside(part: Trace, spans: Sequence[tuple[int, int]]) -> bool:
    i = bisect_right(spans, (part.page_start, 1 << 60)) - 1
    return i >= 0 and spans[i][1] >= part.page_end


def _longest_stretch(blocks: Sequence[Block], begins: Sequence[bool]) -> int:
    """Printable characters of the longest run of blocks between links."""
    longest = run = 0
    for block, is_first in zip(blocks, begins, strict=True):
        run = len(ink(block.text)) + (0 if is_first else run)
        longest = max(longest, run)
    return longest
