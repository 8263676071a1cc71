"""What a report says of its event, as sets that can be compared: who, where, when, how many, and in which rare words.

A profile is made once a report and knows nothing of other reports; how rare a word or name is comes from rarity.py.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ..records import Report
from ..reports.dates import dates, event_date
from ..reports.names import names
from ..reports.romanise import romanised
from ..reports.text import words
from .background import phrase_keys, word_key

# Words are compared by their first letters: cheap stemming, and "president" meets "Präsident" and "presidente".
STEM = 6
# A very long page (a live blog, a transcript) is judged by its beginning.
MAX_CHARACTERS = 20_000
LEAD_WORDS = 60
# Days of the event stand in the first paragraphs; further down comes its history.
DATED_CHARACTERS = 4000
# Runs of so many words that two reports share are a sign of copying; one in SHINGLE_SAMPLE is kept, by its hash.
SHINGLE = 5
SHINGLE_SAMPLE = 4
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_AGE = re.compile(
    r"\b(\d{1,2})[\s-]+(?:years?[\s-]+old|jährige[rn]?|ans|años|anni|jaar|lat|лет|yaşındaki)\b|,\s+(\d{1,2}),|\baged?\s+(\d{1,2})\b"
)

Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Profile:
    """One report as an event. Counts are of mentions; keys are romanised and folded."""

    id: str
    words: Mapping[str, int]  # stems of all words, title included
    lead: Mapping[str, int]  # those of the title and the first LEAD_WORDS words
    names: Mapping[str, int]  # full name keys: "andrew parish"
    name_words: Mapping[str, int]  # the same word by word: "andrew", "parish"
    numbers: Mapping[str, int]  # digits as written, thousands marks taken out
    ages: frozenset[str]
    days: frozenset[str]  # named in the text, as month and day: "12-15"
    shingles: frozenset[int]
    published: date | None = None
    event_date: date | None = None
    language: str | None = None
    outlet: str = ""
    vector: Vector | None = None  # of unit length; None or zeros: no encoder, or nothing to encode


def profile(report: Report, vector: Vector | None = None) -> Profile:
    """The report's profile; an empty text gives empty sets."""
    text = f"{report.title}\n{report.text}"[:MAX_CHARACTERS]
    stems = [stem(word.key) for word in words(text)]
    found = [name.key for name in names(text, report.language)]
    return Profile(
        id=report.id,
        words=Counter(s for s in stems if not s[0].isdigit()),
        lead=Counter(stems[: LEAD_WORDS + len(words(report.title))]),
        names=Counter(found),
        name_words=Counter(part for key in found for part in key.split(" ")),
        numbers=Counter(plain_number(m[0]) for m in _NUMBER.finditer(text)),
        ages=frozenset(next(filter(None, m.groups())) for m in _AGE.finditer(text)),
        days=_days(report),
        shingles=_shingles(stems),
        published=_day(report.published),
        event_date=report.event_date or event_date(report.text[:DATED_CHARACTERS], report.published, report.language),
        language=report.language,
        outlet=report.outlet,
        vector=vector if vector is not None and vector.any() else None,
    )


def profiles(reports: Sequence[Report], vectors: Vector | None = None) -> list[Profile]:
    """Of several; `vectors`: shape (reports, dimensions)."""
    rows = [None] * len(reports) if vectors is None else list(vectors)
    return [profile(report, row) for report, row in zip(reports, rows, strict=True)]


def _days(report: Report) -> frozenset[str]:
    """Days that the beginning of the text names, without years, which few texts give."""
    found = dates(report.text[:DATED_CHARACTERS], report.published, report.language)
    named = ((m.day.month, m.day.day) if m.day else (m.month, m.number) for m in found)
    return frozenset(f"{month:02}-{number:02}" for month, number in named if month and number)


@lru_cache(maxsize=100_000)
def stem(key: str) -> str:
    """The first letters of a word in Latin script; other words whole."""
    return romanised(key.removesuffix("'s"))[:STEM] or key


def plain_number(written: str) -> str:
    """Without marks between thousands: "13,000" and "13.000" -> "13000"; "3.5" and "3,5" -> "3.5"."""
    joined = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", written)
    return joined.replace(",", ".")


def _shingles(stems: Sequence[str]) -> frozenset[int]:
    """A sample, the same in every process, of the runs of SHINGLE words."""
    found = runs([word_key(word) for word in stems])
    return frozenset(found[found % np.uint64(SHINGLE_SAMPLE) == 0].tolist())


def runs(codes: Sequence[int]) -> NDArray[np.uint64]:
    """All runs of SHINGLE words, given as word keys of their stems, by hashes of 32 bits."""
    return phrase_keys(codes, SHINGLE) >> np.uint64(32)


def _day(moment: date | datetime | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment
