"""All reports at hand as compact arrays: which keys each holds, how rare a key is, and whom to compare a report with.

One index serves grouping at once and online: reports are added one by one, and every weight is worked out when asked
for, from the frequencies of that moment. A report costs about 4 kB beside its vector.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from .near_vectors import NearVectors
from .profiles import Profile

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]
Totals = NDArray[np.float64]  # shape (2, len(KINDS))

# The sets of keys of a profile that are compared; LOOKED_UP are those by which a report is found.
KINDS = ("words", "lead", "names", "name_words", "numbers", "ages", "days")
LOOKED_UP = ("words", "names", "name_words")
LOOKED_UP_PLACES = tuple(KINDS.index(kind) for kind in LOOKED_UP)

# How rare a key is would mean nothing among five reports: so many reports of the shipped background are counted in.
BACKGROUND_REPORTS = 400
# Rarer than one report in 3000 says no more: it may as well be a slip of the pen.
MAX_IDF = 8.0
# A shared key counts as rare from this idf up: less than one report in twenty has it.
COMMON_IDF = 3.0
# Longer postings lead to too many reports to follow (compare passim's window of document frequency).
MAX_POSTINGS = 400
# A report is looked up by so many of its weightiest rare keys.
LOOKUP_KEYS = 60
# So many of the reports found are compared in full: by keys, and by vectors.
FOUND_BY_KEYS = 30
FOUND_BY_VECTORS = 15
# A report is remembered by so many of its runs of words, and compared with the last so many that share them.
SKETCH = 8
DOUBLES = 3
# What is known of a report besides its keys, in numbers: days from the year 1, names numbered as met; 0 is unknown.
MARKS = ("published", "event day", "language", "outlet", "runs of words")
_GROWTH = 4096
_NOBODY: array[int] = array("i")  # a key that no report holds


@dataclass(frozen=True, slots=True)
class Entry:
    """A profile in numbers: keys of all KINDS one kind after the other, and 1 + log of how often each occurs."""

    id: str
    keys: Ints
    weights: Floats
    bounds: tuple[int, ...]  # keys of kind k lie at bounds[k] .. bounds[k + 1], sorted
    shingles: Ints
    published: date | None
    event_date: date | None
    language: str | None
    outlet: str

    @property
    def runs(self) -> list[int]:
        """The profile's shingles."""
        found: list[int] = self.shingles.view(np.uint32).tolist()
        return found

    def of(self, kind: str) -> Ints:
        """The keys of one kind, sorted."""
        place = KINDS.index(kind)
        return self.keys[self.bounds[place] : self.bounds[place + 1]]


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
        self._postings: dict[int, array[int] | None] = {}  # None: too many
        self._rarity: Floats = np.zeros(0, dtype=np.float32)  # of each key, as of `_settled_at` reports
        self._settled_at = -1
        self._totals: dict[int, Totals] = {}  # of settled reports
        self._near: Sequence[Ints] = ()
        self._last_with: dict[int, int] = {}  # run of words -> the last report whose sketch holds it
        self._doubles: list[Ints] = []
        self._places: Ints = np.zeros(0, dtype=np.int32)
        self._marks = array("i")  # MARKS a report
        self._known: dict[str, int] = {"": 0}  # languages and outlets by number
        self._spread: Floats = np.zeros(0, dtype=np.float32)
        self._spread_at: Ints = np.zeros(0, dtype=np.int32)

    def __len__(self) -> int:
        return len(self.entries)

    def add(self, profile: Profile) -> int:
        """Take a report in; its number."""
        number = len(self.entries)
        parts = [self._keys(kind, getattr(profile, kind)) for kind in KINDS]
        keys = np.concatenate([numbers for numbers, _ in parts])
        bounds = (0, *np.cumsum([len(numbers) for numbers, _ in parts]).tolist())
        shingles = np.sort(np.fromiter(profile.shingles, dtype=np.uint32).view(np.int32))
        moment = (profile.published, profile.event_date, profile.language, profile.outlet)
        weights = np.concatenate([weights for _, weights in parts])
        self.entries.append(Entry(profile.id, keys, weights, bounds, shingles, *moment))
        self._mark(self.entries[-1])
        self._frequency[keys] += 1
        for place in LOOKED_UP_PLACES:
            for key in parts[place][0].tolist():
                self._post(key, number)
        self._doubles.append(self._sketched(number, shingles))
        self.vectors.add(profile.vector)
        return number

    def _mark(self, entry: Entry) -> None:
        """Note what rules ask of a report, as numbers."""
        days = (day.toordinal() if day else 0 for day in (entry.published, entry.event_date))
        known = (self._known.setdefault(name or "", len(self._known)) for name in (entry.language, entry.outlet))
        self._marks.extend((*days, *known, len(entry.shingles)))

    def marks(self, numbers: Ints) -> Ints:
        """Shape (len(numbers), len(MARKS)): MARKS of these reports."""
        held: Ints = np.frombuffer(self._marks, dtype=np.int32).reshape(-1, len(MARKS))[numbers]
        return held

    def _sketched(self, number: int, shingles: Ints) -> Ints:
        """The last reports before this one that share the most of its SKETCH smallest runs of words (Broder 1997): a
        chain of copies holds however many they are, when every key is held by too many to follow."""
        sketch = np.sort(shingles.view(np.uint32))[:SKETCH].tolist()
        earlier = Counter(self._last_with[run] for run in sketch if run in self._last_with)
        self._last_with.update(dict.fromkeys(sketch, number))
        return np.array([other for other, _ in earlier.most_common(DOUBLES)], dtype=np.int32)

    def _post(self, key: int, number: int) -> None:
        """Note that report `number` holds the key, unless too many do."""
        held = self._postings.get(key, _NOBODY)
        if held is _NOBODY:
            self._postings[key] = array("i", (number,))
        elif held is not None:
            held.append(number)
            if len(held) > MAX_POSTINGS:
                self._postings[key] = None

    def _keys(self, kind: str, held: Mapping[str, int] | Iterable[str]) -> tuple[Ints, Floats]:
        """Sorted numbers, and the weight of each."""
        counts = held if isinstance(held, Mapping) else dict.fromkeys(sorted(held), 1)  # the same in every process
        numbers = np.fromiter((self._number(f"{kind}:{key}") for key in counts), dtype=np.int32, count=len(counts))
        weights = 1 + np.log(np.fromiter(counts.values(), dtype=np.float32, count=len(counts)))
        order = np.argsort(numbers)
        return numbers[order], weights[order].astype(np.float32)

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

    def settle(self) -> None:
        """Work out how rare each key is and what is near as vectors, once: faster, until the next report comes."""
        self._settled_at = -1
        self._rarity = self.idf(np.arange(len(self._numbers), dtype=np.int32))
        self._settled_at = len(self.entries)
        self._totals.clear()
        self._near = self.vectors.near_all(FOUND_BY_VECTORS)

    def idf(self, keys: Ints) -> Floats:
        """How rare keys are, 0 .. MAX_IDF: log of all reports over those that hold the key."""
        if self._settled():
            return self._rarity[keys]
        total = np.float32(len(self.entries) + BACKGROUND_REPORTS + 1)
        rare: Floats = np.log(total / (self._frequency[keys] + np.float32(0.5))).clip(0, MAX_IDF)
        return rare

    def _settled(self) -> bool:
        return self._settled_at == len(self.entries)

    def totals(self, number: int) -> Totals:
        """By kind of key: the squared length of a report's weighted keys, and what its rare keys weigh."""
        if number in self._totals and self._settled():
            return self._totals[number]
        entry = self.entries[number]
        idf = self.idf(entry.keys)
        part = np.repeat(np.arange(len(KINDS)), np.diff(entry.bounds))
        values = ((entry.weights * idf) ** 2, (idf - COMMON_IDF).clip(min=0))
        made: Totals = np.stack([np.bincount(part, weights=value, minlength=len(KINDS)) for value in values]).astype(
            float
        )
        if self._settled():
            self._totals[number] = made
        return made

    def size(self, number: int) -> int:
        """How many different words a report has."""
        return self.entries[number].bounds[1]

    def spread(self, number: int, values: Floats) -> Floats:
        """Shape (all keys,): `values` at the keys of this report, elsewhere 0. Valid until it is asked for again."""
        if len(self._spread) < len(self._numbers):
            self._spread = np.zeros(2 * len(self._numbers), dtype=np.float32)
            self._spread_at = np.zeros(0, dtype=np.int32)
        self._spread[self._spread_at] = 0
        self._spread_at = self.entries[number].keys
        self._spread[self._spread_at] = values
        return self._spread

    def likely(self, number: int) -> Ints:
        """Numbers of the reports worth comparing with this one, most promising first; never itself."""
        by_keys = self._found_by_keys(number)
        by_vectors = self._near[number] if self._settled() else self.vectors.near(number, FOUND_BY_VECTORS)
        both = np.concatenate([self._doubles[number], by_keys, by_vectors])
        _, first = np.unique(both, return_index=True)
        return both[np.sort(first)]

    def _found_by_keys(self, number: int) -> Ints:
        """Reports that share the weightiest rare keys."""
        entry = self.entries[number]
        inside = [slice(entry.bounds[place], entry.bounds[place + 1]) for place in LOOKED_UP_PLACES]
        keys = np.concatenate([entry.keys[part] for part in inside])
        tf = np.concatenate([entry.weights[part] for part in inside])
        weights = tf * self.idf(keys)
        order = np.argsort(-weights, kind="stable")
        followed: list[array[int]] = []
        worth = []
        for key, value in zip(keys[order].tolist(), (weights**2 / tf)[order].tolist(), strict=True):
            held = self._postings.get(key)
            if held is not None and len(held) > 1:
                followed.append(held)
                worth.append(value)
                if len(followed) == LOOKUP_KEYS:
                    break
        if len(self._places) < len(self.entries):
            self._places = np.zeros(2 * len(self.entries), dtype=np.int32)
        return _heaviest(followed, worth, number, self._places)


def _heaviest(followed: Sequence[array[int]], worth: Sequence[float], but: int, places: Ints) -> Ints:
    """The FOUND_BY_KEYS numbers with the greatest sums of worth, `but` left out; ties: the lower number.

    `places` is scratch paper, shape (all reports,): work is in proportion to what is found, not to all there is.
    """
    if not followed:
        return np.zeros(0, dtype=np.int32)
    found = np.concatenate([np.frombuffer(held, dtype=np.int32) for held in followed])
    order = np.arange(len(found), dtype=np.int32)
    places[found] = order
    numbers = np.sort(found[places[found] == order])
    places[numbers] = np.arange(len(numbers), dtype=np.int32)
    sums = np.bincount(places[found], weights=np.repeat(worth, [len(held) for held in followed]))
    numbers, sums = numbers[numbers != but], sums[numbers != but]
    if len(numbers) > FOUND_BY_KEYS:
        heavy = sums >= np.partition(sums, -FOUND_BY_KEYS)[-FOUND_BY_KEYS]
        numbers, sums = numbers[heavy], sums[heavy]
    best: Ints = numbers[np.argsort(-sums, kind="stable")[:FOUND_BY_KEYS]]
    return best
