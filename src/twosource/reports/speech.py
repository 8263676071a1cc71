"""How likely words in quotation marks are somebody's speech by themselves, 0..1: not a title, a scare quote or part of
a clause that goes on outside the marks. English.

A logistic model over how the quotation stands; weights learnt from PolNeAR's training part by
benchmarks/train_quotes.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..records import Span
from .cue_verbs import DETERMINERS, OBJECT, SAY, TELL
from .logistic import probability
from .text import words

_INSIDE_MARKS = "\"“”„«»‘'`’ "
_CLOSING = "\"”'’»“"
_CALLED = re.compile(r"\b(?:call|dub)(?:ed|ing|s)?\b[^.“\"\n]{0,60}$")
_ENDS = re.compile(r"[.!?\n]")
_STOPS = re.compile(r"[.!?]\s")
_FROM = re.compile(r"(?:[.!?]\s|\n)(?=[^.!?\n]*$)")


class Told(NamedTuple):
    """Whether a cue stands behind a quotation, and what lies between it and the cue before it: None for no cue."""

    between: str | None
    after: bool


def speech_probability(text: str, quote: Span, stands: str, told: Told) -> float:
    """How likely the quotation (marks included) is speech. `stands`: what it follows ("start", "stop", "comma",
    "colon", "word")."""
    return probability("speech_weights.tsv", speech_features(text, quote, stands, told))


def speech_features(text: str, quote: Span, stands: str, told: Told) -> Iterator[str]:
    """What the model looks at."""
    length = len(words(quote.of(text)))
    before = told.between is not None
    cue = "both" if before and told.after else ("before" if before else ("after" if told.after else "none"))
    yield from (f"stands={stands}", f"cue={cue}", f"stands|cue={stands} {cue}", f"length={_bucket(length)}")
    yield f"length|cue={_bucket(length)} {cue}"
    yield from _inside(quote.of(text), stands)
    yield from _around(text, quote, stands)
    yield from _between(told.between, stands)


def _between(lead: str | None, stands: str) -> Iterator[str]:
    """How the clause goes that the quotation may only be the end of: "said that if he won, '...'"."""
    if lead is not None:
        keys = [w.key for w in words(lead)]
        yield f"lead={_bucket(len(keys))} {stands}"
        yield f"clause={'that' in keys or 'if' in keys} {stands}"


def _inside(body: str, stands: str) -> Iterator[str]:
    inner = body.strip(_INSIDE_MARKS)
    yield f"end={inner[-1:] if not inner[-1:].isalnum() else 'w'}"
    yield f"first={inner[:1].islower()} {stands}"
    yield f"single={body[:1] in '‘’' or (body[:1] == chr(39) and body[:2] != chr(39) * 2)}"
    yield f"open={body[-1:] not in _CLOSING}"
    yield f"sentences={min(3, len(_STOPS.findall(inner)))}"
    parts = inner.split()
    yield f"title={len(parts) > 1 and sum(w[:1].isupper() for w in parts) >= 0.8 * len(parts)}"


def _around(text: str, quote: Span, stands: str) -> Iterator[str]:
    after = text[quote.end : quote.end + 40].lstrip(" \u00a0")[:1]
    letter = ("A" if after.isupper() else "a") if after.isalpha() else after
    yield f"next={'line' if after in ('', chr(10)) else letter}"
    before = text[max(0, quote.start - 60) : quote.start]
    last = next((w.key for w in reversed(words(before))), "") if stands in {"word", "comma"} else ""
    yield f"last={_group(last)} {stands}"
    body = quote.of(text).strip(_INSIDE_MARKS)
    yield f"goes on={body[-1:].isalnum() and letter == 'a'} {text[quote.end : quote.end + 1] == ' '}"
    yield f"called={bool(_CALLED.search(before))}"
    start = max((m.end() for m in _FROM.finditer(text, max(0, quote.start - 300), quote.start)), default=0)
    yield f"before={_bucket(len(words(text[max(start, quote.start - 300) : quote.start])))}"
    stop = _ENDS.search(text, quote.end, quote.end + 200)
    yield f"behind={_bucket(len(words(text[quote.end : stop.start() if stop else quote.end + 60])))}"
    line = text[text.rfind("\n", 0, quote.start) + 1 : (text.find("\n", quote.end) + 1 or len(text) + 1) - 1].strip()
    yield f"line={line == quote.of(text).strip()} {len(words(line)) <= 14 and line[-1:] not in tuple('.!?”')}"


def _group(word: str) -> str:
    """What kind of word stands right before."""
    groups = {"say": SAY, "tell": TELL, "object": OBJECT, "det": DETERMINERS}
    return next((name for name, group in groups.items() if word in group), word if word in ("that", "as", "") else "w")


def _bucket(n: int) -> int:
    """0 1 2 3 4 6 9 15 30: the numbers of words that are told apart."""
    return max(edge for edge in (0, 1, 2, 3, 4, 6, 9, 15, 30) if edge <= n)
