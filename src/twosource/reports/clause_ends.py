"""Where reported words end: at which comma, dash or conjunction of a sentence the reporter speaks again. English.

A logistic model over the mark and what stands around it; weights learnt from PolNeAR's training part by
benchmarks/train_quotes.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..records import Span
from .logistic import probability

# Where the words may end.
_CUT = re.compile(
    r"\s*(?:,|\s[-–—]{1,3}|—|;|\s\()\s*|\s+(?=(?:and|but|while|when|after|before|during|as|on|in|at|because|since|by|with"
    r"|for|from|despite|following|though|although)\s)"
)
_PART = re.compile(r"[\w'’]+|[^\w\s]")
_LEAST = 3  # characters of reported words before the first cut
_ENDS_HERE = 0.45  # between .4 and .5 the development part gains most


def clause_end(text: str, content: Span, group: str, cue: str, quotes: Sequence[Span]) -> int:
    """Where the reported words content end, at most at its own end. `group`, `cue`: those of the cue; `quotes`: the
    quotations, inside which nothing ends."""
    ends = (
        (probability("clause_end_weights.tsv", end_features(text, content, cut, group, cue)), -cut.start())
        for cut in cuts(text, content, quotes)
    )
    best = max(ends, default=(0.0, 0))
    return -best[1] if best[0] >= _ENDS_HERE else content.end


def cuts(text: str, content: Span, quotes: Sequence[Span]) -> Iterator[re.Match[str]]:
    """The places where the reported words may end."""
    for cut in _CUT.finditer(text, content.start + _LEAST, content.end):
        if not any(q.start < cut.start() < q.end for q in quotes):
            yield cut


def end_features(text: str, content: Span, cut: re.Match[str], group: str, cue: str) -> Iterator[str]:
    """What the model looks at."""
    mark = cut[0].strip()[:1] or "_"
    one, two, *_ = [*_PART.findall(text[cut.end() : cut.end() + 40].lower())[:2], "<>", "<>"]
    last = (_PART.findall(text[max(content.start, cut.start() - 20) : cut.start()].lower()) or ["<>"])[-1]
    before = _size(text[content.start : cut.start()])
    after = _size(text[cut.end() : content.end])
    first = (text[content.start : content.end].split() or [""])[0].lower()
    yield from (f"mark={mark}", f"next={one}", f"next2={one} {two}", f"mark|next={mark}{one}", f"second={two}")
    yield from (
        f"group={group}",
        f"group|next={group} {one}",
        f"cue={cue}",
        f"first={first}",
        f"mark|group={mark}{group}",
    )
    yield from (f"capital={text[cut.end() : cut.end() + 1].isupper()}", f"nextend={one[-3:]}", f"secondend={two[-3:]}")
    yield from (f"last={last}", f"lastend={last[-3:]}", f"before={before}", f"after={after}", f"sizes={before} {after}")
    yield from (f"later={text.find(',', cut.end(), content.end) >= 0}", f"group|before={group} {before}")


def _size(part: str) -> int:
    """The number of words on a scale of powers of two, at most 6."""
    return min(6, (len(part.split()) + 1).bit_length() - 1)
