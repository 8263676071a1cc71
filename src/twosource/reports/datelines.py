"""Credits by place: the dateline at the head of a text, the byline above it, desk slugs and tags at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from ..records import Credit
from .agency_tags import tag_credits
from .mentions import Mention, outlet_mentions
from .outlets import is_agency, is_known, outlet_name, same_outlet

_HEAD = 4000  # characters in which datelines and bylines are looked for
_TAIL = 1200  # characters in which slugs and closing tags are looked for
_HEAD_LINES = 30
_LONGEST_PLACE = 45  # characters; "Washington, D.C., Wednesday, September 15, 2021" is rare

_DATELINE = re.compile(
    r"^[ \t]*(?P<place>[^\n()（）]{0,90}?)[(（](?P<name>[^()\n（）]{2,60})[)）][ \t]?"
    r"(?P<dash>\.?[ \t]?(?:--|[-–—―−:])|(?=[A-Z“\"]|[ \t][A-Z“\"]))",
    re.MULTILINE,
)
_INNER_DATELINE = re.compile(
    r"(?<=[\s.])(?P<place>[A-Z][A-Z .'-]{2,30}(?:, [A-Z][A-Za-z. ]{1,14})?) "
    r"[(](?P<name>[^()\n]{2,40})[)] ?(?P<dash>--|[-–—])"
)
_CALL_SIGN = re.compile(r"[KW][A-Z]{2,3}(?:-?(?:TV|FM|AM))?\d{0,2}")
_SHOUTED = re.compile(r"[A-Z][A-Z0-9.-]{1,7}")
_NO_PLACE = re.compile(
    r"\b(?:the|that|which|said|says|was|were|has|have|and his|told|photo|Photo|PHOTO|Credit|Courtesy)\b"
)
_SIGN_OFF = re.compile(
    r"(?:Additional r|R)eporting by [^()\n]{3,400}?[;.,] ?(?:[Ee]diting|[Ww]riting|[Cc]ompiled) by [^()\n;.]{2,100}"
)
_SLUG = re.compile(r"^[ \t]*(?P<slug>(?:burs?-)?[a-z]{1,5}(?:[-/][a-z]{1,5}){1,9}/?)[ \t]*$", re.MULTILINE)
_INITIALS = re.compile(
    r"^[ \t]*(?P<name>PTI|dpa|IANS|ANI|UNI|EFE|Lusa|LUSA|PAP)"
    r"(?:(?: [A-Za-z]{2,4}){1,6}|/[Ff]im|[ /-]+[a-z]{2,4}(?:/[a-z]{2,4}){0,4}/?)[ \t]*$",
    re.MULTILINE,
)
_CLOSING = re.compile(
    r"(?:^[ \t]*|[.!?”\"'’»)] ?)(?P<tag>(?:[-–—]{1,2}|//?) ?(?P<b>[^()\n.,]{2,30})[.。]?)[ \t]*$", re.MULTILINE
)
_BRACKETS = re.compile(r"(?P<tag>[(（](?P<b>[^()\n（）]{2,40})[)）][.。]?)[ \t]*$", re.MULTILINE)
_BY = re.compile(
    r"(?:by|from|von|par|por|di|da|de|door|od|Автор:|Autor:|Von|Par|Redacción|Redação)\b[: ]?", re.IGNORECASE
)
_GAP = r"[\s|/,.–—•·-]*"
_PERSON = re.compile(
    rf"{_GAP}(?:(?:and |und |et |y |e )?(?<![\w'’])[A-ZÀ-ÞА-Я][\w'’]{{0,20}}{_GAP}){{0,8}}(?:in [A-Z]\w+)?"
)


def dateline_credits(text: str, outlet: str = "") -> Iterator[Credit]:
    """ "Moscow, December 15 (AFP) –", "(ANSA) - ROMA", kind dateline; "DENVER (KUSA) --", kind station."""
    head = text[:_HEAD]
    yield from tag_credits(text)
    for found in (*_DATELINE.finditer(head), *_INNER_DATELINE.finditer(head)):
        place = found["place"]
        if _NO_PLACE.search(place) or not (found["dash"] or _is_place(place)):
            continue
        for name in _names_in_brackets(found["name"], place, outlet, dashed=bool(found["dash"])):
            kind: Literal["dateline", "station"] = "dateline" if is_agency(name) else "station"
            start = found.start("name") - 1 - len(_short(place))
            yield Credit(
                outlet_name(name),
                kind,
                text[start : found.end()].rstrip(),
                start,
                start + len(text[start : found.end()].rstrip()),
            )


def _short(place: str) -> str:
    """A dateline's place, without a heading that stands before it on the same line."""
    return place.lstrip() if len(place) <= _LONGEST_PLACE else place[-_LONGEST_PLACE:].partition(" ")[2]


