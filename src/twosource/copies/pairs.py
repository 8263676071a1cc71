"""The sentences inside an aligned passage, each with the one of the other side that says the same."""

from __future__ import annotations

from collections.abc import Iterator

from ..records import Passage, Report, Span
from ..reports.cues import words_of
from ..reports.text import sentences
from .variants import FUNCTION_WORDS, stem
from .word_blocks import agreement

# Wordings that keep this share of the shorter one's words are compared word by word, as one.
CLOSE = 0.6
# Two sentences of one passage are held against each other from this share of the shorter one's content words.
_SAME_SENTENCE = 0.3


def sentence_pairs(a: Report, b: Report, passage: Passage) -> Iterator[tuple[Span, Span]]:
    """Pairs of stretches (in a, in b): each sentence of the b side with the likest of the a side, cut to the
    passage."""
    left = _inside(a, passage.a_start, passage.a_end)
    right = _inside(b, passage.b_start, passage.b_end)
    whole = agreement(words_of(a.text, passage_a(passage)), words_of(b.text, passage_b(passage)))
    if (len(left) <= 1 and len(right) <= 1) or whole >= CLOSE:
        yield Span(passage.a_start, passage.a_end), Span(passage.b_start, passage.b_end)
        return
    for y in right:
        best = max(left, key=lambda x: _likeness(a, b, x, y), default=None)
        if best is not None and _likeness(a, b, best, y) >= _SAME_SENTENCE:
            yield best, y


def passage_a(passage: Passage) -> Span:
    """Where the passage stands in a."""
    return Span(passage.a_start, passage.a_end)


def passage_b(passage: Passage) -> Span:
    """Where the passage stands in b."""
    return Span(passage.b_start, passage.b_end)


def _inside(report: Report, start: int, end: int) -> list[Span]:
    cut = (
        Span(max(s.start, start), min(s.end, end))
        for s in sentences(report.text, report.language)
        if s.start < end and start < s.end
    )
    return [s for s in cut if s.start < s.end]


def _likeness(a: Report, b: Report, x: Span, y: Span) -> float:
    one = {stem(w.key) for w in words_of(a.text, x) if w.key not in FUNCTION_WORDS}
    other = {stem(w.key) for w in words_of(b.text, y) if w.key not in FUNCTION_WORDS}
    return len(one & other) / max(1, min(len(one), len(other)))
