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


def named_heads(members: Sequence[Reading], names: Sequence[str], mentioned: Sequence[str] = ()) -> tuple[Named, ...]:
    """The outlets whose texts stand in the tree though they are not here, or may.

    Of those that members name as origin (`names`) an agency always does, and heads it; another where two copies credit
    it. A copy counts for one outlet only. All others, `mentioned` ones too, may: a lost text that copies point to is
    then theirs. A notice of copyright travels with a text and names its first owner.
    """
    made: list[Named] = []
    taken: set[int] = set()
    ranked = sorted(names, key=lambda name: (not is_agency(name), -len(_crediting(members, name)), name))
    for name in ranked:
        crediting = {i: s for i, s in _crediting(members, name).items() if i not in taken}
        shared = len(crediting) >= _SHARED * len(members) and len(members) >= _FEW
        if _copyright_only(members, name):
            made.append(Named(dict.fromkeys(crediting, 0.0), False, name, sure=False))
        elif crediting and (is_agency(name) or len(crediting) > 1):
            taken |= set(crediting)
            children = dict.fromkeys(crediting, 0.0) if shared else crediting
            made.append(Named(children, is_agency(name) or shared, name))
        elif crediting:
            made.append(Named(crediting, False, name, sure=False))
    made.extend(Named(_crediting(members, name), False, name, sure=False) for name in sorted(mentioned))
    return tuple(made)


def _copyright_only(members: Sequence[Reading], name: str) -> bool:
    """Whether nothing but notices of copyright names the outlet."""
    return all(c.kind == "copyright" for m in members for c in m.credits if c.name == name)


def _crediting(members: Sequence[Reading], name: str) -> Mapping[int, float]:
    """The members that credit an outlet, and how strongly that ties them to it."""
    found = {}
    for i, member in enumerate(members):
        if name in origin_names(member):
            found[i] = _ORIGIN
        elif any(same(name, other) for other in credited(member)):
            found[i] = _PASSING
    return found
