"""Slips and odd wording: what no two writers hit upon alone (Lachmann's common errors).

An oddity is a pair of neighbouring words, each of which news at large knows well, that news at large never puts side by
side ("opened fired"), or a word that it does not know and that is no name (lower case).
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from ..stories.background import events, phrase_keys
from .readings import KEPT, Reading

# A word printed by this many of the background's events is well known: its odd neighbours are then telling.
_WELL_KNOWN = 60


@lru_cache(maxsize=KEPT)
def oddities(reading: Reading) -> dict[str, int]:
    """The odd words and word pairs of a report's narrative, each with the number of its first word.

    None of a language that the background has not read: there every word would be odd.
    """
    if not reading.in_background:
        return {}
    single = events(phrase_keys(reading.codes.tolist(), 1))
    double = events(phrase_keys(reading.codes.tolist(), 2))
    told = reading.told
    known = single >= _WELL_KNOWN
    beside = told[:-1] & told[1:] & (reading.sentence[:-1] == reading.sentence[1:])
    pairs = np.flatnonzero(known[:-1] & known[1:] & (double == 0) & beside)
    alone = [i for i in np.flatnonzero(told & (single == 0)) if _plain(reading, int(i))]
    found = {f"{reading.keys[i]} {reading.keys[i + 1]}": int(i) for i in pairs if _adjoin(reading, int(i))}
    return {**found, **{reading.keys[i]: int(i) for i in alone}}


def _plain(reading: Reading, i: int) -> bool:
    """A word in lower case of letters only: no name, no number."""
    word = reading.places[i].of(reading.report.text)
    return len(word) > 3 and word.isalpha() and word.islower()


def _adjoin(reading: Reading, i: int) -> bool:
    """Two words with nothing but a space between, neither capitalised: no names, no clause boundary."""
    text, here, there = reading.report.text, reading.places[i], reading.places[i + 1]
    return there.start - here.end == 1 and here.of(text).islower() and there.of(text).islower()


def shared_oddities(a: Reading, b: Reading) -> list[str]:
    """The oddities that both print, in a's order."""
    other = oddities(b)
    return [words for words in oddities(a) if words in other]
