"""Fingerprints: hashed runs of words, winnowed, each with its place; the same words give the same keys everywhere.

A key is a run of RUN words (characters in scripts written without spaces), folded for case, accents and apostrophes.
Winnowing (Schleimer, Wilkerson, Aiken 2003) keeps the smallest key of every WINDOW in a row: about 2 in WINDOW + 1 are
kept, and any shared run of RUN + WINDOW - 1 words shares one. All in numpy, many texts at once: about 10 MB a second.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ..reports.text import unaccented

Keys = NDArray[np.uint64]
Places = NDArray[np.int32]

RUN = 4
# At most RUN: then the RUN - 1 runs that would cross from one text into the next keep their windows apart.
WINDOW = 4
# Characters hashed at once: the arrays of one batch take about 60 bytes a character.
BATCH_CHARACTERS = 2_000_000
# Words worked on at once: memory that is used again and again stays in the processor's caches, and is not asked anew of
# the system, which costs as much as the work.
BATCH_WORDS = 1_000_000

_BREAK, _LETTER, _ALONE, _SILENT = 0, 1, 2, 3
# Scripts written without spaces, every character a word of its own: Thai, Lao, Myanmar, Khmer, kana, Han, wide ones.
_UNSPACED = ((0xE00, 0xEFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3400, 0x9FFF), (0xF900, 0xFAFF))
_UNSPACED_WIDE = ((0xFF66, 0xFF9F), (0x20000, 0x3FFFF))
# Written or not, curly or straight: "don't", "don’t", "don`t" and "dont" are one word.
_APOSTROPHES = frozenset("'’‘ʼ`´")
_NO_KEY = np.uint64(0xFFFF_FFFF_FFFF_FFFF)
_BASE = np.uint64(0x9E37_79B9_7F4A_7C15)  # odd: 2^64 over the golden ratio
_MIX = (np.uint64(0xFF51_AFD7_ED55_8CCD), np.uint64(0xC4CE_B9FE_1A85_EC53))  # MurmurHash3's finalizer


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """Keys of several texts: key i stands in text `owners[i]` at character `starts[i]`; sorted by owner, then place."""

    keys: Keys
    owners: Places
    starts: Places


def fingerprints(texts: Sequence[str]) -> Fingerprints:
    """The winnowed keys of each text; a text shorter than RUN words has none. Time and memory linear in the text."""
    return winnowed_runs(word_prints(texts))


def word_prints(texts: Sequence[str]) -> Fingerprints:
    """A key for every single word of each text."""
    return _united(_batched_words(texts))


def winnowed_runs(words: Fingerprints) -> Fingerprints:
    """The keys of runs of these words, winnowed."""
    return _united(_runs_of(part) for part in by_owners(words))


def _runs_of(words: Fingerprints) -> Fingerprints:
    keys = _run_keys(words.keys, words.owners)
    kept = _winnowed(keys)
    return Fingerprints(keys[kept], words.owners[kept], words.starts[kept])


def by_owners(prints: Fingerprints) -> Iterator[Fingerprints]:
    """The same in parts of about BATCH_WORDS, all keys of a text together; views, no copies."""
    start, total = 0, len(prints.keys)
    while start < total:
        last = prints.owners[min(start + BATCH_WORDS, total) - 1]
        end = int(np.searchsorted(prints.owners, last, side="right"))
        yield Fingerprints(prints.keys[start:end], prints.owners[start:end], prints.starts[start:end])
        start = end


def _united(parts: Iterable[Fingerprints]) -> Fingerprints:
    """One out of several."""
    whole = [Fingerprints(np.empty(0, np.uint64), np.empty(0, np.int32), np.empty(0, np.int32)), *parts]
    return Fingerprints(
        np.concatenate([part.keys for part in whole]),
        np.concatenate([part.owners for part in whole]),
        np.concatenate([part.starts for part in whole]),
    )


def _batches(texts: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """Texts in batches of about BATCH_CHARACTERS, each with the number of its first text."""
    batch: list[str] = []
    first = size = 0
    for number, text in enumerate(texts):
        if batch and size + len(text) > BATCH_CHARACTERS:
            yield first, batch
            batch, first, size = [], number, 0
        batch.append(text)
        size += len(text)
    if batch:
        yield first, batch


def _batched_words(texts: Sequence[str]) -> Iterator[Fingerprints]:
    """The words of each text, hashed many texts at once."""
    for first, batch in _batches(texts):
        words, starts = word_hashes("\n".join(batch))
        text_starts = np.cumsum([0, *(len(text) + 1 for text in batch)])
        owners = np.searchsorted(text_starts, starts, side="right") - 1
        yield Fingerprints(words, (owners + first).astype(np.int32), (starts - text_starts[owners]).astype(np.int32))


def word_hashes(text: str) -> tuple[Keys, Places]:
    """A hash of each folded word, and the character it starts at."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    kinds, folded = _characters(codes)
    spoken = np.flatnonzero(kinds != _SILENT)
    kinds, folded = kinds[spoken], folded[spoken]
    inside = kinds != _BREAK
    if not inside.any():
        return np.empty(0, np.uint64), np.empty(0, np.int32)
    before = np.concatenate([[_BREAK], kinds[:-1]])
    opens = inside & ((before != kinds) | (kinds == _ALONE))
    first = np.flatnonzero(opens)
    letters = np.flatnonzero(inside)
    word = np.cumsum(opens)[letters] - 1
    depth = letters - first[word]
    powers = np.cumprod(np.full(int(depth.max()) + 1, _BASE))
    sums = np.add.reduceat(folded[letters] * powers[depth], np.searchsorted(letters, first))
    return _mixed(sums), spoken[first].astype(np.int32)


