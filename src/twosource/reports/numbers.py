"""Numbers in a text, by value: figures, words, ranges, vague quantities, ages, ordinals, measures and money.

Read from left to right: at each place the longest number that a short grammar allows. Two numbers are compared by
value,
so "twenty-one" is "21" and "3 km" is "1.9 miles". Figures of dates and clock times are numbers too: who needs to tell
them apart asks `times` first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, NamedTuple

from .number_words import (
    AND,
    BOUNDS,
    CARDINALS,
    CURRENCIES,
    CURRENCY_WORDS,
    DECIMAL_COMMA,
    MEASURES,
    ORDINALS,
    PLURAL_SCALES,
    SCALES,
)
from .text import fold

NumberKind = Literal["count", "ordinal", "age", "money", "measure"]

# Two measures in different units agree when their values are this close: newsrooms round what they convert.
_ROUNDING = 0.08
# "tens of thousands" reaches from two of the scale to just below ten of it.
_VAGUE_LOW, _VAGUE_HIGH = 2, 9.99

_TOKEN = re.compile(r"\d+(?:[.,\u00a0\u202f'’]\d+)*|[^\W\d_]+|[$€£¥₹%\-‐‑–]")
_SPACED_TOKEN = re.compile(r"(?<!\d)\d{1,3}(?: \d{3})+(?!\d)|" + _TOKEN.pattern)  # "1 200", where commas are decimal
_FIGURE = re.compile(r"\d[\d., \u00a0\u202f'’]*")
_GROUPED = re.compile(r"\d{1,3}(?:[ .,\u00a0\u202f'’]\d{3})+$")
_AGE_AFTER = re.compile(r"[\s‐‑-]*(?:years?|yrs?\.?|months?|weeks?)[\s‐‑-]*olds?\b|[\s‐‑-]*y/?o\b", re.I)
_AGE_BEFORE = re.compile(r"\b(?:ages?|aged)\s+$", re.I)
# "Jane Roe, 27, of Leeds": a figure between commas after a capitalised word.
_AGE_APPOSED = re.compile(r"[^\W\d_][\w.'’”\")-]*,\s$")
_AFTER_APPOSED = re.compile(r"[,.;)]|\s+(?:and|of|was|is|were|who|from|has|had|told|said)\b|$")
_MEASURE = re.compile(r"[\s‐‑-]{0,2}(?:(square|sq\.?|cubic)\s+)?(km/h|[^\W\d_]+|%)")
_BOUND = re.compile(r"(?:^|\b)(" + "|".join(sorted(BOUNDS, key=len, reverse=True)) + r")\s+(?:the\s+|an?\s+)?$", re.I)
_LOOK_BACK = 24  # characters before a number in which its bound stands


@dataclass(frozen=True, slots=True)
class Number:
    """text[start:end] states a number between low and high (equal for an exact one), counted in `unit`.

    `unit` is "" for plain counts, "length" (values in metres), "duration" (seconds), "percent", "dollar", "years"
    (ages).
    `bound`: "", "about", "at least", "more than", "at most", "less than".
    """

    start: int
    end: int
    low: float
    high: float
    kind: NumberKind = "count"
    unit: str = ""
    bound: str = ""
    written: str = ""  # the unit's word as written ("miles"), to tell conversions from plain changes
    modified: bool = False  # "square" or "cubic"


class _Token(NamedTuple):
    word: str
    start: int
    end: int


class _Found(NamedTuple):
    """A number's value and the index of the token after it."""

    low: float
    high: float
    after: int
    ordinal: bool = False


@lru_cache(maxsize=2048)
def numbers(text: str, language: str | None = None) -> tuple[Number, ...]:
    """All numbers of the text in order, none inside another. `language`: ISO 639-1, English where not given."""
    pattern = _SPACED_TOKEN if language in DECIMAL_COMMA else _TOKEN
    tokens = [_Token(fold(m[0]), m.start(), m.end()) for m in pattern.finditer(text)]
    found: list[Number] = []
    at = 0
    while at < len(tokens):
        value = _range(tokens, at, language or "en")
        if value is None:
            at += 1
            continue
        found.append(_described(text, tokens, at, value))
        at = value.after
    return tuple(found)


