"""What a person decided about a story's reports; wins over inference and is shown as such."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..records import Correction, Evidence, Via
from .pairs import pair
from .readings import Reading
from .relations import Judgement, judged

# A person's word, in log-odds: beyond any inference, and recognisable in the evidence.
_DECIDED = 20.0


def _in_order(corrections: Sequence[Correction]) -> list[Correction]:
    """The earlier first, so that the later wins."""
    return sorted(corrections, key=lambda c: (c.when.isoformat(), c.verb, tuple(c.subjects), c.who))


def _numbers(correction: Correction, ids: Sequence[str]) -> list[int]:
    """The reports it speaks of that are in this story."""
    return [ids.index(s) for s in correction.subjects if s in ids]


def said(correction: Correction) -> Evidence:
    """The correction as evidence: who, when, what, why."""
    note = f": {correction.note}" if correction.note else ""
    return Evidence(
        "correction", _DECIDED, f"{correction.who} decided on {correction.when:%Y-%m-%d}: {correction.verb}{note}"
    )


# What each decision says of its reports, in words.
_SAYS = {
    "independent": "{0} are independent of each other",
    "copied from": "{0} was copied from {1}",
    "same release": "{0} print one release",
}


def decisions(readings: Sequence[Reading], corrections: Sequence[Correction]) -> tuple[str, ...]:
    """What people decided of these reports and still stands, a sentence each, for whoever reads the answer."""
    ids = [r.report.id for r in readings]
    standing = {id(c): c for c in decided_pairs(ids, corrections).values()}
    return tuple(_sentence(c, readings, _numbers(c, ids)) for c in _in_order(tuple(standing.values())))


def _sentence(correction: Correction, readings: Sequence[Reading], numbers: Sequence[int]) -> str:
    """ "ada decided on 2026-03-02: WXQB was copied from WXQA (saw the wire)"."""
    names = [readings[i].report.outlet or readings[i].report.id for i in numbers]
    if correction.verb != "copied from":
        names = [" and ".join(names)]
    note = f" ({correction.note})" if correction.note else ""
    words = _SAYS[correction.verb].format(*names)
    return f"{correction.who} decided on {correction.when:%Y-%m-%d}: {words}{note}"


def decided_pairs(ids: Sequence[str], corrections: Sequence[Correction]) -> dict[tuple[int, int], Correction]:
    """The last word on each pair that a person spoke of."""
    last: dict[tuple[int, int], Correction] = {}
    for correction in _in_order(corrections):
        numbers = _numbers(correction, ids)
        if correction.verb in ("independent", "copied from", "same release"):
            last.update({(min(a, b), max(a, b)): correction for a in numbers for b in numbers if a != b})
    return last


def corrected(
    judgements: Mapping[tuple[int, int], Judgement], readings: Sequence[Reading], corrections: Sequence[Correction]
) -> dict[tuple[int, int], Judgement]:
    """The judgements with what a person decided put in their place."""
    made = dict(judgements)
    for key, correction in decided_pairs([r.report.id for r in readings], corrections).items():
        before = made.get(key) or judged(pair(readings[key[0]], readings[key[1]]))
        evidence = (said(correction), *before.evidence)
        if correction.verb == "independent":
            made[key] = replace(before, derived=0.0, same=0.0, kind="none", via="none", evidence=evidence, decided=True)
        else:
            via: Via = "release" if correction.verb == "same release" else "copy"
            made[key] = replace(before, derived=1.0, same=1.0, kind="same", via=via, evidence=evidence, decided=True)
    return made


def kept_apart(ids: Sequence[str], corrections: Sequence[Correction]) -> set[tuple[int, int]]:
    """The pairs that a person called independent."""
    return {k for k, c in decided_pairs(ids, corrections).items() if c.verb == "independent"}


def forced(ids: Sequence[str], corrections: Sequence[Correction]) -> dict[tuple[int, int], Evidence]:
    """The links (parent, child) that a person named: "copied from" has the child first, then the parent."""
    made = {}
    for correction in dict.fromkeys(map(id, decided_pairs(ids, corrections).values())):
        chosen = next(c for c in corrections if id(c) == correction)
        numbers = _numbers(chosen, ids)
        if chosen.verb == "copied from" and len(numbers) == 2:
            made[numbers[1], numbers[0]] = said(chosen)
    return made
