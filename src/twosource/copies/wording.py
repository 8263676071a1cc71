"""One report's sentences as sets of weighted marks: stems of words, stems outside quotations, pairs of words in order.

A sentence is a set of stems weighted by rarity (Sanchez-Perez 2014 calls it tf-isf), so that a shared "the" says
little and a shared "demilitarised" much. What belongs to one report is computed once and kept.
"""

from __future__ import annotations

import itertools
import zlib
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ..records import Span
from ..reports.boilerplate import is_boilerplate
from ..reports.quotation_marks import quoted_spans
from ..reports.text import Word, sentences, unaccented, words

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

# A word counts by its first letters: "politicise" and "politicizing" are one. On the five seed pages 4 letters rank
# true sentence pairs best (average precision .56; 5: .56, 6: .55; characters 3-5: .55).
STEM = 4
# A sentence of fewer words joins the one before it in the same paragraph (Sanchez-Perez: 3).
FEWEST_WORDS = 3
# A "sentence" of more words is a list or has lost its full stops: it is cut into pieces, as a bag of so many words is
# like any other.
MOST_WORDS = 150
PIECE_WORDS = 50
# Most words of a text have been met before.
WORDS_KNOWN = 50_000


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """Which sentence holds which mark. `keys` are sorted hashes of the marks, `row` and `column` the entries."""

    sentences: int
    keys: Ints  # (marks,) distinct, ascending
    holders: Floats  # (marks,) how many sentences hold each
    row: Ints  # (entries,) the sentence
    column: Ints  # (entries,) its mark, an index into keys


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """A text's sentences with their marks."""

    spans: tuple[Span, ...]
    words: tuple[Word, ...]
    first_word: Ints  # (sentences + 1,): words[first_word[i]:first_word[i + 1]] are sentence i's
    word_keys: Ints  # (words,) a hash of each whole word, in order
    word_stems: Ints  # (words,) a hash of each word's stem
    stems: Marks
    unquoted: Marks  # stems of words outside quotation marks
    plain: Marks  # the same without names and numbers, which two reporters of one event share anyway
    pairs: Marks  # two stems in a row
    quoted: Floats  # (sentences,) share of the words that stand in quotation marks


@lru_cache(maxsize=512)
def wording(text: str, language: str | None = None) -> Wording:
    """The sentences of a text with their marks. Linear in its length."""
    found = words(text)
    starts = np.array([w.start for w in found], dtype=np.int64)
    spans = _units(text, sentences(text, language), found, starts) if found else ()
    first = np.searchsorted(starts, [s.start for s in spans] + [len(text)]).astype(np.int64)
    owner = np.full(len(found), -1, dtype=np.int64)
    owner[first[0] : first[-1]] = np.repeat(np.arange(len(spans)), np.diff(first))
    stems = np.array([_stem_key(w.key) for w in found], dtype=np.int64)
    whole = np.array([_key(w.key) for w in found], dtype=np.int64)
    outside = ~_inside(starts, quoted_spans(text) if found else ())
    plain = outside & ~_names(text, found, first)
    furniture = [k for k, span in enumerate(spans) if is_boilerplate(span.of(text))]
    owner[np.isin(owner, furniture)] = -1
    counts = np.maximum(np.bincount(owner[owner >= 0], minlength=len(spans)), 1)
    return Wording(
        spans,
        found,
        first,
        whole,
        stems,
        marks(owner, stems, len(spans)),
        marks(np.where(outside, owner, -1), stems, len(spans)),
        marks(np.where(plain, owner, -1), stems, len(spans)),
        marks(np.where(owner[:-1] == owner[1:], owner[:-1], -1), stems[:-1] * 31 + stems[1:], len(spans)),
        np.bincount(owner[(owner >= 0) & ~outside], minlength=len(spans)) / counts,
    )


def marks(owner: Ints, marks: Ints, count: int) -> Marks:
    """Each sentence's distinct marks; an owner of -1 is no sentence."""
    held = owner >= 0
    keys, column = np.unique(marks[held], return_inverse=True)
    entries = np.unique(owner[held] * max(len(keys), 1) + column)
    row, column = np.divmod(entries, max(len(keys), 1))
    return Marks(count, keys, np.bincount(column, minlength=len(keys)).astype(np.float64), row, column)


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
def _key(word: str) -> int:
    """A number for a word, the same in every process."""
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=WORDS_KNOWN)
def _stem_key(word: str) -> int:
    """A number for a word's stem."""
    return _key(unaccented(word)[:STEM])


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
