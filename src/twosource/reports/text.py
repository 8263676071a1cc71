"""Sentences and words of a text, each with its place.

Sentence boundaries come from sentencex (about 300 languages, Rust); line breaks are settled here first, because pages
break lines for headings, paragraphs and sometimes for width. Time is linear in the text's length.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import NamedTuple

import sentencex

from ..records import Span

# Scripts written without spaces: every character is a word of its own (Han, kana, Thai, Lao, Khmer, Myanmar).
_UNSPACED = "぀-ヿ㐀-䶿一-鿿豈-﫿ｦ-ﾟ฀-๿຀-໿ក-៿က-႟"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+(?:[.,'’ʼ`\-‐‑][^\W_{_UNSPACED}]+)*")
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "`": "'", "‐": "-", "‑": "-"})
_LINE_END = re.compile(r"\n")
_TERMINAL = frozenset(".!?…:;。！？؟।\"'”’»)]*")

# A hard-wrapped text breaks nearly every line near one width of at most this many characters (e-mail, old archives).
_WRAP_WIDTH = 100
_WRAP_SLACK = 20
_WRAP_SHARE = 0.6

# The splitter's time grows with the square of a block's length: 28,000 characters take a third of a second.
_LONGEST_PIECE = 8000


class Word(NamedTuple):
    """One word: `key` is folded for comparison (case, width, apostrophes), start and end are its place."""

    key: str
    start: int
    end: int


def fold(words: str) -> str:
    """Case-folded, width and compatibility forms unified, apostrophes and hyphens in one form; accents kept."""
    return unicodedata.normalize("NFKC", words).casefold().translate(_APOSTROPHES)


def unaccented(words: str) -> str:
    """`fold`, with marks that combine with Latin, Greek or Cyrillic letters taken off ("Orbán" -> "orban")."""
    decomposed = unicodedata.normalize("NFKD", fold(words))
    return "".join(c for c in decomposed if not "̀" <= c <= "ͯ")


# Most words of a text have been met before.
_folded_word = lru_cache(maxsize=50_000)(fold)


@lru_cache(maxsize=512)
def words(text: str) -> tuple[Word, ...]:
    """All words in order. "don't", "3.5", "good-neighbour" are one word each; Han, kana and Thai one a character."""
    return tuple(Word(_folded_word(m[0]), m.start(), m.end()) for m in _WORD.finditer(text))


@lru_cache(maxsize=512)
def _starts(text: str) -> list[int]:
    """Where each of the words begins."""
    return [word.start for word in words(text)]


def words_of(text: str, span: Span) -> list[Word]:
    """The words of a stretch, with their places in the whole text; the text is read once."""
    starts, found = _starts(text), words(text)
    first, stop = bisect_left(starts, span.start), bisect_left(starts, span.end)
    cut = (first and found[first - 1].end > span.start) or (stop and found[stop - 1].end > span.end)
    if not cut:
        return list(found[first:stop])
    return [Word(w.key, w.start + span.start, w.end + span.start) for w in words(span.of(text))]


def _hard_wrapped(text: str) -> bool:
    """Whether lines are broken for width, not for sense."""
    lengths = sorted(len(line) for line in text.split("\n") if line.strip())
    if len(lengths) < 6:
        return False
    width = lengths[int(len(lengths) * 0.9)]
    near = sum(width - _WRAP_SLACK <= n <= width for n in lengths)
    return 40 <= width <= _WRAP_WIDTH and near >= _WRAP_SHARE * len(lengths)


def _breaks_line(text: str, at: int, wrapped: bool) -> bool:
    """Whether the line break at `at` ends a sentence."""
    before, after = text[at - 1 : at].strip(), text[at + 1 : at + 2]
    if not before or not after.strip():
        return True
    if wrapped or after.islower():
        return before in _TERMINAL and not after.islower()
    return True


def blocks(text: str) -> tuple[Span, ...]:
    """Paragraphs, headings and list items: what line breaks set apart. Hard-wrapped lines are joined."""
    wrapped = _hard_wrapped(text)
    cuts = [m.start() for m in _LINE_END.finditer(text) if _breaks_line(text, m.start(), wrapped)]
    edges = [-1, *cuts, len(text)]
    spans = (_trimmed(text, a + 1, b) for a, b in itertools.pairwise(edges))
    return tuple(s for s in spans if s.start < s.end)


@lru_cache(maxsize=512)
def sentences(text: str, language: str | None = None) -> tuple[Span, ...]:
    """Sentences in order, trimmed of white space, each within one block; a quotation of several stays whole."""
    found: list[Span] = []
    for piece in (piece for block in blocks(text) for piece in _pieces(text, block)):
        for boundary in sentencex.get_sentence_boundaries(language or "en", _plain(piece.of(text))):
            span = _trimmed(text, piece.start + boundary["start_index"], piece.start + boundary["end_index"])
            if span.start < span.end:
                found.append(span)
    return tuple(found)


def _pieces(text: str, block: Span) -> list[Span]:
    """A block in pieces the splitter can bear, cut after the last full stop or space that fits."""
    cuts = [block.start]
    while block.end - cuts[-1] > _LONGEST_PIECE:
        window = text[cuts[-1] : cuts[-1] + _LONGEST_PIECE]
        stop = max(window.rfind(mark) for mark in (". ", "? ", "! ", "。", "！", "？", "。」"))
        cuts.append(cuts[-1] + (max(stop, 0) or max(window.rfind(" "), 0) or _LONGEST_PIECE - 1) + 1)
    return [Span(a, b) for a, b in itertools.pairwise([*cuts, block.end])]


def _plain(block: str) -> str:
    """The same length without line breaks and lone surrogates, which the splitter would stumble over."""
    return re.sub(r"[\s\ud800-\udfff]", " ", block)


def _trimmed(text: str, start: int, end: int) -> Span:
    """The span without white space at its edges."""
    inside = text[start:end]
    return (
        Span(start + len(inside) - len(inside.lstrip()), start + len(inside.rstrip())) if inside.strip() else Span(0, 0)
    )


@lru_cache(maxsize=256)
def words_by_sentence(text: str, language: str | None = None) -> tuple[tuple[Span, tuple[str, ...]], ...]:
    """Every sentence with the keys of its words."""
    spans = sentences(text, language)
    ends = [span.end for span in spans]
    keys: list[list[str]] = [[] for _ in spans]
    for word in words(text):
        at = bisect_right(ends, word.start)
        if at < len(spans) and spans[at].start <= word.start:
            keys[at].append(word.key)
    return tuple((span, tuple(here)) for span, here in zip(spans, keys, strict=True))
