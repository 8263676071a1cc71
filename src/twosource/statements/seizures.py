"""Contrasts of what was found: of the drugs that the police seized, each report may name others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from ..records import Report
from ..reports.text import sentences
from .contrasts import Contrast, Sides
from .stated import Stated

_SEIZED = re.compile(r"\b(?:seized|retrieved|recovered|confiscated|found|discovered|located)\b", re.I)
_DRUGS = {
    "methamphetamine": r"meth(?:amphetamine)?",
    "crack": r"crack(?: cocaine)?",
    "cocaine": r"(?<!crack )cocaine",
    "heroin": r"heroin",
    "marijuana": r"marijuana|cannabis",
    "fentanyl": r"fentanyl",
    "pills": r"pills|prescription drugs",
}
_NAMES = list(_DRUGS)
_DRUG = re.compile("|".join(rf"(?P<d{at}>\b(?:{words})\b)" for at, words in enumerate(_DRUGS.values())), re.I)
_ONE_FIND = 2  # drugs that both lists name: one find


def finds(pair: Sides) -> Iterator[Contrast]:
    """Two lists of drugs found, alike but for one: the drug that makes the difference against the other's list."""
    for mine in _lists(pair.a):
        for theirs in _lists(pair.b):
            if len(mine.keys() & theirs.keys()) >= _ONE_FIND and mine.keys() != theirs.keys():
                yield Contrast("other", "what was found", _telling(mine, theirs), _telling(theirs, mine), 0.7)
                return


def _telling(mine: Mapping[str, Stated], theirs: Mapping[str, Stated]) -> Stated:
    """A drug of mine that theirs lacks; the first, where there is none."""
    return next((s for name, s in mine.items() if name not in theirs), next(iter(mine.values())))


@lru_cache(maxsize=1024)
def _lists(report: Report) -> tuple[Mapping[str, Stated], ...]:
    """Drugs named in each sentence that tells of a find."""
    lists: list[Mapping[str, Stated]] = []
    for sentence in sentences(report.text, report.language):
        if _SEIZED.search(report.text, sentence.start, sentence.end):
            found: dict[str, Stated] = {}
            for m in _DRUG.finditer(report.text, sentence.start, sentence.end):
                name = _NAMES[int(str(m.lastgroup)[1:])]
                one = Stated(report.id, "drug", name, m.start(), m.end(), "drug", sentence=sentence, words=m[0])
                found.setdefault(name, one)
            if found:
                lists.append(found)
    return tuple(lists)
