"""What one report states, fact by fact, in a form that can be held against what another report states.

A statement has a kind (age, time, number ...), a value, the words and their place, and what it is about: a person's
name,
a counted noun, and the stems of the content words around it in its sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from ..copies.variants import FUNCTION_WORDS, stem
from ..records import Report, Span
from ..reports.alternatives import alternatives
from ..reports.capitals import capital_runs
from ..reports.numbers import Number, numbers
from ..reports.text import Word, fold, sentences, words_of
from ..reports.times import Moment, moments
from ..stories.background import events, phrase_keys, word_key

_FEW_EVENTS = 110  # of the 1,707 events of the shipped background: "surgery" 105, "argument" 101, "chest" 161
_INSTITUTIONS = frozenset(
    [
        *("hospital", "center", "centre", "medical", "health", "street", "avenue", "road", "county", "police"),
        *("university", "school", "department", "sheriff's", "gardens", "city", "mount", "st"),
    ]
)
_OF_PERSONS = frozenset({"wound", "condition"})
_NEAR = 8  # content words on either side that say what a statement is about
_ROLES = (
    "girl boy woman man male female child baby toddler infant teen teenager teenagers student mother father grandmother"
    " grandfather brother sister son daughter cousin suspect victim driver officer deputy resident gunman"
)
ROLES = frozenset(_ROLES.split())
_ROLE = re.compile(rf"\b({'|'.join(_ROLES.split())})\b", re.I)
_ROLE_AFTER = re.compile(rf"\s({'|'.join(_ROLES.split())})\b", re.I)
_ROLE_BEFORE = re.compile(rf"\b({'|'.join(_ROLES.split())}),\s(?:who is\s)?$", re.I)
_YEARS_AFTER = re.compile(r"[\s-]*years?[\s-]*old", re.I)
# Nouns that end like a plural and count nothing.
_NOT_COUNTED = frozenset(
    [
        "police",
        "news",
        "ms",
        "mrs",
        "was",
        "is",
        "has",
        "as",
        "this",
        "its",
        "his",
        "us",
        "hours",
        "hour",
        "years",
        "year",
        "days",
        "day",
        "ago",
    ]
)
# Nouns that count the same: what is fired, and who is hit.
_HEADS = {
    **dict.fromkeys(("shots", "gunshots", "rounds", "bullets", "times"), "shots"),
    **dict.fromkeys(("people", "victims", "individuals", "persons", "members", "others"), "people"),
    **dict.fromkeys(("men", "males"), "men"),
    **dict.fromkeys(("women", "females"), "women"),
}
_PEOPLE = frozenset(["people", "men", "women", "children", "victims", "others", "teens", "teenagers"])
# What one of them is called: "one male and two females" counts men and women.
_ONE = {
    **dict.fromkeys(("person", "victim", "individual"), "people"),
    **dict.fromkeys(("man", "male"), "men"),
    **dict.fromkeys(("woman", "female"), "women"),
    **{word: stem(word) for word in ("officer", "deputy", "suspect", "teen", "boy", "girl")},
    **dict.fromkeys(("shot", "gunshot", "round", "bullet", "time"), "shots"),
}
_STREET = (
    r"(?:[NSEW]\.?\s+|North\s+|South\s+|East\s+|West\s+)?(?:[A-Z][\w.'’]+\s+|\d+(?:st|nd|rd|th)\s+){1,3}"
    r"(?:Street|St\b\.?|Avenue|Ave\b\.?|Road|Rd\b\.?|Drive|Dr\b\.?|Lane|Ln\b\.?|Boulevard|Blvd\b\.?|Place|Court|Way|Highway"
    r"|Parkway|Circle|Terrace)"
)
_PLACE_BEFORE = re.compile(r"\b(?:in|near|at|outside)\s+(?:the\s+)?$", re.I)
_AGE_BEFORE = re.compile(r"\d{1,2}[\s-]*year[\s-]*old\s+$|\d{1,2}\s*,\s*$")
_AGE_AFTER = re.compile(r"(?:\s+(?:Jr|Sr)\.?)?,\s+(?:an?\s+)?\d{1,2}\b(?!\s*p\.?m|\s*a\.?m)")
_ADDRESS = re.compile(rf"\b(?P<number>\d{{1,5}})(?:\s+block\s+of)?\s+(?P<street>{_STREET})")
_NICKNAME = re.compile(r"\s[\"“'‘(]{1,2}[^\"“”()\n]{2,24}?[\"”'’)]{1,2}\s")
_CROSSING = re.compile(rf"\b{_STREET}(?:\s+(?:and|near|at)\s+(?:{_STREET}))?")


@dataclass(frozen=True, slots=True)
class Stated:
    """report.text[start:end] states `value` (comparable) of a fact of this kind, about `about`."""

    report: str
    kind: str
    value: str
    start: int
    end: int
    about: str = ""  # a person's surname, a counted noun, a class of alternatives
    around: frozenset[str] = frozenset()
    number: Number | None = None
    moment: Moment | None = None
    day: date | None = None  # of publication, which weekdays are counted from
    sentence: Span | None = None
    words: str = ""
    subject: frozenset[str] = frozenset()  # words of the sentence before the statement
    rare: frozenset[str] = frozenset()  # of `around`, the stems of words that few stories print
    who: str = ""  # the person told of before it in its sentence: an age, or a surname


@lru_cache(maxsize=100_000)
def is_rare(word: str) -> bool:
    """Whether few stories print this (folded) word: "surgery" is rare, "hospital" is not."""
    return int(events(phrase_keys([word_key(word)], 1))[0]) <= _FEW_EVENTS


@lru_cache(maxsize=4096)
def stated(report: Report) -> tuple[Stated, ...]:
    """All statements of the report's text, in order of place."""
    found: list[Stated] = []
    for sentence in sentences(report.text, report.language):
        tokens = words_of(report.text, sentence)
        inside = [_around(report.text, s, tokens, sentence) for s in _in_sentence(report, sentence)]
        found.extend(_with_person(inside))
    return tuple(sorted(found, key=lambda s: (s.start, s.end)))


