"""Logistic models over named features, their weights in tables that a person can read."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache

from .tables import rows


def probability(table: str, features: Iterable[str]) -> float:
    """How likely the model in reports/data/`table` holds what has these features, 0..1; unknown features count 0."""
    weights = _weights(table)
    return 1 / (1 + math.exp(-weights["bias"] - sum(weights.get(feature, 0.0) for feature in features)))


@cache
def _weights(table: str) -> dict[str, float]:
    return {feature: float(weight) for feature, weight in rows(table, "\t")}
