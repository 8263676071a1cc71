"""Candidates of one report that arrives, among those that came before: the searches of `candidates`, one at a time.

Memory grows with the reports, time per arrival hardly: each key remembers only the reports that held it last.
"""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass, field
from math import log1p

import numpy as np

from ..records import Candidate, Report
from .candidates import LEAST_SHARED, WORD_PARTNERS
from .fingerprints import winnowed_runs, word_prints
from .ranking import ALIKE, LEAST_COSINE
from .sharing import LINKS, PARTNERS, PLACES, RAREST
from .vectors import EncoderChoice, Vectors, chosen_encoder, report_vectors


@dataclass(slots=True)
class _Holders:
    """Who holds a key: how many in all, and the last of them with the key's place in each."""

    count: int = 0
    last: deque[tuple[int, int]] = field(default_factory=lambda: deque(maxlen=LINKS))


class Arrivals:
    """Reports in order of arrival. `neighbours` looks, `add` remembers; a report may look without being remembered."""

    def __init__(self, *, encoder: EncoderChoice = "default") -> None:
        self._encoder = chosen_encoder(encoder)
        self._reports: list[tuple[str, str]] = []  # id, language
        self._runs: defaultdict[int, _Holders] = defaultdict(_Holders)
        self._words: defaultdict[int, _Holders] = defaultdict(_Holders)
        self._vectors: Vectors = np.zeros((0, 1), np.float32)  # room for twice what it held when it was full

    def __len__(self) -> int:
        return len(self._reports)

    def add(self, report: Report) -> None:
        """Remember a report."""
        number = len(self._reports)
        self._reports.append((report.id, report.language or ""))
        for table, keys in zip((self._runs, self._words), _keys(report), strict=True):
            for key, start in keys.items():
                table[key].count += 1
                table[key].last.append((number, start))
        row = self._vector(report)
        if number >= len(self._vectors):
            room = np.zeros((2 * number + 64, len(row)), np.float32)
            room[:number] = self._vectors[:number]
            self._vectors = room
        self._vectors[number] = row

    def neighbours(self, report: Report) -> list[Candidate]:
        """Pairs of this report with remembered ones worth aligning, ordered by ids; never with its own id."""
        runs, words = _keys(report)
        weights, places = self._sharing(self._runs, runs)
        least = LEAST_SHARED * log1p((len(self) + 1) / 2)
        heaviest = sorted(weights, key=lambda other: (-weights[other], -other))[:PARTNERS]
        chosen = {other for other in heaviest if weights[other] >= least}
        rarest = sorted((self._words[key].count, key) for key in words if key in self._words)[:RAREST]
        alike, _ = self._sharing(self._words, {key: words[key] for _, key in rarest})
        cosines = self._vectors[: len(self)] @ self._vector(report) if len(self) else np.zeros(0)
        near = {int(i): float(cosines[i]) for i in np.flatnonzero(cosines >= LEAST_COSINE)}
        for score, most in ((alike, WORD_PARTNERS), (near, ALIKE)):
            chosen |= self._best_by_language(score, report.language or "", most)
        found = [self._pair(report, other, places[other], float(cosines[other])) for other in chosen]
        return sorted((pair for pair in found if pair.a != pair.b), key=lambda pair: (pair.a, pair.b))

    def _vector(self, report: Report) -> Vectors:
        if self._encoder is None:
            return np.zeros(1, np.float32)
        row: Vectors = report_vectors([report], self._encoder)[0]
        return row

    def _sharing(
        self, table: dict[int, _Holders], keys: dict[int, int]
    ) -> tuple[dict[int, float], defaultdict[int, list[tuple[int, int]]]]:
        """The weight of what each remembered report shares, and the places in the new one and in it."""
        weights: defaultdict[int, float] = defaultdict(float)
        places: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        for key in keys.keys() & table.keys():
            holders = table[key]
            for other, there in holders.last:
                weights[other] += log1p((len(self) + 1) / (holders.count + 1))
                places[other].append((keys[key], there))
        return weights, places

    def _best_by_language(self, scores: dict[int, float], language: str, most: int) -> set[int]:
        """The highest of the report's own language and of the others."""
        ranked = [other for other, _ in sorted(scores.items(), key=lambda item: (-item[1], -item[0]))]
        own = [other for other in ranked if self._reports[other][1] == language]
        foreign = [other for other in ranked if self._reports[other][1] != language]
        return {*own[:most], *foreign[:most]}

    def _pair(self, report: Report, other: int, places: list[tuple[int, int]], cosine: float) -> Candidate:
        name = self._reports[other][0]
        first = sorted(places)[:PLACES]
        if name < report.id:
            first = sorted((there, here) for here, there in first)
        return Candidate(min(name, report.id), max(name, report.id), len(places), round(cosine, 4), tuple(first))


def _keys(report: Report) -> tuple[dict[int, int], dict[int, int]]:
    """The report's runs and its words, each with the place it first stands at."""
    words = word_prints([report.text])
    runs = winnowed_runs(words)
    run_places = dict(zip(runs.keys[::-1].tolist(), runs.starts[::-1].tolist(), strict=True))
    return run_places, dict(zip(words.keys[::-1].tolist(), words.starts[::-1].tolist(), strict=True))
