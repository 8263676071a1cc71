"""Latin spellings of words in other alphabets, for comparing names.

The tables are plain letter-for-letter romanisations (close to ISO 9 / ELOT 743 without marks): good enough to compare
names, not to print them. Scripts without a table stay as they are.
"""

from __future__ import annotations

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


@lru_cache(maxsize=65536)
def romanised(word: str) -> str:
    """The word in plain Latin letters, folded: "Путин" -> "putin", "Orbán" -> "orban", "Łódź" -> "lodz"."""
    if word.isascii():
        return word.casefold()
    plain = unaccented(word)
    for two, one in _DIGRAPHS:
        plain = plain.replace(two, one)
    return plain.translate(_TABLE)
