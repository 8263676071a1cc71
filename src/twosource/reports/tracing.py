"""Where every character of a report's text stands in its page.

An extractor gives blocks of text without places. Each block is looked up in the page's visible text, by its printable
characters (white space is re-flowed by everybody), and the report's text is then written *from the page*, not from the
extractor: so nothing can stand in a report that does not stand in its page. What is not found whole is found piece by
piece, word by word; a word that is not found at all (a bullet or a table's bar that the extractor drew) is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..records import Page, Report, Trace
from .decoding import decoded
from .markup import BLANK, Visible, ink, json_string, plain, visible

# A block of at least this many printable characters hardly ever stands twice: it fixes the order of the others.
_ANCHOR = 40
# Piecewise search: words tried at once, and how far ahead of the last find they may stand (in printable characters).
_CHUNKS = (4, 2, 1)
_WINDOW = 4000
_NEAR = 300

_SPACES = re.compile(r"\s+")
# Characters without a picture are dropped from the text, but not the joiners and variation selectors that shape
# Persian, Indic and emoji.
_DROPPED = re.compile(f"(?![\\s\u200c\u200d\ufe00-\ufe0f])[{BLANK}]")


class Piece(NamedTuple):
    """Printable characters key[start:end] of a Visible."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or item found in a page: its words, and the run of the page behind each part of them.

    `parts` holds (start, end) in `text` with (page_start, page_end) in the decoded page.
    """

    text: str
    parts: tuple[Trace, ...]


def located(blocks: Sequence[str], page: Visible) -> list[Block]:
    """The blocks, rewritten from the page, in the order given; blocks that are not found are left out."""
    key, _ = page.key
    wanted = [ink(block) for block in blocks]
    anchors = _anchors(wanted, key)
    found: list[Block] = []
    cursor = 0
    following = _following(anchors, len(key))
    for block, want, anchor, until in zip(blocks, wanted, anchors, following, strict=True):
        at = anchor if anchor >= 0 else _place(want, key, cursor, until)
        pieces = [Piece(at, at + len(want))] if at >= 0 else _pieces(block, key, cursor)
        if want and pieces:
            found.append(written(pieces, page))
            cursor = pieces[-1].end
    return found


def _anchors(wanted: Sequence[str], key: str) -> list[int]:
    """The place of each long block, -1 for the short and the lost ones."""
    places: list[int] = []
    cursor = 0
    for want in wanted:
        at = -1
        if len(want) >= _ANCHOR:
            at = key.find(want, cursor)
            if at >= 0:
                cursor = at + len(want)
            else:
                at = key.find(want, 0, cursor)
        places.append(at)
    return places


def _following(anchors: Sequence[int], end: int) -> list[int]:
    """For each block the place of the next anchor after it."""
    result: list[int] = []
    for at in reversed(anchors):
        result.append(end)
        end = at if at >= 0 else end
    return result[::-1]


def _place(want: str, key: str, cursor: int, until: int) -> int:
    """A short block's place: between its neighbours if it stands there, else after the one before, else anywhere."""
    if not want:
        return -1
    between = key.find(want, cursor, until) if until > cursor else -1
    after = between if between >= 0 else key.find(want, cursor)
    return after if after >= 0 else key.find(want, 0, cursor)


def _pieces(block: str, key: str, cursor: int) -> list[Piece]:
    """The block's words in runs, each run found after the last; words that are nowhere near are left out."""
    words = [w for w in (ink(w) for w in block.split()) if w]
    pieces: list[Piece] = []
    i = 0
    while i < len(words):
        at, end, taken = _next(words[i : i + _CHUNKS[0]], key, cursor, bool(pieces))
        i += taken
        if at < 0:
            continue
        while i < len(words) and key.startswith(words[i], end):
            end += len(words[i])
            i += 1
        pieces.append(Piece(at, end))
        cursor = end
    return pieces


def _next(words: Sequence[str], key: str, cursor: int, begun: bool) -> tuple[int, int, int]:
    """Where the next words stand, start and end, and how many of them: as many at once as can be found."""
    for count in _CHUNKS:
        chunk = "".join(words[:count])
        # one small word is no evidence of the place, unless its neighbour was just found
        reach = _WINDOW if count > 1 else _NEAR if begun else 0
        at = key.find(chunk, cursor, cursor + len(chunk) + reach) if reach else -1
        if at >= 0:
            return at, at + len(chunk), min(count, len(words))
    return -1, -1, 1


def written(pieces: Sequence[Piece], page: Visible) -> Block:
    """A block written from the page; pieces that do not touch in the page are set apart by a space."""
    _, index = page.key
    parts: list[Trace] = []
    text = ""
    for piece in _joined(pieces):
        start, end = index[piece.start], page.end(index[piece.end - 1])
        shown = _SPACES.sub(" ", _DROPPED.sub("", page.text[start:end]))
        text += " " if text else ""
        parts.append(Trace(len(text), len(text) + len(shown), page.place(start)[0], page.place(end - 1)[1]))
        text += shown
    return Block(text, tuple(parts))


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces that touch, as one."""
    result: list[Piece] = []
    for piece in pieces:
        if result and result[-1].end == piece.start:
            result[-1] = Piece(result[-1].start, piece.end)
        else:
            result.append(piece)
    return result


def joined(blocks: Sequence[Block], gap: str = "\n") -> tuple[str, tuple[Trace, ...]]:
    """The report's text and its traces."""
    traces: list[Trace] = []
    at = 0
    for block in blocks:
        traces += [Trace(t.start + at, t.end + at, t.page_start, t.page_end) for t in block.parts]
        at += len(block.text) + len(gap)
    return gap.join(block.text for block in blocks), tuple(traces)


def source(page: Page, report: Report, start: int, end: int) -> str:
    """The page's own characters, tags and entities between them, behind report.text[start:end].

    Runs that are apart in the page are set apart by a line break; "" where nothing but white space is asked for.
    """
    return "\n".join(decoded(page)[a:b] for a, b in places(page, report, start, end))


def places(page: Page, report: Report, start: int, end: int) -> list[tuple[int, int]]:
    """Offsets into `decoded(page)` behind report.text[start:end], one pair for each run."""
    if not 0 <= start <= end <= len(report.text):
        raise ValueError(f"{start}..{end} is not inside the report's text of {len(report.text)} characters")
    whole = decoded(page)
    found: list[tuple[int, int]] = []
    first = bisect_right(report.traces, start, key=lambda t: t.end)
    for trace in report.traces[first:]:
        if trace.start >= end:
            break
        place = _within(whole, report.text, trace, max(start, trace.start), min(end, trace.end))
        found += [place] if place else []
    return found


def _within(whole: str, text: str, trace: Trace, start: int, end: int) -> tuple[int, int] | None:
    """The place in the page of text[start:end], which lies inside one trace."""
    skipped = len(ink(text[trace.start : start]))
    count = len(ink(text[start:end]))
    if not count:
        return None
    shown = fragment(whole, trace, ink(text[trace.start : trace.end]))
    _, index = shown.key
    return (
        trace.page_start + shown.place(index[skipped])[0],
        trace.page_start + shown.place(shown.end(index[skipped + count - 1]) - 1)[1],
    )


def fragment(whole: str, trace: Trace, want: str) -> Visible:
    """What stands at a trace's place, read as markup, as plain text or as the inside of a JSON string: as it fits."""
    raw = whole[trace.page_start : trace.page_end]
    for reading in (visible, plain):
        if (shown := reading(raw)).key[0] == want:
            return shown
    shown = json_string(raw, 0, len(raw))
    if shown.key[0] != want:
        raise ValueError("this report was not read from this page")
    return shown
