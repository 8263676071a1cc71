"""How probable it is that a sentence is another's translation, from sentence vectors, names and numbers, and length.

Cosines are corrected for sentences that are near everything (CSLS, Conneau 2018), and judged with their neighbourhood:
translations keep order nearly always (Vecalign, Bertalign).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .evidence import logistic, surroundings
from .likeness import Cells
from .marks import Floats
from .vectors import Encoder
from .wording import Wording

# CSLS: each side's mean cosine to this many nearest is taken off. 4 on the seed pages.
NEAREST = 4
# Sentences of a pair that are encoded at most: half a second's work at 500 a second would double beyond.
MOST_SENTENCES = 400

FEATURES = ("cosine", "csls", "dice", "log shared", "rival", "around csls", "around dice", "length", "around x csls")


# Logistic regression over FEATURES, learnt from `translated`: mutual best matches near the diagonal are true, far ones
# and all of other reports false; trained on one half of the stories it finds .97 of the other's (Icelandic .53).
BIAS = -2.881
WEIGHTS = np.array([5.787, 2.717, 27.464, -0.155, -20.172, -9.072, 46.975, -1.953, 17.92])


def crossed(a: Wording, b: Wording, texts: tuple[str, str], found: Cells, encoder: Encoder) -> tuple[Cells, Floats]:
    """All sentence pairs and the probability that they translate each other; none where the texts are too long."""
    n, m = len(a.spans), len(b.spans)
    if n + m > MOST_SENTENCES:
        return found.only(np.zeros(len(found.i), dtype=bool)), np.zeros(0)
    table = filled(found, n, m)
    return table, logistic(BIAS + features(a, b, table, cosines(a, b, texts, encoder)) @ WEIGHTS)


def features(a: Wording, b: Wording, table: Cells, cosine: Floats) -> Floats:
    """The measures of all cells, shape (cells, len(FEATURES)); `table` holds every cell, row by row."""
    n, m = cosine.shape
    near = corrected(cosine)
    close = np.clip(near + 0.5, 0, None).ravel()
    around = surroundings(table.i, table.j, close, n, m)
    return np.stack(
        [
            cosine.ravel(),
            near.ravel(),
            table.dice,
            np.log1p(table.shared),
            np.maximum(_best_other(near), _best_other(near.T).T).ravel(),
            around,
            surroundings(table.i, table.j, table.dice, n, m),
            np.abs(_log_lengths(a)[table.i] - _log_lengths(b)[table.j]),
            around * close,
        ],
        axis=1,
    )


def filled(found: Cells, n: int, m: int) -> Cells:
    """All n x m cells, with zeros where `found` has none."""
    i, j = (grid.ravel() for grid in np.indices((n, m)))
    place = found.i * m + found.j
    measured = found.measures()
    measures = np.zeros((len(measured), n * m))
    measures[:, place] = measured
    return Cells(i, j, *measures)


def cosines(a: Wording, b: Wording, texts: tuple[str, str], encoder: Encoder) -> Floats:
    """Cosines of all sentence pairs."""
    rows = encoder.encode([s.of(texts[0]) for s in a.spans] + [s.of(texts[1]) for s in b.spans]).astype(np.float64)
    cosines: Floats = rows[: len(a.spans)] @ rows[len(a.spans) :].T
    return cosines


def corrected(cosine: Floats) -> Floats:
    """Twice the cosine less both sentences' mean cosine to their nearest."""
    by_row = np.sort(cosine, axis=1)[:, -NEAREST:].mean(axis=1)
    by_column = np.sort(cosine, axis=0)[-NEAREST:].mean(axis=0)
    corrected: Floats = 2 * cosine - by_row[:, None] - by_column[None, :]
    return corrected


def _best_other(table: NDArray[np.float64]) -> Floats:
    """For each cell the best of the others in its row; -1 where there is none."""
    if table.shape[1] < 2:
        return np.full(table.shape, -1.0)
    top_two = np.sort(table, axis=1)[:, -2:]
    return np.where(table >= top_two[:, 1:], top_two[:, :1], top_two[:, 1:])


def _log_lengths(side: Wording) -> Floats:
    """Logarithm of each sentence's length relative to the report's mean: languages differ in how long they are."""
    lengths = np.array([s.end - s.start for s in side.spans], dtype=np.float64)
    logs: Floats = np.log(lengths / lengths.mean())
    return logs