def _in_sentence(report: Report, sentence: Span) -> Iterator[Stated]:
    times = [m for m in moments(report.text) if sentence.start <= m.start and m.end <= sentence.end]
    runs = [r for r in capital_runs(report.text) if sentence.start <= r.start and r.end <= sentence.end]
    yield from (_time(report, m) for m in times)
    for run in runs:
        yield from _names(report, run)
    yield from _addresses(report, sentence)
    for n in numbers(report.text, report.language):
        if (
            sentence.start <= n.start
            and n.end <= sentence.end
            and not any(m.start < n.end and n.start < m.end for m in times)
        ):
            yield from _number(report, n, sentence, runs)
    for one in alternatives(report.text):
        if sentence.start <= one.start and one.end <= sentence.end:
            yield Stated(report.id, one.name, one.value, one.start, one.end, one.name)


def _around(text: str, statement: Stated, tokens: list[Word], sentence: Span) -> Stated:
    """The statement with the stems of the content words near it."""
    before = [w.key for w in tokens if w.end <= statement.start and w.key not in FUNCTION_WORDS][-_NEAR:]
    after = [w.key for w in tokens if w.start >= statement.end and w.key not in FUNCTION_WORDS][:_NEAR]
    return replace(
        statement,
        around=frozenset(stem(key) for key in before + after),
        rare=frozenset(stem(key) for key in before + after if is_rare(key)),
        sentence=sentence,
        words=text[statement.start : statement.end],
        subject=frozenset(w.key for w in tokens if w.end <= statement.start),
    )


def _with_person(statements: list[Stated]) -> Iterator[Stated]:
    """Wounds and conditions of one sentence with the person named or aged last before each."""
    people = [s for s in statements if s.kind == "age" or (s.kind == "name" and _may_be_person(s.value))]
    for s in statements:
        before = [p for p in people if p.end <= s.start]
        if s.kind in _OF_PERSONS and before:
            last = max(before, key=lambda p: p.end)
            yield replace(s, who=last.value if last.kind == "age" else last.about)
        else:
            yield s


def _may_be_person(name: str) -> bool:
    """Whether a name has a first name and no word of an institution."""
    parts = name.split()
    return len(parts) > 1 and _INSTITUTIONS.isdisjoint(parts)


def _time(report: Report, moment: Moment) -> Stated:
    kind = "clock" if moment.clock is not None else "day"
    span = report.published_span
    day = report.published if isinstance(report.published, date) else (span[0].date() if span else None)
    words = fold(report.text[moment.start : moment.end])
    return Stated(report.id, kind, words, moment.start, moment.end, kind, moment=moment, day=day)


def _names(report: Report, run: Span) -> Iterator[Stated]:
    """A name; once more as a place where it says where, and as "aged" where an age stands beside it."""
    key = " ".join(w.key.removesuffix("'s") for w in words_of(report.text, run))
    last = key.split(" of ")[0].split()[-1]
    yield Stated(report.id, "name", key, run.start, run.end, last)
    if _PLACE_BEFORE.search(report.text[max(0, run.start - 24) : run.start]):
        yield Stated(report.id, "place", key, run.start, run.end, key)
    before, after = report.text[max(0, run.start - 24) : run.start], report.text[run.end : run.end + 24]
    if len(key.split()) > 1 and (_AGE_BEFORE.search(before) or _AGE_AFTER.match(after)):
        yield Stated(report.id, "aged", key, run.start, run.end, last)


