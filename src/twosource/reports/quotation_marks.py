"""What a text sets in quotation marks, whatever its language's marks are.

Marks and their pairs: Unicode CLDR "delimiters" and the Chicago, Duden and Imprimerie nationale rules. Time is linear
in the text's length.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import lru_cache

from ..records import Span
from .text import blocks

# Opening mark -> marks that may close it. Pages mix typographic and straight marks, so a straight one may close too.
_DOUBLE = {
    '"': '"”“',  # straight; some editors turn only one of the two
    "“": '”"〞“',
    "”": '”"',  # Swedish, Finnish: the same mark at both ends
    "„": '“”"‟',  # German, Czech; Hungarian, Polish
    "‟": '”"',
    "«": "»",
    "»": "«»",  # Danish, German books; Finnish
    "「": "」",
    "『": "』",
    "｢": "｣",
    "〝": "〞〟",
    "＂": "＂",
    "״": "״",  # Hebrew
}
_SINGLE = {"‘": "’'", "‚": "‘’", "‹": "›", "›": "‹", "'": "'’"}
# These stand at either end or inside words: only the letters beside them tell which.
_AMBIGUOUS = frozenset("\"”»＂״›'")
_OPENS_AFTER = frozenset("([{<—–-:;,/'‘“„«…¿¡")
_DOUBLE_MARK = re.compile("``|''|[" + "".join(set("".join(_DOUBLE) + "".join(_DOUBLE.values()))) + "]")
_SINGLE_MARK = re.compile("[" + "".join(set("".join(_SINGLE) + "".join(_SINGLE.values()))) + "]")
_HEBREW = re.compile("[\u05d0-\u05ea]")
# A quotation in single marks with more characters than this is a stray apostrophe far from another.
_LONGEST_SINGLE = 1000


@lru_cache(maxsize=512)
def quoted_spans(text: str) -> tuple[Span, ...]:
    """The characters inside quotation marks, the marks left out, in order, none inside another.

    A quotation ends with its paragraph; where the next paragraph opens with a mark again (a speech of several
    paragraphs) the open one counts to the paragraph's end. A mark without its partner opens nothing.
    """
    double = _paired(text, blocks(text), _DOUBLE_MARK, _DOUBLE)
    single = _paired(text, _between(double, len(text), text), _SINGLE_MARK, _SINGLE)
    short = (s for s in single if s.end - s.start <= _LONGEST_SINGLE)
    return tuple(sorted(s for s in [*double, *short] if s.of(text).strip()))


def _between(taken: list[Span], length: int, text: str) -> tuple[Span, ...]:
    """The stretches of the text's paragraphs that `taken` (in order) leaves over."""
    left: list[Span] = []
    cuts = iter([*taken, Span(length, length)])
    cut = next(cuts)
    for block in blocks(text):
        at = block.start
        while cut.start < block.end:
            left.append(Span(at, max(at, cut.start)))
            at = max(at, cut.end)
            cut = next(cuts)
        left.append(Span(min(at, block.end), block.end))
    return tuple(s for s in left if s.start < s.end)


def _paired(text: str, stretches: tuple[Span, ...], mark: re.Pattern[str], pairs: dict[str, str]) -> list[Span]:
    """What lies between matching marks, stretch by stretch."""
    found: list[Span] = []
    for stretch, following in itertools.zip_longest(stretches, stretches[1:]):
        opened: tuple[str, int] | None = None
        for sign, start, end in _marks(text, stretch, mark):
            if opened and sign in pairs[opened[0]] and _may_close(text, sign, start, end):
                found.append(Span(opened[1], start))
                opened = None
            elif sign in pairs and _may_open(text, sign, start, end) and not (opened and opened[0] != sign):
                opened = (sign, end)
        if opened and following and mark is _DOUBLE_MARK and _sign(text, following.start) == opened[0]:
            found.append(Span(opened[1], stretch.end))
    return found


def _marks(text: str, stretch: Span, mark: re.Pattern[str]) -> Iterator[tuple[str, int, int]]:
    """Each mark of a stretch: what it is ('"' for typewriters' double single marks), start, end."""
    for m in mark.finditer(text, stretch.start, stretch.end):
        yield ('"' if len(m[0]) == 2 else m[0]), m.start(), m.end()


def _sign(text: str, at: int) -> str:
    """The mark at this place."""
    return '"' if text[at : at + 2] in ("``", "''") else text[at]


def _may_open(text: str, sign: str, start: int, end: int) -> bool:
    """Whether a mark can begin a quotation: inches, apostrophes and closing marks cannot."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if sign == "‘":
        return not before.isalnum()
    if sign not in _AMBIGUOUS:
        return True
    unspaced = before.isalpha() and not before.isascii() and ord(before) > 0x2E7F
    clear = not before or before.isspace() or before in _OPENS_AFTER or unspaced
    return clear and bool(after) and (sign in "»›" or not after.isspace())


def _may_close(text: str, sign: str, start: int, end: int) -> bool:
    """Whether a mark can end a quotation: an apostrophe inside a word or a Hebrew acronym's mark cannot."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if sign in "'’‘":
        return not after.isalnum() and not before.isspace()
    if sign in '"״' and _HEBREW.match(before) and _HEBREW.match(after):
        return False
    opens_again = sign in '"”“' and (before.isspace() and bool(after) and not after.isspace() and after not in ".,;:!?")
    return not opens_again
