"""Tags of agencies that no table knows, by their place: "PORT ANSLEY, March 14 (MPA) –", "МОСКВА, 15 марта. /МПА/."

A tag in brackets behind a place and before a dash is taken as it stands. Where chance is nearer (small letters, which
may be an author's; "MPA:" at the head) the text must also hold a name with these initials.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..records import Credit
from .agency_names import SHORTEST_TAG, full_name, has_agency_form, initials
from .outlets import is_known, outlet_name
from .tables import rows

_HEAD = 1500  # characters in which an unknown tag may stand: a dateline comes first

_UPPER = "A-ZÀ-ÖØ-ÞΑ-ΩА-ЯІЇЄČŘŠŽ"
_SMALL_WORDS = "de|del|de la|la|los|las|el|le|les|do|da|di|of|on|upon|am|an|der|die|bei|sur|aan|nad"
_PLACE = (
    rf"(?P<place>(?:[{_UPPER}][^\W\d_]{{0,24}}[.'’]?)"
    rf"(?:[ -](?:(?:{_SMALL_WORDS})[ -])?[{_UPPER}][\w.'’]{{0,24}}){{0,3}})"
)
# ", Ohio", ", March 14, 2024", ", 14 mars 2024", ", 15 декабря."
_DATE = r"(?:,? (?:[^\W\d_]{2,12}\.?,? ?)?\d{1,4}(?:[., ]{1,2}[^\W\d_]{2,12}\.?)?(?:,? \d{4})?[.,]?)"
_REGION = r"(?:, {1,2}[A-Z][\w. ]{1,20}| \[[\w ]{2,20}\])?"
_DASH = r"[ \t]?[.,]?[ \t]?(?:--|[-–—―−:])"
_WORD = r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)[A-Z][a-z]{3,14}(?: (?:Press|News))?"

_PLAIN = (
    re.compile(
        rf"^[ \t]*{_PLACE}{_REGION}{_DATE}?[.,]? {{0,2}}"
        rf"\( ?(?:[A-Z]{{3,4}}/)?(?P<name>[{_UPPER}]{{2,6}}(?:-[{_UPPER}]{{2,6}})?) ?\){_DASH}",
        re.MULTILINE,
    ),
    # A name that is no acronym only behind a date.
    re.compile(rf"^[ \t]*{_PLACE}{_REGION}{_DATE}[.,]? ?\((?P<name>{_WORD})\){_DASH}", re.MULTILINE),
    re.compile(rf"^[ \t]*{_PLACE}{_DATE}?[.,]? /(?P<name>[{_UPPER}]{{3,6}})/", re.MULTILINE),
    re.compile(rf"^[ \t]*\((?P<name>[{_UPPER}]{{3,6}})\) ?[-–—] ?(?P<place>[{_UPPER}]{{3,24}})\b", re.MULTILINE),
    re.compile(rf"^[ \t]*{_PLACE}{_DATE} ?[-–—] ?(?P<name>[{_UPPER}]{{3,6}})(?:\.| ?[-–—]) ", re.MULTILINE),
    re.compile(
        r"^[ \t（(【]*(?P<name>[一-鿿]{1,6}[社])(?P<place>[一-鿿]{1,8}?)\d{1,2}月\d{1,2}日[电電讯訊]", re.MULTILINE
    ),
    re.compile(
        r"^[ \t]*[【\[(（](?P<place>[^\n】＝=・]{1,8})[＝=・](?P<name>[^\n】\])）]{1,8}(?:通信|通信社))[】\])）]",
        re.MULTILINE,
    ),
    re.compile(r"^[ \t]*[\[(](?P<place>[가-힣]{2,6})=(?P<name>[가-힣]{2,6}(?:통신|뉴스))[\])]", re.MULTILINE),
)
_WITH_FULL_NAME = (
    re.compile(
        rf"^[ \t]*{_PLACE}{_REGION}{_DATE}?[.,]? ?\((?P<name>[{_UPPER}]{{2}}|[a-z]{{2,6}})(?: ?/ ?[a-z]{{2,4}})?\)"
        rf"{_DASH}",
        re.MULTILINE,
    ),
    re.compile(
        rf"^[ \t]*(?P<place>)(?P<name>[{_UPPER}]{{2,6}}|[a-z]{{2,6}})(?:/[a-z]{{2,4}})?(?: ?[-–—:]) ", re.MULTILINE
    ),
)
# Countries' letters in lists of results, forces, unions: capitals in brackets behind a name that are no agency's.
_NO_TAG = frozenset(word for label, words in rows("name_words.txt") for word in words.split() if label == "no tag")
_CALL_SIGN = re.compile(r"[KW][A-Z]{2,3}")


def tag_credits(text: str) -> Iterator[Credit]:
    """Datelines that carry an unknown agency's tag; nothing where several unknown tags stand: a list of results."""
    head = text[:_HEAD]
    found = [m for pattern in _PLAIN for m in pattern.finditer(head) if _may_be_agency(m)]
    found += [m for pattern in _WITH_FULL_NAME for m in pattern.finditer(head) if _may_be_agency(m) and _spelt(m, text)]
    if len({m["name"] for m in found}) == 1:
        yield from (_credit(m) for m in found)


def _may_be_agency(found: re.Match[str]) -> bool:
    """No known outlet (`datelines` reads those), no call sign, not what the words before it abbreviate; and two

    letters only behind a place in capitals.
    """
    name = found["name"]
    if len(name) == SHORTEST_TAG and found.re in _PLAIN and not found["place"].isupper():
        return False
    other = name in _NO_TAG or is_known(name) or bool(_CALL_SIGN.fullmatch(name))
    return not other and initials(found["place"]) != name.upper()


def _spelt(found: re.Match[str], text: str) -> bool:
    """Whether the text holds an agency's name with these initials."""
    return has_agency_form(full_name(found["name"], text))


def _credit(found: re.Match[str]) -> Credit:
    words = found[0].strip()
    start = found.start() + found[0].index(words)
    return Credit(outlet_name(found["name"]), "dateline", words, start, start + len(words))
