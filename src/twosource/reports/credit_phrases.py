"""The words by which reports name where their text, or the reporting they relay, comes from.

The phrases themselves, each with an example, are the tables `data/credit_cues.tsv` and `data/credit_frames.tsv`; here
are the small words that may stand between a cue and a name. Patterns are bounded: no nested repetition, so that no text
makes them slow.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple, cast

from ..records import CreditKind
from .tables import rows

# What may stand between a cue and the name: articles, words for a kind of outlet, nationalities.
_FILLERS = "|".join(word for (line,) in rows("fillers.txt") for word in line.split())
FILLER = rf"(?:(?:{_FILLERS}) +){{0,5}}(?:l['’]|d['’]|dell['’]|all['’]|dall['’])?(?:agence |agenzia )?"

# What may stand between a name and its verb: "(AP)", "'s", "newspaper", "Jane Roe", ", a local paper,".
_STAFF = "newspaper|news agency|agency|television|TV|radio|magazine|website|News|correspondent|reporter|columnist"
FOLLOWER = (
    rf"(?: ?\([^()\n]{{1,30}}\))?(?:['’]s?)?(?: (?:{_STAFF}))?"
    r"(?: [A-ZÀ-Þ][\w.'’-]{1,20}){0,3}(?:, (?!former|who |then)[^,.\n]{2,70},)?"
)
_ADVERB = (
    "(?:(?:first|also|has|have|had|is|are|was|previously|later|now|earlier|recently|exclusively|today|"
    r"quoting \w+) ){0,3}"
)
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_WHEN = rf"(?:(?: (?:on|last|this|late|early))?(?: {_DAY}| today| yesterday)(?: (?:morning|afternoon|evening|night))?)?"

# An outlet's name as a frame may take it: capitalised words, joined by small ones, "/", "&", digits.
_INITIAL = "A-Z0-9À-ÖØ-ÞΑ-ΩА-Я"
_LETTERS = r"[^\s,;:()|\n]{0,39}"
_NAME = (
    rf"(?P<name>(?:[Tt]he )?[{_INITIAL}]{_LETTERS}"
    rf"(?: (?:of the |of |de la |de |and |& |/ |und |et |y |e )?[{_INITIAL}/]{_LETTERS}){{0,6}})"
)
_ARTICLE = (
    r"(?:[Tt]his |[Tt]he |A version of this |An? )(?:\w+ ){0,2}?"
    "(?:article|story|report|piece|post|content|column|essay|interview|commentary|version|text)"
)
_MACROS = {"<ADVERB>": _ADVERB, "<WHEN>": _WHEN, "<NAME>": _NAME, "<ARTICLE>": _ARTICLE}


class Cue(NamedTuple):
    """Patterns of what stands before and behind an outlet's name; language "*" is any. `example`: X for the name."""

    language: str
    kind: CreditKind
    before: str
    after: str
    example: str


class Frame(NamedTuple):
    """A whole phrase that may take an unknown name, in the group `name` (no group: an unnamed feed)."""

    language: str
    kind: CreditKind
    pattern: str
    example: str


def _expanded(pattern: str) -> str:
    """A table's pattern with its macros filled in; "-" is the empty one."""
    return re.sub("|".join(_MACROS), lambda macro: _MACROS[macro[0]], "" if pattern == "-" else pattern)


@cache
def cues() -> tuple[Cue, ...]:
    """The table of cues."""
    return tuple(
        Cue(language, cast(CreditKind, kind), _expanded(before), _expanded(after), example)
        for language, kind, before, after, example in rows("credit_cues.tsv", "\t")
    )


@cache
def frames() -> tuple[Frame, ...]:
    """The table of frames."""
    return tuple(
        Frame(language, cast(CreditKind, kind), _expanded(pattern), example)
        for language, kind, pattern, example in rows("credit_frames.tsv", "\t")
    )
