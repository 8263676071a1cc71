"""Reports from a feed that they do not name: whose it was, told by what they share with an agency's copies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..reports.outlets import is_agency
from .crediting import origin_names, unnamed_feed
from .descent import Descent, Judgements, related
from .family import Link
from .readings import Reading
from .signals import aligned

# That a feed's copy is the agency's with whose copies it shares most: short of a credit, which would be .95.
_LIKELY = 0.85


def feeds(readings: Sequence[Reading], judgements: Judgements, groups: Sequence[Sequence[int]]) -> dict[int, int]:
    """Group -> the group of an agency's copies that it belongs to, for groups printed from an unnamed feed."""
    found = {g: _fed_by(g, readings, judgements, groups) for g in range(len(groups))}
    return {g: h for g, h in found.items() if h is not None}


def fed(found: Descent, groups: Sequence[Sequence[int]], feeds: Mapping[int, int]) -> Descent:
    """The links with each feed's copy under the agency's lost text, and what it passed on as the agency's too."""
    for g, h in feeds.items():
        head = next((x.parent for x in found.links if x.child in groups[h] and found.unseen.get(x.parent)), None)
        if head is None:
            continue
        mine, others = set(groups[g]), set(groups[h])
        kept = [x for x in found.links if not (x.child in mine and x.parent in found.unseen)]
        onward = [x for x in kept if x.parent in mine and x.child not in mine | others and x.child < found.count]
        found.links = [x for x in kept if x not in onward]
        for child, sure in [*((i, 1.0) for i in groups[g]), *((x.child, x.probability) for x in onward)]:
            found.add(Link(head, child, _LIKELY * sure))
    return found.trimmed()


def _fed_by(g: int, readings: Sequence[Reading], judgements: Judgements, groups: Sequence[Sequence[int]]) -> int | None:
    """The group of a named agency's copies with which group g, printed from an unnamed feed, has most in common.

    A feed's text is somebody's, so less need be shared than to call two reports related; a feed is an agency's rather
    than a newspaper's. What all copies of a dispatch hold is the dispatch's; what one of them holds it may have added.
    """
    if not all(unnamed_feed(readings[i]) for i in groups[g]):
        return None
    ranked = []
    for h, other in enumerate(groups):
        names = {name for j in other for name in origin_names(readings[j])}
        common = sum(_sentences(i, j, judgements) for i in groups[g] for j in other)
        derived = any(related(i, j, judgements) for i in groups[g] for j in other)
        agency = any(is_agency(name) for name in names)
        if h != g and names and (derived or (agency and common >= _FED)):
            sharing = sum(any(_sentences(i, j, judgements) >= 1 for i in groups[g]) for j in other) / len(other)
            ranked.append((agency, sharing, common, -h))
    return -max(ranked)[3] if ranked else None


# Sentences in common with an agency's copies, weighed by their probabilities, that tell whose feed it was.
_FED = 2.0


def _sentences(i: int, j: int, judgements: Judgements) -> float:
    """How many narrative sentences i and j have in common, by the passages' probabilities."""
    judgement = judgements.get((min(i, j), max(i, j)))
    if judgement is None:
        return 0.0
    told = [p for p in judgement.pair.passages if p.kind != "quoted"]
    return aligned(judgement.pair.a.narrative, told) * len(judgement.pair.a.narrative)
