"""How likely two reports tell of one event: a few readable features, weights learnt once, a probability.

Each kind of key (words, names, numbers ...) is compared in two ways: the cosine, which asks whether the reports are
about the same things over all, and the sum of what rare shared keys weigh, which asks whether they share what few
others have. Weights are learnt by benchmarks/train_likeness.py, with pairs of one language and pairs across languages
apart, for the second share names and numbers but hardly a word.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from math import log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .event_index import COMMON_IDF, KINDS, MARKS, EventIndex, Ints
from .near_vectors import cosines_with
from .reprints import ruled

Floats = NDArray[np.float32]

# Follow-ups come late (a trial after months): beyond this many days time says no more.
LONG_DAYS = 400
# What a missing date counts as: neither for nor against.
UNKNOWN_DAYS = 6
# A report of fewer different words than this is short: two of one event then share little, and it says less that they
# do not. Fewer than LEAST_WORDS count as so many.
SHORT, LEAST_WORDS = 100, 5
# From so many reports on rarity is known; what each e-fold fewer adds to the log-odds.
MANY, A_FOLD = 500, 0.3
_LANGUAGE = MARKS.index("language")
FEATURES = (
    *(f"{kind} {measure}" for kind in KINDS for measure in ("cosine", "rare", "overlap", "differ")),
    "copied",  # share of the shorter report's runs of five words that the other has
    "vectors",  # cosine of title and lead
    "days",  # log of days between publication, 0..1
    "event days",  # the same of the days of the event that the reports tell
    "same event day",
    "short",  # log of how many different words the shorter has of SHORT, -3..0
    "short words",  # that times the cosine of words
)

_WORDS_COSINE = FEATURES.index("words cosine")


def features(index: EventIndex, number: int, others: Ints) -> Floats:
    """Shape (len(others), len(FEATURES)): report `number` compared with each of the others."""
    rows = index.vectors.rows
    vectors = cosines_with(rows[number], rows[others]) if rows.shape[1] else np.zeros(len(others), dtype=np.float32)
    keyed, short = _compared(index, number, others), _short(index, number, others)
    columns = [copied_share(index, number, others), vectors, *_apart(index, number, others), short]
    columns.append(short * keyed[:, _WORDS_COSINE])
    return np.concatenate([keyed, np.stack(columns, axis=1)], axis=1, dtype=np.float32)


def _compared(index: EventIndex, number: int, others: Ints) -> Floats:
    """Shape (len(others), 4 * len(KINDS)). For each kind: cosine of weighted keys; log(1 + what rare shared keys
    weigh); the same as a share of what the one with fewer rare keys has; log(1 + what that one has) if none is shared.
    A rare key weighs its idf beyond COMMON_IDF."""
    theirs = [index.entries[other] for other in others.tolist()]
    own = index.entries[number]
    keys = np.concatenate([entry.keys for entry in theirs])
    meeting = index.spread(number, own.weights * index.idf(own.keys))[keys]
    met = np.flatnonzero(meeting)
    bounds = np.array([entry.bounds for entry in theirs])
    part = np.repeat(np.arange(len(others) * len(KINDS)), np.diff(bounds).ravel())[met]
    weights = np.concatenate([entry.weights for entry in theirs])[met] * index.idf(keys[met])
    excess = (index.idf(keys[met]) - COMMON_IDF).clip(min=0)
    totals = np.stack([index.totals(other) for other in others.tolist()])
    own_length, own_rare = index.totals(number)

    def sums(values: Floats) -> NDArray[np.float64]:
        summed = np.bincount(part, weights=values, minlength=len(others) * len(KINDS))
        return summed.reshape(len(others), len(KINDS)).astype(np.float64)

    cosine = sums(weights * meeting[met]) / np.maximum(np.sqrt(totals[:, 0] * own_length), 1e-9)
    rare = sums(excess)
    least = np.minimum(totals[:, 1], own_rare)
    measures = (cosine, np.log1p(rare), rare / np.maximum(least, COMMON_IDF), np.where(rare > 0, 0, np.log1p(least)))
    return np.stack(measures, axis=2).reshape(len(others), -1).astype(np.float32)


def copied_share(index: EventIndex, number: int, others: Ints) -> Floats:
    """Shape (len(others),): the share of the shorter report's runs of words that the other has."""
    own = index.entries[number].shingles
    theirs = [index.entries[other].shingles for other in others.tolist()]
    lengths = np.array([len(shingles) for shingles in theirs])
    if not len(own) or not lengths.any():
        return np.zeros(len(others), dtype=np.float32)
    runs = np.concatenate(theirs)
    held = own[np.searchsorted(own, runs).clip(max=len(own) - 1)] == runs
    both = np.bincount(np.repeat(np.arange(len(others)), lengths), weights=held, minlength=len(others))
    shares: Floats = (both / np.minimum(lengths, len(own)).clip(min=1)).astype(np.float32)
    return shares


