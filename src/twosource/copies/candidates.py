"""Which pairs of reports are worth aligning, out of any number, without comparing all pairs.

The union of three searches: reports that share rare runs of words, wherever and whenever printed; reports that share
the rarest words, names and numbers mostly (reworded copies, and translations); reports with like vectors (translations,
heavy rewording), where there is an encoder. The last two look within some weeks, and each has its share of partners in
the report's own language and in others, so that neither drowns the other.
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
from .fingerprints import Fingerprints, winnowed_runs, word_prints
from .ranking import most_alike
from .sharing import Integers, SharedPairs, rarest, shared_pairs, without_templates
from .vectors import EncoderChoice, Vectors, chosen_encoder, report_vectors

# Shared runs must weigh as much as this many that only the two hold; less is stock phrases.
LEAST_SHARED = 1.25
# Partners by shared words, in the report's own language and in others.
WORD_PARTNERS = 4
# Beyond, a report that is alike tells another event of the kind; shared runs of words count at any distance.
WINDOW_DAYS = 60.0

Pair = tuple[int, int]  # numbers of reports in order of time
Days = NDArray[np.float64]


def candidates(reports: Iterable[Report], *, encoder: EncoderChoice = "default") -> Iterator[Candidate]:
    """Pairs worth aligning, each once, ordered by ids; the order of `reports` changes nothing.

    InputError if two different reports have one id. With encoder=None rewordings are found by their words alone, and
    translations by names and numbers alone.
    """
    ordered = _in_order_of_time(reports)
    days = np.array([_day(report) for report in ordered])
    languages = _numbers([report.language or "" for report in ordered])
    words = word_prints([report.text for report in ordered])
    runs = _sharing_runs(words, ordered, days, languages)
    alike = _sharing_words(words, days, languages)
    vectors = _vectors(ordered, encoder)
    alike |= most_alike(vectors, languages, days, window=WINDOW_DAYS)
    yield from _named(ordered, runs, alike, vectors)


def _sharing_runs(words: Fingerprints, reports: Sequence[Report], days: Days, languages: Integers) -> SharedPairs:
    """Pairs that share rare runs of words, templates left out."""
    outlets = _numbers([(report.outlet or urlsplit(report.url).hostname or "").casefold() for report in reports])
    whole_days = np.where(np.isnan(days), -1, np.nan_to_num(days)).astype(np.int64)
    pairs = shared_pairs(without_templates(winnowed_runs(words), outlets, whole_days), languages)
    return pairs.where(pairs.weight >= LEAST_SHARED * log1p(len(reports) / 2))


def _sharing_words(words: Fingerprints, days: Days, languages: Integers) -> set[Pair]:
    """Pairs near in time that share rare words."""
    pairs = shared_pairs(rarest(words), languages, partners=WORD_PARTNERS)
    near = pairs.where(~(np.abs(days[pairs.a] - days[pairs.b]) > WINDOW_DAYS))
    return set(zip(near.a.tolist(), near.b.tolist(), strict=True))


def _vectors(reports: Sequence[Report], choice: EncoderChoice) -> Vectors:
    """The encoder's rows; rows of zeros, like nothing, where there is none."""
    encoder = chosen_encoder(choice)
    return np.zeros((len(reports), 1), np.float32) if encoder is None else report_vectors(reports, encoder)


def _named(reports: Sequence[Report], runs: SharedPairs, alike: set[Pair], vectors: Vectors) -> Iterator[Candidate]:
    """The pairs as records, in order of their ids. Pairs are one number each until then: few objects live at once."""
    many = len(reports)
    with_runs = runs.a * many + runs.b  # in order, as the pairs are
    codes = np.union1d(with_runs, np.fromiter((a * many + b for a, b in alike), np.int64, len(alike)))
    rank = np.empty(many, np.int64)
    rank[sorted(range(many), key=lambda number: reports[number].id)] = np.arange(many)
    a, b = codes // max(1, many), codes % max(1, many)
    a, b = np.where(rank[a] < rank[b], a, b), np.where(rank[a] < rank[b], b, a)
    rows = np.searchsorted(with_runs, codes)
    rows[~np.isin(codes, with_runs)] = -1
    for at in np.lexsort((rank[b], rank[a])).tolist():
        row, one, other = int(rows[at]), int(a[at]), int(b[at])
        shared = 0 if row < 0 else int(runs.shared[row])
        places = () if row < 0 else _places(runs.places[row], mirrored=one > other)
        likeness = round(float(vectors[one] @ vectors[other]), 4)
        yield Candidate(reports[one].id, reports[other].id, shared, likeness, places)


def _places(rows: NDArray[np.int32], *, mirrored: bool) -> tuple[Pair, ...]:
    """The places of a pair as the record has them."""
    pairs = [(there, here) if mirrored else (here, there) for here, there in rows.tolist() if here >= 0]
    return tuple(sorted(pairs))


def _in_order_of_time(reports: Iterable[Report]) -> list[Report]:
    """Each report once, the earliest first, undated ones last."""
    known: dict[str, Report] = {}
    for report in reports:
        if known.setdefault(report.id, report) != report:
            raise InputError(f"two reports have the id {report.id!r}: give each its own")
    return sorted(known.values(), key=lambda report: (report.published is None, _day(report, unknown=0), report.id))


def _day(report: Report, *, unknown: float = nan) -> float:
    """Days from 1970 to publication, a bare date counted at noon."""
    moment = report.published
    if moment is None:
        return unknown
    if not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day, 12, tzinfo=UTC)
    return moment.timestamp() / 86400


def _numbers(names: Sequence[str]) -> Integers:
    """A number for each different name; -1 for none."""
    numbers = {name: i for i, name in enumerate(sorted(set(names) - {""}))}
    return np.array([numbers.get(name, -1) for name in names], np.int64)
