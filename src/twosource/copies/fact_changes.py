"""Facts of one aligned stretch against those of the other: numbers, moments and names that were altered or swapped.

Two facts that agree by value are no change, whatever their wording. Of those that are left over on both sides, two
stand
for one another when they lie in one place of the wording, or when the same words surround them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from rapidfuzz.distance import JaroWinkler

from ..records import ChangeKind, Report, Span
from ..reports.countries import country
from ..reports.numbers import same_number
from ..reports.times import agree, day_of, moments
from .same_names import same_name
from .stretch import Fact, Stretch, canonical_words
from .variants import FUNCTION_WORDS
from .word_blocks import Block

# Two left-over facts in reworded sentences are one another's when this share of their surroundings is the same ...
_SAME_SURROUNDINGS = 0.34
# ... or, for names, when they are spelt nearly alike (Winkler 1990; "Hszi" / "Xi" is not, "Wilkig" / "Wilking" is).
_NEARLY_ALIKE = 0.86
# Two numbers that count other things are one another's only where so many content words around are the same.
_COUNTED = 4
# A block with more content words beside its facts, in both reports, is a rewritten clause: what stands first in one
# need not stand for what stands first in the other.
_REWRITTEN = 2
_PLACE_WORDS = re.compile(
    r"\b(?:street|avenue|road|boulevard|drive|highway|lane|city|town|village|province|county|district|region|neighborhood"
    r"|neighbourhood|countryside|airport|river|state|park|square|hospital)\b",
    re.I,
)
_PLACE_BEFORE = re.compile(
    r"(?:\b(?:in|at|near|outside|inside|from|to|toward|towards|into|across)|\b(?:city|town|village|province|region|area"
    r"|countryside|suburbs?|outskirts) of)\s+(?:the\s+|\w+ern\s+|an?\s+)?$",
    re.I,
)


class Pairing(NamedTuple):
    """Two stretches of characters that stand for one another, and what kind of change that is."""

    kind: ChangeKind
    a: Span
    b: Span


def in_place(a: Stretch, b: Stretch, blocks: Sequence[Block]) -> Iterator[Pairing]:
    """Altered facts of two close wordings: those that stand in the blocks where the wordings differ."""
    told_a, told_b = stated(a), stated(b)
    for block in blocks:
        facts_a, facts_b = _touching(told_a, a, block.a, block.a_end), _touching(told_b, b, block.b, block.b_end)
        rewritten = max(_beside(a, block.a, block.a_end, facts_a), _beside(b, block.b, block.b_end, facts_b))
        for kind in ("number", "time", "name", "means"):
            left = [f for f in facts_a if f.kind == kind]
            right = [f for f in facts_b if f.kind == kind]
            for x, y in zip(*_left_over(a, b, left, right), strict=False):
                known = kind == "name" and _known(b, x) and _known(a, y)
                if rewritten <= (0 if known else _REWRITTEN) or _nearness(x, y) >= _SAME_SURROUNDINGS:
                    yield Pairing(kind_of(a, b, x, y), Span(x.start, x.end), Span(y.start, y.end))


def _known(side: Stretch, name: Fact) -> bool:
    """Whether the report has the name, too, at any place."""
    return canonical_words(side.report.text).issuperset(name.key.split())


def stated(side: Stretch) -> list[Fact]:
    """The facts that belong to the account."""
    return [f for f in side.facts if f.told]


def _beside(side: Stretch, first: int, stop: int, facts: Sequence[Fact]) -> int:
    """How many content words of the block stand outside the facts."""
    return sum(
        w.key not in FUNCTION_WORDS and not any(f.start < w.end and w.start < f.end for f in facts)
        for w in side.words[first:stop]
    )


def agrees(a: Stretch, b: Stretch, block: Block) -> bool:
    """Whether a block only says the same facts in other words: "21" / "twenty-one", "Moscow" / "Russia"."""
    facts_a, facts_b = _touching(a.facts, a, block.a, block.a_end), _touching(b.facts, b, block.b, block.b_end)
    if not facts_a or not facts_b:
        return False
    alone = any(
        rest
        for kind in ("number", "time", "name", "means")
        for rest in _left_over(a, b, [f for f in facts_a if f.kind == kind], [f for f in facts_b if f.kind == kind])
    )
    return not alone and not _beside(a, block.a, block.a_end, facts_a) and not _beside(b, block.b, block.b_end, facts_b)


def by_surroundings(a: Stretch, b: Stretch) -> Iterator[Pairing]:
    """Altered facts of two free wordings: what is left over on both sides, paired by the words around."""
    for kind in ("number", "time", "name", "means"):
        left, right = _left_over(
            a, b, [f for f in stated(a) if f.kind == kind], [f for f in stated(b) if f.kind == kind]
        )
        if kind == "name":
            left, right = _new(left, b), _new(right, a)
        taken: set[Fact] = set()
        for x in left:
            best = max((y for y in right if y not in taken), key=lambda y: _nearness(x, y), default=None)
            if best is not None and _nearness(x, best) >= _SAME_SURROUNDINGS:
                taken.add(best)
                yield Pairing(kind_of(a, b, x, best), Span(x.start, x.end), Span(best.start, best.end))


def _new(facts: list[Fact], other: Stretch) -> list[Fact]:
    """Names that do not occur anywhere in the other report, in capitals or not."""
    known = canonical_words(other.report.text)
    return [f for f in facts if not set(f.key.split()) & known and not country(f.key)]


def _touching(facts: Sequence[Fact], side: Stretch, first: int, stop: int) -> list[Fact]:
    """Those of the facts that have a character in common with one of the words first..stop."""
    held = side.words[first:stop]
    if not held:
        return []
    start, end = held[0].start, held[-1].end
    near = [f for f in facts if f.start < end and start < f.end]
    return [f for f in near if any(w.start < f.end and f.start < w.end for w in held)]


def _left_over(a: Stretch, b: Stretch, left: list[Fact], right: list[Fact]) -> tuple[list[Fact], list[Fact]]:
    """The facts of either side that none of the other side agrees with; each agrees with one other at most."""
    rest = list(right)
    alone = []
    for x in left:
        same = next((y for y in rest if same_fact(a, b, x, y)), None)
        if same is None:
            alone.append(x)
        else:
            rest.remove(same)
    return alone, rest


def same_fact(a: Stretch, b: Stretch, x: Fact, y: Fact) -> bool:
    """Whether two facts of one kind agree: by value, by day, or by name (a part of it is enough)."""
    if x.number and y.number:
        return same_number(x.number, y.number)
    if x.moment and y.moment:
        if a.of(Span(x.start, x.end)).casefold() == b.of(Span(y.start, y.end)).casefold():
            return True
        if (x.moment.clock is None) != (y.moment.clock is None):
            return False
        return agree(x.moment, y.moment, day_told(a.report), day_told(b.report))
    return x.key == y.key if x.kind == "means" else same_name(x.key, y.key)


# A dateline stands within so many characters of a report's beginning.
_DATELINE = 200


def day_told(report: Report) -> date | None:
    """The day that "Wednesday" is counted from: publication, else a full date at the report's beginning."""
    when = report.published or report.event_date
    if when is not None:
        return when.date() if isinstance(when, datetime) else when
    for m in moments(report.text[:_DATELINE]):
        if m.year and m.month and m.day:
            return day_of(m.year, m.month, m.day)
    return None


