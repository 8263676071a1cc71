"""How likely an English word is to give words or thoughts to somebody where it stands, 0..1.

A logistic model over the word, its neighbours and the marks beside it; weights learnt from the marked cues of PolNeAR's
training part (Newell, Margolin and Ruths 2018) by benchmarks/train_quotes.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from .logistic import probability
from .tables import rows
from .text import Word

_EDGE, _QUOTE = "<>", "<q>"
_MARKS = frozenset("\"“”'‘’")
_BESIDE = 3  # characters


def cue_features(text: str, tokens: Sequence[Word], at: int) -> Iterator[str]:
    """What the model looks at: tokens[at] and two words on either side; tokens inside quotations are left out."""
    word = tokens[at]
    before, after = _beside(text, tokens, at, -1), _beside(text, tokens, at, 1)
    left, right = _gap(text, tokens, at, -1), _gap(text, tokens, at, 1)
    key = word.key
    yield from (f"w={key}", f"suf={key[-3:]}", f"cap={_capital(text, word)}", f"gb={left[:2]}", f"ga={right[:2]}")
    yield from (f"p1={before}", f"p2={_key(tokens, at - 2)}", f"n1={after}", f"n2={_key(tokens, at + 2)}")
    yield from (f"w|n1={key}|{after}", f"w|p1={key}|{before}", f"p1suf={before[-2:]}", f"n1suf={after[-2:]}")
    named = at > 0 and before != _QUOTE and _capital(text, tokens[at - 1])
    yield from (f"p1cap={named}", f"sufcap={key[-2:]}{named}")
    yield f"n1cap={at + 1 < len(tokens) and after != _QUOTE and _capital(text, tokens[at + 1])}"


def cue_probability(text: str, tokens: Sequence[Word], at: int) -> float:
    """How likely tokens[at] is a cue."""
    return probability("cue_weights.tsv", cue_features(text, tokens, at))


def may_be_cue(key: str) -> bool:
    """Whether the model knows the word at all."""
    return key in _words()


def particle(key: str, following: str) -> bool:
    """Whether the word after it belongs to the cue: "pointed | out", "refers | to"."""
    return following in _words().get(key, frozenset())


@cache
def _words() -> dict[str, frozenset[str]]:
    """Word -> the particles that belong to it."""
    return {word: frozenset(particles.split()) for word, particles in rows("cue_words.tsv", "\t")}


def _key(tokens: Sequence[Word], at: int) -> str:
    return tokens[at].key if 0 <= at < len(tokens) else _EDGE


def _gap(text: str, tokens: Sequence[Word], at: int, step: int) -> str:
    """The marks between a word and the next one on one side."""
    word, other = tokens[at], at + step
    if step < 0:
        return text[tokens[other].end if other >= 0 else max(0, word.start - _BESIDE) : word.start].strip()
    return text[word.end : tokens[other].start if other < len(tokens) else word.end + _BESIDE].strip()


def _beside(text: str, tokens: Sequence[Word], at: int, step: int) -> str:
    """The next word on one side, or that a quotation stands there."""
    return _QUOTE if _MARKS & set(_gap(text, tokens, at, step)) else _key(tokens, at + step)


def _capital(text: str, word: Word) -> bool:
    return text[word.start].isupper()
