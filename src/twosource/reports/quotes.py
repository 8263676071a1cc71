"""Quotations and who said them: direct ("..." he said) and reported (she said that ...), with cue and speaker.

Rules over sentences: a cue verb outside quotation marks, its subject on one side, the words it gives on the other.
After
the rules of Pouliquen 2007 (quotations beside cue verbs) and O'Keefe 2012 (speakers), with PARC's notion of an
attribution: source, cue, content. Time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ..records import Quotation, Span
from .clause_ends import clause_end
from .cue_verbs import AUXILIARIES
from .cues import Cue, cues
from .direct_quotes import TURN, direct_quotes, with_marks
from .speakers import addressee_end, resolved, subject_after, subject_before, without_relative
from .text import sentences, words

_ACCORDING = re.compile(r"\b(according to|laut|selon|d'après|d’après|según|segundo|secondo|volgens)\s+", re.I)
_NEXT_CUE = re.compile(
    r",\s+(?:(?:and|but)\s+)?(?=(?:adding|saying|noting|arguing|according|citing|calling|pointing|referring)\b)", re.I
)
# What may still follow words that stood before their cue: "..., he said in a statement", "..., she added, smiling".
_ASIDE = re.compile(
    r"$|[,;:)”\"'—–-]|(?:in|on|at|during|after|before|to|from|while|as|when|of|about|by|with|last|this|late|early|earlier|later"
    r"|via|through|following|again|yesterday|today|tonight|and|but|\w+day|\w+ly|\w+ing)\b",
    re.I,
)
_NAME = r"[^\W\d_a-z][\w.'’-]*"
_HEADING = re.compile(rf"^(?P<who>{_NAME}(?: {_NAME}){{0,3}}): (?P<words>[^\n:]{{12,160}})$", re.MULTILINE)
_NO_SPEAKER = re.compile(
    r"(?:exclusive|watch|video|photos?|breaking|updated?|read|related|live|opinion|editorial|analysis|report|note|source"
    r"|story|review|fact.?check|election|poll|image|credit|by|more|see|also|listen|transcript|follow|tags?|date)\b",
    re.I,
)
_COORDINATED = re.compile(r"(?:,\s+|\s+)(?:and|but|or)\s+(?:(?:he|she|they|it)\s+)?$", re.I)
_RELATIVE_INSIDE = re.compile(r",\s+(?:who|whose|whom|which|where)\b[^,]*", re.I)
# "said on Tuesday | that", "wrote in a memo | that".
_LATER_THAT = re.compile(
    r"(?:on|in|at|during|last|this|long|after|earlier|later|\w+day)\b(?:\s+[\w.'’-]+){0,6}?\s+(?=that\s)"
)
_ALSO_TELL = frozenset({"advised", "promised", "warned", "answered", "showed"})
_MAX_REPORTED = 700  # characters: no reported clause is longer; a page without full stops is


@lru_cache(maxsize=256)
def quotations(text: str, language: str | None = None) -> tuple[Quotation, ...]:
    """All quotations in order of place. `language`: ISO 639-1; cue verbs of eight languages are known."""
    marked = with_marks(text)
    found = [
        _quotation(text, d.content, d.speaker, d.cue, direct=True)
        for d in direct_quotes(text, marked, language or "en")
    ]
    known = tuple(found)
    for sentence in sentences(text, language):
        inside = [q for q in marked if q.start < sentence.end and q.end > sentence.start]
        found.extend(_reported(text, sentence, inside, language or "en", known))
    found.extend(_headings(text, known))
    found.extend(_turns(text, marked))
    return tuple(resolved(text, _separate(found)))


def _headings(text: str, known: Sequence[Quotation]) -> Iterator[Quotation]:
    """Headings that give words to somebody: "Jane Roe: The bridge must close"."""
    for found in _HEADING.finditer(text):
        content = Span(found.start("words"), found.end("words"))
        inside = any(q.start <= content.start < q.end or content.start <= q.start < content.end for q in known)
        if not inside and not _NO_SPEAKER.match(found["who"]) and found["words"][-1] not in ".:":
            source = Span(found.start("who"), found.end("who"))
            yield _quotation(text, content, source, Span(found.end("who"), found.end("who") + 1))


def _turns(text: str, marked: Sequence[Span]) -> Iterator[Quotation]:
    """Turns of a transcript in marks: the words behind the name, which is the speaker's."""
    for quote in marked:
        if turn := TURN.match(text, quote.start):
            content = _trimmed(text, turn.end(), turn.end() + len(text[turn.end() : quote.end].rstrip("\"”'")), ())
            source = Span(turn.start("who"), turn.end("who"))
            if content.end:
                yield _quotation(text, content, source, Span(source.end, source.end + 1))


