"""Two logistic regressions in turn, as copies/retelling.py and copies/crossing.py use them: sentence pairs by
themselves, then with what the first look says of the others (copies/neighbours.py)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from sklearn.linear_model import LogisticRegression

from twosource.copies.evidence import logistic
from twosource.copies.neighbours import second_look

REGULAR = 0.05  # inverse strength of the penalty


@dataclass
class Looked:
    """Two texts: which of their sentence pairs are worth a look, (n, m), and of each of those what is known."""

    kind: str
    fold: int
    held: np.ndarray
    x: np.ndarray  # measures
    true: np.ndarray
    used: np.ndarray  # to learn from
    second: np.ndarray = field(default_factory=lambda: np.zeros(0))
    p: np.ndarray = field(default_factory=lambda: np.zeros(0))


Weight = Callable[[Looked], np.ndarray]  # of each pair held


def look_twice(
    learn: Sequence[Looked], test: Sequence[Looked], weight: Weight
) -> tuple[np.ndarray, float, np.ndarray, float]:
    """Weights and biases learnt on some, the probabilities of others."""
    first = _learnt(learn, "x", weight)
    for pair in [*learn, *test]:
        pair.second = np.hstack([pair.x, second_look(first[1] + pair.x @ first[0], pair.held)])
    second = _learnt(learn, "second", weight)
    for pair in test:
        pair.p = logistic(second[1] + pair.second @ second[0])
    return *first, *second


def held_out(pairs: Sequence[Looked], weight: Weight, folds: int) -> None:
    """The probabilities of each fold, learnt on the others."""
    for fold in range(folds):
        look_twice([p for p in pairs if p.fold != fold], [p for p in pairs if p.fold == fold], weight)


def print_weights(learnt: tuple[np.ndarray, float, np.ndarray, float]) -> None:
    for name, value in zip(("WEIGHTS", "BIAS", "SECOND_WEIGHTS", "SECOND_BIAS"), learnt, strict=True):
        print(name, "=", np.round(value, 3).tolist())


def _learnt(pairs: Sequence[Looked], part: str, weight: Weight) -> tuple[np.ndarray, float]:
    rows = ((getattr(p, part)[p.used], p.true[p.used], weight(p)[p.used]) for p in pairs)
    x, y, w = (np.concatenate(column) for column in zip(*rows, strict=True))
    mean, scale = x.mean(axis=0), x.std(axis=0) + 1e-9
    model = LogisticRegression(max_iter=3000, C=REGULAR).fit((x - mean) / scale, y, sample_weight=w)
    weights = model.coef_[0] / scale
    return weights, float(model.intercept_[0] - weights @ mean)
