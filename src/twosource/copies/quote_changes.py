"""The same words quoted in two reports: where the quotations differ.

Quotations are matched over the whole reports, whatever stands around them, because a copy may quote less or more of
what
was said: the shorter one's words are aligned within the longer one's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..records import Report, Span
from ..reports.quotation_marks import quoted_spans
from ..reports.text import Word, words_of
from .variants import FUNCTION_WORDS, canonical, stem
from .word_blocks import Block, differing, place

# A quotation of fewer words is a word in quotation marks; two share their words when so many of the shorter one's
# agree.
_LEAST_WORDS = 4
_SAME_QUOTE = 0.5
# Blocks this many words apart make one change: "zone of everlasting" / "belt of eternal".
_BRIDGE = 1


class _Quoted(NamedTuple):
    span: Span
    words: tuple[Word, ...]


def shared_quotes(a: Report, b: Report) -> list[tuple[Span, Span]]:
    """Spans inside quotation marks of a and b that give the same words, as best they match, each used once."""
    left, right = _quoted(a), _quoted(b)
    scored = sorted(
        ((likeness, i, j) for i, x in enumerate(left) for j, y in enumerate(right) if (likeness := _likeness(x, y))),
        reverse=True,
    )
    found, taken_b = [], set()
    per_a: dict[int, int] = {}
    for _, i, j in scored:
        # One long quotation may be given in pieces by the other report: a side may be used again for another piece.
        if j in taken_b or per_a.get(i, 0) >= 3:
            continue
        taken_b.add(j)
        per_a[i] = per_a.get(i, 0) + 1
        found.append((left[i].span, right[j].span))
    return sorted(found)


def altered_quotes(a: Report, b: Report) -> Iterator[tuple[Span, Span]]:
    """Places where b quotes other words than a does for the same saying."""
    for x, y in shared_quotes(a, b):
        left, right = words_of(a.text, x), words_of(b.text, y)
        for block in _inner(differing(left, right, bridge=_BRIDGE), len(left), len(right)):
            if _says_other(left[block.a : block.a_end], right[block.b : block.b_end]):
                yield place(left, block.a, block.a_end, x.start), place(right, block.b, block.b_end, y.start)


def _quoted(report: Report) -> list[_Quoted]:
    return [_Quoted(s, tuple(words_of(report.text, s))) for s in quoted_spans(report.text)]


def _likeness(x: _Quoted, y: _Quoted) -> float:
    """Share of the shorter quotation's content words that the longer one has, 0 where too few; a word or two in
    quotation marks are shared only where they are the same."""
    one, other = _content(x), _content(y)
    shared = len(one & other)
    if min(len(x.words), len(y.words)) < _LEAST_WORDS:
        return 1.0 if shared and one == other else 0.0
    share = shared / max(1, min(len(one), len(other)))
    return share + shared / 1000 if shared >= 2 and share >= _SAME_QUOTE else 0.0


def _content(quoted: _Quoted) -> set[str]:
    """Stems of the words that carry meaning; "good-neighbourliness" is two words, as others write it."""
    return {stem(part) for w in quoted.words if w.key not in FUNCTION_WORDS for part in w.key.split("-") if part}


def _inner(blocks: Sequence[Block], length_a: int, length_b: int) -> Iterator[Block]:
    """Blocks without what stands at the edges because one report merely quotes more."""
    for block in blocks:
        a, a_end, b, b_end = block
        if a == 0 and b == 0:
            shorter = min(a_end, b_end)
            a, b = a_end - shorter, b_end - shorter
        if a_end == length_a and b_end == length_b:
            shorter = min(a_end - a, b_end - b)
            a_end, b_end = a + shorter, b + shorter
        if a < a_end or b < b_end:
            yield Block(a, a_end, b, b_end)


def _says_other(left: Sequence[Word], right: Sequence[Word]) -> bool:
    """Whether other content words stand here: articles, endings and spellings of one word are no change."""
    one = [stem(w.key) for w in left if w.key not in FUNCTION_WORDS]
    other = [stem(w.key) for w in right if w.key not in FUNCTION_WORDS]
    if "".join(canonical(w.key) for w in left) == "".join(canonical(w.key) for w in right):
        return False
    return one != other and bool(one or other)