def _quotation(text: str, content: Span, subject: Span, cue: Span, *, direct: bool = False) -> Quotation:
    subject = without_relative(text, subject)
    return Quotation(
        content.start,
        content.end,
        subject.of(text),
        cue.of(text),
        direct,
        subject if subject.end else None,
        cue if cue.end else None,
    )


def _reported(
    text: str, sentence: Span, quotes: list[Span], language: str, known: Sequence[Quotation]
) -> Iterator[Quotation]:
    """The reported words of this sentence; `known`: the direct quotations, whose cues are theirs."""
    source = Span(0, 0)
    told = cues(text, sentence, quotes, language)
    for at, cue in enumerate(told):
        if any(q.cue_span and q.cue_span.start == cue.start for q in known):
            source = subject_before(text, sentence.start, cue.start, quotes)
            continue
        before = _given_before(text, sentence, cue, quotes)
        if before:
            content, subject = before
        else:
            subject = (
                source if cue.participle and source.end else subject_before(text, sentence.start, cue.start, quotes)
            )
            content = _given_after(text, _up_to(text, sentence, told[at + 1 :]), cue, quotes, language)
        if (
            content.end
            and subject.end
            and not any(q.start <= content.start and content.end <= q.end + 1 for q in known)
        ):
            source = subject
            yield _quotation(text, content, subject, Span(cue.start, cue.end))
    yield from (
        q
        for q in _according(text, sentence, quotes)
        if not any(d.start <= q.start < d.end or (q.start <= d.start < q.end and d.end >= q.end - 1) for d in known)
    )


def _given_before(text: str, sentence: Span, cue: Cue, quotes: Sequence[Span]) -> tuple[Span, Span] | None:
    """Content that precedes its cue, with the subject: "X is Y, he said", "X is Y, said Z"."""
    left = subject_before(text, sentence.start, cue.start, quotes)
    inverted = _ends_content(text, sentence.start, cue.start, quotes) and not _apposed(text, sentence, cue, left)
    if cue.group != "say" or not (inverted or (left.end and _ends_content(text, sentence.start, left.start, quotes))):
        return None
    subject = subject_after(text, cue.end, sentence.end) if inverted else left
    content = _trimmed(text, sentence.start, cue.start if inverted else left.start, quotes)
    if not subject.end or len(words(content.of(text))) < 2:
        return None
    after = text[max(cue.end, subject.end) : sentence.end].strip(" .")
    return None if len(after) > 60 or not _ASIDE.match(after) else (content, subject)


def _apposed(text: str, sentence: Span, cue: Cue, left: Span) -> bool:
    """Whether the comma before the cue closes an insertion ("Jane Roe, who leads the union, said the strike ...")."""
    if cue.start - left.end > 2 or not left.end:
        return False
    if _RELATIVE_INSIDE.search(text, left.start, left.end):
        return True
    follows = text[subject_after(text, cue.end, sentence.end).end : sentence.end].split(maxsplit=1)[:1]
    return bool(follows) and follows[0].casefold() in AUXILIARIES


