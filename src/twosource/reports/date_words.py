"""The words for days, months and weekdays of each language, and the patterns made of them.

Names come from Unicode CLDR (`data/calendar.json`), words such as "yesterday" from a table by hand (`data/dates.toml`).
Every pattern is a list of alternatives with bounded gaps: matching is linear in the text.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

# Days from the day of the report that a word stands for.
_SHIFTS = {"today": 0, "yesterday": -1, "tomorrow": 1, "before": -2}


@dataclass(frozen=True, slots=True)
class DateWords:
    """One language's patterns, and what each name (in lower case) stands for."""

    months: dict[str, int]  # 1..12
    weekdays: dict[str, int]  # Monday is 0
    shifts: dict[str, int]
    coming: frozenset[str]  # words that make a weekday a coming one
    bounds: frozenset[str]  # words that make a day the bound of a time: "since"
    patterns: tuple[re.Pattern[str], ...]


@lru_cache(maxsize=1)
def _calendar() -> dict[str, dict[str, list[list[str]]]]:
    loaded: dict[str, dict[str, list[list[str]]]] = json.loads(_data("calendar.json"))
    return loaded


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, list[str]]]:
    loaded: dict[str, dict[str, list[str]]] = tomllib.loads(_data("dates.toml"))
    return loaded


def _data(name: str) -> str:
    return resources.files(__package__).joinpath("data", name).read_text(encoding="utf-8")


def languages() -> tuple[str, ...]:
    """The languages whose months and weekdays are known, those of most pages first."""
    common = ("en", "de", "fr", "es", "pt", "it", "ru", "nl", "pl")
    return (*common, *(name for name in _calendar() if name not in common))


@lru_cache(maxsize=64)
def date_words(language: str) -> DateWords:
    """The patterns of a language; English's for one that the tables do not know."""
    names = _calendar().get(language) or _calendar()["en"]
    words = _words().get(language, {})
    months = {name: i for i, forms in enumerate(names["months"], 1) for name in forms}
    months |= _extra_months(words.get("short", []))
    weekdays = {name: i for i, forms in enumerate(names["weekdays"]) for name in forms}
    for i, forms in enumerate(words.get("weekdays", [])):
        weekdays |= {name: i for name in forms.split("|") if name}
    shifts = {word: shift for key, shift in _SHIFTS.items() for word in words.get(key, [])}
    return DateWords(
        months=months,
        weekdays=weekdays,
        shifts=shifts,
        coming=frozenset(words.get("next", [])),
        bounds=frozenset(words.get("since", [])),
        patterns=_patterns(months, weekdays, shifts, words.get("between", [])),
    )


def _extra_months(words: Iterable[str]) -> dict[str, int]:
    """ "sept" is September; "jänner=1" says its number."""
    return {word.partition("=")[0]: int(word.partition("=")[2] or 9) for word in words}


def _any(words: Iterable[str]) -> str:
    """The longest first, so that "june" is not read as "jun"; "$^" for none."""
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) or r"(?!)"


def _patterns(
    months: dict[str, int], weekdays: dict[str, int], shifts: dict[str, int], between: Iterable[str]
) -> tuple[re.Pattern[str], ...]:
    month = rf"(?P<month>{_any(months)})(?!\w)\.?"
    of = rf"(?:(?:{_any(between)})\s+)?"
    day = r"(?P<day>3[01]|[12]\d|0?[1-9])"
    year = r"(?P<year>(?:19|20)\d\d)(?!\d)"
    ordinal = r"(?:st|nd|rd|th|er|º|\.|ª|-?го)?"
    forms = (
        # 15 December 2021, 15. Dezember, 15 de diciembre de 2021
        rf"(?<![\w.:]){day}{ordinal}\s?{of}{month}(?:,?\s+{of}{year})?",
        # December 15, 2021; Dec. 15
        rf"(?<!\w){month}\s{{1,2}}{day}(?:st|nd|rd|th)?(?![\d:]|\.\d|\s?%)(?:,?\s+{year})?",
        # 2021. december 15
        rf"(?<!\d){year}\.?\s+{month}\s+{day}(?!\d)",
        # 2021年12月15日, 12月15日, 2021년 12월 15일
        r"(?:(?P<year>(?:19|20)\d\d)\s?[年년]\s?)?(?P<number>1[0-2]|0?[1-9])\s?[月월]\s?(?P<day>3[01]|[12]\d|0?[1-9])\s?[日일号]",
        # 2021-12-15, 15.12.2021, 15/12/2021, 12/15/2021
        r"(?<!\d)(?P<iso>(?:19|20)\d\d-\d\d-\d\d)(?!\d)",
        r"(?<![\d./])(?P<first>\d{1,2})(?P<mark>[./])(?P<second>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d)(?![\d/])",
        # Wednesday, Wednesday (15)
        rf"(?<!\w)(?P<weekday>{_any(weekdays)})(?!\w)(?:-feira)?(?:\s\((?P<paren>3[01]|[12]\d|[1-9])\))?",
        rf"(?<!\w)(?P<shift>{_any(shifts)})(?!\w)" if not _unspaced(shifts) else rf"(?P<shift>{_any(shifts)})",
    )
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


def _unspaced(words: Iterable[str]) -> bool:
    """Whether these words are written without spaces around them (Chinese, Japanese)."""
    return any("぀" <= c <= "鿿" for word in words for c in word)
