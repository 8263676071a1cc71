"""All reports at hand as compact arrays: which keys each holds, how rare a key is, and whom to compare a report with.

One index serves grouping at once and online: reports are added one by one, and every weight is worked out when asked
for, from the frequencies of that moment. A report costs about 4 kB beside its vector.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .near_vectors import NearVectors
from .profiles import Profile

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]

# The sets of keys of a profile that are compared; LOOKED_UP are those by which a report is found.
KINDS = ("words", "lead", "names", "name_words", "numbers", "ages", "days")
LOOKED_UP = ("words", "names", "name_words")

# How rare a key is would mean nothing among five reports: so many reports of the shipped background are counted in.
BACKGROUND_REPORTS = 400
# Rarer than one report in 3000 says no more: it may as well be a slip of the pen.
MAX_IDF = 8.0
# Longer postings lead to too many reports to follow (compare passim's window of document frequency).
MAX_POSTINGS = 400
# A report is looked up by so many of its weightiest rare keys.
LOOKUP_KEYS = 60
# So many of the reports found are compared in full: by keys, and by vectors.
FOUND_BY_KEYS = 30
FOUND_BY_VECTORS = 15
_GROWTH = 4096


class Keys(NamedTuple):
    """One kind of keys of a report: sorted numbers, and 1 + log of how often each occurs."""

    numbers: Ints
    weights: Floats


@dataclass(frozen=True, slots=True)
class Entry:
    """A profile in numbers."""

    id: str
    keys: Mapping[str, Keys]
    shingles: Ints
    published: date | None
    event_date: date | None
    language: str | None
    outlet: str


@lru_cache(maxsize=1)
def key_shares() -> Mapping[str, float]:
    """Key ("words:police") -> share of news reports that hold it; made by benchmarks/train_likeness.py."""
    file = resources.files(__package__).joinpath("key_shares.tsv")
    if not file.is_file():
        return {}
    lines = file.read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {key: float(share) for key, share in pairs}


class EventIndex:
    """Profiles of reports, numbered in the order in which they were added."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.vectors = NearVectors()
        self._numbers: dict[str, int] = {}  # key -> its number
        self._spelled: list[str] = []
        self._frequency: Floats = np.zeros(_GROWTH, dtype=np.float32)  # reports that hold it, background included
        self._postings: dict[int, list[int] | None] = {}  # None: too many

    def __len__(self) -> int:
        return len(self.entries)

    def add(self, profile: Profile) -> int:
        """Take a report in; its number."""
        number = len(self.entries)
        keys = {kind: self._keys(kind, getattr(profile, kind)) for kind in KINDS}
        shingles = np.sort(np.fromiter(profile.shingles, dtype=np.uint32)).view(np.int32)
        moment = (profile.published, profile.event_date, profile.language, profile.outlet)
        self.entries.append(Entry(profile.id, keys, shingles, *moment))
        for kind in KINDS:
            self._frequency[keys[kind].numbers] += 1
        for kind in LOOKED_UP:
            for key in keys[kind].numbers.tolist():
                self._post(key, number)
        self.vectors.add(profile.vector)
        return number

    def _post(self, key: int, number: int) -> None:
        """Note that report `number` holds the key, unless too many do."""
        held = self._postings.setdefault(key, [])
        if held is not None:
            held.append(number)
            if len(held) > MAX_POSTINGS:
                self._postings[key] = None

    def _keys(self, kind: str, held: Mapping[str, int] | Iterable[str]) -> Keys:
        counts = held if isinstance(held, Mapping) else dict.fromkeys(held, 1)
        numbers = np.fromiter((self._number(f"{kind}:{key}") for key in counts), dtype=np.int32, count=len(counts))
        weights = 1 + np.log(np.fromiter(counts.values(), dtype=np.float32, count=len(counts)))
        order = np.argsort(numbers)
        return Keys(numbers[order], weights[order].astype(np.float32))

    def _number(self, key: str) -> int:
        """The number of a key, new or known."""
        known = self._numbers.get(key)
        if known is None:
            known = self._numbers[key] = len(self._numbers)
            if known >= len(self._frequency):
                self._frequency = np.concatenate([self._frequency, np.zeros_like(self._frequency)])
            # What is common in texts is taken for common in leads.
            shipped = key.replace("lead:", "words:", 1) if key.startswith("lead:") else key
            self._frequency[known] = key_shares().get(shipped, 0.0) * BACKGROUND_REPORTS
            self._spelled.append(key.partition(":")[2])
        return known

    def spelled(self, number: int) -> str:
        """The key of this number, without its kind."""
        return self._spelled[number]

    def idf(self, keys: Ints) -> Floats:
        """How rare keys are, 0 .. MAX_IDF: log of all reports over those that hold the key."""
        total = np.float32(len(self.entries) + BACKGROUND_REPORTS + 1)
        rare: Floats = np.log(total / (self._frequency[keys] + np.float32(0.5))).clip(0, MAX_IDF)
        return rare

    def size(self, number: int) -> int:
        """How many different words a report has."""
        return len(self.entries[number].keys["words"].numbers)

    def likely(self, number: int) -> Ints:
        """Numbers of the reports worth comparing with this one, most promising first; never itself."""
        by_keys = self._found_by_keys(number)
        by_vectors = self.vectors.near(number, FOUND_BY_VECTORS)
        both = np.concatenate([by_keys, by_vectors])
        _, first = np.unique(both, return_index=True)
        return both[np.sort(first)]

    def _found_by_keys(self, number: int) -> Ints:
        """Reports that share the weightiest rare keys."""
        entry = self.entries[number]
        keys = np.concatenate([entry.keys[kind].numbers for kind in LOOKED_UP])
        tf = np.concatenate([entry.keys[kind].weights for kind in LOOKED_UP])
        weights = tf * self.idf(keys)
        found, worth, followed = [np.zeros(0, dtype=np.int32)], [np.zeros(0, dtype=np.float32)], 0
        for at in np.argsort(-weights, kind="stable").tolist():
            held = self._postings.get(int(keys[at]))
            if held is not None and len(held) > 1:
                found.append(np.array(held, dtype=np.int32))
                worth.append(np.full(len(held), weights[at] ** 2 / tf[at], dtype=np.float32))
                followed += 1
                if followed == LOOKUP_KEYS:
                    break
        return _heaviest(np.concatenate(found), np.concatenate(worth), FOUND_BY_KEYS, number)


def _heaviest(found: Ints, worth: Floats, limit: int, but: int) -> Ints:
    """The `limit` numbers with the greatest sums of worth, `but` left out; ties go to the lower number."""
    numbers, places = np.unique(found, return_inverse=True)
    sums = np.bincount(places, weights=worth, minlength=len(numbers))
    keep = numbers != but
    numbers, sums = numbers[keep], sums[keep]
    best: Ints = numbers[np.argsort(-sums, kind="stable")[:limit]]
    return best
