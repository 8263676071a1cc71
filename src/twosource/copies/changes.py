"""What one report altered of what it shares with another: every whisper, typed and located.

Close wordings (most words stay) are compared word by word; free ones (reworded, translated) by the facts they state.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..records import Change, ChangeKind, Passage, Report, Span
from ..reports.quotes import quotations
from ..reports.speakers import surname
from .alignment import align
from .fact_changes import Pairing, agrees, by_surroundings, content_words, in_place, is_place, same_name
from .missing import cut_and_added
from .pairs import CLOSE, sentence_pairs
from .quote_changes import altered_quotes
from .stretch import Stretch, stretch
from .variants import opposite, stem, synonyms
from .whole_changes import whole_changes
from .word_blocks import Block, agreement, differing, place

# A word for another counts as a change of meaning only where the passage is otherwise kept: above, it is rewording.
_KEPT = 0.8
# American call signs, networks and agencies, folded.
_STATION = re.compile(r"[kw][a-z]{2,3}(?:-?tv|-?fm)?|cbs|nbc|abc|fox|cnn|ap|afp|upi|reuters|ani|tass|sana|nexstar")
_LONGEST_SWAP = 3  # content words: a longer block is a rewritten clause, which has no one meaning to compare
_LONGEST_HEDGE = 2  # content words beside which a hedge gained or lost is the change, not the clause around it
# Graver kinds first: where two kinds claim one place, the first stands.
_ORDER: tuple[ChangeKind, ...] = (
    "number", "time", "place", "name", "negation", "quote", "hedge", "attribution", "meaning", "cut", "added",
)  # fmt: skip


def compare(a: Report, b: Report, *, passages: Sequence[Passage] | None = None) -> list[Change]:
    """How b altered what it shares with a, in the order of b. `passages`: those of align(a, b), found if not given."""
    if a.text == b.text:
        return []
    aligned = align(a, b) if passages is None else passages
    found: list[Change] = []
    for passage in aligned:
        for x, y in sentence_pairs(a, b, passage):
            found.extend(_in_stretches(stretch(a, x.start, x.end), stretch(b, y.start, y.end)))
    found.extend(_change(a, b, Pairing("quote", x, y)) for x, y in altered_quotes(a, b))
    found.extend(_attributions(a, b, aligned))
    found.extend(_new(found, [_change(a, b, pairing) for pairing in whole_changes(a, b, aligned)]))
    found.extend(_change(a, b, pairing) for pairing in cut_and_added(a, b, aligned))
    return _settled(found)


def _new(known: Sequence[Change], more: Sequence[Change]) -> list[Change]:
    """Those of `more` whose place in b no known change claims, nor their words in another place."""
    taken = [(c.b_start, c.b_end) for c in known]
    said = {(c.a_text, c.b_text) for c in known}
    return [
        c
        for c in more
        if (c.a_text, c.b_text) not in said and not any(start < c.b_end and c.b_start < end for start, end in taken)
    ]


def _in_stretches(left: Stretch, right: Stretch) -> Iterator[Change]:
    """What differs between two stretches that say the same."""
    kept = agreement(left.words, right.words)
    if kept >= CLOSE:
        blocks = differing(left.words, right.words)
        pairings = [*in_place(left, right, blocks), *_in_words(left, right, blocks, kept)]
    else:
        pairings = list(by_surroundings(left, right))
    for pairing in pairings:
        change = _change(left.report, right.report, pairing)
        if change.kind != "name" or not (
            _tag(change.a_text.casefold().split()) or _tag(change.b_text.casefold().split())
        ):
            yield change


def _in_words(a: Stretch, b: Stretch, blocks: Sequence[Block], kept: float) -> Iterator[Pairing]:
    """Denials and hedges gained or lost, names and words put for others, in the blocks where two close wordings
    differ."""
    yield from _swapped(a, b, blocks)
    for block in blocks:
        x, y = place(a.words, block.a, block.a_end, a.start), place(b.words, block.b, block.b_end, b.start)
        denied = len(_inside(a.negations, x)), len(_inside(b.negations, y))
        hedged = len(_inside(a.hedges, x)), len(_inside(b.hedges, y))
        one, other = content_words(a, block.a, block.a_end), content_words(b, block.b, block.b_end)
        if denied[0] != denied[1] and max(len(one), len(other)) <= _LONGEST_SWAP:
            yield Pairing("negation", x, y)
        elif hedged[0] != hedged[1] and max(len(one), len(other)) <= _LONGEST_HEDGE:
            yield Pairing("hedge", x, y)
        elif (
            one
            and other
            and kept >= _KEPT
            and _other_meaning(one, other)
            and not agrees(a, b, block)
            and not _tag([*one, *other])
        ):
            yield Pairing(_word_kind(a, b, x, y), x, y)


def _inside(spans: Sequence[Span], inside: Span) -> list[Span]:
    return [s for s in spans if s.start >= inside.start and s.end <= inside.end]


def _swapped(a: Stretch, b: Stretch, blocks: Sequence[Block]) -> Iterator[Pairing]:
    """Words that changed places: "three men and two women" / "three women and two men", "Graham Shadale"."""
    for one, two in pairwise(blocks):
        first, second = _stems(a, one.a, one.a_end), _stems(a, two.a, two.a_end)
        if (first or second) and first == _stems(b, two.b, two.b_end) and second == _stems(b, one.b, one.b_end):
            x, y = place(a.words, one.a, two.a_end, a.start), place(b.words, one.b, two.b_end, b.start)
            if len(x.of(a.report.text).split()) <= _LONGEST_SWAP:
                yield Pairing("name" if _named(a, x) else "meaning", x, y)


def _stems(side: Stretch, first: int, stop: int) -> list[str]:
    return [stem(w.key) for w in side.words[first:stop]]


def _named(side: Stretch, span: Span) -> bool:
    return any(f.kind == "name" and f.start < span.end and span.start < f.end for f in side.facts)


def _timed(side: Stretch, span: Span) -> bool:
    return any(f.kind == "time" and f.start < span.end and span.start < f.end for f in side.facts)


def _word_kind(a: Stretch, b: Stretch, x: Span, y: Span) -> ChangeKind:
    """What was put for what: a time for a time, a name where either side names somebody, else the meaning."""
    if _timed(a, x) and _timed(b, y):
        return "time"
    if _named(a, x) or _named(b, y):
        return "place" if is_place(a, x) and is_place(b, y) else "name"
    return "meaning"


def _tag(words: Sequence[str]) -> bool:
    """Whether the words name a station or agency: its tag in the text is no statement of the story."""
    return any(_STATION.fullmatch(w) for w in words)


def _other_meaning(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the words differ beyond endings and spelling, in a block short enough to be one expression."""
    if any(opposite(x, y) for x in one for y in other):
        return True
    if any(synonyms(x, y) for x in one for y in other):
        return False
    left, right = {stem(w) for w in one}, {stem(w) for w in other}
    return len(one) <= _LONGEST_SWAP and len(other) <= _LONGEST_SWAP and not left & right


