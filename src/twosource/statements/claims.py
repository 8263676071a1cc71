"""Whether a claim stands: which reports support it, which alter or contradict it, and on how many origins that
rests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..copies.stretch import stretch
from ..lineages.lineage import trace
from ..records import Answer, Lineage, Report, Support, Verdict
from .claim_facts import evidence, points
from .claim_points import Evidence, Point

# A report supports a claim only if it says all of it. Share of the claim's words (names and numbers double) from which
# it says something else of the same, and from which it is about it at all.
_NEARLY = 0.75
_ABOUT = 0.5
_DOUBLE = frozenset({"name", "number", "time"})


def check(claim: str, reports: Iterable[Report], *, lineage: Lineage | None = None) -> Answer:
    """Hold one sentence against reports. Support is counted in origins: of `lineage`, or of what supports, traced."""
    side = stretch(Report(id="claim", text=claim), 0, len(claim))
    by_id = {r.id: r for r in reports}
    sorted_in: dict[Verdict, list[Support]] = {"supported": [], "altered": [], "contradicted": []}
    for report in by_id.values():
        found = evidence(side, report) if side.words else None
        if found is None:
            continue
        verdict, reason = _verdict(list(points(side, found)))
        if verdict != "not found":
            sorted_in[verdict].append(_support(found, reason))
    if lineage is None:
        lineage = trace([by_id[s.report] for s in sorted_in["supported"]])
    return _answer(claim, sorted_in, lineage)


def _verdict(found: Sequence[Point]) -> tuple[Verdict, str]:
    """What one report says of the claim, and why."""
    said = sum(_weight(p) for p in found if p.finding == "same")
    whole = sum(_weight(p) for p in found if p.what in _DOUBLE or p.what == "word")
    share = said / whole if whole else 0.0
    against = [p for p in found if p.finding in ("differs", "opposite")]
    facts_missing = [p for p in found if p.finding == "missing" and p.what in _DOUBLE | {"denial"}]
    if share < _ABOUT:
        return "not found", ""
    if any(p.finding == "opposite" for p in against):
        return "contradicted", next(p.detail for p in against if p.finding == "opposite")
    if against:
        return "altered", against[0].detail
    missing = facts_missing or [p for p in found if p.finding == "missing"]
    if missing:
        rest_is_said = all(p.what in _DOUBLE for p in found if p.finding == "missing")
        return ("altered" if share >= _NEARLY or rest_is_said else "not found"), missing[0].detail
    return "supported", "says the same"


def _weight(point: Point) -> float:
    return 2.0 if point.what in _DOUBLE else (1.0 if point.what == "word" else 0.0)


def _support(found: Evidence, reason: str) -> Support:
    span = found.best
    return Support(found.report.id, span.start, span.end, span.of(found.report.text), reason)


def _answer(claim: str, sides: dict[Verdict, list[Support]], lineage: Lineage) -> Answer:
    supporting, altered, contradicting = sides["supported"], sides["altered"], sides["contradicted"]
    verdict: Verdict = "not found"
    if supporting:
        verdict = "supported"
    elif contradicting:
        verdict = "contradicted"
    elif altered:
        verdict = "altered"
    independent = _origins([s.report for s in supporting], lineage)
    says = {
        "supported": f"{independent} independent of {len(supporting)} reports say so",
        "contradicted": f"{len(contradicting)} reports say otherwise: {_first(contradicting)}",
        "altered": f"{len(altered)} reports say it differently: {_first(altered)}",
        "not found": "no report speaks of this",
    }[verdict]
    return Answer(claim, verdict, independent, tuple(supporting), tuple(altered), tuple(contradicting), says)


def _first(supports: Sequence[Support]) -> str:
    return supports[0].reason if supports else ""


def _origins(names: Sequence[str], lineage: Lineage) -> int:
    """How many origins these reports rest on; a report that the lineage does not know is its own."""
    known = [o for o in lineage.origins if set(o.reports) & set(names)]
    strange = set(names) - {r for o in lineage.origins for r in o.reports}
    own = [o for o in known if not o.derived]
    return (len(own) or bool(known)) + len(strange)