def _apart(index: EventIndex, number: int, others: Ints) -> tuple[Floats, Floats, Floats]:
    """Days between publication and between the days of the event, as logs scaled to 0..1; same day of the event."""
    own, theirs = index.marks(np.array([number])), index.marks(others)
    days = np.abs(theirs - own).clip(max=LONG_DAYS)
    days[(own == 0) | (theirs == 0)] = UNKNOWN_DAYS
    published, event = days[:, MARKS.index("published")], days[:, MARKS.index("event day")]
    logs = np.log1p(np.stack([published, event])) / np.log1p(LONG_DAYS)
    return logs[0].astype(np.float32), logs[1].astype(np.float32), (event == 0).astype(np.float32)


def _short(index: EventIndex, number: int, others: Ints) -> Floats:
    """Shape (len(others),): log of the different words of the shorter of two reports over SHORT, 0 from there up."""
    sizes = np.array([index.size(other) for other in others.tolist()], dtype=np.float32)
    logs: Floats = np.log(np.minimum(sizes, index.size(number)).clip(LEAST_WORDS, SHORT) / SHORT).astype(np.float32)
    return logs


def across(index: EventIndex, number: int, others: Ints) -> NDArray[np.bool_]:
    """Which of the others are known to be in another language."""
    languages, own = index.marks(others)[:, _LANGUAGE], index.marks(np.array([number]))[:, _LANGUAGE]
    foreign: NDArray[np.bool_] = (languages != own) & (languages > 0) & (own > 0)
    return foreign


class Weights(NamedTuple):
    """Vectors of len(FEATURES) + 1, the constant last; the blind ones know nothing of vectors (no encoder ran)."""

    one_language: Floats
    across: Floats
    one_language_blind: Floats
    across_blind: Floats


@lru_cache(maxsize=1)
def weights() -> Weights:
    """As learnt."""
    text = resources.files(__package__).joinpath("likeness_weights.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    table = {name: [float(value) for value in values] for name, *values in rows}
    return Weights(*np.array([table[name] for name in (*FEATURES, "constant")], dtype=np.float32).T)


def log_odds(index: EventIndex, number: int, others: Ints) -> Floats:
    """Shape (len(others),): log-odds that report `number` and each of the others tell of one event; SURE for reprints.

    Pairs of which one has no vector are judged without, rather than as unlike.
    """
    if not len(others):
        return np.zeros(0, dtype=np.float32)
    table = weights()
    compared = features(index, number, others)
    foreign = across(index, number, others)
    blind = ~index.vectors.present(others) | ~index.vectors.present(np.array([number]))
    choice = foreign + 2 * blind
    each = np.stack([compared @ column[:-1] + column[-1] for column in table])
    odds = each[choice, np.arange(len(others))] + np.float32(small_store(len(index)))
    return ruled(index, number, others, odds, dict(zip(FEATURES, compared.T, strict=True)))


def small_store(reports: int) -> float:
    """What to add to log-odds in a store of so many reports: 0 from MANY on.

    In a small store nothing can be shown to be rare, and its reports were put together by somebody for a reason.
    Measured by drawing small stores out of large ones (benchmarks/small_stores.py): the constant that calibrates the
    log-odds of 13 reports is 2.6 (gva), 1.8 (ecbplus), 2.0 (political reports), -.1 (meantime), that of 150 1.1, 1.5,
    1.0, -1.5. About half is added.
    """
    return max(0.0, A_FOLD * log(MANY / max(1, reports)))
