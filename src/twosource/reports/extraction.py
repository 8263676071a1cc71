"""The article's text out of a page of HTML: trafilatura, wrapped here and nowhere else.

Chosen by figures over resiliparse and newspaper4k: benchmarks/reading.py.
"""

from __future__ import annotations

import logging
import re
from typing import Any

import trafilatura
from trafilatura.settings import Document

# trafilatura logs each page it finds wanting; the refusal that `read` returns says it better.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
# Elements of trafilatura's own tree that stand on lines of their own; cells of a row share a line.
_LINES = frozenset(["p", "head", "item", "list", "quote", "code", "table", "row", "lb", "div", "fw", "ab"])
_SPACED = frozenset(["cell", "graphic"])


def extracted(source: str) -> list[str]:
    """Blocks (paragraphs, headings, list items, table rows) of the article in a page's decoded HTML; [] for none."""
    found = trafilatura.bare_extraction(
        _CONTROLS.sub(" ", source), include_comments=False, with_metadata=False, as_dict=False
    )
    return _blocks(found.body) if isinstance(found, Document) and found.body is not None else []


def _blocks(body: Any) -> list[str]:
    """The lines of the tree: its text, without the bullets and bars that trafilatura draws into its text output."""
    parts: list[str] = []
    walk: list[tuple[Any, bool]] = [(body, True)]
    while walk:
        element, opening = walk.pop()
        gap = "\n" if element.tag in _LINES else " " if element.tag in _SPACED else ""
        if opening:
            parts += [gap, element.text or ""]
            walk.append((element, False))
            walk += [(child, True) for child in reversed(element)]
        else:
            parts += [gap, (element.tail or "") if element is not body else ""]
    return [line.strip() for line in "".join(parts).split("\n") if line.strip()]
