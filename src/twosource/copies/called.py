"""Which capitalised words name somebody or something that the story tells of, so that another name is a change.

Not: tags of stations and datelines, handles and addresses, a sentence's first word, a state's abbreviation. Nor is it a
change of name when a report says "the boy" where the other gives his name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ..records import Span
from ..reports.cue_verbs import SAY
from ..reports.names import names
from .taken import Taken
from .variants import canonical

# American call signs, networks and agencies.
_STATION = re.compile(
    r"[KW][A-Z]{2,3}(?:-?TV|-?FM|-?AM)?|CBS|NBC|ABC|FOX|CNN|AP|AFP|UPI|Reuters|ANI|TASS|SANA|Nexstar|News|\d+"
)
# A dateline ("KANSAS CITY, Mo. (AP) --", "ALAMO, TX -"), a handle, hashtag or address.
_BESIDE = re.compile(
    r"^[ \t]*[^\W\d_a-z]{2}[^\W\d_a-z .,'’-]+[^\n]{0,40}?(?:\([^()\n]{2,40}\)|--|[-–—](?=\s))"
    r"|\([^()\n]{0,40}\) ?(?:--|[-–—])"
    r"|(?<!\w)[@#]\w+|https?://\S+|\b(?:www|pic)\.\S+|\b[\w-]+\.(?:com|org|net)\b\S*",
    re.MULTILINE,
)
_FIGURE_BESIDE = re.compile(r"\d-|-\d")
_FOLLOWS = re.compile(r"\s+(\w+)")
# AP's abbreviations of the states, the posts', and zones of time: they stand beside a place and tell nothing new.
_LONGEST_ACRONYM = 5
_SHORT_ROWS = """
    ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn
    tex vt va wash wis wyo n.h n.j n.m n.y n.c n.d r.i s.c s.d w.va al ak az ar ca co ct fl hi ia id il in ks ma me mi
    mn ms mt nc nd ne nh nj nm nv ny oh ok or ri sc sd tn tx ut wa wi wv wy dc d.c est edt cst cdt mst mdt pst pdt
    gmt"""
_SHORT = frozenset(_SHORT_ROWS.split())
# How a report speaks of a person whom the other one names.
_DESCRIBED_ROWS = """
    he she they him her them who it we i his their our this that man woman boy girl teen teenager youth child kid
    toddler baby infant juvenile adult person individual victim victims suspect suspects shooter gunman driver passenger
    resident couple pair father mother parents dad mom son daughter brother sister husband wife uncle nephew cousin
    friend neighbor officer officers deputy deputies family old investigators police authorities officials"""
_DESCRIBED = frozenset(_DESCRIBED_ROWS.split())


# Groups that reports tell of, by what one cannot be when one is another.
_GROUPS = {
    word: row.split()[0]
    for row in """
        fighters fighter rebels rebel soldiers soldier troops terrorists terrorist militants militant jihadists jihadist
        insurgents insurgent extremists combatants militiamen
        civilians civilian citizens citizen villagers residents locals
        journalists journalist reporters
        medics doctors nurses paramedics
        prisoners inmates detainees
        refugees migrants
        protesters demonstrators
        """.strip().splitlines()
    for word in row.split()
}
_ANYBODY = frozenset({"people", "persons", "person", "victims", "men", "women", "children"})


def other_group(one: Sequence[str], other: Sequence[str], *, named: bool) -> bool:
    """Whether another group of people is told of: "39 rebel fighters" / "39 civilians", "people" / "YPJ fighters".

    `named`: either side has a name, so that "people" on the other side leaves no doubt who is meant.
    """
    left, right = ({_GROUPS.get(w.strip("().,"), "") for w in side} - {""} for side in (one, other))
    if left and right:
        return not left & right
    return named and bool(left or right or _ANYBODY & {*one, *other})


@lru_cache(maxsize=512)
def _besides(text: str) -> Taken:
    return Taken(Span(*m.span()) for m in _BESIDE.finditer(text))


def beside(text: str, start: int, end: int) -> bool:
    """Whether a fact stands in a dateline, a handle, a hashtag or an address, or is part of a longer sign ("N8K2")."""
    around = text[max(0, start - 2) : start], text[end : end + 2]
    part = around[0][-1:].isalnum() or around[1][:1].isalnum() or any(_FIGURE_BESIDE.fullmatch(s) for s in around)
    return part or _besides(text).touches(start, end)


@lru_cache(maxsize=512)
def _places_of_names(text: str, language: str | None) -> Taken:
    """Where names stand that belong to the account."""
    return Taken(
        n
        for n in names(text, language)
        if not _besides(text).touches(n.start, n.end)
        and not set(n.key.split()) <= _SHORT
        and not tagged(n.words)
        and not _shouted(n.words)
    )


def _shouted(words: str) -> bool:
    """ "UPDATE", "NEW DETAILS": capitals that call for attention; "ISIS" and "YPJ" are shorter."""
    return words.isupper() and len(words) > _LONGEST_ACRONYM


def named(text: str, language: str | None, start: int, end: int) -> bool:
    """Whether text[start:end], a run of capitalised words, names somebody or something of the story."""
    if _places_of_names(text, language).touches(start, end):
        return True
    follows = _FOLLOWS.match(text[end : end + 30])  # "Hszi reported"
    return follows is not None and follows[1] in SAY and not beside(text, start, end)


def described(words: Sequence[str]) -> bool:
    """Whether the words speak of a person without a name: "the boy", "A 34-year-old man"."""
    return any(part in _DESCRIBED for w in words for part in (w, canonical(w), w.rpartition("-")[2]))


def tagged(words: str) -> bool:
    """Whether the words name a station or agency and nothing else: its tag in the text is no statement of the story."""
    parts = re.findall(r"[\w-]+", words)
    return bool(parts) and all(_STATION.fullmatch(part) for part in parts)
