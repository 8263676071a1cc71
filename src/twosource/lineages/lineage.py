"""A story's reports -> who took from whom, and how many really reported it."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

import numpy as np

from ..copies.vectors import EncoderChoice, chosen_encoder
from ..records import Alternative, Correction, Derivation, Evidence, Lineage, Passage, Report
from ..stories.stock import Stock
from .comparing import ENCODED, Pairs, Passages, compared
from .consistency import consistent
from .copy_kinds import kind_of_copy
from .corrections import corrected, decisions, forced, kept_apart
from .descent import Descent, Judgements, descent
from .family import Link
from .feeds import fed, feeds
from .graph import components
from .origins import origins, unseen_id
from .pairs import Pair, taken
from .readings import Reading, reading
from .relations import judged
from .telling import ways
from .weights import models


def trace(
    reports: Sequence[Report],
    *,
    passages: Passages | None = None,
    corrections: Sequence[Correction] = (),
    encoder: EncoderChoice = "default",
    stock: Stock = frozenset(),
) -> Lineage:
    """The lineage of one story.

    `passages`: aligned passages by (a, b) ids, a < b, where the caller has them. `corrections` win over inference.
    `encoder` finds reworded and translated copies; None does without, and the notes say so. `stock`: runs of words that
    unrelated stories print too (stories/stock.py), which weigh nothing; a lone story has what ships with the package.

    The order of reports changes nothing; of two with one id the first is read. Raises nothing on odd input: no reports
    give an empty lineage.
    """
    readings = [reading(r, stock) for r in sorted({r.id: r for r in reversed(reports)}.values(), key=lambda r: r.id)]
    ids = [r.report.id for r in readings]
    pairs = compared(readings, passages, encoder)
    judgements = corrected({key: judged(p) for key, p in pairs.items()}, readings, corrections)
    judgements = consistent(judgements, readings)
    groups = _groups(len(readings), judgements, kept_apart(ids, corrections))
    found = descent(readings, judgements, groups, forced(ids, corrections))
    found = fed(found, groups, feeds(readings, judgements, groups))
    accounts = origins(readings, judgements, groups, found)
    return Lineage(
        reports=tuple(ids),
        independent=sum(not o.derived for o in accounts),
        origins=accounts,
        derivations=_derivations(readings, judgements, found),
        relations=tuple(j.relation() for _, j in sorted(judgements.items()) if j.kind != "none" or j.decided),
        own=MappingProxyType({ids[i]: _own(i, readings, judgements, found) for i in range(len(ids))}),
        notes=(*decisions(readings, corrections), *_notes(readings, pairs, encoder)),
        stock=tuple(sorted(stock)),
    )


def _groups(n: int, judgements: Judgements, apart: set[tuple[int, int]]) -> list[list[int]]:
    """Reports joined by "same", the surest first, never two that a person called independent."""
    sure = sorted(
        (k for k, j in judgements.items() if j.kind == "same"),
        key=lambda k: (not judgements[k].decided, -judgements[k].same, k),
    )
    if not apart:
        return components(n, sure)
    joined: list[tuple[int, int]] = []
    for key in sure:
        groups = components(n, [*joined, key])
        if not any(a in g and b in g for g in groups for a, b in apart):
            joined.append(key)
    return components(n, joined)


def _name(node: int, readings: Sequence[Reading], found: Descent) -> str:
    """A node's id: the report's, or the unseen original's."""
    return readings[node].report.id if node < found.count else unseen_id(node, found)


def _derivations(readings: Sequence[Reading], judgements: Judgements, found: Descent) -> tuple[Derivation, ...]:
    """The links as records, in order of child and parent."""
    made = [_derivation(link, readings, judgements, found) for link in found.links]
    return tuple(sorted(made, key=lambda d: (d.child, d.parent)))


