"""One name under two spellings: "xi jinping" and "xi", "yury" and "yuri", "UN" and "United Nations"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from ..reports.countries import country
from .variants import canonical

_RUN_ON = re.compile(r"(?<=\w{3})\.(?=\w{3})")  # "Burdine.Family": a page lost the space after a full stop
_SHORT_NAME = 4  # letters: "Ross" and "Ros" may be two
_AFTER_CONSONANT = re.compile(r"(?<=[kgzsc])h")
_DOUBLED = re.compile(r"(.)\1+")


class _Spelt(NamedTuple):
    """A name's folded words, what they sound like, and their first letters."""

    words: tuple[str, ...]
    sounds: tuple[str, ...]
    initials: str
    country: str


@lru_cache(maxsize=65536)
def same_name(x: str, y: str) -> bool:
    """ "xi jinping" and "xi" are one; so are spellings that only romanise differently ("yury" / "yuri")."""
    one, other = _spelt(x), _spelt(y)
    if one.country and one.country == other.country:
        return True
    short, long = sorted((one, other), key=lambda name: len(name.words))
    if set(short.sounds) <= set(long.sounds):
        return len(short.words) < len(long.words) or one.sounds == other.sounds
    return long.initials == "".join(short.words) and len(long.words) > 1


@lru_cache(maxsize=65536)
def _spelt(key: str) -> _Spelt:
    words = tuple(_RUN_ON.sub(" ", key).split())
    return _Spelt(words, tuple(map(_sounds, words)), "".join(w[0] for w in words), country(key))


@lru_cache(maxsize=20_000)
def _sounds(word: str) -> str:
    """Without what romanisations of one name differ in: y / i / j, doubled letters, h after a consonant."""
    key = canonical(word).replace("y", "i").replace("j", "i")
    key = _DOUBLED.sub(r"\1", _AFTER_CONSONANT.sub("", key))
    return key.removesuffix("s") if len(key) > _SHORT_NAME else key  # "Syrias" for "Syria's"


class KnownNames:
    """The names of a text, asked whether another is one of them: only those that share a sound are looked at."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._by: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._wordless = False
        for key in dict.fromkeys(keys):
            name = _spelt(key)
            self._wordless |= not name.words
            for mark in {*_marks(name), ("initials", name.initials), ("joined", "".join(name.words))}:
                self._by[mark].append(key)
        self._some = bool(self._by)

    def __contains__(self, key: object) -> bool:
        name = _spelt(str(key))
        if self._wordless or (self._some and not name.words):
            return True
        asked = {*_marks(name), ("joined", name.initials), ("initials", "".join(name.words))}
        return any(same_name(str(key), other) for mark in asked for other in self._by.get(mark, ()))


def _marks(name: _Spelt) -> set[tuple[str, str]]:
    """What one name has in common with any other spelling of it, initials aside."""
    return {("sound", sound) for sound in name.sounds} | ({("country", name.country)} if name.country else set())