def _attributions(a: Report, b: Report, passages: Sequence[Passage]) -> Iterator[Change]:
    """The same words given to somebody else."""
    said_a = [q for q in quotations(a.text, a.language) if q.speaker_span and q.speaker]
    said_b = [q for q in quotations(b.text, b.language) if q.speaker_span and q.speaker]
    for passage in passages:
        left = [q for q in said_a if passage.a_start <= q.start < passage.a_end]
        right = [q for q in said_b if passage.b_start <= q.start < passage.b_end]
        if len(left) != 1 or len(right) != 1 or not left[0].speaker_span or not right[0].speaker_span:
            continue
        one, other = surname(left[0].speaker), surname(right[0].speaker)
        written = left[0].speaker_span.of(a.text) != right[0].speaker_span.of(b.text)
        if one and other and one != other and written and not same_name(one, other):
            yield _change(a, b, Pairing("attribution", left[0].speaker_span, right[0].speaker_span))


def _change(a: Report, b: Report, pairing: Pairing) -> Change:
    x, y = pairing.a, pairing.b
    one, other = x.of(a.text), y.of(b.text)
    if not one:
        says = f"{b.id} added '{other}'"
    elif not other:
        says = f"{b.id} left out '{one}'"
    else:
        says = f"{b.id} turned '{one}' into '{other}'"
    return Change(pairing.kind, one, other, x.start, x.end, y.start, y.end, says)


def _settled(found: Sequence[Change]) -> list[Change]:
    """One change a place, the graver kind, in the order of b."""
    kept: list[Change] = []
    for change in sorted(found, key=lambda c: (_ORDER.index(c.kind), c.b_start, c.a_start)):
        if not any(_same_place(change, other) for other in kept):
            kept.append(change)
    return sorted(kept, key=lambda c: (c.b_start, c.b_end, c.a_start))


def _same_place(one: Change, other: Change) -> bool:
    a = one.a_start < other.a_end and other.a_start < one.a_end
    b = one.b_start < other.b_end and other.b_start < one.b_end
    empty = (one.a_start, one.a_end, one.b_start, one.b_end) == (other.a_start, other.a_end, other.b_start, other.b_end)
    return empty or (a and b) or (a and one.b_start == one.b_end) or (b and one.a_start == one.a_end)
