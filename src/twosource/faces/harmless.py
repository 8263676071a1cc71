"""Words from outside, made fit to be shown: no controls that turn what stands around them, no endless titles."""

from __future__ import annotations

import re

# Controls that no text needs (XML 1.0 cannot even hold most of them), lone surrogates, and the two overrides that turn
# written order round (Unicode Bidirectional Algorithm, UAX 9): U+FFFD instead, one for one. Marks, embeddings and
# isolates that right-to-left text does need stay; every place that shows words from outside isolates them.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff\ufffe\uffff]")

SHORT_LETTERS = 160


def harmless(words: str) -> str:
    """The same words, of the same length, with nothing in them that acts."""
    return _CONTROL.sub("\ufffd", words)


def short(words: str, letters: int = SHORT_LETTERS) -> str:
    """The beginning of words that may be endless."""
    return words if len(words) <= letters else words[: letters - 1].rstrip() + "…"


def shown(value: object) -> object:
    """What a template is to print: text made harmless; what is marked safe is ours and stays as it is."""
    return harmless(value) if type(value) is str else value
