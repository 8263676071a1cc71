"""Cues in a sentence: the verbs outside quotation marks that give words to somebody, with their auxiliaries."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from ..records import Span
from .cue_model import cue_probability, may_be_cue, particle
from .cue_verbs import AUXILIARIES, FOREIGN, FOREIGN_AUXILIARIES, OBJECT, PARTICIPLES, SAY, TELL
from .text import Word, words_of

# From this probability on a word is a cue: PolNeAR's development part has the best F1 of cues between .35 and .45.
_LIKELY = 0.4
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_SEEM = frozenset({"seem", "seems", "seemed", "appear", "appears", "appeared"})
_OTHER = "object"  # words that no list has in a group take what follows


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
    tokens = _outside(words_of(text, span), [q for q in quotes if q.start < span.end and span.start < q.end])
    foreign = FOREIGN.get(language, frozenset())
    found = []
    for at, word in enumerate(tokens):
        group = _group(word.key, foreign) or (_OTHER if language == "en" and may_be_cue(word.key) else "")
        if not group or (language == "en" and cue_probability(text, tokens, at) < _LIKELY):
            continue
        first = at
        while (
            first > 0 and _belongs(tokens[first - 1].key, language) and tokens[first - 1].end + 1 == tokens[first].start
        ):
            first -= 1
        follows = tokens[at + 1] if at + 1 < len(tokens) else None
        beside = follows is not None and follows.start == word.end + 1 and particle(word.key, follows.key)
        end = follows.end if follows is not None and language == "en" and beside else word.end
        if language != "en" or not _of_subject(tokens, first, at):
            found.append(Cue(tokens[first].start, end, group, word.key, word.key in PARTICIPLES and first == at))
    return found


def _outside(tokens: list[Word], quotes: Sequence[Span]) -> list[Word]:
    """The words that begin outside all quotations, of which a text may have thousands."""
    held = sorted((q.start, q.end) for q in quotes)
    starts, furthest = [start for start, _ in held], list(accumulate((end for _, end in held), max))
    before = [bisect_right(starts, w.start) for w in tokens]
    return [w for w, count in zip(tokens, before, strict=True) if not count or furthest[count - 1] <= w.start]


def _group(key: str, foreign: frozenset[str]) -> str:
    if key in SAY or key in foreign:
        return "say"
    return "tell" if key in TELL else ("object" if key in OBJECT else "")


def _of_subject(tokens: Sequence[Word], first: int, at: int) -> bool:
    """Whether others say it of the subject: "is expected to", "was accused", "seems to"."""
    passive = any(w.key in _BE for w in tokens[first:at]) and not tokens[at].key.endswith("ing")
    return passive or tokens[at].key in _SEEM


def _belongs(key: str, language: str) -> bool:
    if language != "en":
        return key in FOREIGN_AUXILIARIES
    return key in AUXILIARIES or (key.endswith("ly") and len(key) > 4 and key not in {"family", "early", "daily"})
