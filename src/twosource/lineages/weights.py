"""The learnt weights, as a table a person can read: weights.json, written by benchmarks/train_lineage.py.

Each model is additive: log-odds = bias + sum of weight x measure over the findings (logistic regression). Models:
"derived" (text in common, against none), "same" (same, against part, given derived), "release" (an official text,
against newsroom copy, given derived), "direction" (a is the parent, against b; no bias, measures are differences).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from ..records import Evidence
from .finding import Finding


@dataclass(frozen=True, slots=True)
class Model:
    """One additive model: `weights` by signal name."""

    bias: float
    weights: Mapping[str, float]

    def logit(self, found: Mapping[str, Finding]) -> float:
        """The log-odds that the findings give."""
        return self.bias + sum(self.weights.get(name, 0.0) * f.value for name, f in found.items())

    def probability(self, found: Mapping[str, Finding]) -> float:
        """The same as a probability."""
        return logistic(self.logit(found))

    def evidence(self, found: Mapping[str, Finding]) -> tuple[Evidence, ...]:
        """The findings as evidence, what weighs most first; those that weigh next to nothing left out."""
        weighed = ((self.weights.get(name, 0.0) * f.value, name, f) for name, f in found.items())
        kept = sorted((w for w in weighed if abs(w[0]) >= _SLIGHT), key=lambda w: (-abs(w[0]), w[1]))
        return tuple(Evidence(name, round(strength, 3), f.detail, f.passages) for strength, name, f in kept)


# Evidence of less than a tenth of a log-odds unit moves a probability by less than .025: not worth a line.
_SLIGHT = 0.1


def logistic(x: float) -> float:
    """1 / (1 + e^-x), without overflow."""
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))


Table = Mapping[str, Mapping[str, Any]]  # as in the file: model -> bias, threshold, weights


@lru_cache(maxsize=1)
def table() -> Table:
    """The shipped table."""
    stored = json.loads(resources.files(__package__).joinpath("weights.json").read_text(encoding="utf-8"))
    models: Table = stored["models"]
    return models


def models() -> Mapping[str, Model]:
    """The four models by name."""
    return {name: Model(row["bias"], row["weights"]) for name, row in table().items()}


def thresholds() -> Mapping[str, float]:
    """From which probability on a model's answer is yes."""
    return {name: float(row["threshold"]) for name, row in table().items()}
