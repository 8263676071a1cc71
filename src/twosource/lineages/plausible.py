"""How plausible a word is by itself: a slip or a spinner's synonym is the less plausible of two readings.

`word_pieces.npz` holds the pieces of words of 16 languages with their logarithmic frequencies, as 32-bit hashes: those
of the unigram tokenizer (Kudo 2018) of Google's multilingual universal sentence encoder (Apache 2.0), folded. A word's
score is that of its most probable division into pieces. Made by benchmarks/build_word_pieces.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

START = "▁"  # stands before the first letter of a word, as the tokenizer has it
# Letters of the longest piece.
LONGEST = 16
# A letter that no piece holds; the rarest piece has about -19.
_UNKNOWN = -25.0
# Words longer than this are addresses and the like: scored by their beginning.
_LONG_WORD = 40


def piece_key(piece: str) -> int:
    """A piece's hash, the same on every machine."""
    return crc32(piece.encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=1)
def _pieces() -> dict[int, float]:
    """Hash -> natural logarithm of the piece's frequency."""
    with resources.files(__package__).joinpath("word_pieces.npz").open("rb") as file:
        stored = np.load(file)
        keys: NDArray[np.uint32] = stored["keys"]
        scores: NDArray[np.float16] = stored["scores"]
    return dict(zip(keys.tolist(), scores.astype(np.float64).tolist(), strict=True))


@lru_cache(maxsize=50_000)
def plausibility(word: str) -> float:
    """Logarithm of how frequent the (folded) word is, by its pieces: "the" -5, "residence" -13, "rseidence" -27."""
    known, text = _pieces(), START + word[:_LONG_WORD]
    best = [0.0] + [-np.inf] * len(text)
    for start in range(len(text)):
        for end in range(start + 1, min(len(text), start + LONGEST) + 1):
            score = known.get(piece_key(text[start:end]), _UNKNOWN if end == start + 1 else -np.inf)
            best[end] = max(best[end], best[start] + score)
    return float(best[-1])


def plausibility_of(words: Sequence[str]) -> float:
    """The same of several words, each by itself; 0 for none."""
    return sum(map(plausibility, words))
