"""Which pairs of reports are worth aligning, out of any number, without comparing all pairs.

The union of two searches: reports that share rare runs of words (`sharing`), wherever and whenever printed; and reports
alike as wholes (`ranking`), in the same language and across languages, within some weeks of each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from math import log1p, nan
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError
from ..records import Candidate, Report
from .fingerprints import fingerprints
from .ranking import most_alike, views
from .sharing import Integers, shared_pairs, without_templates
from .vectors import EncoderChoice, chosen_encoder

# Shared keys must weigh as much as this many that only the two hold; less is stock phrases.
LEAST_SHARED = 1.25
# Beyond, a report that is alike tells another event of the kind; shared runs of words count at any distance.
WINDOW_DAYS = 60.0

Pair = tuple[int, int]


def candidates(reports: Iterable[Report], *, encoder: EncoderChoice = "default") -> Iterator[Candidate]:
    """Pairs worth aligning, each once, ordered by ids; the order of `reports` changes nothing.

    InputError if two different reports have one id. With encoder=None rewordings are found by their words alone, and
    translations by names and numbers alone.
    """
    ordered = _in_order_of_time(reports)
    days = np.array([_day(report) for report in ordered])
    shared = _sharing(ordered, days)
    rows = views(ordered, chosen_encoder(encoder))
    languages = _numbers([report.language or "" for report in ordered])
    alike = most_alike(
        rows, languages, near=lambda one, others: ~(np.abs(days[one, None] - days[others]) > WINDOW_DAYS)
    )
    found = []
    for a, b in sorted(shared.keys() | alike):
        keys, places = shared.get((a, b), (0, ()))
        cosine = float(rows[1][a] @ rows[1][b]) if len(rows) > 1 else 0.0
        found.append(_candidate(ordered[a].id, ordered[b].id, keys, cosine, places))
    yield from sorted(found, key=lambda pair: (pair.a, pair.b))


def _candidate(a: str, b: str, shared: int, likeness: float, places: tuple[Pair, ...]) -> Candidate:
    """The record of a pair, its sides in order of their ids."""
    if a > b:
        a, b, places = b, a, tuple((there, here) for here, there in places)
    return Candidate(a, b, shared, round(likeness, 4), tuple(sorted(places)))


def _in_order_of_time(reports: Iterable[Report]) -> list[Report]:
    """Each report once, the earliest first, undated ones last."""
    known: dict[str, Report] = {}
    for report in reports:
        if known.setdefault(report.id, report) != report:
            raise InputError(f"two reports have the id {report.id!r}: give each its own")
    return sorted(known.values(), key=lambda report: (report.published is None, np.nan_to_num(_day(report)), report.id))


def _day(report: Report) -> float:
    """Days from 1970 to publication, a bare date counted at noon; nan where unknown."""
    moment = report.published
    if moment is None:
        return nan
    if not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day, 12, tzinfo=UTC)
    return moment.timestamp() / 86400


def _sharing(reports: Sequence[Report], days: NDArray[np.float64]) -> dict[Pair, tuple[int, tuple[Pair, ...]]]:
    """Pairs (numbers in order of time) that share rare words: how many keys, and where."""
    prints = fingerprints([report.text for report in reports])
    outlets = _numbers([(report.outlet or urlsplit(report.url).hostname or "").casefold() for report in reports])
    whole_days = np.where(np.isnan(days), -1, np.nan_to_num(days)).astype(np.int64)
    pairs = shared_pairs(without_templates(prints, outlets, whole_days), len(reports))
    strong = np.flatnonzero(pairs.weight >= LEAST_SHARED * log1p(len(reports) / 2))
    return {(int(pairs.a[i]), int(pairs.b[i])): (int(pairs.shared[i]), pairs.places[i]) for i in strong.tolist()}


def _numbers(names: Sequence[str]) -> Integers:
    """A number for each different name; -1 for none."""
    numbers = {name: i for i, name in enumerate(sorted(set(names) - {""}))}
    return np.array([numbers.get(name, -1) for name in names], np.int64)
