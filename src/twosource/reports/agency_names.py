"""News agencies that no table knows, told by the form of their names: "Meridian Press Agency", its tag "MPA"."""

from __future__ import annotations

import re
from functools import lru_cache

from .text import unaccented

SHORTEST_TAG, LONGEST_TAG = 2, 6  # letters of an agency's acronym: "AP", "UNIAN" is five

_TAG = re.compile(rf"[^\W\d_]{{{SHORTEST_TAG},{LONGEST_TAG}}}")
# How agencies end their names ("... News Agency"), or begin them ("Agence de presse ..."); without marks and case.
_ENDING = re.compile(
    r".*\w[ -](?:(?:news|press|wire|telegraph|information) ?(?:agency|bureau)|(?:news|wire) service|newswire|media wire"
    r"|(?:presse-?|nachrichten)agentur|persbureau|haber ajansi|nyhetsbyra|nyhedsbureau|uutistoimisto|hirugynokseg"
    r"|informacn\w+ agentura|tiskova agentura|tiskovna agencija|agencja (?:prasowa|informacyjna)"
    r"|通讯社|通訊社|通信社)"
)
_OPENING = re.compile(
    r"(?:agence (?:de )?(?:presse|d'information)|agencia (?:de )?(?:noticias|prensa|informativa)"
    r"|agencia de noticias|agenzia (?:di )?(?:stampa|notizie)|nachrichtenagentur|presseagentur|persbureau"
    r"|информационное агентство|агентство новостей|وكالة (?:ال)?انباء)[ \w]"
)
_SMALL = frozenset(
    ("the", "of", "and", "for", "de", "la", "le", "du", "des", "di", "der", "die", "das", "do", "da", "el", "y", "et")
)
_NEAR = 20_000  # characters at the head of a text in which a tag's full name is looked for
_PARTS = re.compile(r"[^\s-]+")


def is_tag(name: str) -> bool:
    """Whether a name has the form of an acronym: 2 to 6 letters, all capital or all small."""
    return bool(_TAG.fullmatch(name)) and (name.isupper() or name.islower())


@lru_cache(maxsize=8192)
def has_agency_form(name: str) -> bool:
    """Whether a name says of itself that it is a news agency's: "Meridian News Agency", "Agencia de noticias Sur"."""
    plain = " ".join(unaccented(name[:200]).casefold().split())
    return bool(_ENDING.fullmatch(plain) or _OPENING.match(plain))


def initials(name: str) -> str:
    """ "MPA" of "The Meridian Press Agency"; parts of "France-Presse" count alone, articles and "of" not at all."""
    parts = [part for part in _PARTS.findall(name[:200]) if part.casefold() not in _SMALL]
    return "".join(part[0] for part in parts).upper()


def stands_for(tag: str, name: str) -> bool:
    """Whether `tag` is the acronym of a name in an agency's form."""
    return is_tag(tag) and has_agency_form(name) and initials(name) == tag.upper()


def full_name(tag: str, text: str) -> str:
    """The capitalised words in `text` that begin with the letters of `tag`, "" where none stand there in a row.

    With a tag of two letters that is too easily chance: it counts only in an agency's form.
    """
    if not is_tag(tag):
        return ""
    words = [rf"{re.escape(letter)}[\w'’]{{2,24}}" for letter in tag.upper()]
    found = re.search(rf"\b{'(?: |-| of | of the | de | de la | and )'.join(words)}", text[:_NEAR])
    name = found[0] if found else ""
    return name if len(tag) > SHORTEST_TAG or has_agency_form(name) else ""
