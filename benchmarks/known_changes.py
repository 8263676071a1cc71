"""Changes whose truth is known: real reports copied with an editor's light changes and one alteration of a known kind.

Of each kind: how often it is found at its place, with its kind; and how many changes are told of copies that an editor
only touched lightly. To results/known_changes.json. `python benchmarks/known_changes.py [SEED]`
"""

from __future__ import annotations

import json
import random
import re
import statistics
import sys
from collections.abc import Callable, Sequence

from record import record
from statements import gva
from transmission import edit_lightly
from twosource.copies.changes import compare
from twosource.records import Report
from twosource.reports.cue_verbs import PRONOUNS
from twosource.reports.names import names
from twosource.reports.quotes import quotations
from twosource.reports.text import sentences
from twosource.reports.times import MONTH, WEEKDAY

REPORTS = 150
LENGTHS = range(150, 700)  # words
OTHERS = ("Quillan", "Marrow", "Staveley", "Okoro", "Ferrant")
PLACES = ("Dunmore", "Harwick", "Kessel", "Penwick")
OPPOSITES = (("man", "woman"), ("killed", "injured"), ("brother", "sister"), ("father", "mother"), ("boy", "girl"))
DAYS = [day.capitalize() for day in WEEKDAY if day.endswith("day") and day.isascii()]
Altered = tuple[str, int]  # the new text, and where in it the alteration stands
Alteration = Callable[[Report, random.Random], Altered | None]


def _put(text: str, start: int, end: int, new: str) -> Altered:
    return text[:start] + new + text[end:], start


def _one(found: Sequence[re.Match[str]], dice: random.Random) -> re.Match[str] | None:
    return dice.choice(found) if found else None


def number(report: Report, dice: random.Random) -> Altered | None:
    """Another figure; none of a date or a clock time, which would be a change of time."""
    figures = re.finditer(r"(?<![\w:/.-])\d{1,2}(?![\w:/.-]|,\d| [ap]\.?m)", report.text)
    found = _one([m for m in figures if not _DATED.search(report.text, max(0, m.start() - 12), m.start())], dice)
    return _put(report.text, *found.span(), str(int(found[0]) + dice.randint(2, 30))) if found else None


def day(report: Report, dice: random.Random) -> Altered | None:
    """Another day of the week."""
    found = _one(list(re.finditer("|".join(DAYS), report.text)), dice)
    return _put(report.text, *found.span(), dice.choice([d for d in DAYS if d != found[0]])) if found else None


def name(report: Report, dice: random.Random) -> Altered | None:
    """Another surname."""
    people = [n for n in names(report.text) if n.kind == "person" and " " in n.words]
    if not people:
        return None
    one = dice.choice(people)
    return _put(report.text, one.start + one.words.rindex(" ") + 1, one.end, dice.choice(OTHERS))


def place(report: Report, dice: random.Random) -> Altered | None:
    """Another place after "in"."""
    found = _one(list(re.finditer(r"(?<=\bin )(?!January|February|March|April|May|June|July|August|September|October"
                                  r"|November|December)[A-Z][a-z]{3,}\b(?! [A-Z])", report.text)), dice)  # fmt: skip
    return _put(report.text, *found.span(), dice.choice(PLACES)) if found else None


def negation(report: Report, dice: random.Random) -> Altered | None:
    """A denial put in."""
    found = _one(list(re.finditer(r"\b(?:was|were|is|are|has|have|had)\b(?= \w+ed\b)", report.text)), dice)
    return _put(report.text, found.end(), found.end(), " not") if found else None


def hedge(report: Report, dice: random.Random) -> Altered | None:
    """A hedge put in."""
    found = _one(list(re.finditer(r"\b(?:was|were|had)\b(?= \w+ed\b)", report.text)), dice)
    return _put(report.text, found.end(), found.end(), " allegedly") if found else None


