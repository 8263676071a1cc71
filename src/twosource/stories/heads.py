"""Outlets that copies credit and whose own text is not here: unseen originals with a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..reports.outlets import is_agency
from .crediting import credited, origin_names, same
from .readings import Reading
from .stemma import Named

# What it costs a copy that credits an outlet as its origin, or in passing, to come from another text (log-odds).
_ORIGIN, _PASSING = 6.0, 3.0
# A credit that so many of the copies have came to them with the text: it does not tell them from each other ...
_SHARED = 0.8
# ... unless there are fewer than so many.
_FEW = 4


def named_heads(members: Sequence[Reading], names: Sequence[str]) -> dict[str, Named]:
    """Of the outlets that members name as origin and that are not here, those that stand in the tree, by name.

    An agency always does, and heads it; another outlet where two copies credit it. A copy counts for one outlet only.
    """
    made: dict[str, Named] = {}
    taken: set[int] = set()
    ranked = sorted(names, key=lambda name: (not is_agency(name), -len(_crediting(members, name)), name))
    for name in ranked:
        crediting = {i: s for i, s in _crediting(members, name).items() if i not in taken}
        shared = len(crediting) >= _SHARED * len(members) and len(members) >= _FEW
        if crediting and (is_agency(name) or len(crediting) > 1):
            taken |= set(crediting)
            children = dict.fromkeys(crediting, 0.0) if shared else crediting
            made[name] = Named(children, is_agency(name) or shared)
    return made


def _crediting(members: Sequence[Reading], name: str) -> Mapping[int, float]:
    """The members that credit an outlet, and how strongly that ties them to it."""
    found = {}
    for i, member in enumerate(members):
        if name in origin_names(member):
            found[i] = _ORIGIN
        elif any(same(name, other) for other in credited(member)):
            found[i] = _PASSING
    return found
