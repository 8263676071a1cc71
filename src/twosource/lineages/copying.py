"""What it takes to make one text of another: the events of copying, and what each costs.

A cut from the end is one event however long; so is a paragraph put in. What a copy adds it must have had from
somewhere: each word costs something to write, so that two copies that add the same had it from one text. Costs are
about negative logarithms of probabilities, chosen by search over generated trees (benchmarks/transmission.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from .parallels import Passages, Words, counterparts, facts, parallels, told
from .readings import Reading
from .variation import Unit, Version, unit

# The text cut short, and its last sentence put anew at once.
_CUT_SHORT, _UPDATED = 3.0, 0.5
# A stretch left out elsewhere, and each sentence of it after the second.
_CUT_OUT, _CUT_MORE = 3.5, 0.7
# A stretch put in, each sentence of it after the third, and a place other than the end or after the opening.
_ADDED, _ADDED_MORE, _ADDED_WITHIN = 2.5, 1.0, 1.0
# Each word of new text.
_WORD = 0.3
# A text that is spun changes many words at little cost each: so much for spinning it, and part of the cost of each.
_SPINNING, _SPUN = 6.0, 0.5
# A sentence put in other words throughout costs about so much a word and a part of what is above that, no more than to
# write it anew: or a parent that lacks the sentence would look the nearer.
_RECAST, _RECAST_MORE = 0.25, 0.05
# Part of an event's cost that one sentence of it bears, where sentences are looked at one by one.
_ONE_OF_EVENT = 0.6
# Sentences of the opening after which newsrooms put their own.
_OPENING = 2


@dataclass(frozen=True, slots=True)
class Text:
    """A copy: its sentences by number, in order, and the version of each."""

    order: tuple[int, ...]
    versions: Mapping[int, Version]


@dataclass(frozen=True, slots=True)
class Collation:
    """Copies of one text (n) collated: the sentences by number, and each copy."""

    units: tuple[Unit, ...]
    texts: tuple[Text, ...]


def collation(readings: Sequence[Reading], passages: Passages) -> Collation:
    """The reports collated, sentences in other words by their aligned passages."""
    known = facts(readings)
    return collated_texts([told(r) for r in readings], known, counterparts(readings, passages))


def collated_texts(
    texts: Sequence[Sequence[Words]],
    known: frozenset[str] = frozenset(),
    retold: Mapping[tuple[Words, Words], float] = MappingProxyType({}),
) -> Collation:
    """Texts, each a list of sentences, collated; `known`: their names and numbers; `retold`: see `counterparts`."""
    orders, sentences = parallels(texts, known, retold)
    units = tuple(unit(copies, known) for copies in sentences)
    made = tuple(Text(tuple(order), {u: units[u].versions[i] for u in order}) for i, order in enumerate(orders))
    return Collation(units, made)


def _lacking(text: Text, other: Text) -> list[tuple[int, int]]:
    """The stretches of `text` (start, end in its order) that `other` has not."""
    found: list[tuple[int, int]] = []
    for at, u in enumerate(text.order):
        if u not in other.versions:
            if found and found[-1][1] == at:
                found[-1] = (found[-1][0], at + 1)
            else:
                found.append((at, at + 1))
    return found


def copying_cost(units: Sequence[Unit], parent: Text, child: Text) -> float:
    """What it costs to make `child` of `parent`."""
    cut, added = _lacking(parent, child), _lacking(child, parent)
    at_end = bool(added) and added[-1][1] == len(child.order)
    return (
        _changes(units, parent, child)
        + sum(_cut(start, end, len(parent.order), at_end) for start, end in cut)
        + sum(_added(units, child, start, end) for start, end in added)
    )


def _changes(units: Sequence[Unit], parent: Text, child: Text) -> float:
    """The cost of other wording."""
    spun = other = 0.0
    for u in child.order:
        before = parent.versions.get(u)
        if before is not None and before != child.versions[u]:
            more_spun, more = _recast(units[u], before, child.versions[u])
            spun, other = spun + more_spun, other + more
    return other + min(spun, _SPINNING + _SPUN * spun)


def _recast(unit: Unit, before: Version, after: Version) -> tuple[float, float]:
    """What it costs to make a sentence's version of another, bounded by what recasting it does."""
    spun, other = unit.changed(before, after)
    most = _RECAST * unit.length
    if spun + other <= most:
        return spun, other
    part = (most + _RECAST_MORE * (spun + other - most)) / (spun + other)
    return spun * part, other * part


def _cut(start: int, end: int, length: int, replaced: bool) -> float:
    """The cost of leaving out a stretch; the last sentence may be put anew."""
    if end == length:
        return _UPDATED if replaced and end - start == 1 else _CUT_SHORT
    return _CUT_OUT + _CUT_MORE * max(0, end - start - 2)


def _added(units: Sequence[Unit], child: Text, start: int, end: int) -> float:
    """The cost of putting in a stretch."""
    words = sum(units[u].length for u in child.order[start:end])
    usual = end == len(child.order) or start == _OPENING
    return _ADDED + _ADDED_MORE * max(0, end - start - 3) + _WORD * words + (0 if usual else _ADDED_WITHIN)


def writing_cost(units: Sequence[Unit], text: Text) -> float:
    """What it costs to write `text` without any before it."""
    return sum(_WORD * units[u].length + units[u].odd(text.versions[u]) for u in text.order)


def common_original(units: Sequence[Unit], parent: Text | None, children: Sequence[Text]) -> Text:
    """The text, itself a copy of `parent` if there is one, that its `children` most cheaply come from.

    Sentence by sentence and place by place (Sankoff parsimony on a star).
    """
    around = [*([parent] if parent else []), *children]
    order, versions = [], {}
    for u in merged_order([t.order for t in sorted(around, key=lambda t: (-len(t.order), t.order))]):
        if _kept(units[u], u, parent, children):
            order.append(u)
            versions[u] = _version(units[u], u, parent, children)
    return Text(tuple(order), versions)


def merged_order(orders: Sequence[Sequence[int]]) -> list[int]:
    """All sentences once: the first text's order, what others have besides after what they have it after."""
    merged = list(orders[0]) if orders else []
    for order in orders[1:]:
        before = -1
        for u in order:
            if u not in merged:
                merged.insert(before + 1, u)
            before = merged.index(u)
    return merged


def _kept(unit: Unit, u: int, parent: Text | None, children: Sequence[Text]) -> bool:
    """Whether the original had the sentence."""
    having = sum(u in c.versions for c in children)
    written = _WORD * unit.length
    above = parent is not None and u in parent.versions
    with_it = (len(children) - having) * _CUT_OUT * _ONE_OF_EVENT
    if not above:
        with_it += written + (_ADDED * _ONE_OF_EVENT if parent is not None else 0)
    without = having * (written + _ADDED * _ONE_OF_EVENT) + (_CUT_OUT * _ONE_OF_EVENT if above else 0)
    return with_it <= without


def _version(unit: Unit, u: int, parent: Text | None, children: Sequence[Text]) -> Version:
    """The version from which the children's come most cheaply, and which comes from the parent's."""
    below = [c.versions[u] for c in children if u in c.versions]
    above = parent.versions.get(u) if parent is not None else None
    chosen = []
    for k, place in enumerate(unit.places):
        options = sorted({v[k] for v in below} | ({above[k]} if above is not None else set()))
        costs = [
            sum(place.costs[x][v[k]] for v in below) + (place.costs[above[k]][x] if above is not None else place.odd[x])
            for x in options
        ]
        chosen.append(options[costs.index(min(costs))])
    return tuple(chosen)
