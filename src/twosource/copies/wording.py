"""One report's sentences as sets of weighted marks: stems of words, stems outside quotations, pairs of words in order.

A sentence is a set of stems weighted by rarity (Sanchez-Perez 2014 calls it tf-isf), so that a shared "the" says
little and a shared "demilitarised" much. What belongs to one report is computed once and kept.
"""

from __future__ import annotations

import itertools
import zlib
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from ..records import Span
from ..reports.boilerplate import is_boilerplate
from ..reports.quotation_marks import quoted_spans
from ..reports.text import Word, sentences, unaccented, words
from .kept import kept_by_text
from .marks import Floats, Ints, Marks, marks
from .other_words import Meanings, meanings

# A word counts by its first letters: "politicise" and "politicizing" are one. On the five seed pages 4 letters rank
# true sentence pairs best (average precision .56; 5: .56, 6: .55; characters 3-5: .55).
STEM = 4
# The weight of a mark: log(1 + this / sentences that hold it). Does not depend on the length of the texts, so that
# adding unrelated text moves nothing.
RARITY = 50.0
# A sentence of fewer words joins the one before it in the same paragraph (Sanchez-Perez: 3).
FEWEST_WORDS = 3
# A "sentence" of more words is a list or has lost its full stops: it is cut into pieces, as a bag of so many words is
# like any other.
MOST_WORDS = 150
PIECE_WORDS = 50
# Most words of a text have been met before.
WORDS_KNOWN = 50_000
# Texts whose wording is kept: some 3,000 reports; it takes about 25 bytes a character.
KEPT_CHARACTERS = 8_000_000
# Marks of several sorts in one table: the sort stands above the mark's own bits (a pair of stems has 37).
SORTS, SORT_BITS = 4, 40


@dataclass(frozen=True, slots=True, eq=False)
class Layers:
    """Marks of all sorts in one table, so that two reports are brought together at once."""

    marks: Marks  # keys with their sort above SORT_BITS
    slot: Ints  # (entries,) sentence + sort * sentences
    weight: Floats  # (marks,) the weight of each where the other report lacks it


@dataclass(frozen=True, eq=False)
class Wording:
    """A text's sentences with their marks."""

    spans: tuple[Span, ...]
    word_starts: Ints  # (words,) the character where each word begins
    word_ends: Ints
    first_word: Ints  # (sentences + 1,): words first_word[i] .. first_word[i + 1] are sentence i's
    word_keys: Ints  # (words,) a hash of each whole word, in order
    word_stems: Ints  # (words,) a hash of each word's stem
    stems: Marks
    unquoted: Marks  # stems of words outside quotation marks
    plain: Marks  # the same without names and numbers, which two reporters of one event share anyway
    pairs: Marks  # two stems in a row
    quoted: Floats  # (sentences,) share of the words that stand in quotation marks
    meanings: Meanings  # of its words, as stems

    @cached_property
    def layers(self) -> Layers:
        """Stems, unquoted, plain and pairs in one table, in this order."""
        return _layers((self.stems, self.unquoted, self.plain, self.pairs))


@kept_by_text(KEPT_CHARACTERS)
def wording(text: str, language: str | None = None) -> Wording:
    """The sentences of a text with their marks. Linear in its length."""
    found = words(text)
    starts = np.array([w.start for w in found], dtype=np.int64)
    spans = _units(text, sentences(text, language), found, starts) if found else ()
    first = np.searchsorted(starts, [s.start for s in spans] + [len(text)]).astype(np.int64)
    owner = np.full(len(found), -1, dtype=np.int64)
    owner[first[0] : first[-1]] = np.repeat(np.arange(len(spans)), np.diff(first))
    whole, stems = np.array([_keys(w.key) for w in found], dtype=np.int64).reshape(-1, 2).T.copy()
    outside = ~_inside(starts, quoted_spans(text) if found else ())
    plain = outside & ~_names(text, found, first)
    furniture = [k for k, span in enumerate(spans) if is_boilerplate(span.of(text))]
    owner[np.isin(owner, furniture)] = -1
    counts = np.maximum(np.bincount(owner[owner >= 0], minlength=len(spans)), 1)
    return Wording(
        spans,
        starts,
        np.array([w.end for w in found], dtype=np.int64),
        first,
        whole,
        stems,
        marks(owner, stems, len(spans)),
        marks(np.where(outside, owner, -1), stems, len(spans)),
        marks(np.where(plain, owner, -1), stems, len(spans)),
        marks(np.where(owner[:-1] == owner[1:], owner[:-1], -1), stems[:-1] * 31 + stems[1:], len(spans)),
        np.bincount(owner[(owner >= 0) & ~outside], minlength=len(spans)) / counts,
        meanings((w.key for w in found), stems, language),
    )


def _layers(sorts: tuple[Marks, ...]) -> Layers:
    """The marks of each sort, the sorts one after the other."""
    count = sorts[0].sentences
    before = np.cumsum([0, *(len(sort.keys) for sort in sorts)]).tolist()
    table = Marks(
        count,
        np.concatenate([sort.keys + (k << SORT_BITS) for k, sort in enumerate(sorts)]),
        np.concatenate([sort.holders for sort in sorts]),
        np.concatenate([sort.row for sort in sorts]),
        np.concatenate([sort.column + first for sort, first in zip(sorts, before[:-1], strict=True)]),
    )
    slot = np.concatenate([sort.row + k * count for k, sort in enumerate(sorts)])
    return Layers(table, slot, np.log1p(RARITY / table.holders))


def _names(text: str, found: tuple[Word, ...], first: Ints) -> NDArray[np.bool_]:
    """Which words look like names or numbers: a capital not at a sentence's start, or a digit."""
    names = np.array([text[w.start].isupper() or w.key[0].isdigit() for w in found], dtype=bool)
    names[first[:-1][first[:-1] < len(found)]] = False
    return names


def _inside(places: Ints, spans: tuple[Span, ...]) -> NDArray[np.bool_]:
    """Which places lie in one of the spans, which are in order and apart."""
    edges = np.array([edge for s in spans for edge in (s.start, s.end)], dtype=np.int64)
    inside: NDArray[np.bool_] = np.searchsorted(edges, places, side="right") % 2 == 1
    return inside


@lru_cache(maxsize=WORDS_KNOWN)
def _keys(word: str) -> tuple[int, int]:
    """A number for a word and one for its stem, the same in every process."""
    return _key(word), _key(unaccented(word)[:STEM])


def _key(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


def _units(text: str, spans: tuple[Span, ...], found: tuple[Word, ...], starts: Ints) -> tuple[Span, ...]:
    """Sentences, those without enough words joined to the one before (not across a line break), endless ones cut."""
    edges = np.searchsorted(starts, [edge for s in spans for edge in (s.start, s.end)]).reshape(-1, 2)
    kept: list[Span] = []
    for span, (first, last) in zip(spans, edges.tolist(), strict=True):
        if last - first > MOST_WORDS:
            kept.extend(_cut(span, [w.start for w in found[first:last:PIECE_WORDS]]))
        elif kept and 0 < last - first < FEWEST_WORDS and "\n" not in text[kept[-1].end : span.start]:
            kept[-1] = Span(kept[-1].start, span.end)
        elif last > first:
            kept.append(span)
    return tuple(kept)


def _cut(span: Span, places: list[int]) -> list[Span]:
    """The span in pieces that begin at these places; the first begins where the span does."""
    return [Span(a, b) for a, b in itertools.pairwise([span.start, *places[1:], span.end])]
