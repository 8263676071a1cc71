"""How two reports relate: same, part or none; a newsroom's copy or an official release; how sure, and why."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ..records import Evidence, Relation, RelationKind, Via
from .finding import Finding
from .pairs import Pair, translated
from .signals import findings
from .telling import told
from .weights import models, thresholds


@dataclass(frozen=True, slots=True, eq=False)
class Judgement:
    """What the evidence says of a pair: probabilities, what they come to, and whether a person decided it."""

    pair: Pair
    derived: float  # that they have narrative text in common
    same: float  # that most of the shorter is common text
    release: float  # that the common text is an official one, given there is any
    kind: RelationKind
    via: Via
    evidence: tuple[Evidence, ...]
    decided: bool = False

    @property
    def probability(self) -> float:
        """That `kind` is right."""
        return {"none": 1 - self.derived, "part": self.derived - self.same, "same": self.same}[self.kind]

    def relation(self) -> Relation:
        """The public summary."""
        a, b = self.pair.a.report.id, self.pair.b.report.id
        return Relation(a, b, self.kind, round(min(1.0, max(0.0, self.probability)), 4), self.via, self.evidence)


# Without one of these nothing speaks of an official text, whatever the other signals leave room for.
_OFFICIAL = frozenset({"names release", "official register", "official source"})


# That two texts alike word for word are one: short of certain, for a person may know better.
_IDENTICAL = 0.999

# From this part of both on, retold sentence by sentence in one order, two reports are one text; newsrooms do recast an
# official release so, each alone. Open labels: 25 pairs come so far, one of them wrongly.
_RETOLD = 0.65
_SURELY_RETOLD = 0.93


def judged(pair: Pair) -> Judgement:
    """What the signals together say of a pair."""
    found = findings(pair)
    model = " translated" if translated(pair) else ""
    derived = models()["derived" + model].probability(found)
    same = derived * models()["same" + model].probability(found)
    if pair.a.keys == pair.b.keys and pair.a.keys:
        derived = same = _IDENTICAL  # word for word one text, however short
    release = models()["release"].probability(found)
    official = release >= thresholds()["release"] and not _OFFICIAL.isdisjoint(found)
    retold = found.get("retold in order")
    if retold is not None and retold.value >= _RETOLD and not official:
        derived, same = max(derived, _SURELY_RETOLD), max(same, _SURELY_RETOLD**2)
    kind = kind_of(derived, same, model)
    via: Via = "none" if kind == "none" else "release" if official else "copy"
    return Judgement(
        pair,
        derived,
        same,
        release,
        kind,
        via,
        told(pair, (*_retelling(retold), *models()[("same" if kind == "same" else "derived") + model].evidence(found))),
    )


def _retelling(retold: Finding | None) -> tuple[Evidence, ...]:
    """A retelling as evidence, in log-odds."""
    if retold is None or retold.value < _RETOLD:
        return ()
    strength = round(math.log(_SURELY_RETOLD / (1 - _SURELY_RETOLD)), 3)
    return (Evidence("retold in order", strength, retold.detail, retold.passages),)


def kind_of(derived: float, same: float, model: str = "") -> RelationKind:
    """The relation that the two probabilities come to, by the learnt thresholds; `model`: " translated" or ""."""
    if derived < thresholds()["derived" + model]:
        return "none"
    return "same" if same >= thresholds()["same"] * derived else "part"
