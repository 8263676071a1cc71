"""The score of a passage as a calibrated probability: of the passages that say .8, four in five are shared text.

What the sentence pairs say together is too sure of itself near 1, as those of one passage are no independent witnesses.
A logistic regression on its log-odds by kind (Platt 1999), learnt by benchmarks/passage_scores.py from the open sets;
it keeps the order of the passages of one kind; translations have a slope of their own, as articles on one subject look
like translations of each other. Cross-validated by story the expected error of calibration is .019 instead of .088; a
passage's length adds nothing to it.
"""

from __future__ import annotations

import math
from dataclasses import replace
from types import MappingProxyType

from ..records import Passage, PassageKind

# Kind -> log-odds where the pairs say one half. Shared quotations have no labels: they are taken for reworded ones.
AT_HALF: MappingProxyType[PassageKind, float] = MappingProxyType(
    {"verbatim": -0.374, "edited": 0.151, "reworded": 0.504, "translated": -3.24, "quoted": 0.504}
)
SLOPE: MappingProxyType[PassageKind, float] = MappingProxyType(
    {"verbatim": 0.268, "edited": 0.268, "reworded": 0.268, "translated": 1.211, "quoted": 0.268}
)
CERTAIN = 1e-6  # what the pairs say is kept so far from 0 and 1
SCORE_DIGITS = 6  # sums in another order differ in the sixteenth


def calibrated(passage: Passage) -> Passage:
    """The passage whose score, what its sentence pairs say together, is made a probability."""
    logit = AT_HALF[passage.kind] + SLOPE[passage.kind] * _logit(passage.score)
    return replace(passage, score=round(1 / (1 + math.exp(-logit)), SCORE_DIGITS))


def certainty(passage: Passage) -> float:
    """What the sentence pairs of a calibrated passage say together, 0..1: the lineage's weights are learnt with it."""
    if passage.score in (0.0, 1.0):
        return passage.score
    logit = (_logit(passage.score) - AT_HALF[passage.kind]) / SLOPE[passage.kind]
    return round(1 / (1 + math.exp(-max(-50.0, min(50.0, logit)))), SCORE_DIGITS)


def _logit(probability: float) -> float:
    kept = min(max(probability, CERTAIN), 1 - CERTAIN)
    return math.log(kept / (1 - kept))
