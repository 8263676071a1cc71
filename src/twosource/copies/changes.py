"""What one report altered of what it shares with another: every whisper, typed and located.

Close wordings (most words stay) are compared word by word; free ones (reworded, translated) by the facts they state.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from ..records import Change, ChangeKind, Passage, Report
from ..reports.language import surely_guessed
from ..reports.number_words import CARDINALS
from ..reports.quotes import quotations
from ..reports.speakers import surname
from .alignment import align
from .fact_changes import Pairing, by_surroundings, in_place
from .missing import cut_and_added
from .new_facts import new_facts
from .pairs import CLOSE, left_pairs, sentence_pairs, short_pair, widened
from .quote_changes import altered_quotes
from .same_names import same_name
from .stretch import Stretch, stretch
from .whole_changes import whole_changes
from .word_blocks import differing, share_kept
from .word_changes import in_words

# Graver kinds first: where two kinds claim one place, the first stands.
_ORDER: tuple[ChangeKind, ...] = (
    "number", "time", "place", "name", "negation", "quote", "hedge", "attribution", "meaning", "cut", "added",
)  # fmt: skip

# A text is gone over so many times at most: one that repeats itself aligns with another in ever more overlapping ways.
_MOST_TIMES = 8


def compare(a: Report, b: Report, *, passages: Sequence[Passage] | None = None) -> list[Change]:
    """How b altered what it shares with a, in the order of b. `passages`: those of align(a, b), found if not given."""
    if a.text == b.text:
        return []
    aligned = align(a, b) if passages is None else passages
    a, b = _spoken(a), _spoken(b)
    found: list[Change] = []
    for passage in _few_times(aligned, len(b.text)):
        for x, y in sentence_pairs(a, b, widened(a, b, passage)):
            found.extend(_in_stretches(stretch(a, x.start, x.end), stretch(b, y.start, y.end)))
    retold = left_pairs(a, b, aligned) if aligned else short_pair(a, b)
    for x, y in retold:
        found.extend(_in_stretches(stretch(a, x.start, x.end), stretch(b, y.start, y.end)))
    found.extend(_change(a, b, Pairing("quote", x, y)) for x, y in altered_quotes(a, b))
    found.extend(_attributions(a, b, aligned))
    found.extend(_new(found, [_change(a, b, pairing) for pairing in whole_changes(a, b, aligned)]))
    found.extend(_new(found, [_change(a, b, pairing) for pairing in new_facts(a, b, aligned)]))
    found.extend(_change(a, b, pairing) for pairing in cut_and_added(a, b, aligned, retold))
    return _settled(found)


def _few_times(passages: Sequence[Passage], length: int) -> list[Passage]:
    """The passages in their order, without the shortest ones where together they go over b more than `_MOST_TIMES`."""
    longest = sorted(dict.fromkeys(passages), key=lambda p: p.b_start - p.b_end)
    gone_over = accumulate(p.b_end - p.b_start for p in longest)
    kept = {p for p, characters in zip(longest, gone_over, strict=True) if characters <= _MOST_TIMES * length}
    return [p for p in passages if p in kept]


def _spoken(report: Report) -> Report:
    """The report with its language, where it does not say it and the words surely do; English stays unsaid."""
    language = report.language or surely_guessed(report.text)
    known = language in CARDINALS and language != "en"
    return replace(report, language=language) if known and language != report.language else report


def gravest_first(changes: Iterable[Change]) -> list[Change]:
    """Changes by what a correction would be printed for: a number before a name before a word; then in order of b."""
    return sorted(changes, key=lambda c: (_ORDER.index(c.kind), c.b_start, c.b_end, c.a_start))


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
    blocks = differing(left.words, right.words)
    kept = share_kept(left.words, right.words, blocks)
    if kept >= CLOSE:
        pairings = [*in_place(left, right, blocks), *in_words(left, right, blocks, kept)]
    else:
        pairings = list(by_surroundings(left, right))
    for pairing in pairings:
        yield _change(left.report, right.report, pairing)


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
