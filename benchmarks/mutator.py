"""Any number of reports out of a few thousand real ones: families of copies, seeded, for measuring speed and memory.

A family starts from a draft: sentences of several real reports mixed, and many of its words put for others, so that two
families share little but stock phrases. Its members drop, shuffle and add sentences, put some words for others, and get
outlets and dates of their own. Families stay about as large however many reports are made, as on a longer news day.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from twosource.records import Report
from twosource.reports.text import sentences

FAMILY = 5
DRAFT_SUBSTITUTED = 0.35
SPAN_DAYS = 1200
PAIR = 2
BRIEF = 3  # sentences of the draft of a brief; with what its copies add, some 500 characters


def mutated(
    reports: Sequence[Report], count: int, *, seed: int = 1, family: int = FAMILY, most: int = 1000
) -> Iterator[Report]:
    """`count` reports made from `reports`, `family` of a draft on average, which has at most so many sentences; the
    first ones of a larger count are those of a smaller."""
    chance = random.Random(seed)
    texts = [[span.of(report.text) for span in sentences(report.text, report.language)] for report in reports]
    vocabulary = sorted({word for text in texts[:500] for sentence in text for word in sentence.split()})
    outlets = sorted({report.outlet for report in reports})
    made = 0
    while made < count:
        draft = _draft(texts, vocabulary, chance, most)
        born = date(2013, 1, 1) + timedelta(days=chance.randrange(SPAN_DAYS))
        for _ in range(min(chance.randint(1, 2 * family - 1), count - made)):
            text = " ".join(_member(draft, texts, vocabulary, chance))
            day = born + timedelta(days=int(chance.expovariate(0.5)))
            yield Report(f"m{made:07}", text, draft[0][:80], chance.choice(outlets), published=day, language="en")
            made += 1


def _draft(texts: Sequence[list[str]], vocabulary: Sequence[str], chance: random.Random, most: int) -> list[str]:
    """As many sentences as some real report has, from three of them, words put for others."""
    length = min(most, max(3, len(chance.choice(texts))))
    pool = [sentence for text in chance.sample(range(len(texts)), 3) for sentence in texts[text]]
    chosen = [chance.choice(pool or ["Nothing was known."]) for _ in range(length)]
    return [_substituted(sentence, vocabulary, chance, DRAFT_SUBSTITUTED) for sentence in chosen]


def _member(
    draft: Sequence[str], texts: Sequence[list[str]], vocabulary: Sequence[str], chance: random.Random
) -> list[str]:
    """A copy of the draft, more or less changed."""
    kept = [sentence for sentence in draft if chance.random() > 0.2] or list(draft[:1])
    if chance.random() < 0.3:
        chance.shuffle(kept)
    if chance.random() < 0.5:
        other = chance.choice(texts)
        kept[chance.randrange(len(kept) + 1) : 0] = other[: chance.randint(1, 6)]
    share = chance.choice([0, 0, 0.02, 0.05, 0.15])
    return [_substituted(sentence, vocabulary, chance, share) for sentence in kept]


def _substituted(sentence: str, vocabulary: Sequence[str], chance: random.Random, share: float) -> str:
    """The sentence with that share of its words put for others."""
    if not share:
        return sentence
    return " ".join(chance.choice(vocabulary) if chance.random() < share else word for word in sentence.split())
