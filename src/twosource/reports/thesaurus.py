"""Which English words may stand for one another: the synsets of WordNet 3.0 (Princeton University; Fellbaum 1998).

`data/wordnet.txt.gz` is made by benchmarks/build_synonyms.py out of WordNet's files, their licence at its head. A row
is a word and what stands beside it: "v811.2", that its second commonest sense as a verb is synset 811 (without a
number: the commonest); "vbuy", that it is an irregular form of that verb. n, v, a and r are nouns, verbs, adjectives
and adverbs.
"""

from __future__ import annotations

import gzip
from bisect import bisect_left
from functools import lru_cache
from importlib.resources import files

# WordNet's own rules of detachment (manual page morphy): endings that may be put for one another, by part of speech.
_ENDINGS = (
    ("n", (("s", ""), ("ses", "s"), ("xes", "x"), ("zes", "z"), ("ches", "ch"), ("shes", "sh"), ("ies", "y"))),
    ("v", (("s", ""), ("ies", "y"), ("es", "e"), ("es", ""), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", ""))),
    ("a", (("er", ""), ("est", ""), ("er", "e"), ("est", "e"))),
)
_PARTS = "nvar"
_DOUBLED = ("ed", "ing")  # "stopped" is a form of "stop"
_ANY_SENSE = 99
_WORDS_KNOWN = 50_000


@lru_cache(maxsize=1)
def _rows() -> tuple[str, ...]:
    """The rows in the order of their words. Read as they are: few of them are ever asked for."""
    packed = files(__package__).joinpath("data", "wordnet.txt.gz").read_bytes()
    return tuple(row for row in gzip.decompress(packed).decode().splitlines() if not row.startswith("#"))


def _beside(word: str) -> list[str]:
    """What stands beside the word; [] where the table lacks it."""
    rows = _rows()
    at = bisect_left(rows, word + " ")
    return rows[at].split()[1:] if at < len(rows) and rows[at].startswith(word + " ") else []


def _base_forms(word: str) -> set[tuple[str, str]]:
    """Parts of speech and words of which this one may be a form; not all of them are words."""
    found = {(part, word) for part in _PARTS}
    found |= {(other[0], other[1:]) for other in _beside(word) if other[1].isalpha()}
    for part, endings in _ENDINGS:
        for ending, other in endings:
            root = word.removesuffix(ending)
            if root != word:
                found.add((part, root + other))
                if ending in _DOUBLED and root[-1:] == root[-2:-1]:
                    found.add((part, root[:-1]))
    return found


@lru_cache(maxsize=_WORDS_KNOWN)
def synsets(word: str, most: int = _ANY_SENSE) -> frozenset[int]:
    """The synsets in which a (folded) word or its base forms stand, by their `most` commonest senses."""
    found = set()
    for part, base in _base_forms(word):
        for entry in _beside(base):
            synset, _, number = entry.partition(".")
            if entry[0] == part and entry[1].isdigit() and int(number or 1) <= most:
                found.add(int(synset[1:]))
    return frozenset(found)


def synonymous(a: str, b: str, most: int = _ANY_SENSE) -> bool:
    """Whether two (folded) words stand for each other in one of their `most` commonest senses: "bought", "purchase"."""
    return not synsets(a, most).isdisjoint(synsets(b, most))
