"""How likely two reports tell of one event: a few readable features, weights learnt once, a probability.

Each kind of key (words, names, numbers ...) is compared in two ways: the cosine, which asks whether the reports are
about the same things over all, and the sum of what rare shared keys weigh, which asks whether they share what few
others have. Weights are learnt by benchmarks/train_likeness.py, with pairs of one language and pairs across languages
apart, for the second share names and numbers but hardly a word.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from .event_index import KINDS, EventIndex, Ints

Floats = NDArray[np.float32]

# A shared key counts as rare from this idf up: less than one report in twenty has it.
COMMON_IDF = 3.0
# Follow-ups come late (a trial after months): beyond this many days time says no more.
LONG_DAYS = 400
FEATURES = (
    *(f"{kind} {measure}" for kind in KINDS for measure in ("cosine", "rare")),
    "copied",  # share of the shorter report's runs of five words that the other has
    "vectors",  # cosine of title and lead
    "days",  # log of days between publication, 0..1
    "undated",  # one of the two has no date
    "ages differ",  # both give ages, none in common
)


def features(index: EventIndex, number: int, others: Ints) -> Floats:
    """Shape (len(others), len(FEATURES)): report `number` compared with each of the others."""
    columns: list[Floats] = []
    for kind in KINDS:
        columns.extend(_compared(index, kind, number, others))
    columns.append(_copied(index, number, others))
    rows = index.vectors.rows
    columns.append(rows[others] @ rows[number] if rows.shape[1] else np.zeros(len(others), dtype=np.float32))
    columns.extend(_apart(index, number, others))
    columns.append(_ages_differ(index, number, others))
    return np.stack(columns, axis=1).astype(np.float32)


def _compared(index: EventIndex, kind: str, number: int, others: Ints) -> tuple[Floats, Floats]:
    """Cosine of weighted keys, and log(1 + sum of (idf - COMMON_IDF)) over rare shared keys."""
    own = index.entries[number].keys[kind]
    theirs = [index.entries[other].keys[kind] for other in others.tolist()]
    lengths = np.array([len(keys.numbers) for keys in theirs])
    owner = np.repeat(np.arange(len(others)), lengths)
    if not len(own.numbers) or not len(owner):
        nothing = np.zeros(len(others), dtype=np.float32)
        return nothing, nothing
    keys = np.concatenate([k.numbers for k in theirs])
    rare = index.idf(keys)
    weights = np.concatenate([k.weights for k in theirs]) * rare
    own_weights = own.weights * index.idf(own.numbers)
    place = np.searchsorted(own.numbers, keys).clip(max=len(own.numbers) - 1)
    shared = own.numbers[place] == keys
    product = np.bincount(owner, weights=np.where(shared, weights * own_weights[place], 0), minlength=len(others))
    norms = np.sqrt(np.bincount(owner, weights=weights**2, minlength=len(others)) * float(np.sum(own_weights**2)))
    cosine = np.divide(product, norms, out=np.zeros(len(others)), where=norms > 0)
    excess = np.where(shared, (rare - COMMON_IDF).clip(min=0), 0)
    return cosine.astype(np.float32), np.log1p(np.bincount(owner, weights=excess, minlength=len(others)))


def _copied(index: EventIndex, number: int, others: Ints) -> Floats:
    own = index.entries[number].shingles
    shares = np.zeros(len(others), dtype=np.float32)
    for i, other in enumerate(others.tolist()):
        theirs = index.entries[other].shingles
        shorter = min(len(own), len(theirs))
        if shorter:
            shares[i] = len(np.intersect1d(own, theirs, assume_unique=True)) / shorter
    return shares


def _apart(index: EventIndex, number: int, others: Ints) -> tuple[Floats, Floats]:
    """Log of the days between publication, scaled to 0..1, and whether a date is missing."""
    own = index.entries[number].published
    days = np.zeros(len(others), dtype=np.float32)
    undated = np.ones(len(others), dtype=np.float32)
    for i, other in enumerate(others.tolist()):
        theirs = index.entries[other].published
        if own and theirs:
            days[i], undated[i] = min(LONG_DAYS, abs((own - theirs).days)), 0
    return (np.log1p(days) / np.log1p(LONG_DAYS)).astype(np.float32), undated


def _ages_differ(index: EventIndex, number: int, others: Ints) -> Floats:
    own = set(index.entries[number].keys["ages"].numbers.tolist())
    theirs = [set(index.entries[other].keys["ages"].numbers.tolist()) for other in others.tolist()]
    return np.array([bool(own and t and not own & t) for t in theirs], dtype=np.float32)


def _across(index: EventIndex, number: int, others: Ints) -> NDArray[np.bool_]:
    """Which of the others are known to be in another language."""
    own = index.entries[number].language
    languages = [index.entries[other].language for other in others.tolist()]
    return np.array([bool(own and theirs and own != theirs) for theirs in languages], dtype=bool)


@lru_cache(maxsize=1)
def weights() -> tuple[Floats, Floats]:
    """Two vectors of len(FEATURES) + 1, the constant last: for one language, and across languages."""
    text = resources.files(__package__).joinpath("likeness_weights.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    table = {name: (float(same), float(across)) for name, same, across in rows}
    both = np.array([table[name] for name in (*FEATURES, "constant")], dtype=np.float32)
    return both[:, 0], both[:, 1]


def log_odds(index: EventIndex, number: int, others: Ints) -> Floats:
    """Shape (len(others),): log-odds that report `number` and each of the others tell of one event."""
    if not len(others):
        return np.zeros(0, dtype=np.float32)
    same, across = weights()
    compared = features(index, number, others)
    foreign = _across(index, number, others)
    odds: Floats = np.where(foreign, compared @ across[:-1] + across[-1], compared @ same[:-1] + same[-1])
    return odds
