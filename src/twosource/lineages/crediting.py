"""Where reports say they come from: whom both name, whether one names the other, who speaks officially."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

from ..reports.outlets import same_outlet
from .readings import Reading

# Credits that say nothing of the text: whose photo, and the newsroom's own tag.
_NOT_TEXT = frozenset({"photo"})


def credited(reading: Reading) -> dict[str, str]:
    """The outlets that a report names as sources of its text, other than itself, each with the words that say so."""
    found: dict[str, str] = {}
    for credit in reading.credits:
        if credit.kind not in _NOT_TEXT and credit.name and not same(credit.name, reading.outlet):
            found.setdefault(credit.name, " ".join(credit.words.split())[:120])
    return found


@lru_cache(maxsize=100_000)
def same(a: str, b: str) -> bool:
    """Whether two names mean one outlet."""
    return same_outlet(a, b)


def shared_credits(a: Reading, b: Reading) -> set[str]:
    """The outlets that both name as sources of their text."""
    return {name for name in credited(a) if any(same(name, other) for other in credited(b))}


def takes_credit(child: Reading, parent: Reading) -> str:
    """The words in which `child` names the outlet of `parent` as its source; "" where it does not."""
    return next((words for name, words in credited(child).items() if same(name, parent.outlet)), "")


def unnamed_feed(reading: Reading) -> bool:
    """Whether the report says it comes from a feed that it does not name, and names no other agency."""
    return any(c.kind == "feed" and not c.name for c in reading.credits)


# How plainly each kind of credit names the origin of the whole text: 3 outright, 2 as material, 1 in passing.
_RANK = {
    "reprint": 3, "edited": 3, "dateline": 3, "byline": 3, "slug": 3, "canonical": 3, "organization": 3, "based_on": 3,
    "source": 3, "copyright": 3, "station": 3, "compiled": 2,
}  # fmt: skip


def origin_names(reading: Reading) -> dict[str, int]:
    """The outlets that a report names as the origin of its whole text, with how plainly (3 or 2)."""
    found: dict[str, int] = {}
    for credit in reading.credits:
        rank = _RANK.get(credit.kind, 0)
        if rank and credit.name and not same(credit.name, reading.outlet):
            found[credit.name] = max(found.get(credit.name, 0), rank)
    return found


# Hosts of bodies whose pages are the official text itself, not a report of it.
_OFFICIAL = re.compile(
    r"(?:^|\.)(?:gov|mil|gob|gouv|gv|govt)(?:\.|$)|sheriff|police|polizei|policia|prosecutor|districtattorney|"
    r"(?:^|\.)(?:fbi|justice|europa|presseportal|kremlin|un)\.|cityof|countyof"
)


def is_official(reading: Reading) -> bool:
    """Whether the report stands on the site of a police, a court, a government: a release itself."""
    return bool(_OFFICIAL.search(_host(reading)))


def _host(reading: Reading) -> str:
    """The host the report stands on, "" where not known."""
    try:
        found = urlsplit(reading.report.url).hostname
    except ValueError:  # "http://[broken"
        found = None
    return (found or reading.report.outlet).casefold()


def same_address(a: Reading, b: Reading) -> str:
    """The path that both addresses have on different hosts: one text in the system of a chain of stations."""
    try:
        x, y = urlsplit(a.report.url).path.rstrip("/"), urlsplit(b.report.url).path.rstrip("/")
    except ValueError:
        return ""
    return x if x == y and len(x) >= _LONG_PATH and _host(a) != _host(b) else ""


# Characters of a path that is no accident: "/story/25850437" has 15.
_LONG_PATH = 12
