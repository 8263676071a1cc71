"""One report's sentences as sets of letter sequences: what is left of a sentence that was translated there and back.

Runs of 3 to 5 letters within words rank the true sentence of a reworded copy better than words do: "Uyghurs" and
"Uighur", "criticised" and "criticism" share most of theirs.
"""

from __future__ import annotations

import itertools

import numpy as np

from ..reports.text import words
from .kept import kept_by_text
from .marks import Ints, Marks, marks
from .wording import wording

# Letters of a sequence. 3-5 rank the true sentence of the seed pages first in 49 of 50.
SIZES = (3, 4, 5)
# Texts whose sequences are kept: some 1,500 reports; they take about 70 bytes a character.
KEPT_CHARACTERS = 4_000_000
# Marks each sentence's end: it is no letter, so no sequence runs on into the next sentence.
_END = 0
_SPACE = ord(" ")


@kept_by_text(KEPT_CHARACTERS)
def grams(text: str, language: str | None = None) -> Marks:
    """The letter sequences of the sentences that `wording` finds in the text. Linear in its length."""
    side = wording(text, language)
    edges = side.first_word.tolist()
    found = words(text)
    padded = [f" {' '.join(w.key for w in found[first:last])} " for first, last in itertools.pairwise(edges)]
    letters = np.frombuffer("\0".join(padded).encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)
    owner = np.repeat(np.arange(len(padded)), [len(s) + 1 for s in padded])[: len(letters)]
    keys, owners = zip(*(_sequences(letters, owner, size) for size in SIZES), strict=True)
    return marks(np.concatenate(owners), np.concatenate(keys), len(padded))


def _sequences(letters: Ints, owner: Ints, size: int) -> tuple[Ints, Ints]:
    """A number for each sequence of `size` letters within a word, its first or last may be a space; and its owner."""
    count = max(len(letters) - size + 1, 0)
    keys, inside = np.zeros(count, dtype=np.int64), np.ones(count, dtype=bool)
    for step in range(size):
        part = letters[step : step + count]
        keys = keys * 1_000_003 + part
        inside &= part != _END
        if 0 < step < size - 1:
            inside &= part != _SPACE
    return keys[inside], owner[:count][inside]
