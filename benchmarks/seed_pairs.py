"""The seed pages' sentence pairs with their labels, for learning."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator

import numpy as np

from alignment import DATA
from twosource.copies.wording import wording
from twosource.records import Span


def _touched(text: str, sentence: str, spans: tuple[Span, ...]) -> list[int]:
    """The sentences that lie mostly in `sentence` as it stands in the text."""
    at = text.find(sentence)
    end = at + len(sentence)
    return [k for k, s in enumerate(spans) if min(end, s.end) - max(at, s.start) >= (s.end - s.start) / 2]


Places = set[tuple[int, int]]


def seed_sentences() -> Iterator[tuple[str, str, Places, Places]]:
    """Per pair of pages: the texts, which of their sentences are copied, and which share a quotation."""
    for _, a, b, left, right, true, spoken in _pairs():
        yield (
            a,
            b,
            *(
                {(i, j) for x, y in sentences for i in _touched(a, x, left) for j in _touched(b, y, right)}
                for sentences in (true, spoken)
            ),
        )


def _pairs() -> Iterator[tuple]:
    gold = json.loads((DATA / "seeds" / "gold.json").read_text(encoding="utf-8"))
    texts = {k: (DATA / "seeds" / name).read_text(encoding="utf-8") for k, name in gold["files"].items()}
    wanted = defaultdict(list, {(e["a"], e["b"]): e["pairs"] for e in gold["copied_passages"]})
    quotes = [q["in"] for q in gold["shared_quotations"]]
    for a, b in ((a, b) for a in texts for b in texts if a < b):
        spoken = [(quote[a], quote[b]) for quote in quotes if a in quote and b in quote]
        spans = wording(texts[a]).spans, wording(texts[b]).spans
        yield f"{a}-{b}", texts[a], texts[b], *spans, wanted[a, b], spoken


def labelled_seeds(measured: Callable) -> Iterator[tuple[str, np.ndarray, np.ndarray]]:
    """Per pair of pages: its name, the features of its cells, and which of them are copied."""
    for (name, a, b, *_), (_, _, true, spoken) in zip(_pairs(), seed_sentences(), strict=True):
        _, _, found, measures = measured(a, b)
        cells = list(zip(found.i.tolist(), found.j.tolist(), strict=True))
        copied = np.array([cell in true for cell in cells])
        kept = np.array([cell in true or cell not in spoken for cell in cells])
        yield name, measures[kept], copied[kept]
