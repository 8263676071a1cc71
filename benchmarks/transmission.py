"""Known trees: texts copied down random trees by what newsrooms, spinners and copyists do. Deterministic by seed.

`tradition(seed)` copies news reports; `witnesses(seed)` copies a text by hand, without dates or credits, as a scribe
would. Texts are invented, or real ones that the caller gives. Truth is a set of edges (parent, child); a text that was
lost after it had been copied is an unseen node "lost:N" (kept in the truth only where two copies descend from it).
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import transmission_words as vocabulary
from twosource.records import Report
from twosource.reports.text import sentences

Edge = tuple[str, str]
Text = tuple[str, ...]  # sentences
LOST = "lost:"


@dataclass(frozen=True, slots=True)
class Tradition:
    """Reports that survive, and who took text from whom."""

    reports: tuple[Report, ...]
    edges: frozenset[Edge]  # (parent, child); a parent may be "lost:N"

    @property
    def seen_edges(self) -> frozenset[Edge]:
        """Those between surviving reports."""
        return frozenset(e for e in self.edges if not e[0].startswith(LOST) and not e[1].startswith(LOST))


@dataclass(frozen=True, slots=True)
class Copy:
    """A text on its way down the tree."""

    id: str
    text: Text
    outlet: str
    published: datetime
    credit: str = ""  # the line that names where it comes from
    parents: tuple[str, ...] = ()


# --- what happens to a text on its way: each takes the sentences and the dice, and gives new sentences


def invented(dice: random.Random, length: int = 14) -> Text:
    """A story that nobody wrote before."""
    place = dice.choice(vocabulary.PLACES)
    return tuple(
        s.format(
            place=place, thing=dice.choice(vocabulary.THINGS), cause=dice.choice(vocabulary.CAUSES),
            name=dice.choice(vocabulary.PEOPLE), day=dice.choice(vocabulary.DAYS), year=dice.randint(1890, 2009),
            n=dice.randint(3, 29), m=dice.randint(30, 400), hour=f"{dice.randint(1, 12)} a.m.",
        )
        for s in dice.sample(vocabulary.SENTENCES, min(length, len(vocabulary.SENTENCES)))
    )  # fmt: skip


def cut_end(text: Text, dice: random.Random) -> Text:
    """Newspapers cut from the end."""
    return text[: max(3, round(len(text) * dice.uniform(0.45, 0.9)))]


def cut_within(text: Text, dice: random.Random) -> Text:
    """A sentence or two dropped anywhere after the opening."""
    gone = set(dice.sample(range(1, len(text)), min(dice.randint(1, 2), len(text) - 3))) if len(text) > 4 else set()
    return tuple(s for i, s in enumerate(text) if i not in gone)


def edit_lightly(text: Text, dice: random.Random) -> Text:
    """An editor's small changes, in one sentence of four."""
    return tuple(_edited(s, dice) if dice.random() < 0.3 else s for s in text)


def _edited(sentence: str, dice: random.Random) -> str:
    """One sentence with one of the editor's changes that fits."""
    fits = [(a, b) for a, b in vocabulary.EDITS if re.search(rf"\b{re.escape(a)}(?!\w)", sentence)]
    if not fits:
        return sentence
    old, new = dice.choice(fits)
    return re.sub(r"  +", " ", re.sub(rf"\b{re.escape(old)}(?!\w)", new, sentence, count=1)).strip()


def spin(text: Text, dice: random.Random) -> Text:
    """Every word that has a synonym changed, most of the time, as programs do."""

    def other(match: re.Match[str]) -> str:
        options = vocabulary.SYNONYMS.get(match[0].lower())
        return dice.choice(options) if options and dice.random() < 0.75 else match[0]

    return tuple(re.sub(r"[A-Za-z]+", other, s) for s in text)


def slip(text: Text, dice: random.Random) -> Text:
    """One word misspelt, doubled or dropped."""
    at = dice.randrange(len(text))
    parts = text[at].split(" ")
    long = [i for i, w in enumerate(parts) if len(w) > 4 and w.isalpha()]
    if not long:
        return text
    i = dice.choice(long)
    parts[i] = dice.choice((_swapped, _dropped, _doubled))(parts[i], dice)
    return (*text[:at], " ".join(p for p in parts if p), *text[at + 1 :])


def _swapped(word: str, dice: random.Random) -> str:
    """Two neighbouring letters turned."""
    i = dice.randrange(1, len(word) - 2)
    return word[:i] + word[i + 1] + word[i] + word[i + 2 :]


