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
from .neighbours import best_other, in_order, mutual, nearest, others, second_look
from .vectors import Encoder
from .wording import Wording

# CSLS: each side's mean cosine to this many nearest is taken off. 4 on the seed pages.
NEAREST = 4
# Sentences of a pair that are encoded at most: half a second's work at 500 a second would double beyond.
MOST_SENTENCES = 400

FEATURES = (
    *("cosine", "csls", "dice", "log shared", "rival", "around csls", "around dice", "length", "around x csls"),
    *("mutual", "related", "order", "order x related"),
)
# A mutual best match this alike speaks for the whole pair of reports.
STRONG, STEEP = 0.45, 12.0
# Logistic regressions learnt by benchmarks/crossing_weights.py.
BIAS = -2.649
WEIGHTS = np.array([-0.377, -1.449, 0.46, 0.654, -1.873, -3.895, 14.174, -1.899, 2.422, 1.179, 0.994, 2.577, 4.315])
SECOND_BIAS = -0.962
SECOND_WEIGHTS = np.array(
    [
        *(-0.043, -0.965, -1.479, 0.511, 0.608, -5.55, 2.071, -0.753, 0.251, 0.577, -0.333, 0.44, 2.117),
        *(0.253, 0.962, 0.653, 1.461, 0.63, 1.014, -2.461, -2.158),
    ]
)


def crossed(a: Wording, b: Wording, texts: tuple[str, str], found: Cells, encoder: Encoder) -> tuple[Cells, Floats]:
    """All sentence pairs and the probability that they translate each other; none where the texts are too long."""
    n, m = len(a.spans), len(b.spans)
    if n + m > MOST_SENTENCES:
        return found.only(np.zeros(len(found.i), dtype=bool)), np.zeros(0)
    table, cosine = filled(found, n, m), cosines(a, b, texts, encoder)
    held = worth(cosine)
    first = features(a, b, table, cosine)[held.ravel()]
    second = np.hstack([first, second_look(BIAS + first @ WEIGHTS, held)])
    probability = np.zeros(n * m)
    probability[held.ravel()] = logistic(SECOND_BIAS + second @ SECOND_WEIGHTS)
    return table, probability


def worth(cosine: Floats) -> NDArray[np.bool_]:
    """Which cells are the nearest of their row or of their column; the others translate nothing."""
    return nearest(corrected(cosine))


def features(a: Wording, b: Wording, table: Cells, cosine: Floats) -> Floats:
    """The measures of all cells, shape (cells, len(FEATURES)); `table` holds every cell, row by row."""
    near = corrected(cosine)
    both = mutual(near)
    strength = np.where(both, logistic((cosine - STRONG) * STEEP), 0.0)
    related, order = others(strength), in_order(strength)
    close = np.clip(near + 0.5, 0, None).ravel()
    around = surroundings(table.i, table.j, close, *cosine.shape)
    return np.stack(
        [
            cosine.ravel(),
            near.ravel(),
            table.dice,
            np.log1p(table.shared),
            np.maximum(best_other(near, alone=-1.0), best_other(near.T, alone=-1.0).T).ravel(),
            around,
            surroundings(table.i, table.j, table.dice, *cosine.shape),
            np.abs(_log_lengths(a)[table.i] - _log_lengths(b)[table.j]),
            around * close,
            both.ravel(),
            related.ravel(),
            order.ravel(),
            (order * related).ravel(),
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


def _log_lengths(side: Wording) -> Floats:
    """Logarithm of each sentence's length relative to the report's mean: languages differ in how long they are."""
    lengths = np.array([s.end - s.start for s in side.spans], dtype=np.float64)
    logs: Floats = np.log(lengths / lengths.mean())
    return logs
