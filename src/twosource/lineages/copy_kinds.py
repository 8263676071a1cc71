"""What kind of copy a report is of its parent: word for word, edited, put in other words, translated.

A text that was translated and came back into its first language reads like one put in other words by hand or by a
program: common words, function words and odd phrases do not tell them apart (two translations share .55 to .76 of
their words, a spinner's copy .30 to .75, a paraphrase .33 to .58). It is called `translated` where the languages differ
or the report says so; otherwise `reworded`, which holds in either case.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

import numpy as np

from ..records import Passage, PassageKind
from .pairs import Pair
from .readings import Reading

# Fewer of the copied words than this stand in phrases that the parent prints too: put in other words, here and there or
# all through. Editors leave more (.68 and up in the example pages), a synonym spinner .53.
_KEPT = 0.6

_SAYS = re.compile(
    r"\b(?:translated (?:by|from|with|using|into)|machine translation|translation (?:by|from)"
    r"|(?:aus dem \w+ )?übersetzt (?:von|aus)|aus dem \w+ übersetzt|traduit (?:par|de|du)|traducido (?:por|del?)"
    r"|traduzido (?:por|d[eo])|tradotto (?:da|dal)|перевод(?: с|:)|fordította)\b",
    re.IGNORECASE,
)
# Where such a line stands: at the head or at the end, not within the story.
_EDGE = 400  # characters
_EDITION = re.compile(r"(?:en|eng|english|de|fr|es|it|pt|ru|ar|zh)\.")


def says_translated(reading: Reading) -> str:
    """The words in which a report says that it is a translation, or its host that it is a site's foreign edition."""
    text = reading.report.text
    found = _SAYS.search(text[:_EDGE]) or _SAYS.search(text[-_EDGE:])
    return found[0] if found else _edition(reading.report.url)


def _edition(url: str) -> str:
    """The host "en.kronika24.example" of an edition in another language than the site's own; "" for others."""
    try:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:  # "http://[broken"
        return ""
    return host if _EDITION.match(host) else ""


def kind_of_copy(share: float, passages: Sequence[Passage], pair: Pair | None) -> PassageKind:
    """The kind of most of the passages, by length; `pair`: the child (a) and what it is held against, if there is one.

    `share`: of the child that comes from the parent, for a pair of which no passage is known.
    """
    sizes: dict[PassageKind, int] = {}
    for p in passages:
        if p.kind != "quoted":
            sizes[p.kind] = sizes.get(p.kind, 0) + p.a_end - p.a_start
    kind = max(sizes, key=lambda k: (sizes[k], k)) if sizes else "verbatim" if share > 0.9 else "edited"
    if pair is not None and sizes and kind in ("verbatim", "edited") and kept(pair) < _KEPT:
        kind = "reworded"
    return "translated" if kind == "reworded" and pair is not None and says_translated(pair.a) else kind


def kept(pair: Pair) -> float:
    """Part of a's words within the passages, names and numbers aside, in phrases that b prints too; 1 for no words."""
    starts = np.array([p.start for p in pair.a.places])
    inside = np.zeros(len(starts), dtype=bool)
    for p in pair.passages:
        if p.kind != "quoted":
            inside |= (starts >= p.a_start) & (starts < p.a_end)
    inside &= pair.a.telling
    return float(pair.in_a.telling[inside].mean()) if inside.any() else 1.0