def _dropped(word: str, dice: random.Random) -> str:
    """A letter left out."""
    i = dice.randrange(1, len(word) - 1)
    return word[:i] + word[i + 1 :]


def _doubled(word: str, _dice: random.Random) -> str:
    """The word twice."""
    return f"{word} {word}"


def repair(text: Text, dice: random.Random, clean: set[str]) -> Text:
    """Every other misspelling (a word the original lacks) put right by the nearest word of the original."""

    def right(word: str) -> str:
        if word in clean or not word.isalpha() or dice.random() < 0.5:
            return word
        near = [w for w in clean if abs(len(w) - len(word)) < 2 and not Counter(w) - Counter(word + "x")]
        return min(near, default=word)

    return tuple(" ".join(right(w) for w in s.split(" ")) for s in text)


def update_status(text: Text, dice: random.Random) -> Text:
    """A new last word on how things stand."""
    return (*text[:-1], dice.choice(vocabulary.STATUS).format(day=dice.choice(vocabulary.DAYS)))


def add_local(text: Text, dice: random.Random, local: Text) -> Text:
    """One to three sentences of the newsroom's own, at the end or after the opening."""
    own = local[: dice.randint(1, 3)]
    at = len(text) if dice.random() < 0.6 else min(2, len(text))
    return text[:at] + own + text[at:]


Operation = Callable[[Text, random.Random], Text]
# What happens to a copy and how often; several may happen to one.
OPERATIONS: tuple[tuple[Operation, float], ...] = (
    (cut_end, 0.30),
    (cut_within, 0.20),
    (edit_lightly, 0.45),
    (spin, 0.10),
    (slip, 0.60),
    (slip, 0.30),
    (update_status, 0.25),
)


def copied(text: Text, dice: random.Random, local: Text, clean: set[str]) -> Text:
    """A copy of `text` after what happened to it on the way (nothing, in a plain reprint)."""
    for operation, chance in OPERATIONS:
        if dice.random() < chance:
            text = operation(text, dice)
    if dice.random() < 0.10:
        text = repair(text, dice, clean)
    return add_local(text, dice, local) if dice.random() < 0.35 and local else text


# --- trees


CREDITS = ("({outlet}) - ", "This story was originally published by {outlet}.", "{outlet} contributed to this report.")


def _credit(parent: Copy, dice: random.Random) -> str:
    """The line by which a copy names its parent; one in three has none."""
    return dice.choice(CREDITS).format(outlet=parent.outlet) if dice.random() < 0.67 else ""


