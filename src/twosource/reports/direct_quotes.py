"""Direct quotations: which words in quotation marks are somebody's speech, and whose.

A quotation counts as speech by how it stands (at the start of a paragraph or sentence, after a comma or colon, and how
long it is), counted on PolNeAR's training part. Its speaker is looked for after it, before it, then in the quotation
that
it continues.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..records import Span
from .cues import cues
from .quotation_marks import quoted_spans
from .speakers import subject_after, subject_before
from .speech import Told, speech_probability
from .text import words

_MARKS = tuple("\"“”„‟«»「」『』｢｣〝〞〟＂״‘’‚‹›'`")
_SIGNED = re.compile(r"\s*(?:―|—|--|–|-)\s*(?=[^\W\d_a-z])")
_LABEL = re.compile(r"(?:^|[.!?]\s+)([^\W\d_][^\n:“\".!?]{1,60}):\s*$")
_STOP = re.compile(r"[.!?…](?=[\"”’)]*(?:\s|$))|\n")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Cpl|Rev|St|Jr|Sr|Prof|Hon|No|vs|U\.S|U\.N)|\b[A-Z](?:\.[A-Z])*)$"
)
# Words in the quotation from which it is taken for speech, by what stands before it (train part: share of speech >=
# .5).
_LEAST_WORDS = {"start": 4, "stop": 3, "comma": 4, "colon": 4, "word": 100}
# From where it is taken for speech: of .4 to .75 the best F1 on a part of PolNeAR's training part. Behind a cue it may
# be the end of a reported clause, so more is asked there.
_SPEECH, _BEHIND_CUE = 0.55, 0.65
# A turn of a transcript whose paragraph opens with a mark: '"PENCE: Well, look'. Its words begin behind the name.
TURN = re.compile(r"[\"“](?P<who>[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]+){0,2}): ?(?=[^\W\d_])")
_FAR = 160  # characters: a cue further behind its quotation belongs to something else


class Direct(NamedTuple):
    """A direct quotation with its marks, and where its speaker and cue stand; Span(0, 0) where the text does not
    say."""

    content: Span
    speaker: Span
    cue: Span


_NOWHERE = Span(0, 0)
Named = tuple[Span, Span] | None  # speaker and cue


def with_marks(text: str) -> tuple[Span, ...]:
    """All quotations of the text, marks included, none inside another."""
    outer = []
    for span in quoted_spans(text):
        opens = 2 if text[max(0, span.start - 2) : span.start] in ("''", "``") else 1
        closes = 2 if text[span.end : span.end + 2] == "''" else int(text[span.end : span.end + 1] in _MARKS)
        outer.append(Span(max(0, span.start - opens), span.end + closes))
    return tuple(outer)


def direct_quotes(text: str, marked: Sequence[Span], language: str = "en") -> list[Direct]:
    """The quotations that are speech, in order, each with its speaker as far as the text says."""
    found: list[Direct] = []
    for at, quote in enumerate(marked):
        stands = _stands(text, quote)
        before, after = _before(text, quote, marked, language), _after(text, quote, marked, language)
        named = after or before
        if language == "en":
            least = _BEHIND_CUE if before and not after else _SPEECH
            speech = speech_probability(text, quote, stands, _told(text, quote, before, after)) >= least
        else:
            speech = _by_place(text, quote, stands, bool(named))
        if speech and not _is_heading(text, quote) and not TURN.match(text, quote.start):
            speaker, cue = named or _continued(text, quote, found, marked[:at], language)
            if speaker.end or stands in {"start", "stop"}:
                found.append(Direct(quote, speaker, cue))
    return found


def speech_places(text: str, marked: Sequence[Span]) -> Iterator[tuple[Span, str, Told]]:
    """Each quotation of an English text, what it follows, and the cues before and after it."""
    for quote in marked:
        told = _told(text, quote, _before(text, quote, marked, "en"), _after(text, quote, marked, "en"))
        yield quote, _stands(text, quote), told


def _told(text: str, quote: Span, before: Named, after: Named) -> Told:
    return Told(text[before[1].end : quote.start] if before else None, bool(after))


def _by_place(text: str, quote: Span, stands: str, named: bool) -> bool:
    """Whether a quotation is speech by how long it is and where it stands, in languages without a model."""
    length = len(words(quote.of(text)))
    if length < _LEAST_WORDS[stands] and not (named and length >= 2 and stands in {"start", "colon"}):
        return False
    lower = quote.of(text).lstrip("\"“”„«‘'`")[:1].islower()
    return not lower or named or stands == "comma"


def _is_heading(text: str, quote: Span) -> bool:
    """Whether a line of its own in single marks: how headings quote ("'All bets are off.'")."""
    line = text[text.rfind("\n", 0, quote.start) + 1 : (text.find("\n", quote.end) + 1 or len(text) + 1) - 1]
    return line.strip() == quote.of(text) and quote.of(text)[:1] in "'‘" and quote.of(text)[:2] != "''"


def _stands(text: str, quote: Span) -> str:
    """What the quotation follows: "start" of a paragraph, "stop", "comma", "colon" or a "word"."""
    before = text[max(0, quote.start - 4) : quote.start].rstrip(" \u00a0([")
    if not before or before.endswith("\n"):
        return "start"
    if before[-1] in ".?!…”\"'’*":
        return "stop"
    return {",": "comma", ":": "colon"}.get(before[-1], "word")


def _after(text: str, quote: Span, marked: Sequence[Span], language: str) -> tuple[Span, Span] | None:
    """Speaker and cue behind the quotation: '"...", said Roe', '"..." she told reporters', '"..." ― Jane Roe'."""
    if signed := _SIGNED.match(text, quote.end):
        ends = text.find("\n", signed.end())
        line = len(text) if ends < 0 else ends
        if 0 < line - signed.end() < 90:
            return subject_after(text, signed.end(), line), Span(signed.start(), signed.end())
    closing = quote.of(text).rstrip("\"”'’»“")[-1:]
    if closing in ".…" and text[quote.end : quote.end + 1] != ",":
        return None
    stop = _stop(text, quote.end)
    reach = Span(quote.end, min([q.start for q in marked if q.start >= quote.end] + [stop, quote.end + _FAR]))
    for cue in cues(text, reach, (), language):
        if cue.participle or cue.group == "object":
            continue
        if not text[quote.end : cue.start].strip(" ,\u00a0"):
            return subject_after(text, cue.end, stop), Span(cue.start, cue.end)
        subject = subject_before(text, quote.end, cue.start, (quote,))
        return (subject, Span(cue.start, cue.end)) if subject.end else None
    return None


def _stop(text: str, start: int) -> int:
    """Where the sentence that is under way at `start` ends: its last mark, or its line's end."""
    for found in _STOP.finditer(text, start):
        if (
            found[0] == "\n"
            or found[0] != "."
            or not _ABBREVIATED.search(text, max(0, found.start() - 6), found.start())
        ):
            return found.start()
    return len(text)


