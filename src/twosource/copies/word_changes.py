"""What differs between two close wordings beyond numbers, moments and names: denials, hedges, words put for others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..records import ChangeKind, Span
from ..reports.thesaurus import synonymous
from .called import described, other_group, tagged
from .fact_changes import Pairing, agrees, content_words, is_place
from .other_words import LANGUAGES
from .stretch import Stretch, names_in
from .variants import canonical, opposite, stem, synonyms
from .word_blocks import Block, place

# A word for another counts as a change of meaning only where the passage is otherwise kept: above, it is rewording.
_KEPT = 0.8
_LONGEST_SWAP = 3  # content words: a longer block is a rewritten clause, which has no one meaning to compare
_MOVED = 6  # words between where a denial was lost and where it was gained
_LONGEST_NAME = 5
_LONGEST_HEDGE = 2  # content words beside which a hedge gained or lost is the change, not the clause around it
_SENTENCE_END = re.compile(r"[.!?]\W*\s|\n\s*\n")
_TOLD_APART = re.compile(r"[\d,;:“”\"]")  # no name runs over these
# A rare sense is no excuse: "stopped" is a synonym of "arrested" in a ninth sense.
_COMMON_SENSES = 2
_SIGNS = re.compile(r"[\W_]+")


def in_words(a: Stretch, b: Stretch, blocks: Sequence[Block], kept: float) -> Iterator[Pairing]:
    """Denials and hedges gained or lost, names and words put for others, in the blocks where two close wordings
    differ; `kept`: the share of words that stay."""
    yield from _swapped(a, b, blocks)
    denied = _denials(a, b, blocks)
    for block, denies in zip(blocks, denied, strict=True):
        x, y = place(a.words, block.a, block.a_end, a.start), place(b.words, block.b, block.b_end, b.start)
        one, other = content_words(a, block.a, block.a_end), content_words(b, block.b, block.b_end)
        longest = max(len(one), len(other))
        if denies and longest <= _LONGEST_SWAP:
            yield Pairing("negation", x, y)
        elif _inside(a.hedges, x) != _inside(b.hedges, y) and longest <= _LONGEST_HEDGE:
            yield Pairing("hedge", x, y)
        elif one and other and not _agree(a, b, block) and _other_meaning(_unnamed(a, x, one), _unnamed(b, y, other)):
            kind = _kind(a, b, x, y)
            close = kept >= _KEPT and (kind != "meaning" or len(one) == len(other) or _opposed(one, other))
            if kind and (close or (names_in(a, x) and names_in(b, y))):
                yield Pairing(kind, x, y)


def _denials(a: Stretch, b: Stretch, blocks: Sequence[Block]) -> list[int]:
    """How many denials each block gained; what one block lost and the next gained only moved ("No charges have been
    filed" / "Charges have yet to be filed")."""
    gained = [
        _touching(b.negations, place(b.words, block.b, block.b_end, b.start))
        - _touching(a.negations, place(a.words, block.a, block.a_end, a.start))
        for block in blocks
    ]
    for at, (one, two) in enumerate(pairwise(gained)):
        near = one and one + two == 0 and blocks[at + 1].a - blocks[at].a_end <= _MOVED
        if near and gained[at]:
            gained[at] = gained[at + 1] = 0
    return gained


def _touching(spans: Sequence[Span], stretch: Span) -> int:
    return sum(s.start < stretch.end and stretch.start < s.end for s in spans)


def _inside(spans: Sequence[Span], inside: Span) -> int:
    return sum(s.start >= inside.start and s.end <= inside.end for s in spans)


def _agree(a: Stretch, b: Stretch, block: Block) -> bool:
    """Whether the block says the same in other signs ("38 caliber" / "38-caliber") or facts ("21" / "twenty-one")."""
    one, other = _letters(a, block.a, block.a_end), _letters(b, block.b, block.b_end)
    return one == other or agrees(a, b, block)


def _letters(side: Stretch, first: int, stop: int) -> str:
    return _SIGNS.sub("", "".join(canonical(w.key) for w in side.words[first:stop]))


def _swapped(a: Stretch, b: Stretch, blocks: Sequence[Block]) -> Iterator[Pairing]:
    """Words that changed places: "three men and two women" / "three women and two men", "Graham Shadale"."""
    for one, two in pairwise(blocks):
        first, second = _stems(a, one.a, one.a_end), _stems(a, two.a, two.a_end)
        if (first or second) and first == _stems(b, two.b, two.b_end) and second == _stems(b, one.b, one.b_end):
            x, y = place(a.words, one.a, two.a_end, a.start), place(b.words, one.b, two.b_end, b.start)
            if len(x.of(a.report.text).split()) <= _LONGEST_SWAP:
                yield Pairing("name" if names_in(a, x) else "meaning", x, y)


def _stems(side: Stretch, first: int, stop: int) -> list[str]:
    return [stem(w.key) for w in side.words[first:stop]]


def _kind(a: Stretch, b: Stretch, x: Span, y: Span) -> ChangeKind | None:
    """What was put for what: a time for a time, a name where either side names somebody, else the meaning; None where
    a sentence ends between, or a station's tag was changed."""
    one, other = x.of(a.report.text), y.of(b.report.text)
    if _SENTENCE_END.search(one) or _SENTENCE_END.search(other) or tagged(one) or tagged(other):
        return None
    if _timed(a, x) and _timed(b, y):
        return "time"
    keys = one.casefold().split(), other.casefold().split()
    names = bool(names_in(a, x)), bool(names_in(b, y))
    if other_group(*keys, named=any(names)):
        return "name"
    if any(names) and not (_nouns_in_capitals(a, b) and not all(names)):
        only_described = names[0] != names[1] and described(keys[1] if names[0] else keys[0])
        return None if only_described else ("place" if is_place(a, x) and is_place(b, y) else "name")
    excused = (described(keys[0]) and described(keys[1])) or not _thesaurus_knows(a, b)
    return None if excused and not _opposed(*keys) else "meaning"


def _nouns_in_capitals(*sides: Stretch) -> bool:
    """German: a noun on one side only says that it may be no name on the other."""
    return any(side.report.language == "de" for side in sides)


def _thesaurus_knows(*sides: Stretch) -> bool:
    """Whether a word that is no synonym by the thesaurus, which is English, means something else."""
    return all(side.report.language in LANGUAGES for side in sides)


def _unnamed(side: Stretch, span: Span, content: Sequence[str]) -> Sequence[str]:
    """The content words, of a longer name its last ones: "Kurdish Female Fighters (YPJ)" is one expression."""
    if not len(content) <= _LONGEST_NAME or _TOLD_APART.search(side.of(span)) or not names_in(side, span):
        return content
    return content[-_LONGEST_SWAP:]


def _timed(side: Stretch, span: Span) -> bool:
    return any(f.kind == "time" and f.start < span.end and span.start < f.end for f in side.facts)


def _opposed(one: Sequence[str], other: Sequence[str]) -> bool:
    return any(opposite(x, y) for x in one for y in other)


def _other_meaning(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the words differ beyond endings and spelling, in a block short enough to be one expression."""
    if _opposed(one, other):
        return True
    if any(synonyms(x, y) or synonymous(x, y, _COMMON_SENSES) for x in one for y in other):
        return False
    left, right = {stem(w) for w in one}, {stem(w) for w in other}
    return len(one) <= _LONGEST_SWAP and len(other) <= _LONGEST_SWAP and not left & right
