"""A report made ready for comparing: its words as numbers, which are narrative, which are facts, what it credits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from ..records import Credit, Report, Span
from ..reports.credits import credits
from ..reports.language import guessed
from ..reports.narrative import narrative
from ..reports.outlets import host_outlet, outlet_name
from ..reports.quotation_marks import quoted_spans
from ..reports.text import words
from ..stories.background import Keys, events, phrase_keys, rarity, word_key
from ..stories.stock import Stock, stock_words

Mask = NDArray[np.bool_]

# Sizes of phrases, in words. Three catch a recast clause, four are what reporters writing alone seldom share outside
# stock phrases, five are hardly ever chance (METER, Clough 2002, compares one to ten).
SHORT, PHRASE, LONG = 3, 4, 5
BESIDE = 2  # a word and its neighbour
# The background is of English news: it knows .67 and more of an English report's words, .56 at most of others' (es it
# nl de fr tr pl ar).
_MOSTLY = 0.6

_NUMBER_WORDS = frozenset(
    (
        *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
        *("first", "second", "third", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
        *("november", "december"),
    )
)


@dataclass(frozen=True, eq=False)
class Reading:
    """A report's words in order (n of them) and its m narrative sentences.

    What only a comparison asks for is worked out when it is asked: most reports of an archive are alone.
    """

    report: Report
    keys: tuple[str, ...]  # the words, folded
    places: tuple[Span, ...]  # where each stands in the text
    sentence: NDArray[np.int64]  # (n,) number of the narrative sentence a word stands in, -1 outside narrative
    told: Mask  # (n,) the newsroom's own words: in a narrative sentence and not quoted
    quoted: Mask  # (n,) inside quotation marks
    narrative: tuple[Span, ...]  # m narrative sentences
    stock: Mask  # (n,) in phrases that many stories of the store print
    credits: tuple[Credit, ...]
    outlet: str  # its common name, "" where not known
    language: str  # ISO 639-1, "" where not known

    @cached_property
    def codes(self) -> Keys:
        """(n,) a hash for each word."""
        return np.array([word_key(k) for k in self.keys], dtype=np.uint64)

    @cached_property
    def fact(self) -> Mask:
        """(n,) names and numbers, which two reporters share without copying."""
        return _facts(self.report.text, self.keys, self.places, self.sentence)

    @cached_property
    def phrases(self) -> dict[int, Keys]:
        """By size: hashes of that many consecutive words, (n - size + 1,)."""
        return {n: phrase_keys(self.codes.tolist(), n) for n in (SHORT, PHRASE, LONG)}

    @cached_property
    def rare(self) -> dict[int, NDArray[np.float64]]:
        """By size: how little the background prints each phrase, 0..1; 0 for stock phrases."""
        beside = phrase_keys(self.codes.tolist(), BESIDE)
        rare = {n: rarity(self.phrases[n]) for n in (SHORT, PHRASE)} | {BESIDE: rarity(beside)}
        if self.stock.any():
            rare = {n: np.where(_within(self.stock, n), 0.0, found) for n, found in rare.items()}
        return rare | {LONG: np.maximum(rare[PHRASE][:-1], rare[PHRASE][1:])}

    @cached_property
    def in_background(self) -> bool:
        """Whether the background has read the language: it knows most of the words."""
        return bool(len(self.keys)) and float((events(phrase_keys(self.codes.tolist(), 1)) > 0).mean()) >= _MOSTLY

    @property
    def telling(self) -> Mask:
        """(n,) narrative words that are no facts: their choice is the writer's."""
        return self.told & ~self.fact


def _within(marks: Mask, size: int) -> Mask:
    """(n - size + 1,) which phrases of `size` words are marked throughout."""
    return np.asarray(np.convolve(marks.astype(np.int64), np.ones(size, dtype=np.int64), "valid") == size)


def _numbers(places: Sequence[Span], spans: Sequence[Span]) -> NDArray[np.int64]:
    """For each word the number of the span it starts in, -1 where none."""
    starts = np.array([p.start for p in places], dtype=np.int64)
    if not spans or not len(starts):
        return np.full(len(starts), -1, dtype=np.int64)
    at = np.searchsorted(np.array([s.start for s in spans]), starts, side="right") - 1
    ends = np.array([s.end for s in spans])
    return np.where((at >= 0) & (starts < ends[np.maximum(at, 0)]), at, -1)


def _facts(text: str, keys: Sequence[str], places: Sequence[Span], sentence: NDArray[np.int64]) -> Mask:
    """Words with digits, number words, days, months, and capitalised words that do not open a sentence."""
    marks = np.zeros(len(keys), dtype=bool)
    before = -1
    for i, (key, place) in enumerate(zip(keys, places, strict=True)):
        word = place.of(text)
        named = word[0].isupper() and sentence[i] == before
        marks[i] = named or key in _NUMBER_WORDS or _has_digit(word)
        before = int(sentence[i])
    return marks


@lru_cache(maxsize=50_000)
def _has_digit(word: str) -> bool:
    """Whether a word has a digit in it."""
    return any(c.isdigit() for c in word)


def _language(text: str) -> str:
    """The language of the words where they leave little doubt, "" otherwise."""
    found, sure = guessed(text)
    return found if found and sure >= _SURE and len(text) >= _ENOUGH else ""


_SURE, _ENOUGH = 0.95, 300  # probability, characters: below these py3langid errs now and then


# Readings that are kept, and what else is kept of each: a family is held against itself pair by pair.
KEPT = 1024


@lru_cache(maxsize=KEPT)
def reading(report: Report, known: Stock = frozenset()) -> Reading:
    """`report` made ready; `known`: runs of words that weigh nothing. Linear in its length."""
    found = words(report.text)
    keys = tuple(w.key for w in found)
    places = tuple(Span(w.start, w.end) for w in found)
    stated = report.credits if report.page_id else credits(report)  # of a page they were read with it
    told = narrative(replace(report, credits=stated))
    sentence = _numbers(places, told)
    quoted = _numbers(places, quoted_spans(report.text)) >= 0
    return Reading(
        report=report,
        keys=keys,
        places=places,
        sentence=sentence,
        told=np.asarray((sentence >= 0) & ~quoted),
        quoted=quoted,
        narrative=told,
        stock=stock_words(keys, known),
        credits=stated,
        outlet=outlet_name(report.outlet) or host_outlet(report.url),
        language=report.language or _language(report.text),
    )