def _child(number: int, copies: Sequence[Copy], local: Text, dice: random.Random, clean: set[str]) -> Copy:
    """The next copy, taken from one earlier text or merged from two."""
    parent = copies[-1] if dice.random() < 0.3 else dice.choice(copies)
    text = copied(parent.text, dice, local, clean)
    parents, later = (parent.id,), parent.published
    second = dice.choice(copies)
    fresh = tuple(s for s in second.text if s not in set(parent.text))
    if dice.random() < 0.12 and len(fresh) >= 3:
        text = (*text[: max(3, len(text) // 2)], *fresh[: dice.randint(3, 6)])
        parents, later = (parent.id, second.id), max(later, second.published)
    return Copy(
        id=f"r{number:02d}",
        text=text,
        outlet=vocabulary.STATIONS[number % len(vocabulary.STATIONS)],
        published=later + timedelta(minutes=dice.randint(5, 900)),
        credit=_credit(parent, dice),
        parents=parents,
    )


def _report(copy: Copy, *, credits: bool, dates: bool, number: int) -> Report:
    """The copy as a page shows it."""
    body = "\n\n".join(" ".join(copy.text[i : i + 2]) for i in range(0, len(copy.text), 2))
    if credits and copy.credit:
        body = copy.credit + body if copy.credit.startswith("(") else f"{body}\n\n{copy.credit}"
    if not credits and not dates:
        return Report(id=f"x{number:02d}", text=body)
    return Report(
        id=f"x{number:02d}",
        text=body,
        outlet=copy.outlet if credits else "",
        published=copy.published if dates else None,
    )


def tradition(
    seed: int, *, size: int = 9, stripped: bool = False, texts: Sequence[str] = (), lost: float = 0.15
) -> Tradition:
    """`size` reports down a random tree, now and then two; `texts`: real ones to start from, first the originals'."""
    dice = random.Random(seed)
    given = [tuple(t for s in sentences(x) if (t := s.of(x).replace("\n", " "))) for x in texts]
    first = given[0] if given else invented(dice)
    pool = tuple(s for t in given[1:] for s in t) or invented(dice)
    start = datetime(2020, 3, 1, 8, tzinfo=UTC)
    clean = {w for s in first for w in s.split(" ")}
    copies = [Copy("r00", first, dice.choice(vocabulary.AGENCIES), start)]
    for number in range(1, size):
        at = (number * 3) % max(1, len(pool))
        copies.append(_child(number, copies, pool[at : at + 3], dice, clean))
    gone = {c.id for c in copies if dice.random() < (0.5 if c.id == "r00" else lost)}
    return _surviving(copies, gone, dice, stripped=stripped)


def _surviving(copies: Sequence[Copy], gone: set[str], dice: random.Random, *, stripped: bool) -> Tradition:
    """The tradition without the lost texts, its reports in random order under names that tell nothing."""
    kept = [c for c in copies if c.id not in gone]
    dice.shuffle(kept)
    names = {c.id: f"x{i:02d}" for i, c in enumerate(kept)}
    reports = tuple(_report(c, credits=not stripped, dates=not stripped, number=i) for i, c in enumerate(kept))
    edges = contracted({(p, c.id) for c in copies for p in c.parents}, gone)
    return Tradition(reports, frozenset((_name(p, names), _name(c, names)) for p, c in edges))


def _name(node: str, names: dict[str, str]) -> str:
    """A surviving report's name, or that of a lost text."""
    return names.get(node, LOST + node)


def contracted(edges: Iterable[Edge], gone: set[str]) -> set[Edge]:
    """The edges without lost texts that nobody could tell of: those with fewer than two copies below them."""
    left = set(edges)
    while True:
        children = Counter(p for p, _ in left)
        bare = next((n for n in sorted(gone) if any(n in e for e in left) and children[n] < 2), None)
        if bare is None:
            return left
        above, below = [p for p, c in left if c == bare], [c for p, c in left if p == bare]
        left = {e for e in left if bare not in e} | {(p, c) for p in above for c in below}


# --- copying by hand


def witnesses(
    seed: int, *, size: int = 14, lost: int = 1, rate: float = 0.012, length: int = 60, french: bool = False
) -> Tradition:
    """A text copied by hand: in each copy about `rate` of the words change; no outlet, no date, no credit."""
    dice = random.Random(seed)
    told = vocabulary.FRENCH if french else [" ".join(invented(dice)) for _ in range(length // 12)]
    base, slips = " ".join(told).split(" "), FRENCH_SLIPS if french else SLIPS
    texts, edges = {"r00": base}, set()
    for number in range(1, size):
        parent = dice.choice(sorted(texts))
        texts[f"r{number:02d}"] = _by_hand(texts[parent], rate, dice, slips)
        edges.add((parent, f"r{number:02d}"))
    gone = set(dice.sample(sorted(texts), lost))
    kept = [n for n in sorted(texts) if n not in gone]
    dice.shuffle(kept)
    names = {n: f"x{i:02d}" for i, n in enumerate(kept)}
    reports = tuple(Report(id=names[n], text=" ".join(texts[n])) for n in kept)
    left = contracted(edges, gone)
    return Tradition(reports, frozenset((_name(p, names), _name(c, names)) for p, c in left))


def _bare(word: str, _dice: random.Random) -> str:
    """Accents lost."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def _ending(word: str, _dice: random.Random) -> str:
    """A plural made or lost."""
    return word[:-1] if word.endswith("s") else word + "s"


Slip = Callable[[str, random.Random], str]
SLIPS: tuple[Slip, ...] = (_swapped, _dropped)
FRENCH_SLIPS: tuple[Slip, ...] = (_swapped, _dropped, _bare, _ending)


def _by_hand(words: Sequence[str], rate: float, dice: random.Random, slips: Sequence[Slip]) -> list[str]:
    """The words as a tired scribe copies them."""
    copy: list[str] = []
    for word in words:
        roll = dice.random() / rate
        if roll >= 1 or len(word) < 4:
            copy.append(word)
        elif roll < 0.45:
            copy.append(dice.choice(slips)(word, dice))
        elif roll < 0.75:
            copy.append(dice.choice(words))
        elif roll < 0.9:
            copy.extend((word, dice.choice(words)))
    return copy
