"""A summary: a few sentences side by side whose originals lie scattered over a long text. One passage, not many.

Sanchez-Perez 2014 adapts its settings where one side of what it found is much the shorter; so does this.
"""

from __future__ import annotations

from ..records import Passage

# Passages at most this many characters apart on the short side belong to one summary: two or three sentences.
GAP = 350
# The long side is at least this many times the short one (Sanchez-Perez: 3).
SHRUNK = 3.0
# Each link already shortens: a summary's originals together are this many times its own words. Two copied paragraphs
# that stand side by side in one text and far apart in the other are as long here as there (PAN-13: .6 to 1.27).
LINKS_SHRUNK = 1.3
# Originals that reach over this share of the long text stand for all of it.
ALL = 0.5


def with_summaries(passages: list[Passage], a_length: int, b_length: int) -> list[Passage]:
    """The passages, those of a summary on either side made one; lengths are the texts', in characters."""
    once = _summed(passages, b_length)
    return [p.mirrored() for p in _summed([p.mirrored() for p in once], a_length)]


def _summed(passages: list[Passage], b_length: int) -> list[Passage]:
    """The same for summaries that stand in a."""
    groups: list[list[Passage]] = []
    for p in sorted(passages, key=lambda p: (p.a_start, p.b_start)):
        if groups and p.a_start - max(q.a_end for q in groups[-1]) <= GAP:
            groups[-1].append(p)
        else:
            groups.append([p])
    return [p for group in groups for p in _one(group, b_length)]


def _one(group: list[Passage], b_length: int) -> list[Passage]:
    """The group as one passage if it is a summary."""
    a_start, a_end = min(p.a_start for p in group), max(p.a_end for p in group)
    b_start, b_end = min(p.b_start for p in group), max(p.b_end for p in group)
    copied = any(p.kind in ("verbatim", "quoted", "translated") for p in group)
    shrunk = b_end - b_start >= SHRUNK * (a_end - a_start) and _told_shorter(group)
    if len(group) < 2 or copied or not shrunk:
        return group
    if b_end - b_start >= ALL * b_length:
        b_start, b_end = 0, b_length
    return [Passage(a_start, a_end, b_start, b_end, "reworded", max(p.score for p in group))]


def _told_shorter(group: list[Passage]) -> bool:
    """Whether the pieces in b are longer than what stands for them in a."""
    return sum(p.b_end - p.b_start for p in group) >= LINKS_SHRUNK * sum(p.a_end - p.a_start for p in group)