def _addresses(report: Report, sentence: Span) -> Iterator[Stated]:
    """House numbers and blocks of named streets, and crossings."""
    for m in _ADDRESS.finditer(report.text, sentence.start, sentence.end):
        street = " ".join(stem(w.key) for w in words_of(report.text, Span(m.start("street"), m.end("street"))))
        yield Stated(report.id, "address", m["number"], m.start(), m.end(), street)
    for m in _CROSSING.finditer(report.text, sentence.start, sentence.end):
        street = " ".join(stem(w.key) for w in words_of(report.text, Span(*m.span())))
        yield Stated(report.id, "street", street, m.start(), m.end(), "street")


def _number(report: Report, n: Number, sentence: Span, runs: list[Span]) -> Iterator[Stated]:
    value = f"{n.low:g}" if n.low == n.high else f"{n.low:g}-{n.high:g}"
    if n.kind == "age" and n.low == n.high:
        about = _whose_age(report.text, n, sentence, runs)
        yield Stated(report.id, "age", value, n.start, n.end, about, number=n)
    elif n.kind in {"count", "measure", "money"}:
        about = n.unit if n.kind != "count" else _counted(report.text, n, sentence)
        yield Stated(report.id, "number" if about else "bare number", value, n.start, n.end, about, number=n)


def _whose_age(text: str, n: Number, sentence: Span, runs: list[Span]) -> str:
    """The surname beside an age ("Roe, 27", "27-year-old Jane Roe"), else the role ("27-year-old woman"), else ""."""
    before = [r for r in runs if 0 <= n.start - r.end <= 3]
    if before:
        return _person(text, _with_first_name(text, before[-1], runs))
    described = _ROLE_BEFORE.search(text, sentence.start, n.start)
    if described and not _YEARS_AFTER.match(text, n.end):  # not in "a man, 49-year-old woman and"
        return described[1].casefold()
    tail = text[n.end : min(sentence.end, n.end + 60)]
    after = re.match(
        r"[\s-]*(?:years?|yrs?\.?|months?)[\s-]*olds?\s+(?:(?!from|of|in|at|near)\w+\s+){0,2}?(?=[A-Z])", tail
    )
    if after:
        named = [r for r in runs if 0 <= r.start - (n.end + after.end()) <= 1]
        if named and not (role := _ROLE_AFTER.match(text, named[0].end)):  # no "2-year-old Detroit girl"
            return _person(text, named[0])
        if named and role:
            return role[1].casefold()
    role = _ROLE.search(tail[:45])
    return role[1].casefold() if role else ""


def _with_first_name(text: str, run: Span, runs: list[Span]) -> Span:
    """A surname with the first name that a nickname in marks parts it from: 'Joe "Duke" Lindon'."""
    before = [r for r in runs if r.end <= run.start][-2:]
    if len(before) == 2 and _NICKNAME.fullmatch(text, before[0].end, run.start):
        return Span(before[0].start, run.end)
    return run


def _person(text: str, run: Span) -> str:
    """First name and surname of a name, folded: "Cleveland Tyvon Smelley" -> "cleveland smelley"."""
    keys = [w.key.removesuffix("'s") for w in words_of(text, run) if w.key not in {"jr", "sr"}]
    keys = keys[: keys.index("of")] if "of" in keys[1:] else keys
    return " ".join([*keys[:1], *keys[-1:]]) if len(keys) > 1 else "".join(keys)


def _counted(text: str, n: Number, sentence: Span) -> str:
    """The noun that a number counts: the first plural within three words; "" where there is none."""
    for word in words_of(text, Span(n.end, min(sentence.end, n.end + 50)))[:4]:
        if word.key in FUNCTION_WORDS or text[n.end : word.start].strip(" -abcdefghijklmnopqrstuvwxyz"):
            return ""
        if n.low == n.high == 1 and word.key in _ONE:
            return _ONE[word.key]
        if word.key in _PEOPLE or (word.key.endswith("s") and word.key not in _NOT_COUNTED and len(word.key) > 3):
            return _HEADS.get(word.key, stem(word.key))
    return ""


def counted_noun(report: Report, s: Stated) -> str:
    """What a number counts, as the report prints it: "shots" for the statement's "shot"; the unit of a measure."""
    for word in words_of(report.text, Span(s.end, min(len(report.text), s.end + 50)))[:4]:
        if s.about in {_HEADS.get(word.key), _ONE.get(word.key), stem(word.key)}:
            return word.key
    return s.about