def _ends_content(text: str, start: int, at: int, quotes: Sequence[Span]) -> bool:
    """Whether what stands before `at` is a closed quotation or a clause with its comma."""
    before = text[start:at].rstrip()
    if not before:
        return False
    end = start + len(before)
    if any(q.end in (end, end - 1) for q in quotes):
        return True
    return before.endswith(",") and len(words(before)) >= 4


def _given_after(text: str, sentence: Span, cue: Cue, quotes: Sequence[Span], language: str) -> Span:
    """Content that follows its cue, the person spoken to left out, to the end of the sentence."""
    bare = text[cue.start : cue.end].casefold().endswith(cue.word)  # "called for" is followed by no addressee
    told = bare and (cue.group == "tell" or cue.word in _ALSO_TELL)
    start = addressee_end(text, cue.end, sentence.end) if told else cue.end
    start = _skipped(text, start, sentence.end)
    if later := _LATER_THAT.match(text, start, sentence.end):
        start = later.end()
    end = min(sentence.end, start + _MAX_REPORTED)
    content = _trimmed(text, start, _clause_end(text, start, end, quotes), quotes)
    if language != "en" or not content.end:
        return content
    return _trimmed(text, content.start, clause_end(text, content, cue.group, cue.word, quotes), quotes)


def _up_to(text: str, sentence: Span, later: Sequence[Cue]) -> Span:
    """The sentence, up to where the same speaker is given other words: "..., but agreed that", "... and called for"."""
    for cue in later:
        if joint := _COORDINATED.search(text, max(sentence.start, cue.start - 20), cue.start):
            return Span(sentence.start, joint.start())
    return sentence


def _clause_end(text: str, start: int, end: int, quotes: Sequence[Span]) -> int:
    """Where the reported clause ends: at the next participle that is a cue, else at `end`."""
    for found in _NEXT_CUE.finditer(text, start, end):
        if not any(q.start < found.start() < q.end for q in quotes):
            return found.start()
    return end


def _skipped(text: str, start: int, end: int) -> int:
    """Past white space, a comma or a colon."""
    while start < end and text[start] in " ,:\n\u00a0":
        start += 1
    return start


def _trimmed(text: str, start: int, end: int, quotes: Sequence[Span]) -> Span:
    """Without white space, the comma before the cue, and the full stop, unless it belongs to a quotation's end."""
    start = _skipped(text, start, end)
    while end > start and text[end - 1] in " ,;.\n\u00a0-–—" and not any(q.end == end for q in quotes):
        end -= 1
    return Span(start, end) if end > start else Span(0, 0)


def _according(text: str, sentence: Span, quotes: Sequence[Span]) -> Iterator[Quotation]:
    """ "According to police, ..." and "..., according to police"."""
    for found in _ACCORDING.finditer(text, sentence.start, sentence.end):
        if any(q.start <= found.start() < q.end for q in quotes):
            continue
        leads = found.start() - sentence.start < 3
        comma = _lead_end(text, found.end(), sentence.end) if leads else -1
        source = subject_after(text, found.end(), comma if comma > 0 else sentence.end)
        edges = (max(source.end, comma), sentence.end) if leads else (sentence.start, found.start())
        content = _trimmed(text, *edges, quotes)
        if source.end and content.end:
            yield _quotation(text, content, source, Span(found.start(1), found.end(1)))


def _lead_end(text: str, start: int, end: int) -> int:
    """The comma after "According to Kestrel Mills, which bought it,"; -1 where there is none."""
    comma = text.find(",", start, end)
    inserted = comma > 0 and _RELATIVE_INSIDE.match(text, comma)
    return text.find(",", comma + 1, end) if inserted else comma


def _separate(found: Sequence[Quotation]) -> list[Quotation]:
    """In order of place; of two with one content the one with a speaker."""
    best: dict[tuple[int, int], Quotation] = {}
    for quotation in found:
        key = (quotation.start, quotation.end)
        if key not in best or (quotation.speaker and not best[key].speaker):
            best[key] = quotation
    return sorted(best.values(), key=lambda q: (q.start, -q.end))
