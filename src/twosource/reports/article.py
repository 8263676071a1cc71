"""The blocks of the article in a page, each with its place: by the extractor, else by what the page offers besides."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate
from operator import sub

from ..records import Span
from .extraction import extracted
from .json_ld import bodies
from .markup import Mark, Visible, ink
from .tracing import Block, Piece, located, written

# JSON-LD gives the whole article where the page shows its beginning only: taken where it is this much longer.
_LONGER = 1.5
# Below this many printable characters the extractor is taken to have failed, if paragraphs say five times as much.
_FAILED, _MORE = 150, 5
_PARAGRAPH = 80  # printable characters: shorter lines outside the article are menus
_CJK_PARAGRAPH = 30
# Tree builders take time that grows with the square of the depth; real pages are nested 50 deep.
_DEEPEST = 2000
_SELF_CLOSING = frozenset(
    [
        "area",
        "base",
        "body",
        "br",
        "col",
        "dd",
        "dt",
        "embed",
        "head",
        "hr",
        "html",
        "img",
        "input",
        "li",
        "link",
        "meta",
        "option",
        "p",
        "param",
        "source",
        "td",
        "th",
        "tr",
        "track",
        "wbr",
        "path",
        "rect",
        "circle",
        "use",
    ]
)
_CJK = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")


def article(source: str, lexed: Iterable[Mark], shown: Visible, scripts: Iterable[Span]) -> list[Block]:
    """The article's blocks in a page of HTML; [] where there is none."""
    blocks = located(extracted(source), shown) if _depth(lexed) <= _DEEPEST else []
    total = _size(blocks)
    enough = max(_LONGER * total, _PARAGRAPH)
    stated = _stated(source, scripts, enough)
    if _size(stated) > enough:
        return stated
    if total < _FAILED:
        paragraphs = _paragraphs(shown)
        if _size(paragraphs) > max(_MORE * total, _PARAGRAPH):
            return paragraphs
    return blocks


def _depth(lexed: Iterable[Mark]) -> int:
    """How deep elements that need a closing tag are nested."""
    depths = list(accumulate(_step(name) for name, _, _ in lexed))
    # a closing tag of nothing does not count: depth is measured from the lowest point before it
    return max(map(sub, depths, accumulate(depths, min, initial=0)), default=0)


@lru_cache(maxsize=512)
def _step(name: str) -> int:
    """What a tag adds to the depth."""
    if not name or name[0] in "!#" or name.removeprefix("/") in _SELF_CLOSING:
        return 0
    return -1 if name[0] == "/" else 1


def lines(page: Visible) -> list[Block]:
    """The lines of a text, each a block."""
    blocks: list[Block] = []
    at = 0
    for line in _LINE.finditer(page.text):
        length = len(ink(line[0]))
        if length:
            blocks.append(written([Piece(at, at + length)], page))
        at += length
    return blocks


def _size(blocks: Iterable[Block]) -> int:
    return sum(len(ink(b.text)) for b in blocks)


def _stated(source: str, scripts: Iterable[Span], enough: float) -> list[Block]:
    """The longest text that JSON-LD gives as the article's body; of those longer than `enough` as they are written."""
    found = [body for span in scripts for body in bodies(source, span, enough)]
    return lines(max(found, key=lambda v: len(v.text))) if found else []


def _paragraphs(shown: Visible) -> list[Block]:
    """Lines of the page that are long enough for paragraphs: what is left when the extractor fails."""
    return [b for b in lines(shown) if len(ink(b.text)) >= (_CJK_PARAGRAPH if _CJK.search(b.text) else _PARAGRAPH)]