def meaning(report: Report, dice: random.Random) -> Altered | None:
    """A word for its opposite."""
    found = _one(list(re.finditer(rf"\b(?:{'|'.join(w for pair in OPPOSITES for w in pair)})\b", report.text)), dice)
    if not found:
        return None
    other = next(b if found[0] == a else a for a, b in OPPOSITES if found[0] in (a, b))
    return _put(report.text, *found.span(), other)


def quote(report: Report, dice: random.Random) -> Altered | None:
    """Another word inside a quotation."""
    spans = [q for q in quotations(report.text) if q.direct and q.end - q.start > 40]
    words = [m for q in spans for m in re.finditer(r"\b[a-z]{5,}\b", report.text[: q.end]) if m.start() > q.start]
    found = _one(words, dice)
    return _put(report.text, *found.span(), "marble") if found else None


def attribution(report: Report, dice: random.Random) -> Altered | None:
    """Somebody else's words."""
    given = [q for q in quotations(report.text) if q.direct and q.speaker_span and q.speaker.casefold() not in PRONOUNS]
    spans = [q.speaker_span for q in given if q.speaker_span and q.speaker_span.of(report.text).count(" ") == 1]
    if not spans:
        return None
    one = dice.choice(spans)
    return _put(report.text, one.start, one.end, f"Tilda {dice.choice(OTHERS)}")


ALTERATIONS: dict[str, tuple[Alteration, frozenset[str]]] = {
    "number": (number, frozenset({"number"})),
    "time": (day, frozenset({"time"})),
    "name": (name, frozenset({"name"})),
    "place": (place, frozenset({"place", "name"})),
    "negation": (negation, frozenset({"negation"})),
    "hedge": (hedge, frozenset({"hedge"})),
    "meaning": (meaning, frozenset({"meaning"})),
    "quote": (quote, frozenset({"quote"})),
    "attribution": (attribution, frozenset({"attribution", "name"})),
}
_DATED = re.compile(rf"\b(?:{'|'.join(MONTH)})\.? $", re.I)
# A light change that drops a hedge is a change, and rightly told.
_TELLING = re.compile(r"\b(?:reportedly|allegedly)\b")


def lightly(report: Report, dice: random.Random) -> str:
    """The text after an editor's light changes, its line breaks as they were."""
    text = report.text
    for sentence in reversed(sentences(text, "en")):
        old = sentence.of(text)
        new = old if _TELLING.search(old) else edit_lightly((old,), dice)[0]
        text = text[: sentence.start] + new + text[sentence.end :]
    return text


def told(a: Report, text: str) -> list:
    b = Report("copy", text, a.title, published=a.published)
    return [c for c in compare(a, b) if c.kind not in ("cut", "added")]


def main() -> None:
    dice = random.Random(int(sys.argv[1]) if sys.argv[1:] else 11)
    reports = [r for r in gva().values() if len(r.text.split()) in LENGTHS]
    chosen = dice.sample(reports, REPORTS)
    alone = [len(told(report, lightly(report, dice))) for report in chosen]
    figures: dict[str, object] = {
        "light copies": len(alone),
        "changes a light copy": round(statistics.mean(alone), 3),
        "with at most one": round(sum(n <= 1 for n in alone) / len(alone), 3),
    }
    for kind, (alter, kinds) in ALTERATIONS.items():
        hits, extra = [], []
        for report in chosen:
            altered = alter(report, dice)
            if altered:
                found = told(report, altered[0])
                hits.append(any(c.kind in kinds and c.b_start - 30 <= altered[1] <= c.b_end + 30 for c in found))
                extra.append(len(found) - hits[-1])
        figures[kind] = {"of": len(hits), "found": round(statistics.mean(hits), 3),
                         "others told": round(statistics.mean(extra), 2)}  # fmt: skip
    print(json.dumps(figures, indent=1))
    if not sys.argv[1:]:
        print(record("known_changes", figures))


if __name__ == "__main__":
    main()
