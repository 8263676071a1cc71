"""Learns the weights of copies/crossing.py from open sets; prints them with figures from folds held out by story.

    python benchmarks/crossing_weights.py

True sentence pairs: matches in one order, near the diagonal, between a text and its translations (translated,
meantime). False ones: those far off it; all between texts of different stories, of one subject too (meantime has four:
names in common are then no sign); and all between reports of two languages that readers call unlike (semeval22). Whole
texts, and their beginnings, as short reports are harder.
"""

from __future__ import annotations

import random
import zlib
from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from alignment import lines
from two_looks import Looked, held_out, look_twice, print_weights
from twosource.copies import crossing
from twosource.copies.alignment import SUPPORT
from twosource.copies.likeness import cells
from twosource.copies.vectors import default_encoder
from twosource.copies.wording import wording
from twosource.lineages.parallels import in_one_order

Text = tuple[str, str]  # text, language

# A translation that is missed costs more than one invented: the encoder barely knows some languages (Icelandic).
WEIGHT = {"translated": 1.5, "other stories": 0.5, "meantime": 2.0, "one subject": 1.0, "unlike": 1.0}
LENGTHS = (10**6, 1000, 450)  # characters
NEAR, FAR = 0.15, 0.2  # of the texts' length off the diagonal: may be in order, sure not to be
LEAST = -0.4  # a match in order is at least so near (csls)
UNLIKE = 2.5  # Overall of semeval22, 1 (most alike) to 4
FOLDS = 5
FOUND, SAID = 0.22, 0.5


def begun(text: str, length: int) -> str:
    """The text's first sentences, about so many characters."""
    cut = text.rfind(". ", 0, length)
    return text if len(text) <= length else text[: cut + 1] if cut > length // 2 else text[:length]


def looked(kind: str, group: str, one: Text, other: Text, *, same: bool) -> Looked:
    (a, b), sides = (one[0], other[0]), (wording(*one), wording(*other))
    table = crossing.filled(cells(*sides), len(sides[0].spans), len(sides[1].spans))
    cosine = crossing.cosines(*sides, (a, b), default_encoder())
    held = crossing.worth(cosine)
    x = crossing.features(*sides, table, cosine)[held.ravel()]
    places = [
        np.array([(s.start + s.end) / 2 / len(text) for s in side.spans])
        for side, text in zip(sides, (a, b), strict=True)
    ]
    off = np.abs(places[0][:, None] - places[1][None, :])
    true, used = np.zeros(held.shape, dtype=bool), np.ones(held.shape, dtype=bool)
    if same:
        for i, j in in_one_order(np.where(off < NEAR, np.clip(crossing.corrected(cosine) - LEAST, 0, None), 0)):
            true[i, j] = True
        used = true | ((off > FAR) & ~beside(true))
    return Looked(kind, zlib.crc32(group.encode()) % FOLDS, held, x, true[held], used[held])


def beside(true: np.ndarray) -> np.ndarray:
    """Cells left, right, above or below a true one: one sentence may be two in the translation."""
    wide = np.pad(true, 1)
    return wide[:-2, 1:-1] | wide[2:, 1:-1] | wide[1:-1, :-2] | wide[1:-1, 2:]


def of_all_lengths(kind: str, group: str, one: Text, other: Text, *, same: bool) -> Iterator[Looked]:
    for length in LENGTHS:
        texts = (begun(one[0], length), one[1]), (begun(other[0], length), other[1])
        yield looked(f"{kind}, {min(length, 9999)} characters", group, *texts, same=same)


def translations() -> Iterator[Looked]:
    stories = lines("translated/stories.jsonl.gz")
    for k, story in enumerate(stories):
        name, source = story["story"], (story["source"]["text"], story["source"]["lang"])
        for version in (*story["by_hand"][:1], *story["by_machine"][:1]):
            if version["lang"] != source[1]:
                yield from of_all_lengths("translated", name, source, (version["text"], version["lang"]), same=True)
        for other in (stories[(k + step) % len(stories)] for step in (1, 3)):
            foreign = other["by_hand"][0]
            if other["story"] != name and foreign["lang"] != source[1]:
                yield from of_all_lengths("other stories", name, source, (foreign["text"], foreign["lang"]), same=False)


def of_one_subject(others: int = 3) -> Iterator[Looked]:
    """meantime: each article and one translation; and beside translations of others of its subject."""
    dice, events = random.Random(5), defaultdict(dict)
    for row in lines("meantime/reports.jsonl.gz"):
        events[row["event"]][row["lang"]] = row
    for event in sorted(events):
        one, to = dice.sample(sorted(events[event]), 2)
        mine, its = events[event][one], events[event][to]
        yield from of_all_lengths("meantime", event, (mine["text"], one), (its["text"], to), same=True)
        strange = [events[e][to] for e in sorted(events) if e != event and to in events[e]]
        strange = [row for row in strange if row["topic"] == mine["topic"]]
        for row in dice.sample(strange, others):
            yield from of_all_lengths("one subject", event, (mine["text"], one), (row["text"], to), same=False)


def unlike() -> Iterator[Looked]:
    for row in lines("semeval22/pairs.jsonl.gz"):
        if row["lang1"] != row["lang2"] and row["Overall"] >= UNLIKE:
            sides = (row["text1"], row["lang1"]), (row["text2"], row["lang2"])
            yield looked("unlike", str(row["pair_id"]), *sides, same=False)


def weight(pair: Looked) -> np.ndarray:
    return np.full(len(pair.true), WEIGHT[pair.kind.partition(",")[0]])


def figures(pairs: list[Looked]) -> Iterator[str]:
    """Of each kind: pairs of reports with a passage, about; true sentence pairs found."""
    kinds = sorted({p.kind for p in pairs})
    for kind, of in ((kind, [p for p in pairs if p.kind == kind]) for kind in kinds):
        passage = [p.p.max(initial=0) * min(1, p.p[p.p >= FOUND].sum() / SUPPORT) >= SAID for p in of]
        true = np.concatenate([p.p[p.true] for p in of])
        found = f", sentence pairs found {np.mean(true >= FOUND):.3f}" if len(true) else ""
        yield f"{kind}: {len(of)} pairs, with a passage {np.mean(passage):.3f}{found}"


def main() -> None:
    pairs = [*translations(), *of_one_subject(), *unlike()]
    held_out(pairs, weight, FOLDS)
    print("held out", *figures(pairs), sep="\n  ")
    print_weights(look_twice(pairs, pairs, weight))


if __name__ == "__main__":
    main()
