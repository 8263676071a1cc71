"""Who did what to whom, in a claim and in a report: names the other way round, and what became of whom."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from ..copies.fact_changes import is_place
from ..copies.same_names import same_name
from ..copies.stretch import Fact, Stretch
from ..copies.variants import FUNCTION_WORDS, stem
from ..records import Span
from .claim_points import Evidence, Point


def roles(claim: Stretch, found: Evidence) -> Iterator[Point]:
    """Two names of the claim that stand the other way round in every sentence that has both."""
    people = [f for f in claim.facts if f.kind == "name" and not _is_scene(claim, f)]
    for one, other in itertools.pairwise(people):
        if _joined(claim, one, other):
            continue
        turned = [t for part in found.parts if (t := _turned(claim, part, one, other)) is not None]
        if turned and all(turned):
            words = f"{claim.report.text[one.start : one.end]} / {claim.report.text[other.start : other.end]}"
            yield Point("opposite", "role", words, f"the parts of {words} are the other way round")


def _is_scene(side: Stretch, fact: Fact) -> bool:
    """Whether a name says where, when or whose: "in Newark", "Memphis police", "Mother's Day"."""
    after = side.report.text[fact.end : fact.end + 8].casefold()
    return (
        is_place(side, Span(fact.start, fact.end))
        or after.startswith((" police", "'s", "’s"))
        or " day" in f" {fact.key}"
    )


def _joined(side: Stretch, one: Fact, other: Fact) -> bool:
    """Whether only "and" or a comma stands between two names."""
    between = side.report.text[one.end : other.start].strip(" ,")
    return between in {"", "and", "&"}


def _turned(claim: Stretch, part: Stretch, one: Fact, other: Fact) -> bool | None:
    """Whether the sentence has the two names in the other order, passive voice counted; None where it lacks one."""
    first = next((f for f in part.facts if f.kind == "name" and same_name(f.key, one.key)), None)
    second = next((f for f in part.facts if f.kind == "name" and same_name(f.key, other.key)), None)
    if first is None or second is None or first == second:
        return None
    low, high = min(first.start, second.start), max(first.end, second.end)
    passive_there = " by " in part.report.text[low:high]
    passive_here = " by " in claim.report.text[one.start : other.end]
    return (first.start > second.start) != (passive_there != passive_here)


_FATES = {
    **dict.fromkeys(
        map(stem, ("killed", "died", "dies", "dead", "fatally", "murder", "slain", "death", "homicide")), "dead"
    ),
    **dict.fromkeys(map(stem, ("wounded", "injured", "hurt", "injuries")), "hurt"),
    **dict.fromkeys(map(stem, ("arrested", "charged", "accused", "convicted", "suspected", "indicted")), "accused"),
}
_FATE_WITHIN = 10  # words between a name and what became of the person


def fates(claim: Stretch, found: Evidence) -> Iterator[Point]:
    """A name whose person the claim has hurt, dead or accused, where the report says another of these."""
    for person in (f for f in claim.facts if f.kind == "name" and " " in f.key and not _is_scene(claim, f)):
        here = _fate(claim, person)
        there = {
            fate
            for part in found.parts
            for f in part.facts
            if f.kind == "name" and same_name(f.key, person.key) and (fate := _fate(part, f))
        }
        if here and there and here not in there:
            name = claim.report.text[person.start : person.end]
            yield Point("opposite", "role", name, f"'{name}' is {' or '.join(sorted(there))} there, not {here}")


def _fate(side: Stretch, person: Fact) -> str:
    """What became of a person: the nearest word that says so; "" where none is near."""
    at = next((i for i, w in enumerate(side.words) if w.start >= person.start), 0)
    near = [(abs(i - at), _FATES[stem(w.key)]) for i, w in enumerate(side.words) if stem(w.key) in _FATES]
    distance, fate = min(near, default=(_FATE_WITHIN + 1, ""))
    return fate if distance <= _FATE_WITHIN else ""


_KIN_WORDS = (
    "brother sister father mother son daughter husband wife cousin uncle aunt nephew niece grandmother grandfather"
    " boyfriend girlfriend"
)
_KIN = frozenset(map(stem, _KIN_WORDS.split()))
_WHOSE_WITHIN = 5  # words after "cousin of" in which it says whose


def kinship(claim: Stretch, found: Evidence) -> Iterator[Point]:
    """ "cousins of the sheriff": somebody's kin of whom the report says so in no sentence of its own."""
    for at, word in enumerate(claim.words[:-1]):
        if stem(word.key) not in _KIN or claim.words[at + 1].key != "of":
            continue
        whose = [w.key for w in claim.words[at + 2 : at + 2 + _WHOSE_WITHIN] if w.key not in FUNCTION_WORDS]
        told = [{stem(w.key.removesuffix("'s")) for w in part.words} for part in found.parts]
        if whose and not any(stem(word.key) in here and not here.isdisjoint(map(stem, whose)) for here in told):
            yield Point("missing", "role", word.key, f"nobody is called the {word.key} of '{whose[0]}' there")
