"""The sentences inside an aligned passage, each with the one of the other side that says the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from ..records import Passage, Report, Span
from ..reports.text import sentences, words_of
from .variants import FUNCTION_WORDS, stem
from .word_blocks import agreement

# Wordings that keep this share of the shorter one's words are compared word by word, as one.
CLOSE = 0.6
# Two sentences of one passage are held against each other from this share of the shorter one's content words.
_SAME_SENTENCE = 0.3
# ... and two that no passage holds from this share.
_SAME_LEFT = 0.6
_MOST_LEFT = 60  # sentences of either report
_LEAST_WORDS = 4
_FEW_LEFT = 3  # words of a sentence before or behind a passage that still belong to it
_SAME_SHORT = 0.7  # of the words of two texts of one sentence
_COVERED = 0.5  # of a sentence's characters in passages


def sentence_pairs(a: Report, b: Report, passage: Passage) -> Iterator[tuple[Span, Span]]:
    """Pairs of stretches (in a, in b): each sentence of the b side with the likest of the a side, cut to the
    passage."""
    left = _inside(a, passage.a_start, passage.a_end)
    right = _inside(b, passage.b_start, passage.b_end)
    if max(len(left), len(right)) <= 1 or _close(a, b, passage):
        yield Span(passage.a_start, passage.a_end), Span(passage.b_start, passage.b_end)
        return
    for y in right:
        best = max(left, key=lambda x: _likeness(a, b, x, y), default=None)
        if best is not None and _likeness(a, b, best, y) >= _SAME_SENTENCE:
            yield best, y


def _close(a: Report, b: Report, passage: Passage) -> bool:
    """Whether most words of the passage stay."""
    return agreement(words_of(a.text, passage_a(passage)), words_of(b.text, passage_b(passage))) >= CLOSE


def widened(a: Report, b: Report, passage: Passage) -> Passage:
    """The passage with the rest of its first and last sentences, where each side has a few words left there:
    "... killed | 17", "13 | shot in Hale"."""
    x, y = _sentences_of(a, passage_a(passage)), _sentences_of(b, passage_b(passage))
    if _few(a, x.start, passage.a_start) and _few(b, y.start, passage.b_start):
        passage = replace(passage, a_start=x.start, b_start=y.start)
    if _few(a, passage.a_end, x.end) and _few(b, passage.b_end, y.end):
        passage = replace(passage, a_end=x.end, b_end=y.end)
    return passage


def _sentences_of(report: Report, span: Span) -> Span:
    """From where the span's first sentence begins to where its last one ends."""
    touched = [s for s in sentences(report.text, report.language) if s.start < span.end and span.start < s.end]
    return Span(min([span.start, *(s.start for s in touched)]), max([span.end, *(s.end for s in touched)]))


def _few(report: Report, start: int, end: int) -> bool:
    """Whether some words stand here, and only a few."""
    return 1 <= len(words_of(report.text, Span(start, end))) <= _FEW_LEFT


def short_pair(a: Report, b: Report) -> list[tuple[Span, Span]]:
    """Two texts of a sentence each, too short to be aligned, as one pair: where all but a word or two is the same."""
    both = [sentences(r.text, r.language) for r in (a, b)]
    tokens = [words_of(r.text, Span(0, len(r.text))) for r in (a, b)]
    one = all(len(spans) == 1 for spans in both) and min(map(len, tokens)) >= _LEAST_WORDS
    return [(both[0][0], both[1][0])] if one and agreement(*tokens) >= _SAME_SHORT else []


def left_pairs(a: Report, b: Report, passages: Sequence[Passage]) -> list[tuple[Span, Span]]:
    """Pairs of sentences outside all passages that say the same for the most part, each used once: what a copy altered
    so much that alignment passed it over. None where nothing but quotations is shared."""
    if all(p.kind == "quoted" for p in passages):
        return []
    left = uncovered(a, [passage_a(p) for p in passages])[:_MOST_LEFT]
    right = uncovered(b, [passage_b(p) for p in passages])[:_MOST_LEFT]
    scored = sorted(
        ((likeness, x, y) for y in right for x in left if (likeness := _likeness(a, b, x, y)) >= _SAME_LEFT),
        key=lambda found: (-found[0], found[1].start, found[2].start),
    )
    taken: set[tuple[str, int]] = set()
    pairs = []
    for _, x, y in scored:
        if not taken & {("a", x.start), ("b", y.start)}:
            taken |= {("a", x.start), ("b", y.start)}
            pairs.append((x, y))
    return pairs


def uncovered(report: Report, spans: Sequence[Span]) -> list[Span]:
    """Sentences of some length that the spans, which do not overlap, leave open for the most part."""
    found = []
    for sentence in sentences(report.text, report.language):
        inside = sum(max(0, min(s.end, sentence.end) - max(s.start, sentence.start)) for s in spans)
        long = len(words_of(report.text, sentence)) >= _LEAST_WORDS
        if long and inside < _COVERED * (sentence.end - sentence.start):
            found.append(sentence)
    return found


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
    one, other = _stems(a.text, x), _stems(b.text, y)
    return len(one & other) / max(1, min(len(one), len(other)))


@lru_cache(maxsize=1024)
def _stems(text: str, span: Span) -> frozenset[str]:
    return frozenset(stem(w.key) for w in words_of(text, span) if w.key not in FUNCTION_WORDS)
