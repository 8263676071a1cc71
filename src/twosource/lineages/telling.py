"""Evidence as a reporter reads it: the plain fact first, then what speaks for it, then against; the plumbing folded."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..records import Evidence
from .pairs import Pair, common_run, taken

# Measures of likeness overall: true, learnt, and no one's reason. They weigh in the first line together.
_MEASURES = frozenset(
    (
        *("sentence likeness", "sentence likeness of longer", "telling share", "telling share of longer"),
        *("length of shorter", "telling phrases", "aligned share"),
    )
)
_MOST = 6  # lines of evidence for a pair
_SHOWN = 90  # characters of an example


def told(pair: Pair, evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """The evidence of a pair in reading order; strengths add up to what they did, but for lines past the sixth."""
    measures = [e for e in evidence if e.signal in _MEASURES]
    others = [_worded(e) for e in evidence if e.signal not in _MEASURES]
    ordered = sorted(others, key=lambda e: (e.strength < 0, -abs(e.strength), e.signal))
    passages = next((e.passages for e in evidence if e.passages), pair.passages[:1])
    first = Evidence("in common", round(sum(e.strength for e in measures), 3), sentences_in_common(pair), passages)
    return (first, *ordered)[:_MOST]


def _worded(e: Evidence) -> Evidence:
    """Evidence against says so."""
    return replace(e, detail=f"against it: {e.detail}") if e.strength < 0 else e


def ways(evidence: tuple[Evidence, ...], *, turned: bool) -> tuple[Evidence, ...]:
    """Evidence of direction seen from the link: above 0 for it, below 0 for the other way round, which it then says.

    `turned`: the evidence is given with the child first.
    """
    seen = [replace(e, strength=-e.strength if turned else e.strength) for e in evidence]
    worded = [e if e.strength >= 0 else replace(e, detail=f"the other way round: {e.detail}") for e in seen]
    return tuple(sorted(worded, key=lambda e: (e.strength < 0, -abs(e.strength), e.signal)))


def sentences_in_common(pair: Pair) -> str:
    """'9 of the 12 narrative sentences of X stand in Y, among them "the evening crew was giving way ..."'."""
    turned = pair.shorter[0] is pair.b
    seen = pair.mirrored() if turned else pair
    mine, other = (r.report.outlet or r.report.id for r in (seen.a, seen.b))
    words = taken(seen)
    parts = [words[seen.a.sentence == i] for i in range(len(seen.a.narrative))]
    count = sum(bool(len(p)) and float(np.mean(p)) > 0.5 for p in parts)
    text = f"{count} of the {len(parts)} narrative sentences of {mine} stand in {other}"
    run = common_run(seen)
    if not count or run is None:
        return text if count else f"no whole sentence of {mine} stands in {other}"
    example = " ".join(run[0].of(seen.a.report.text).split())
    return f"{text}, among them '{example if len(example) <= _SHOWN else example[:_SHOWN].rsplit(' ', 1)[0] + ' ...'}'"
