"""Page -> Report | Unreadable: what one page says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..records import Page, Report, Unreadable
from .boilerplate import report_lines
from .decoding import decoded
from .extraction import extracted
from .language import language
from .markup import Visible, ink, plain, visible
from .metadata import Metadata, metadata
from .refusals import REASONS
from .tracing import Block, Piece, joined, located, written

__all__ = ["MAX_BYTES", "REASONS", "read"]

# The largest real news pages are 2 MB; what is ten times as large is a dump, not a report.
MAX_BYTES = 20_000_000
# Fewer printable characters than this are a caption or a headline, not a report.
MIN_INK = 40
_TAG = re.compile(r"<(?:!doctype|html|head|body|div|p|article|section|span|table|br|h1)\b[^>]{0,1000}>", re.IGNORECASE)
_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_MAX_TITLE = 200
_SENTENCE_END = re.compile(r"[.。؟][\"”’»)]*\s*$")


def read(page: Page) -> Report | Unreadable:
    """The report that a page holds, or the reason why it holds none (a key of REASONS)."""
    if len(page.content) > MAX_BYTES:
        return _refused(page, "too large", f"{len(page.content):,} bytes; the limit is {MAX_BYTES:,}")
    if not page.content.strip(b"\0\t\n\r "):
        return _refused(page, "empty", f"{len(page.content)} bytes")
    source = decoded(page)
    markup = has_markup(page, source)
    said = metadata(page, source, markup=markup)
    shown = visible(source) if markup else plain(source)
    blocks = located(extracted(source), shown) if markup else _lines(shown)
    kept = [blocks[i] for i in report_lines([b.text for b in blocks])]
    text, traces = joined(_once(kept))
    if len(ink(text)) < MIN_INK:
        return _refused(page, "too short", f"{len(ink(text))} characters of text")
    return Report(
        id=page.stated.id or page.id,
        text=text,
        title=said.title or _first_line(kept),
        outlet=said.outlet,
        url=page.url,
        published=said.published,
        language=language(text, said.language),
        byline=said.byline,
        credits=_credits(page, said, text),
        traces=traces,
        page_id=page.id,
    )


def has_markup(page: Page, source: str) -> bool:
    """Whether the page is HTML: as its type says, else by its tags."""
    if page.media_type.partition(";")[0].strip().lower() == "text/plain":
        return False
    return bool(_TAG.search(source))


def _lines(page: Visible) -> list[Block]:
    """The lines of a plain text, each a block."""
    blocks: list[Block] = []
    at = 0
    for line in _LINE.finditer(page.text):
        length = len(ink(line[0]))
        if length:
            blocks.append(written([Piece(at, at + length)], page))
        at += length
    return blocks


def _once(blocks: Sequence[Block]) -> list[Block]:
    """Blocks without those that only repeat the one before: pages print their title twice."""
    return [b for i, b in enumerate(blocks) if i == 0 or b.text != blocks[i - 1].text]


def _first_line(blocks: Sequence[Block]) -> str:
    """The first line of a plain text as its title; "" where it is a sentence or a paragraph."""
    line = blocks[0].text if blocks else ""
    return line if len(line) <= _MAX_TITLE and not _SENTENCE_END.search(line) else ""


def _credits(page: Page, said: Metadata, text: str) -> tuple[()]:
    """What the report names as its origin: the one call into credits."""
    del page, said, text
    return ()


def _refused(page: Page, reason: str, detail: str) -> Unreadable:
    assert reason in REASONS  # noqa: S101 (a slip of ours, not of the page's)
    return Unreadable(reason, detail, page.url, page.place, page.id)