def _is_place(place: str) -> bool:
    """Whether every word is capitalised or a number: "NEW YORK, Nov. 19"."""
    words = place.split()
    return bool(words) and len(words) <= 8 and all(not word[0].islower() for word in words)


def _names_in_brackets(inside: str, place: str, outlet: str, *, dashed: bool) -> Iterator[str]:
    """Outlets in a dateline's brackets: known ones, call signs, and any capitals after a place in capitals."""
    whole = inside.strip().removesuffix(" MODIFIED")
    for part in [whole] if is_known(whole) else re.split(r"\s*(?:/|,| and | & |;)\s*", whole):
        shouted = bool(_SHOUTED.fullmatch(part)) and dashed and place.isupper()
        if part and (is_known(part) or _CALL_SIGN.fullmatch(part) or (dashed and same_outlet(part, outlet)) or shouted):
            yield part


def _lines(text: str, start: int) -> Iterator[tuple[int, str]]:
    """Non-empty lines with their offsets, `text` beginning at `start` of the whole."""
    for line in re.finditer(r"[^\n]+", text):
        if line[0].strip():
            yield start + line.start(), line[0]


def byline_credits(text: str, byline: str = "") -> Iterator[Credit]:
    """ "By Jane Roe, Associated Press", "Jane Roe | AP", "EFE" on its own line; the byline the page states."""
    yield from (Credit(m.name, "byline", byline) for m in outlet_mentions(byline[:500]) if m.known or is_agency(m.name))
    tail = max(_HEAD, len(text) - 300)
    lines = [line for line, _ in zip(_lines(text[:_HEAD], 0), range(_HEAD_LINES), strict=False)]
    for start, line in [*lines, *_lines(text[tail:], tail)]:
        if len(line) <= 120:
            for mention in outlet_mentions(line):
                if _is_byline(line, mention):
                    words = line.strip()
                    at = start + line.index(words)
                    yield Credit(mention.name, "byline", words, at, at + len(words))


def _is_byline(line: str, mention: Mention) -> bool:
    """Whether a line gives an author or nothing beside the outlet."""
    before, after = line[: mention.start].strip(), line[mention.end :].strip()
    if not (mention.known or is_agency(mention.name)) or not _PERSON.fullmatch(after) or len(after) > 40:
        return False
    by = _BY.match(before)
    if by:
        return bool(_PERSON.fullmatch(before[by.end() :].removesuffix("the").removesuffix("The")))
    apart = bool(re.search(r"(?:[|/,–—•-]|^)(?: ?[Tt]he)?$", before) and _PERSON.fullmatch(before))
    return apart and is_agency(mention.name) and not line.strip().endswith((".", ":")) and len(before.split()) <= 6


def slug_credits(text: str, dateline: str = "") -> Iterator[Credit]:
    """An agency's desk at the end: "burs-alf/gkg/lch" (AFP's way), "PTI ABC", "(Reporting by ...; editing by ...)".

    `dateline`: the agency that the head names; it owns the slug and the sign-off.
    """
    tail = max(0, len(text) - _TAIL)
    for found in _SLUG.finditer(text, tail):
        if found["slug"].count("/") >= 2 or found["slug"].startswith("bur"):
            yield Credit(dateline or "AFP", "slug", found["slug"], found.start("slug"), found.end("slug"))
    for found in _INITIALS.finditer(text, tail):
        yield Credit(outlet_name(found["name"]), "slug", found[0], found.start(), found.end())
    for found in _SIGN_OFF.finditer(text, tail):
        yield Credit(dateline or "Reuters", "slug", found[0], found.start(), found.end())
    yield from _closing_tags(text, tail)


def _closing_tags(text: str, tail: int) -> Iterator[Credit]:
    """ "(PTI)", "— AFP", "/dpa" behind the last words of a line near the end."""
    for found in (*_CLOSING.finditer(text, tail), *_BRACKETS.finditer(text, tail)):
        for part in re.split(r"\s*(?:/|,| and | & )\s*", found["b"].strip()):
            mention = next(iter(outlet_mentions(part)), None)
            if mention and mention.known and mention.end - mention.start == len(part) and is_agency(part):
                yield Credit(outlet_name(part), "slug", found["tag"], found.start("tag"), found.end("tag"))
