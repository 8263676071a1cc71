"""Which capitalised words of a German text are names: every noun is capitalised, so a capital alone says nothing.

A word is an ordinary noun by its ending, or where the text puts an article, a number or an inflected adjective before
it; what is left is a name beside another capital, after a preposition of place or beside a verb of saying, and
wherever the text has it again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ..records import Span
from .capitals import COMMON, opens
from .countries import country
from .cue_verbs import FOREIGN
from .name_words import NOT_NAMES, PERSON_TITLES
from .number_words import CARDINALS
from .text import Word, words


def _set(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_DETERMINERS = re.compile(
    r"(?:d(?:er|ie|as|en|em|es)|derer|deren|dessen|(?:k|m|d|s)?ein(?:e[mnrs]?)?|(?:ihr|unser|euer|dies|jen|jed|jeglich|welch"
    r"|manch|solch|viel|wenig|einig|mehrer|all|beid|sämtlich|zahlreich|etlich|ander|weiter|erst|letzt)(?:e[mnrs]?)?"
    r"|im|am|zum|zur|beim|vom|ins|ans|fürs|aufs|mehr|etwas|genug|kaum|rund|etwa|knapp)"
)
_BEFORE_ADJECTIVE = _set("mit ohne durch wegen gegen trotz unter nach bei von aus in auf für vor über seit zu als")
_ADJECTIVE = re.compile(r"\w{2,}e[mnrs]?")
_OF_A_PLACE = re.compile(r"\w+ischen?")  # "im hessischen Altenfurt"
_PLACE_BEFORE = _set("in aus nach bei von nahe um bis zwischen")
# Open sentences before a noun without an article.
_OPENING = _set(
    "auch nach bei mit ohne durch wegen gegen trotz unter von aus auf für vor über seit zu als wie dass weil"
)
_SAYING = FOREIGN["de"] | _set("sagen sage erklärten meinten laut zufolge")
# Endings of ordinary nouns: derivations, and heads of the compounds that news prints.
_NOUN = re.compile(
    r"\w*(?:ung(?:en)?|heit(?:en)?|keit(?:en)?|schaft(?:en)?|tion(?:en)?|tät(?:en)?|nis(?:se[ns]?)?|ismus|[ai]tor(?:en)?"
    r"|ierer[ns]?|schützer[ns]?|häuser[ns]?|haus|leute[n]?|kr[aä]fte?[n]?|männer[ns]?|frauen|kinder[ns]?|menschen|wehr(?:en)?"
    r"|schule[n]?|gerichte?[ns]?|fälle[n]?|wagen|verkehr[s]?|unfall[s]?|mittel[ns]?|schäden|pläne[n]?|preise[n]?|rechte?[ns]?"
    r"|stunden?|tage?[ns]?|jahre?[ns]?|wochen?|monate?[ns]?|abend[s]?|nacht|zeit(?:en)?|arbeit(?:en|er[ns]?)?|wasser[s]?"
    r"|feuer[s]?|euro|dollar|prozent|uhr|million(?:en)?|milliarden?|kilometer[ns]?|meter[ns]?|hektar|liter[ns]?|tonnen?"
    r"|geld[er]*[n]?|zeugen?|flammen?|angaben?|opfer[ns]?|täter[ns]?|anwohner[ns]?|bewohner[ns]?|einwohner[ns]?|polizei"
    r"|polizist(?:en|in|innen)?|ermittler[ns]?|schüler[ns]?|patient(?:en)?|tote[nr]?|verletzte[nr]?|verdächtige[nr]?)"
)
# An ordinary noun that a name may follow at once: "Kommissar Volz", "die Firma Kestermann".
_HEAD = re.compile(
    r"\w+(?:er|in|chef|ist|ent|ant|at|ar|eur|mann|frau|rat)|\w*(?:firma|stadt|gemeinde|dorf|stadtteil|ortsteil|kreis|fluss"
    r"|partei|zeitung|agentur|nachrichtenagentur|insel|konzern|verein|schiff|sender|magazin|familie|region|raum)"
)
_MINE = _set("von van de del da di la al el bin")  # join two words of a name
_LONGEST_ACRONYM = 5
# Names that stand with an article.
_WITH_ARTICLE = _set(
    """schweiz türkei ukraine slowakei mongolei niederlande niederlanden iran irak sudan libanon jemen kongo balkan krim
    hamas hisbollah taliban bundeswehr nato rhein donau elbe weser main mosel isar spree neckar nil
    ostsee nordsee"""
)


@lru_cache(maxsize=512)
def german_names(text: str) -> tuple[Span, ...]:
    """Runs of words that are names, in order."""
    tokens = words(text)
    named = _Judged(text, tokens).names()
    runs: list[Span] = []
    last = -1
    for at in named:
        joined = last == at - 1 or (last == at - 2 and tokens[at - 1].key in _MINE)
        if runs and joined and text[runs[-1].end : tokens[at].start].strip() in ("", "-", tokens[at - 1].key):
            runs[-1] = Span(runs[-1].start, tokens[at].end)
        else:
            runs.append(Span(tokens[at].start, tokens[at].end))
        last = at
    return tuple(runs)


class _Judged:
    """The words of one text, each asked whether it is part of a name."""

    def __init__(self, text: str, tokens: tuple[Word, ...]) -> None:
        self._text, self._tokens = text, tokens
        lower = {w.key for w in tokens if text[w.start].islower()}
        self._capital = [self._capitalised(w, lower) for w in tokens]
        capitals = [i for i, capital in enumerate(self._capital) if capital]
        self._nouns = {tokens[i].key for i in capitals if _NOUN.fullmatch(tokens[i].key) or self._determined(i)}

    def names(self) -> Iterator[int]:
        """Places of the words that are names; what is one anywhere is one everywhere."""
        places = [i for i, capital in enumerate(self._capital) if capital]
        known = {self._tokens[i].key for i in places if self._evident(i)}
        return (i for i in places if self._tokens[i].key in known)

    def _capitalised(self, word: Word, lower: set[str]) -> bool:
        initial = self._text[word.start].isupper() and word.end - word.start > 1
        if (
            not initial
            or word.key in NOT_NAMES
            or word.key in COMMON
            or word.key in _OPENING
            or _DETERMINERS.fullmatch(word.key)
        ):
            return False
        return not opens(self._text, word) or word.key not in lower

    def _determined(self, at: int) -> bool:
        """Whether an article, a number or an inflected adjective stands before the word."""
        before = self._before(at)
        if _counts(before) or _DETERMINERS.fullmatch(before):
            return True
        adjective = _ADJECTIVE.fullmatch(before) and not _OF_A_PLACE.fullmatch(before) and before not in _SAYING
        first = self._before(at - 1) if adjective and not self._capital[at - 1] else ""
        return bool(first) and (first in _BEFORE_ADJECTIVE or _counts(first) or bool(_DETERMINERS.fullmatch(first)))

    def _evident(self, at: int) -> bool:
        """Whether what stands beside the word makes it a name."""
        word = self._tokens[at]
        written = self._text[word.start : word.end]
        if (written.isupper() and len(written) <= _LONGEST_ACRONYM) or word.key in _WITH_ARTICLE or country(word.key):
            return True
        if word.key in self._nouns:
            return False
        after = self._after(at)
        beside = self._before(at) in _SAYING or after in _SAYING
        return beside or self._placed(at) or self._follows(at) or self._leads(at)

    def _placed(self, at: int) -> bool:
        """Whether the word stands as a place: "in X", "im hessischen X", "in X und Y"."""
        before = self._before(at)
        if (
            before in ("und", "oder")
            and at > 1
            and self._capital[at - 2]
            and self._tokens[at - 2].key not in self._nouns
        ):
            return self._placed(at - 2)
        return before in _PLACE_BEFORE or bool(_OF_A_PLACE.fullmatch(before) and self._before(at - 1) in ("im", "in"))

    def _follows(self, at: int) -> bool:
        """Whether the word follows another capital at once that is no ordinary noun, or one that a name may follow."""
        if not self._before(at) or not (self._capital[at - 1] or self._before(at) in PERSON_TITLES):
            return False
        key = self._before(at)
        return key not in self._nouns or key in PERSON_TITLES or bool(_HEAD.fullmatch(key) and not _NOUN.fullmatch(key))

    def _leads(self, at: int) -> bool:
        """Whether a capital that is no ordinary noun follows the word at once."""
        after = self._after(at)
        return bool(after) and self._capital[at + 1] and after not in self._nouns

    def _before(self, at: int) -> str:
        """The key of the word before, where only a space is between; else ""."""
        return self._tokens[at - 1].key if at > 0 and self._beside(at - 1) else ""

    def _after(self, at: int) -> str:
        return self._tokens[at + 1].key if at + 1 < len(self._tokens) and self._beside(at) else ""

    def _beside(self, at: int) -> bool:
        gap = self._text[self._tokens[at].end : self._tokens[at + 1].start]
        return gap in (" ", "\u00a0", "-")


def _counts(key: str) -> bool:
    return key[:1].isdigit() or key in CARDINALS["de"]
