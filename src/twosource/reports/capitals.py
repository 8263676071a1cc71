"""Runs of capitalised words: what a text in a script with capitals treats as names, found in any stretch of it.

Plainer than `names`: no kinds and no linking, but every mention in place, which is what comparing two wordings needs.
"""

from __future__ import annotations

from functools import lru_cache

from ..records import Span
from .text import Word, words
from .times import MONTH, WEEKDAY

# Capitalised at the start of a sentence without being names.
_COMMON_ROWS = """the a an this that these those he she it they we i you his her its their our my your in on at of
for from to with by
    and but or nor so yet as if when while after before since until because although though where who what which why how
    there here one two three four five six seven eight nine ten some many most all both each every no not now then also
    according police officers authorities investigators witnesses neighbors family officials meanwhile however
    earlier later
    another other several more less during about over under between among against through without is was are were be
    been
    being has have had do does did will would can could may might must should let just only even still once despite
    anyone
    someone nobody everyone nothing something anything photo video image update updated read see click share copyright
    yesterday today tomorrow tonight mr mrs ms dr court shots gunfire shooting shooter suspect suspects victim victims
    people man woman men women boy girl child children deputies detectives residents paramedics homicide"""
COMMON = frozenset(_COMMON_ROWS.split()) | frozenset([*MONTH, *WEEKDAY, "am", "pm"])
_JOINED = frozenset({"of", "de", "la", "van", "von", "der", "den", "al", "el", "bin", "ibn", "del", "da", "di", "du"})
_OPENERS = frozenset(".!?:;…\"“”„«»'‘([{•*|\n-–—")


@lru_cache(maxsize=512)
def capital_runs(text: str) -> tuple[Span, ...]:
    """Runs of capitalised words in order; a sentence's first word counts only if the text capitalises it elsewhere too
    or it is not known in lower case."""
    tokens = words(text)
    lower = {w.key for w in tokens if text[w.start].islower()}
    inner = {w.key for w in tokens if _capital(text, w) and not opens(text, w)}
    runs: list[Span] = []
    for at, word in enumerate(tokens):
        if not _named(text, word, lower, inner):
            continue
        gap = text[runs[-1].end : word.start] if runs else ""
        between = tokens[at - 1].key if at else ""
        joined = gap in (" ", "-", ". ") or (gap.strip() == between and between in _JOINED and len(gap) < 8)
        owned = bool(runs) and runs[-1].of(text).endswith(("'s", "’s"))
        if runs and joined and not owned and not opens(text, word):
            runs[-1] = Span(runs[-1].start, word.end)
        else:
            runs.append(Span(word.start, word.end))
    return tuple(_without_genitive(text, run) for run in runs)


def _named(text: str, word: Word, lower: set[str], inner: set[str]) -> bool:
    if not _capital(text, word) or word.key in COMMON:
        return False
    return not opens(text, word) or word.key in inner or word.key not in lower


def _capital(text: str, word: Word) -> bool:
    return text[word.start].isupper() and (word.end - word.start > 1)


def opens(text: str, word: Word) -> bool:
    """Whether the word stands at the start of a sentence, heading or quotation."""
    before = text[max(0, word.start - 3) : word.start].rstrip(" \u00a0")
    if before.endswith(".") and text[max(0, word.start - 5) : word.start].strip() in {
        "Mr.",
        "Mrs.",
        "Ms.",
        "Dr.",
        "St.",
    }:
        return False
    return not before or before[-1] in _OPENERS


def _without_genitive(text: str, run: Span) -> Span:
    for ending in ("'s", "’s", "'", "’"):
        if run.of(text).endswith(ending):
            return Span(run.start, run.end - len(ending))
    return run