def _characters(codes: NDArray[np.uint32]) -> tuple[NDArray[np.uint8], Keys]:
    """Kind and folded form of each character; those beyond the basic plane are looked up one by one, once each."""
    kinds, folded = _basic_plane()
    low = np.minimum(codes, 0xFFFF)
    found_kinds, found_folded = kinds[low], folded[low]
    for code in np.unique(codes[codes > 0xFFFF]):
        here = codes == code
        found_kinds[here], found_folded[here] = _character(int(code))
    return found_kinds, found_folded


@lru_cache(maxsize=1)
def _basic_plane() -> tuple[NDArray[np.uint8], Keys]:
    table = [_character(code) for code in range(0x10000)]
    return np.array([kind for kind, _ in table], np.uint8), np.array([form for _, form in table], np.uint64)


def _character(code: int) -> tuple[int, int]:
    """What a character does to words (breaks, letter, a word alone, silent) and the letter it is folded to."""
    char = chr(code)
    category = unicodedata.category(char)
    if char in _APOSTROPHES or category in ("Mn", "Cf", "Sk"):
        return _SILENT, 0
    if any(low <= code <= high for low, high in (*_UNSPACED, *_UNSPACED_WIDE)) and category[0] in "LMN":
        return _ALONE, code
    if category[0] in "LN" or category == "Mc":
        return _LETTER, ord((unaccented(char) or char)[0])
    return _BREAK, 0


def _mixed(values: Keys) -> Keys:
    """Spread the bits: close values become far ones."""
    for factor in _MIX:
        values = (values ^ (values >> np.uint64(33))) * factor
    return values ^ (values >> np.uint64(33))


def _run_keys(words: Keys, owners: Places) -> Keys:
    """The key of the run that starts at each word; _NO_KEY where the text ends before the run does."""
    keys = np.full(len(words), _NO_KEY)
    runs = len(words) - RUN + 1
    if runs > 0:
        sums = np.zeros(runs, np.uint64)
        for i in range(RUN):
            sums = sums * _BASE + words[i : i + runs]
        keys[:runs] = np.where(owners[:runs] == owners[RUN - 1 :], _mixed(sums), _NO_KEY)
    return keys


def _winnowed(keys: Keys) -> NDArray[np.intp]:
    """Where the smallest key of some WINDOW in a row stands (the last of equals)."""
    padded = np.concatenate([np.full(WINDOW - 1, _NO_KEY), keys, np.full(WINDOW - 1, _NO_KEY)])
    windows = np.lib.stride_tricks.sliding_window_view(padded, WINDOW)[:, ::-1]
    chosen = np.zeros(len(padded), bool)
    chosen[np.arange(len(windows)) + WINDOW - 1 - windows.argmin(axis=1)] = True
    kept = np.flatnonzero(chosen[WINDOW - 1 : WINDOW - 1 + len(keys)])
    whole: NDArray[np.intp] = kept[keys[kept] != _NO_KEY]
    return whole