def _derivation(link: Link, readings: Sequence[Reading], judgements: Judgements, found: Descent) -> Derivation:
    """One link with its share, kind and reasons."""
    share, pair = _taken(link, readings, judgements, found)
    passages = pair.passages if pair is not None else ()
    reasons = ways(models()["direction"].evidence(link.found), turned=link.parent > link.child)
    shared = _shared_evidence(link, judgements, passages)
    return Derivation(
        parent=_name(link.parent, readings, found),
        child=_name(link.child, readings, found),
        kind=kind_of_copy(share, passages, pair),
        share=round(share, 4),
        probability=round(min(1.0, max(0.0, link.probability)), 4),
        evidence=(*link.decided, *shared, *reasons),
        alternatives=tuple(
            Alternative(_name(other, readings, found), round(chance, 4))
            for other, chance in sorted(link.instead.items(), key=lambda x: (-x[1], x[0]))
        ),
    )


def _taken(
    link: Link, readings: Sequence[Reading], judgements: Judgements, found: Descent
) -> tuple[float, Pair | None]:
    """The part of the child's narrative words that come from the parent; the child held against it, or another copy."""
    if link.child >= found.count:
        return 1.0, None
    beside = (
        [link.parent]
        if link.parent < found.count
        else [x.child for x in found.links if x.parent == link.parent and x.child != link.child]
    )
    child = readings[link.child]
    common = np.zeros(len(child.keys), dtype=bool)
    held: Pair | None = None
    for other in beside:
        judgement = judgements.get((min(link.child, other), max(link.child, other)))
        if judgement is not None:
            pair = judgement.pair if link.child < other else judgement.pair.mirrored()
            common |= taken(pair)
            held = pair if held is None or not held.passages else held
    told = child.told
    share = float((common & told).sum() / max(1, told.sum()))
    return (share if beside else 1.0), held


def _shared_evidence(link: Link, judgements: Judgements, passages: tuple[Passage, ...]) -> tuple[Evidence, ...]:
    """Why the two have text in common, passages seen from the child."""
    judgement = judgements.get((min(link.parent, link.child), max(link.parent, link.child)))
    if judgement is None:
        return (
            (
                Evidence(
                    "shared passages",
                    0.0,
                    "shares these passages with other copies of an original that is not here",
                    passages[:5],
                ),
            )
            if passages
            else ()
        )
    turn = link.child > link.parent
    return tuple(
        Evidence(e.signal, e.strength, e.detail, tuple(p.mirrored() for p in e.passages) if turn else e.passages)
        for e in judgement.evidence[:_REASONS]
    )


# Lines of a relation's evidence that a derivation repeats before its own on who took from whom.
_REASONS = 3


def _own(i: int, readings: Sequence[Reading], judgements: Judgements, found: Descent) -> float:
    """The part of a report's narrative that none of its parents explains."""
    links = [link for link in found.links if link.child == i]
    return round(max(0.0, 1 - max((_taken(link, readings, judgements, found)[0] for link in links), default=0.0)), 4)


def _notes(readings: Sequence[Reading], pairs: Pairs, encoder: EncoderChoice) -> tuple[str, ...]:
    """Doubts and limits, in words."""
    n = len(readings)
    notes = []
    if len(pairs) < n * (n - 1) // 2:
        notes.append(f"{n} reports: each was compared with its nearest only, {len(pairs)} pairs of {n * (n - 1) // 2}")
    if n > 1 and chosen_encoder(encoder) is None:
        notes.append("no encoder: reworded and translated copies were looked for by their words only")
    elif n > ENCODED:
        notes.append(f"more than {ENCODED} reports: reworded and translated copies were looked for by their words only")
    if phrase := _longest_stock(readings):
        notes.append(f"phrases that many other stories print too weigh nothing: “{phrase}”")
    bare = [r.report.id for r in readings if not r.told.any()]
    if bare:
        notes.append(f"no narrative sentence in {', '.join(bare[:5])}: nothing can be said of where it comes from")
    return tuple(notes)


def _longest_stock(readings: Sequence[Reading]) -> str:
    """The longest phrase of the reports that is stock of the store, cut to _SHOWN; "" where there is none."""
    found = ""
    for r in readings:
        edges = np.flatnonzero(np.diff(np.concatenate([[0], r.stock.astype(np.int8), [0]])))
        for start, stop in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
            phrase = r.report.text[r.places[start].start : r.places[stop - 1].end]
            found = max(found, phrase, key=len)
    return " ".join(found.split())[:_SHOWN]


_SHOWN = 120  # characters