def same_number(a: Number, b: Number) -> bool:
    """Whether both state the same value: units converted, words and figures alike; bounds are not looked at."""
    if a.unit != b.unit and a.unit and b.unit:
        return False
    slack = _ROUNDING if a.unit == b.unit and a.written.rstrip("s") != b.written.rstrip("s") else 1e-9
    return _close(a.low, b.low, slack) and _close(a.high, b.high, slack)


def _close(a: float, b: float, slack: float) -> bool:
    return abs(a - b) <= slack * max(abs(a), abs(b))


def _range(tokens: list[_Token], at: int, language: str) -> _Found | None:
    """A number, or two joined as a range: "four to five", "15-18", "between 20 and 30"."""
    first = _value(tokens, at, language)
    if first is None or first.ordinal or first.after >= len(tokens):
        return first
    joint = tokens[first.after]
    between = at > 0 and tokens[at - 1].word == "between"
    if joint.word not in {"to", "-", "–", "or", "bis", "à", "a"} and not (between and joint.word == "and"):
        return first
    second = _value(tokens, first.after + 1, language)
    if second is None or second.ordinal or second.low <= first.high or not _tight(tokens, first.after, joint.word):
        return first
    low = first.low
    scale = second.high / _leading(second.high)
    if low < 10 * _leading(second.high) and scale > 100 and low < 1000:
        low *= scale  # "two to three million"
    return _Found(low, second.high, second.after)


def _leading(value: float) -> float:
    """3_000_000 -> 3, 3_500_000 -> 3.5: the value without its scale of thousands."""
    while value >= 1000 and value % 100 == 0:
        value /= 1000
    return value or 1.0


def _tight(tokens: list[_Token], joint: int, word: str) -> bool:
    """A hyphen makes a range only where it touches both figures ("15-18"); a word always does."""
    if word not in {"-", "–"}:
        return word != "a"
    return tokens[joint - 1].end == tokens[joint].start and tokens[joint + 1].start == tokens[joint].end


def _value(tokens: list[_Token], at: int, language: str) -> _Found | None:
    """One number starting at token `at`."""
    if at >= len(tokens):
        return None
    token = tokens[at]
    if _FIGURE.fullmatch(token.word):
        return _figure(tokens, at, language)
    if language == "en" and token.word in PLURAL_SCALES:
        return _vague(tokens, at)
    if language == "en" and token.word in {"a", "an", "half"}:
        return _article(tokens, at)
    return _in_words(tokens, at, language)


def _figure(tokens: list[_Token], at: int, language: str) -> _Found:
    """ "1,200", "1.2 million", "3,5 Mio.", "21st"."""
    token = tokens[at]
    value = _parsed(token.word, language)
    after = at + 1
    if after < len(tokens) and tokens[after].start == token.end and tokens[after].word in {"st", "nd", "rd", "th"}:
        return _Found(value, value, after + 1, ordinal=True)
    while after < len(tokens) and tokens[after].word in SCALES and tokens[after].start - tokens[after - 1].end <= 1:
        value *= SCALES[tokens[after].word]
        after += 1
    return _Found(value, value, after)


def _parsed(figure: str, language: str) -> float:
    """The value of digits with separators, by the language's convention."""
    plain = re.sub("[\u00a0\u202f'’ ]", "", figure)
    decimal, group = (",", ".") if language in DECIMAL_COMMA else (".", ",")
    if _GROUPED.match(figure) and (group in plain or plain.isdigit()):
        return float(re.sub("[.,]", "", plain))
    head, _, tail = plain.replace(group, "").partition(decimal)
    return float(f"{head}.{re.sub('[.,]', '', tail) or 0}") if decimal in plain else float(plain.replace(group, ""))


def _vague(tokens: list[_Token], at: int) -> _Found:
    """ "dozens", "hundreds", "tens of thousands"."""
    value = PLURAL_SCALES[tokens[at].word]
    after = at + 1
    while after + 1 < len(tokens) and tokens[after].word == "of" and tokens[after + 1].word in PLURAL_SCALES:
        value *= PLURAL_SCALES[tokens[after + 1].word]
        after += 2
    return _Found(_VAGUE_LOW * value, _VAGUE_HIGH * value, after)


