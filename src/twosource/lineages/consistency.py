"""What the pairs of a story say together: texts carried by way of a third report, and mergers of two accounts.

A pair alone can mislead. Two rewordings of one dispatch look strange to each other, yet both hold the dispatch's words;
a round-up of two accounts looks like each of them, yet is neither.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ..records import Evidence
from .pairs import Pair, taken, translated
from .readings import Mask, Reading
from .relations import Judgement

Judgements = Mapping[tuple[int, int], Judgement]

# How sure a pair must be before others are judged by it.
_SURE = 0.85
# Words of a third report that two others must both hold: about a sentence, or this part of the shorter: the same text.
_SENTENCE, _MOST = 15, 0.67
# Words that only one of two accounts explains before a report of both is called a merger: about a sentence.
_MERGED = 15
# A report explained to this part by one other alone is that one's copy, whatever else it shares.
_WHOLE = 0.8
# Up to this many reports all thirds are looked at (10,000 threes).
_FEW = 40


def consistent(judgements: Judgements, readings: Sequence[Reading]) -> dict[tuple[int, int], Judgement]:
    """The judgements, mergers called parts of each, texts recognised by way of a third. Decided ones stay."""
    if len(readings) > _FEW:
        return dict(judgements)
    parted = _parted(judgements, readings)
    return _carried(parted, readings, _held(parted))


def _held(judgements: Judgements) -> dict[tuple[int, int], Mask]:
    """(i, j) -> which words of i stand in j, for pairs with text in common."""
    held: dict[tuple[int, int], Mask] = {}
    for (i, j), judgement in judgements.items():
        if judgement.kind != "none":
            held[i, j] = _words(judgement, judgement.pair)
            held[j, i] = _words(judgement, judgement.pair.mirrored())
    return held


def _words(judgement: Judgement, pair: Pair) -> Mask:
    """a's words that stand in b: for one text, all that is aligned; else those in rare phrases that both print."""
    return (taken(pair) if judgement.kind == "same" else pair.in_a.rare) & pair.a.told


def _key(i: int, j: int) -> tuple[int, int]:
    return (min(i, j), max(i, j))


def _beside(i: int, judgements: Judgements, kinds: str) -> list[int]:
    """The reports that relate to i as `kinds` says."""
    return sorted({a + b - i for (a, b), j in judgements.items() if i in (a, b) and j.kind in kinds})


def _parted(judgements: Judgements, readings: Sequence[Reading]) -> dict[tuple[int, int], Judgement]:
    """Mergers, the plainest first: called "same" with two accounts that are strangers, they are part of each."""
    made = dict(judgements)
    for _, c, a, b in sorted(_mergers(judgements, len(readings)), reverse=True):
        if made[_key(c, a)].kind == made[_key(c, b)].kind == "same":
            made.update(_as_parts(c, (a, b), made, readings))
    return made


def _mergers(judgements: Judgements, n: int) -> Iterator[tuple[int, int, int, int]]:
    """(words that each alone explains, c, a, b): c is called the same as a and as b, which are strangers."""
    for c in range(n):
        beside = [d for d in _beside(c, judgements, "same") if not translated(judgements[_key(c, d)].pair)]
        for x, a in enumerate(beside):
            for b in beside[x + 1 :]:
                from_a, from_b = _printed(c, a, judgements), _printed(c, b, judgements)
                alone = min(int((from_a & ~from_b).sum()), int((from_b & ~from_a).sum()))
                if alone >= _MERGED and _strange(judgements, a, b):
                    yield alone, c, a, b


def _printed(i: int, j: int, judgements: Judgements) -> Mask:
    """i's words in rare phrases that j prints too."""
    pair = judgements[_key(i, j)].pair
    return (pair.in_a.rare if i < j else pair.in_b.rare) & (pair.a.told if i < j else pair.b.told)


def _strange(judgements: Judgements, a: int, b: int) -> bool:
    """Whether a and b were compared and have nothing in common."""
    judgement = judgements.get(_key(a, b))
    return judgement is not None and judgement.kind == "none"


def _as_parts(
    c: int, accounts: tuple[int, int], judgements: Judgements, readings: Sequence[Reading]
) -> dict[tuple[int, int], Judgement]:
    """c's relations to everybody whose text makes up less than the whole of the shorter."""
    made = {}
    names = " and ".join(readings[i].report.outlet or readings[i].report.id for i in accounts)
    for d in _beside(c, judgements, "same"):
        judgement = judgements[_key(c, d)]
        short, long = sorted((c, d), key=lambda i: (int(readings[i].told.sum()), i))
        whole = _printed(short, long, judgements).sum() / max(1, readings[short].told.sum())
        if not judgement.decided and (d in accounts or whole < _WHOLE) and whole < _WHOLE + 0.1 * (d not in accounts):
            made[_key(c, d)] = replace(
                judgement,
                same=min(judgement.same, judgement.derived * (1 - _WHOLE)),
                kind="part",
                evidence=(*judgement.evidence, Evidence("merger", -1.0, f"draws on two accounts: {names}")),
            )
    return made


def _carried(
    judgements: Judgements, readings: Sequence[Reading], held: Mapping[tuple[int, int], Mask]
) -> dict[tuple[int, int], Judgement]:
    """Pairs that share text by way of a third: words of it stand in both."""
    made = dict(judgements)
    for (b, c), judgement in judgements.items():
        if judgement.kind == "same" or judgement.decided:
            continue
        ways = [(_common(a, b, c, judgements, held), -a) for a in range(len(readings)) if a not in (b, c)]
        words, third = max(ways, default=(0, 0))
        shorter = min(int(readings[i].told.sum()) for i in (b, c))
        same = words >= _MOST * shorter and judgement.via != "release"
        if words >= _SENTENCE and (same or judgement.kind == "none"):
            made[b, c] = _by_way_of(judgement, readings[-third], words, same=same)
    return made


def _common(a: int, b: int, c: int, judgements: Judgements, held: Mapping[tuple[int, int], Mask]) -> int:
    """Words of a that b and c both hold; 0 unless a is surely one text with one of them and has text of the other.

    Newsrooms recast a release each in their own way, so a release carries nothing.
    """
    pairs = [judgements.get(_key(a, b)), judgements.get(_key(a, c))]
    known = [j for j in pairs if j is not None and j.via == "copy" and j.derived >= _SURE]
    if len(known) < 2 or not any(j.kind == "same" for j in known):
        return 0
    return int((held[a, b] & held[a, c]).sum())


def _by_way_of(judgement: Judgement, third: Reading, words: int, *, same: bool) -> Judgement:
    """The judgement raised by what the third shows."""
    detail = f"both hold the same {words} words of {third.report.outlet or third.report.id}"
    found = Evidence("by way of a third", round(math.log(_SURE / (1 - _SURE)), 3), detail)
    derived = max(judgement.derived, _SURE**2)
    likely = max(judgement.same, derived * (_SURE if same else 0))
    return replace(
        judgement,
        derived=derived,
        same=likely,
        kind="same" if same else "part",
        via="copy" if judgement.via == "none" else judgement.via,
        evidence=(found, *judgement.evidence),
    )
