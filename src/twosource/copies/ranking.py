"""How alike reports are as wholes: rewritten, summarised and translated copies first among the unrelated.

Two views of a report, one likeness: its words weighted by rarity, names and numbers foremost (finds rewritings, and
translations from any language by the names), and the encoder's vector (finds translations from the languages it knows).
In each view a pair counts by its CSLS (Conneau 2018): twice its cosine, less what each side has with its nearest
anyway; and the better view decides. Sums let a view that knows nothing of a language drown the one that does.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..records import Report
from .fingerprints import word_hashes
from .vectors import Encoder, EncoderChoice, Vectors, chosen_encoder, report_vectors, unit_rows

Integers = NDArray[np.int64]
Days = NDArray[np.float64]
Likeness = NDArray[np.float32]  # shape (queries, reports ranked): CSLS, about -2 .. 2, higher is more alike

# Words are counted into this many sums with random signs (count sketch): cosines stay right within about .02.
WORD_DIMENSIONS = 2048
# Names, numbers and subject stand at the top; the limit bounds time.
WORD_CHARACTERS = 6000
# Neighbours whose mean cosine says how near anything is to a report (Conneau used 10).
HUB = 10
# Reports against which that is measured.
HUB_SAMPLE = 4096
# Kept of each report: this many in its own language and in the others ...
ALIKE = 2
# ... whose cosine is at least this: pairs of translations have .68 at the median, pairs of different reports .18.
LEAST_COSINE = 0.4
# Cells of likeness looked at, at once: 64 MB.
BLOCK_CELLS = 16_000_000


def likeness(queries: Sequence[Report], among: Sequence[Report], *, encoder: EncoderChoice = "default") -> Likeness:
    """How alike each of `queries` is to each of `among`. Compares within a row: the highest is the likeliest copy."""
    joint = views([*queries, *among], chosen_encoder(encoder))
    scores = [csls(rows[: len(queries)] @ rows[len(queries) :].T) for rows in joint]
    best: Likeness = np.maximum.reduce(scores)
    return best


def views(reports: Sequence[Report], encoder: Encoder | None) -> list[Vectors]:
    """The rows of each view, one row a report: words, and the encoder's where there is one."""
    words = word_vectors([f"{report.title}\n{report.text[:WORD_CHARACTERS]}" for report in reports])
    return [words] if encoder is None else [words, report_vectors(reports, encoder)]


def csls(cosines: Vectors) -> Likeness:
    """Cosines corrected for sides that are near to everything."""
    corrected: Likeness = 2 * cosines - nearest_mean(cosines)[:, None] - nearest_mean(cosines.T)[None, :]
    return corrected


def nearest_mean(cosines: Vectors) -> Vectors:
    """Each row's mean over its HUB highest."""
    width = cosines.shape[1]
    if width == 0:
        return np.zeros(len(cosines), np.float32)
    top = np.partition(cosines, max(0, width - HUB), axis=1)[:, -HUB:]
    means: Vectors = top.mean(axis=1, dtype=np.float32)
    return means


def word_vectors(texts: Sequence[str]) -> Vectors:
    """Unit rows of hashed words, tf-idf weighted over these texts: (1 + log tf) * log(texts / texts that hold it)."""
    hashes = [np.unique(word_hashes(text)[0], return_counts=True) for text in texts]
    sizes = np.array([len(words) for words, _ in hashes], dtype=np.int64)
    owners = np.repeat(np.arange(len(texts)), sizes)
    words = np.concatenate([words for words, _ in hashes] or [np.empty(0, np.uint64)])
    counts = np.concatenate([counts for _, counts in hashes] or [np.empty(0, np.int64)])
    _, kind, holders = np.unique(words, return_inverse=True, return_counts=True)
    weights = (1 + np.log(counts)) * np.log1p(len(texts) / holders[kind])
    column = (words % np.uint64(WORD_DIMENSIONS)).astype(np.int64)
    signs = np.where(words >> np.uint64(63), 1.0, -1.0)
    cells = np.bincount(owners * WORD_DIMENSIONS + column, weights * signs, len(texts) * WORD_DIMENSIONS)
    return unit_rows(cells.reshape(len(texts), WORD_DIMENSIONS).astype(np.float32))


def most_alike(rows: Vectors, languages: Integers, days: Days, *, window: float) -> set[tuple[int, int]]:
    """Pairs (a < b) of which one is among the ALIKE most alike to the other, in its own language or in all others.

    `languages` has a number for each report; `days` its time, nan where unknown: known times must lie within `window`.
    An exact search, block by block: time grows with the reports times those within the window, memory does not.
    """
    if not rows.any():
        return set()
    everyone = np.arange(len(rows))
    hubs = _hubs(rows)
    block = max(1, BLOCK_CELLS // max(1, len(everyone)))
    found: set[tuple[int, int]] = set()
    for start in range(0, len(everyone), block):
        ones = everyone[start : start + block]
        others = everyone[~((days < days[ones].min() - window) | (days > days[ones].max() + window))]
        cosines = rows[ones] @ rows[others].T
        scores = 2 * cosines - hubs[ones, None] - hubs[others]
        near = ~(np.abs(days[ones, None] - days[others]) > window) & (ones[:, None] != others)
        same = languages[ones, None] == languages[others]
        for group in (same, ~same):
            allowed = near & group & (cosines >= LEAST_COSINE)
            found.update(_best(np.where(allowed, scores, -np.inf), ones, others))
    return found


def _hubs(rows: Vectors) -> Vectors:
    """How near anything is to each report, measured against every so-manieth."""
    sample = rows[:: len(rows) // HUB_SAMPLE + 1]
    step = max(1, BLOCK_CELLS // max(1, len(sample)))
    parts = [nearest_mean(rows[i : i + step] @ sample.T) for i in range(0, len(rows), step)]
    return np.concatenate(parts or [np.zeros(0, np.float32)])


def _best(scores: Likeness, ones: Integers, others: Integers) -> set[tuple[int, int]]:
    """The ALIKE highest of each row, as pairs of numbers; -inf is never among them."""
    top = np.argpartition(-scores, min(ALIKE, len(others) - 1), axis=1)[:, :ALIKE]
    row, rank = np.nonzero(np.isfinite(np.take_along_axis(scores, top, axis=1)))
    mine, theirs = ones[row], others[top[row, rank]]
    return set(zip(np.minimum(mine, theirs).tolist(), np.maximum(mine, theirs).tolist(), strict=True))
