"""The seed pages' sentence pairs with their labels, for learning."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator

import numpy as np

from alignment import DATA
from twosource.records import Span


def _touched(text: str, sentence: str, spans: tuple[Span, ...]) -> list[int]:
    """The sentences that lie mostly in `sentence` as it stands in the text."""
    at = text.find(sentence)
    end = at + len(sentence)
    return [k for k, s in enumerate(spans) if min(end, s.end) - max(at, s.start) >= (s.end - s.start) / 2]


def labelled_seeds(measured: Callable) -> Iterator[tuple[str, np.ndarray, np.ndarray]]:
    """Per pair of pages: its name, the features of its cells, and which of them are copied."""
    gold = json.loads((DATA / "seeds" / "gold.json").read_text(encoding="utf-8"))
    texts = {k: (DATA / "seeds" / name).read_text(encoding="utf-8") for k, name in gold["files"].items()}
    wanted = defaultdict(list, {(e["a"], e["b"]): e["pairs"] for e in gold["copied_passages"]})
    for a, b in ((a, b) for a in texts for b in texts if a < b):
        left, right, found, measures = measured(texts[a], texts[b])
        true = {
            (i, j)
            for x, y in wanted[a, b]
            for i in _touched(texts[a], x, left.spans)
            for j in _touched(texts[b], y, right.spans)
        }
        spoken = {
            (i, j)
            for quote in (q["in"] for q in gold["shared_quotations"])
            if a in quote and b in quote
            for i in _touched(texts[a], quote[a], left.spans)
            for j in _touched(texts[b], quote[b], right.spans)
        }
        cells = list(zip(found.i.tolist(), found.j.tolist(), strict=True))
        copied = np.array([cell in true for cell in cells])
        kept = np.array([cell in true or cell not in spoken for cell in cells])
        yield f"{a}-{b}", measures[kept], copied[kept]
