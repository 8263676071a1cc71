"""Cues in a sentence: the verbs outside quotation marks that give words to somebody, with their auxiliaries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..records import Span
from .cue_verbs import AUXILIARIES, BARE, DETERMINERS, FOREIGN, FOREIGN_AUXILIARIES, OBJECT, PARTICIPLES, SAY, TELL
from .text import Word, words


class Cue(NamedTuple):
    """A cue's place, its head verb, and what follows it: "say" (a clause), "tell" (a person), "object" (a thing)."""

    start: int
    end: int
    group: str
    word: str
    participle: bool


def cues(text: str, span: Span, quotes: Sequence[Span], language: str = "en") -> list[Cue]:
    """The cues in this stretch of the text, left to right; `quotes` are the quotations, whose own verbs do not
    count."""
    tokens = [w for w in words_of(text, span) if not any(q.start <= w.start < q.end for q in quotes)]
    foreign = FOREIGN.get(language, frozenset())
    found = []
    for at, word in enumerate(tokens):
        group = _group(word.key, foreign)
        if not group or (language == "en" and not _is_verb(tokens, at, text)):
            continue
        first = at
        while (
            first > 0 and _belongs(tokens[first - 1].key, language) and tokens[first - 1].end + 1 == tokens[first].start
        ):
            first -= 1
        found.append(Cue(tokens[first].start, word.end, group, word.key, word.key in PARTICIPLES and first == at))
    return found


def words_of(text: str, span: Span) -> list[Word]:
    """The words of a stretch, with their places in the whole text."""
    return [Word(w.key, w.start + span.start, w.end + span.start) for w in words(span.of(text))]


def _group(key: str, foreign: frozenset[str]) -> str:
    if key in SAY or key in foreign:
        return "say"
    return "tell" if key in TELL else ("object" if key in OBJECT else "")


def _belongs(key: str, language: str) -> bool:
    if language != "en":
        return key in FOREIGN_AUXILIARIES
    return key in AUXILIARIES or (key.endswith("ly") and len(key) > 4 and key not in {"family", "early", "daily"})


def _is_verb(tokens: Sequence[Word], at: int, text: str) -> bool:
    """Forms that are nouns or infinitives as well count only after a subject: "they say", not "the say", "to say"."""
    key = tokens[at].key
    before = tokens[at - 1].key if at else ""
    if before in DETERMINERS and not text[tokens[at - 1].end : tokens[at].start].strip():
        return False
    if key in BARE:
        return before not in {"to", "let", "would", "can", "could", "may", "should", "not"} and at > 0
    return True