def _before(text: str, quote: Span, marked: Sequence[Span], language: str) -> tuple[Span, Span] | None:
    """Speaker and cue in front of the quotation, in its own sentence or in a line that ends with a colon."""
    line = text.rfind("\n", 0, quote.start) + 1
    if line == quote.start and text[: quote.start].rstrip().endswith(":"):
        ends = len(text[: quote.start].rstrip())
        return _in_front(text, Span(text.rfind("\n", 0, ends) + 1, ends), marked, language)
    if label := _LABEL.search(text[line : quote.start]):
        inside = Span(line + label.start(1), line + label.end(1))
        return _in_front(text, inside, marked, language) or (inside, Span(inside.end, inside.end + 1))
    if _stands(text, quote) in {"start", "stop"}:
        return None
    return _in_front(text, Span(_sentence_start(text, line, quote.start), quote.start), marked, language)


def _sentence_start(text: str, line: int, at: int) -> int:
    """Where the sentence that is under way at `at` began, not before `line`."""
    start = line
    while (stop := _stop(text, start)) < at:
        start = stop + 1
    return start


def _in_front(text: str, reach: Span, marked: Sequence[Span], language: str) -> tuple[Span, Span] | None:
    """The last cue of this stretch with its subject."""
    quotes = [q for q in marked if q.start < reach.end and q.end > reach.start]
    for cue in reversed(cues(text, reach, quotes, language)):
        subject = subject_before(text, reach.start, cue.start, quotes)
        if subject.end:
            return subject, Span(cue.start, cue.end)
    return None


def _continued(
    text: str, quote: Span, found: Sequence[Direct], earlier: Sequence[Span], language: str
) -> tuple[Span, Span]:
    """Speaker and cue of the quotation that this one goes on from; else the subject of the sentence before it."""
    line = text.rfind("\n", 0, quote.start) + 1
    same = [d for d in found if d.content.start >= line]
    if same:
        return same[-1].speaker, same[-1].cue
    sentence = _in_front(text, Span(line, quote.start), earlier, language) if line < quote.start else None
    if sentence:
        return sentence
    if line == quote.start and found and text[found[-1].content.end : quote.start].count("\n\n") <= 1:
        return found[-1].speaker, found[-1].cue
    return _NOWHERE, _NOWHERE
