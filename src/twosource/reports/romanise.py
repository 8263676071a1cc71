"""Latin spellings of other alphabets, and a sound key that brings spellings of one name together.

The tables are plain letter-for-letter romanisations (close to ISO 9 / ELOT 743 without marks): good enough to compare
names, not to print them. Scripts without a table stay as they are.
"""

from __future__ import annotations

import re
from functools import lru_cache

from .text import unaccented


def _table(letters: str, latin: str) -> dict[str, str]:
    """Letter -> Latin letters; "-" for none."""
    return {letter: to.replace("-", "") for letter, to in zip(letters, latin.split(), strict=True)}


_CYRILLIC = _table(
    "абвгґдеєжзиіїйклмнопрстуўфхцчшщъыьэюяђјљњћџѓѕќ",
    """a b v g g d e ie zh z i i i i k l m n o p r s t u u f kh ts ch sh shch - y - e iu ia
    dj j lj nj c dz g dz k""",
)
_GREEK = _table("αβγδεζηθικλμνξοπρσςτυφχψω", "a v g d e z i th i k l m n x o p r s s t y f ch ps o")
_DIGRAPHS = (("μπ", "b"), ("ντ", "nt"), ("γκ", "gk"), ("ου", "ou"))
_LATIN = {"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"}
_TABLE = str.maketrans({**_CYRILLIC, **_GREEK, **_LATIN})

# Spellings of one sound in European romanisations, most specific first; what is left of the vowels is the first one.
_SOUNDS = (
    (re.compile(r"shch|schtsch|tsch|tch|sch|cz|sz|sh|zh|ch|ts|tz|dj|dz"), "s"),
    (re.compile(r"c(?=[eiy])"), "s"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"ck|kh|gh|q|c|g"), "k"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"[wvf]"), "v"),
    (re.compile(r"z|j"), "s"),
    (re.compile(r"d|th"), "t"),
    (re.compile(r"(?<=.)[aeiouyh]"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)


@lru_cache(maxsize=65536)
def romanised(word: str) -> str:
    """The word in plain Latin letters, folded: "Путин" -> "putin", "Orbán" -> "orban", "Łódź" -> "lodz"."""
    if word.isascii():
        return word.casefold()
    plain = unaccented(word)
    for two, one in _DIGRAPHS:
        plain = plain.replace(two, one)
    return plain.translate(_TABLE)


@lru_cache(maxsize=65536)
def sound(key: str) -> str:
    """Consonant skeleton of a romanised word: "ushakov", "ouchakov" and "uschakow" have one.

    The first vowel is written "a" whichever it is, for that is where transcriptions differ most.
    """
    skeleton = re.sub(r"^[aeiouy]+", "a", key)
    for pattern, letter in _SOUNDS:
        skeleton = pattern.sub(letter, skeleton)
    return skeleton
