"""How alike reports are as wholes: rewritten, summarised and translated copies first among the unrelated.

Two views of a report, one likeness: its words weighted by rarity, names and numbers foremost (finds rewritings, and
translations from any language by the names), and the encoder's vector (finds translations from the languages it knows).
In each view a pair counts by its CSLS (Conneau 2018): twice its cosine, less what each side has with its nearest
anyway; and the better view decides. Sums let a view that knows nothing of a language drown the one that does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from ..records import Report
from .fingerprints import word_hashes
from .vectors import Encoder, EncoderChoice, Vectors, chosen_encoder, report_vectors, unit_rows

Integers = NDArray[np.int64]
Near = Callable[[Integers, Integers], NDArray[np.bool_]]
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
# ... whose likeness is above this.
LEAST_ALIKE = -0.2
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


def most_alike(rows: Sequence[Vectors], languages: Integers, *, near: Near) -> set[tuple[int, int]]:
    """Pairs (a < b) of which one is among the ALIKE most alike to the other, in its own language or in all others.

    `languages` has a number for each report; `near(ones, others)` says which are near enough in time to count. An exact
    search, block by block: time grows with the square of the reports, memory does not.
    """
    count = len(languages)
    hubs = [_hubs(view) for view in rows]
    block = max(1, BLOCK_CELLS // max(1, count))
    everyone = np.arange(count)
    found: set[tuple[int, int]] = set()
    for start in range(0, count, block):
        ones = everyone[start : start + block]
        scores = np.maximum.reduce([2 * (v[ones] @ v.T) - h[ones, None] - h for v, h in zip(rows, hubs, strict=True)])
        scores[~near(ones, everyone) | (ones[:, None] == everyone)] = -np.inf
        same = languages[ones, None] == languages
        for group in (same, ~same):
            found.update(_best(np.where(group, scores, -np.inf), start))
    return found


def _hubs(view: Vectors) -> Vectors:
    """How near anything is to each report, measured against every so-manieth."""
    sample = view[:: len(view) // HUB_SAMPLE + 1]
    step = max(1, BLOCK_CELLS // max(1, len(sample)))
    parts = [nearest_mean(view[i : i + step] @ sample.T) for i in range(0, len(view), step)]
    return np.concatenate(parts or [np.zeros(0, np.float32)])


def _best(scores: Likeness, start: int) -> set[tuple[int, int]]:
    """The ALIKE highest of each row above LEAST_ALIKE, as pairs of numbers; row 0 is report `start`."""
    width = scores.shape[1]
    top = np.argpartition(-scores, min(ALIKE, width - 1), axis=1)[:, :ALIKE]
    row, rank = np.nonzero(np.take_along_axis(scores, top, axis=1) > LEAST_ALIKE)
    others = top[row, rank].tolist()
    return {(min(a, b), max(a, b)) for a, b in zip((row + start).tolist(), others, strict=True)}