def _article(tokens: list[_Token], at: int) -> _Found | None:
    """ "a dozen", "half a million", "a hundred"; a bare article is no number."""
    value = 0.5 if tokens[at].word == "half" else 1.0
    after = at + 1
    if value == 0.5 and after < len(tokens) and tokens[after].word in {"a", "an"}:
        after += 1
    if after >= len(tokens) or tokens[after].word not in SCALES or tokens[after].word in {"score", "k", "mil"}:
        return _Found(2, 2, after + 1) if after < len(tokens) and tokens[after].word in {"couple", "pair"} else None
    return _Found(value * SCALES[tokens[after].word], value * SCALES[tokens[after].word], after + 1)


def _in_words(tokens: list[_Token], at: int, language: str) -> _Found | None:
    """ "twenty-one", "two hundred and five thousand", "twenty-first"."""
    table = CARDINALS.get(language, CARDINALS["en"])
    total = current = 0.0
    after, last = at, at
    while after < len(tokens):
        word = tokens[after].word
        if word in table and (after == at or _may_follow(current, table[word], language)):
            current += table[word]
        elif language == "fr" and word in {"vingt", "vingts"} and current == 4:
            current = 80.0
        elif word in SCALES and after > at and word not in {"k", "score"}:
            current, total = _scaled(current, total, SCALES[word])
        elif word in ORDINALS and language == "en" and (after == at or _may_follow(current, ORDINALS[word], language)):
            return _Found(total + current + ORDINALS[word], total + current + ORDINALS[word], after + 1, ordinal=True)
        elif after > at and _joins(word, current, total, language):
            after += 1
            continue
        else:
            break
        after += 1
        last = after
    return _Found(total + current, total + current, last) if last > at else None


def _joins(word: str, current: float, total: float, language: str) -> bool:
    """Whether the word may stand inside a number: "twenty-one", "two hundred and five", "treinta y dos"."""
    if word == AND.get(language):
        return current % 100 >= 20 and current % 10 == 0
    return word in {"-", "‐", "‑"} or (word == "and" and bool(current >= 100 or total))


def _may_follow(current: float, value: float, language: str) -> bool:
    """ "twenty" takes "one", "hundred" takes "twenty", "soixante" takes "douze"; "six" does not take "two"."""
    if language == "fr" and current % 100 in (60, 80) and 10 <= value < 20:
        return True
    if language == "fr" and current == 10:  # "dix-sept"
        return 7 <= value <= 9
    return (current % 100 >= 20 and current % 10 == 0 and 0 < value < 10) or (current >= 100 and current % 100 == 0)


def _scaled(current: float, total: float, scale: float) -> tuple[float, float]:
    if scale < 1000:
        return (current or 1) * scale, total
    return 0.0, total + (current or 1) * scale


def _described(text: str, tokens: list[_Token], at: int, value: _Found) -> Number:
    """The number with its kind, unit and bound, from the words around it."""
    start, end = tokens[at].start, tokens[value.after - 1].end
    back = text[max(0, start - _LOOK_BACK) : start]
    bound = _BOUND.search(back)
    number = Number(start, end, value.low, value.high, bound=BOUNDS[bound[1].casefold()] if bound else "")
    if value.ordinal:
        return replace(number, kind="ordinal")
    if (symbol := back[-1:]) in CURRENCIES:
        return replace(number, start=start - 1, kind="money", unit=CURRENCIES[symbol])
    if _is_age(text, back, number):
        return replace(number, kind="age", unit="years")
    return _measured(text, number)


def _is_age(text: str, back: str, number: Number) -> bool:
    if _AGE_AFTER.match(text, number.end):
        return True
    if not 0 < number.high < 120:
        return False
    apposed = _AGE_APPOSED.search(back) and number.low == number.high and text[number.start].isdigit()
    return bool(_AGE_BEFORE.search(back) or (apposed and _AFTER_APPOSED.match(text, number.end)))


def _measured(text: str, number: Number) -> Number:
    after = _MEASURE.match(text, number.end)
    if not after:
        return number
    word = fold(after[2])
    if word in CURRENCY_WORDS:
        return replace(number, kind="money", unit=CURRENCY_WORDS[word])
    if word not in MEASURES:
        return number
    unit, factor = MEASURES[word]
    return replace(
        number,
        low=number.low * factor,
        high=number.high * factor,
        kind="measure",
        unit=f"{after[1].casefold()} {unit}" if after[1] else unit,
        written=word,
        modified=bool(after[1]),
    )
