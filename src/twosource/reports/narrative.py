"""The newsroom's own account in a report: without page furniture, credits, captions and bare quotations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ..records import Report, Span
from .boilerplate import is_boilerplate
from .quotation_marks import quoted_spans
from .text import sentences, words, words_of

# A sentence with this share of its words in quotation marks is the speaker's, whatever "he said" stands beside it.
MOSTLY_QUOTED = 0.6
# Headings, datelines and teasers are shorter.
FEWEST_WORDS = 5
# A line of its own without a full stop and with at most this many words is a heading.
LONGEST_HEADING = 14
_CAPTION = re.compile(
    r"^\W*(?:photos?|file photo|video|image|picture|foto|pictured|credit|caption)\b[^.]{0,80}(?::|\bby\b)"
    r"|\b(?:AP Photo|Getty Images|Shutterstock|Reuters/[A-Z]|AFP/[A-Z]|EPA/|screen ?shot|handout|courtesy of)\b"
    r"|/(?:AP|AFP|Reuters|Getty|Released)\)\W*$",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"©|\bcopyright \d{4}|\ball rights reserved\b|\boriginally published (?:by|in|on)\b", re.IGNORECASE
)
_ENDS = frozenset(".!?…。！？؟।\"'”’»)")


def narrative(report: Report) -> tuple[Span, ...]:
    """The sentences of the report's narrative, in order."""
    credited = [Span(c.start, c.end) for c in report.credits if c.start >= 0]
    return tuple(s for s in _told(report.text, report.language) if not _mostly(s, credited))


@lru_cache(maxsize=512)
def _told(text: str, language: str | None) -> tuple[Span, ...]:
    """Sentences that are no furniture, caption, notice, heading or bare quotation."""
    quoted = quoted_spans(text)
    found = (s for s in sentences(text, language) if len(words_of(text, s)) >= FEWEST_WORDS)
    return tuple(s for s in found if not _beside(text, s) and not _mostly(s, quoted))


def _beside(text: str, span: Span) -> bool:
    """Whether a sentence stands beside the report, or heads it."""
    line = span.of(text)
    if is_boilerplate(line) or _CAPTION.search(line) or _RIGHTS.search(line):
        return True
    before, after = text[max(span.start - 4, 0) : span.start].rstrip(" \t"), text[span.end : span.end + 4].lstrip(" \t")
    own_line = before[-1:] in ("", "\n") and after[:1] in ("", "\n")
    return own_line and line[-1] not in _ENDS and len(words(line)) <= LONGEST_HEADING


def _mostly(span: Span, others: Sequence[Span]) -> bool:
    """Whether most of the span lies in the others, which do not overlap."""
    inside = sum(max(0, min(span.end, o.end) - max(span.start, o.start)) for o in others)
    return inside >= MOSTLY_QUOTED * (span.end - span.start)
