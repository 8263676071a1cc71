"""Which sentences of several copies are one and the same: collation by sentences, before that by words.

Copies keep the order of sentences, so that each two texts are aligned in order first; a long sentence that stands
elsewhere in both is the same only if it is nearly the same word for word (a merger of two texts turns the order).
Sentences with other names and numbers are other sentences, however alike.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq, Levenshtein
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import cdist

from ..records import Passage
from ..stories.background import word_key
from .readings import Reading

Words = tuple[str, ...]  # one sentence
_NOTHING: Mapping[tuple[Words, Words], float] = MappingProxyType({})

# Sentences at least so alike (twice the common words over all words) can be copies of one.
_ALIKE = 0.5
# What each name or number that differs takes from that. Both by search on generated trees.
_OTHER_FACT = 0.15
# A sentence that stands elsewhere is the same only if it is so alike and so long (words).
_MOVED, _MOVED_WORDS = 0.9, 8
# A sentence that begins or ends with another copy's whole sentence, so alike, is two.
_SPLIT, _SHORTEST = 0.8, 3
# Two spellings of a name (0..100): a slip in it makes it no other name.
_SPELT = 70
# A full stop without a space after it runs two words together.
_RUN_ON = re.compile(r"(?<=[^\W\d_]{3})\.(?=[^\W\d_]{3})")
# An outlet's own dateline, no credit: "PORT ANSLEY, March 14 (MPA) -".
_DATELINE = re.compile(r"\A\s*[^\n()（）]{0,60}[(（][^()\n（）]{2,40}[)）] ?[-–—]+ ")
# Credits longer than this (characters) hold text of the report too.
_CREDIT = 60


def told(reading: Reading) -> list[Words]:
    """The words of each narrative sentence, without what only names the source."""
    sentences: list[list[str]] = [[] for _ in reading.narrative]
    lines = [(c.start, c.end) for c in reading.credits if c.start >= 0 and c.end - c.start < _CREDIT]
    lines += [m.span() for m in [_DATELINE.match(reading.report.text)] if m]
    for key, sentence, place in zip(reading.keys, reading.sentence.tolist(), reading.places, strict=True):
        if sentence >= 0 and not any(start <= place.start < end for start, end in lines):
            sentences[sentence].extend(_RUN_ON.split(key))
    return [tuple(s) for s in sentences if s]


Passages = Mapping[tuple[int, int], Sequence[Passage]]  # by the reports' numbers, first < second, first's side first


def counterparts(readings: Sequence[Reading], passages: Passages) -> dict[tuple[Words, Words], float]:
    """Sentences that are one in other words, as far as alignment says: those of passages with as many on either side.

    Keys in order of the words; values as likeness goes, the least that counts.
    """
    texts = [told(r) for r in readings]
    found: dict[tuple[Words, Words], float] = {}
    for (i, j), aligned in passages.items():
        if any(len(texts[k]) != len(readings[k].narrative) for k in (i, j)):
            continue
        for p in aligned:
            mine = _covered(readings[i], p.a_start, p.a_end)
            other = _covered(readings[j], p.b_start, p.b_end)
            if p.kind == "reworded" and len(mine) == len(other):
                for x, y in zip(mine, other, strict=True):
                    a, b = sorted((texts[i][x], texts[j][y]))
                    found[a, b] = _ALIKE
    return found


def _covered(reading: Reading, start: int, end: int) -> list[int]:
    """The narrative sentences that lie mostly between two places of the text."""
    spans = enumerate(reading.narrative)
    return [x for x, s in spans if min(end, s.end) - max(start, s.start) > (s.end - s.start) / 2]


def facts(readings: Sequence[Reading]) -> frozenset[str]:
    """The names and numbers: words that the reports together mostly print as such."""
    votes: dict[str, int] = {}
    for reading in readings:
        for key, fact, told in zip(reading.keys, reading.fact.tolist(), (reading.sentence >= 0).tolist(), strict=True):
            if told:
                votes[key] = votes.get(key, 0) + (1 if fact else -1)
    return frozenset(key for key, count in votes.items() if count > 0)


def parallels(
    texts: Sequence[Sequence[Words]], facts: frozenset[str], known: Mapping[tuple[Words, Words], float] = _NOTHING
) -> tuple[list[list[int]], list[dict[int, Words]]]:
    """For each text its sentences by number, and for each number the sentence of each text that has it.

    A sentence that is two in another copy is split. No text has a number twice. `known`: as from `counterparts`.
    """
    texts = split_alike(texts)
    votes = _votes(texts, facts, known)
    place = [(i, at) for i, text in enumerate(texts) for at in range(len(text))]
    number = _joined(place, votes)
    order = [[number[i, at] for at in range(len(text))] for i, text in enumerate(texts)]
    sentences: list[dict[int, Words]] = [{} for _ in range(max(number.values(), default=-1) + 1)]
    for (i, at), n in number.items():
        sentences[n][i] = texts[i][at]
    return order, sentences


Spot = tuple[int, int]  # text, sentence of it


def _joined(places: Sequence[Spot], votes: Sequence[tuple[float, Spot, Spot]]) -> dict[Spot, int]:
    """Numbers for the sentences: the likest are joined first, never two of one text."""
    group = {p: [p] for p in places}
    for _, a, b in sorted(votes, key=lambda v: (-v[0], v[1], v[2])):
        mine, other = group[a], group[b]
        if mine is not other and not {i for i, _ in mine} & {i for i, _ in other}:
            mine.extend(other)
            group.update(dict.fromkeys(other, mine))
    numbers: dict[int, int] = {}
    return {p: numbers.setdefault(id(group[p]), len(numbers)) for p in places}


def _votes(
    texts: Sequence[Sequence[Words]], facts: frozenset[str], retold: Mapping[tuple[Words, Words], float]
) -> list[tuple[float, Spot, Spot]]:
    """Sentences of two texts that may be one: likeness, the two."""
    likeness, number = _likenesses(texts, facts, retold)
    found = []
    for i, mine in enumerate(texts):
        for j in range(i + 1, len(texts)):
            alike = likeness[np.ix_([number[s] for s in mine], [number[s] for s in texts[j]])]
            for x, y in in_one_order(alike):
                found.append((float(alike[x, y]), (i, x), (j, y)))
            for x, y in np.argwhere(alike >= _MOVED).tolist():
                if len(mine[x]) >= _MOVED_WORDS:
                    found.append((float(alike[x, y]) - 2, (i, x), (j, y)))  # after all that stand in order
    return found


def _likenesses(
    texts: Sequence[Sequence[Words]], facts: frozenset[str], retold: Mapping[tuple[Words, Words], float]
) -> tuple[NDArray[np.float64], dict[Words, int]]:
    """(k, k) how alike the k sentences are, and the number of each: twice the longest common subsequence over both
    lengths, less for other facts; 0 below _ALIKE if not `retold`."""
    sentences = sorted({s for text in texts for s in text})
    number = {s: x for x, s in enumerate(sentences)}
    coded = [[word_key(w) for w in s] for s in sentences]
    common = cdist(coded, coded, scorer=LCSseq.similarity, dtype=np.int32)
    lengths = np.array([len(s) for s in sentences], dtype=np.int64)
    alike = 2 * common / np.maximum(1, lengths[:, None] + lengths[None, :])
    alike[alike < _ALIKE] = 0.0
    np.fill_diagonal(alike, 1.0)
    for x, y in np.argwhere(np.triu(alike, 1)).tolist():
        left = alike[x, y] - _OTHER_FACT * _other_facts(sentences[x], sentences[y], facts)
        alike[x, y] = alike[y, x] = left if left >= _ALIKE else 0.0
    for (a, b), likely in retold.items():
        if a in number and b in number and not alike[number[a], number[b]]:
            alike[number[a], number[b]] = alike[number[b], number[a]] = likely
    return alike, number


def _other_facts(a: Words, b: Words, facts: frozenset[str]) -> int:
    """How many names and numbers stand in place of others."""
    lone = [
        sum(w in facts and w not in other and all(ratio(w, v) < _SPELT for v in other) for w in mine)
        for mine, other in ((a, b), (b, a))
    ]
    return min(lone)


def in_one_order(alike: NDArray[np.float64]) -> list[Spot]:
    """The pairs (row, column) of the heaviest chain that goes down and right; zeros are no pairs."""
    rows, columns = alike.shape
    best = np.zeros((rows + 1, columns + 1))
    for x in range(rows):
        best[x + 1, 1:] = np.maximum.accumulate(np.maximum(best[x, 1:], best[x, :-1] + alike[x]))
    chain, x, y = [], rows, columns
    while x and y:
        if best[x, y] == best[x - 1, y]:
            x -= 1
        elif best[x, y] == best[x, y - 1]:
            y -= 1
        else:
            x, y = x - 1, y - 1
            chain.append((x, y))
    return chain[::-1]


# --- sentence ends that one copy has and another lacks


def split_alike(texts: Sequence[Sequence[Words]]) -> list[list[Words]]:
    """The texts with each sentence split where another copy has a boundary within it."""
    found = [list(text) for text in texts]
    for _ in range(3):  # each round splits a sentence once
        heads, tails = _by_end(found, 0), _by_end(found, -1)
        cuts = {s: _boundary(s, heads, tails) for text in found for s in set(text)}
        if not any(cuts.values()):
            break
        found = [[part for s in text for part in ((s[: cuts[s]], s[cuts[s] :]) if cuts[s] else (s,))] for text in found]
    return found


def _by_end(texts: Sequence[Sequence[Words]], end: int) -> dict[str, list[Words]]:
    """The sentences that are long enough by their first or last word."""
    found: dict[str, list[Words]] = {}
    for s in sorted({s for text in texts for s in text if len(s) >= _SHORTEST}):
        found.setdefault(s[end], []).append(s)
    return found


def _boundary(s: Words, heads: Mapping[str, Sequence[Words]], tails: Mapping[str, Sequence[Words]]) -> int:
    """Where to split `s`; 0 for nowhere."""
    n, best = len(s), (_SPLIT, 0)
    for whole in heads.get(s[0], ()) if n else ():
        for cut in range(max(_SHORTEST, len(whole) - 2), min(n - _SHORTEST, len(whole) + 2) + 1):
            if s[cut - 1] == whole[-1]:
                best = max(best, (Levenshtein.normalized_similarity(s[:cut], whole), cut))
    for whole in tails.get(s[-1], ()) if n else ():
        for cut in range(max(_SHORTEST, n - len(whole) - 2), min(n - _SHORTEST, n - len(whole) + 2) + 1):
            if s[cut] == whole[0]:
                best = max(best, (Levenshtein.normalized_similarity(s[cut:], whole), cut))
    return best[1]