def _nearness(x: Fact, y: Fact) -> float:
    """How much two facts' surroundings share, 0..1, and for names how alike they are spelt."""
    if x.number and y.number and (x.number.kind, x.number.unit) != (y.number.kind, y.number.unit):
        return 0.0
    if x.moment and y.moment and (x.moment.clock is None) != (y.moment.clock is None):
        return 0.0
    if x.kind == "name":
        alike = JaroWinkler.similarity(x.key.replace(" ", ""), y.key.replace(" ", ""))
        if alike >= _NEARLY_ALIKE:
            return float(alike)
    if x.number and x.head and x.head == y.head:
        return 1.0
    shared = len(x.around & y.around)
    enough = shared >= (_COUNTED if x.number else 2)
    return shared / max(1, min(len(x.around), len(y.around))) if enough else 0.0


def kind_of(a: Stretch, b: Stretch, x: Fact, y: Fact) -> ChangeKind:
    """What kind of change it is when y stands for x."""
    if x.kind == "means":
        return "meaning"
    if x.kind != "name":
        return x.kind
    return "place" if is_place(a, Span(x.start, x.end)) and is_place(b, Span(y.start, y.end)) else "name"


def is_place(side: Stretch, span: Span) -> bool:
    """Whether a name is used as a place: after "in", "near", "the city of", or with "Street" in it."""
    text = side.report.text
    if _PLACE_WORDS.search(text[span.start : span.end]):
        return True
    return bool(_PLACE_BEFORE.search(text[max(0, span.start - 40) : span.start]))


def content_words(side: Stretch, first: int, stop: int) -> list[str]:
    """Keys of the words in side.words[first:stop] that carry meaning."""
    return [w.key for w in side.words[first:stop] if w.key not in FUNCTION_WORDS]
