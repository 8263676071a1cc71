"""Signals around the two texts: whom they credit, whose they are, when they came out, who else prints what they share.

Each is one function from a pair to a finding, as in signals.py, whose table lists them.
"""

from __future__ import annotations

import math
import re

from ..reports.outlets import owners_named
from ..reports.text import fold
from ..stories.profiles import plain_number
from .crediting import is_official, origin_names, same_address, shared_credits, takes_credit
from .finding import Finding
from .pairs import Pair, runs
from .readings import SHORT, Reading


def same_credit(pair: Pair) -> Finding | None:
    """Both name the same agency or outlet as the source of their text."""
    names = shared_credits(pair.a, pair.b)
    return Finding(1.0, f"both credit {', '.join(sorted(names))}") if names else None


def one_credits_other(pair: Pair) -> Finding | None:
    """One names the other's outlet as its source."""
    words = takes_credit(pair.b, pair.a) or takes_credit(pair.a, pair.b)
    return Finding(1.0, f"one says it took from the other: '{words}'") if words else None


def same_house(pair: Pair) -> Finding | None:
    """Both are the same outlet's: an earlier and a later version, or a follow-up that repeats its background."""
    a, b = pair.a.outlet, pair.b.outlet
    return Finding(1.0, f"both are {a}'s") if a and a == b else None


def same_chain(pair: Pair) -> Finding | None:
    """Both stand at one path on two hosts: a chain of stations prints one text in many places."""
    path = same_address(pair.a, pair.b)
    return Finding(1.0, f"one address on two sites: {path}") if path else None


def from_an_outlet(pair: Pair) -> Finding | None:
    """One or both give another outlet or agency as the origin of their text."""
    names = sorted({*origin_names(pair.a), *origin_names(pair.b)})
    return Finding(1.0, f"printed from {', '.join(names)}") if names else None


def official_source(pair: Pair) -> Finding | None:
    """One of the two is an official text itself."""
    found = [r.outlet for r in (pair.a, pair.b) if is_official(r)]
    return Finding(1.0, f"{found[0]} is the official text itself") if found else None


def same_title(pair: Pair) -> Finding | None:
    """Part of the shorter title's words that the other title has, over one half."""
    a, b = (set(re.findall(r"\w+", fold(r.report.title))) for r in (pair.a, pair.b))
    share = len(a & b) / max(1, min(len(a), len(b)))
    return (
        Finding(share - 0.5, f"titles alike: '{pair.a.report.title}'")
        if min(len(a), len(b)) > 2 and share > 0.5
        else None
    )


def days_apart(pair: Pair) -> Finding | None:
    """Doublings of the days between the two: a follow-up of months later is seldom a copy."""
    a, b = pair.a.report.published_span, pair.b.report.published_span
    if a is None or b is None:
        return None
    days = max((a[0] - b[1]).total_seconds(), (b[0] - a[1]).total_seconds(), 0) / 86400
    return Finding(math.log2(1 + days), f"published {days:.0f} days apart") if days >= 1 else None


def same_owner(pair: Pair) -> Finding | None:
    """The foot of both names one owner of newsrooms, who hands texts round among them."""
    owners = owners_named(_foot(pair.a)) & owners_named(_foot(pair.b))
    return Finding(1.0, f"both name {', '.join(sorted(owners))} as owner") if owners else None


def _foot(reading: Reading) -> str:
    """The end of a report's text, where newsrooms say whose they are."""
    return reading.report.text[-_FOOT:]


_FOOT = 300  # characters


def spread(pair: Pair) -> Finding | None:
    """How many other reports of the story print most of what the two share: a release reaches every newsroom.

    Doublings of their number.
    """
    if not pair.spread:
        return None
    others = "other report prints" if pair.spread == 1 else "other reports print"
    return Finding(math.log2(1 + pair.spread), f"{pair.spread} {others} most of what they share")


def same_numbers(pair: Pair) -> Finding | None:
    """Numbers of two digits and more that both print, against those of the report with fewer that the other lacks.

    From -1 (none of many) to 1 (all of many); translations keep numbers, in any script.
    """
    fewer, more = sorted((_numbers(pair.a), _numbers(pair.b)), key=lambda n: (len(n), sorted(n)))
    if not fewer:
        return None
    common = fewer & more
    shown = ", ".join(sorted(common, key=lambda n: (-len(n), n))[:4])
    words = f"{len(common)} of {len(fewer)} numbers stand in both" + (f": {shown}" if shown else "")
    return Finding((2 * len(common) - len(fewer)) / (len(fewer) + _FEW_NUMBERS), words)


# So many numbers count as not known yet: one number in common says little.
_FEW_NUMBERS = 2
_NUMBER = re.compile(r"\d+(?:[.,:\u00a0\u202f]\d+)*")


def _numbers(reading: Reading) -> frozenset[str]:
    """The numbers of two digits and more, without marks between thousands."""
    found = (re.sub(r"[\u00a0\u202f]", "", m[0]) for m in _NUMBER.finditer(reading.report.text))
    return frozenset(n for n in map(plain_number, found) if sum(c.isdigit() for c in n) > 1)


# --- official texts


_RELEASE = re.compile(
    r"\b(?:(?:news|press|media) release|released? (?:a|the following) statement|in a (?:written )?statement|"
    r"according to (?:a|the) (?:release|statement|affidavit|complaint|indictment|report)|(?:a|the) release|"
    r"affidavit|criminal complaint|probable cause|superseding|(?:police|sheriff|prosecutors?)['’]?s? office)\b",
    re.IGNORECASE,
)


def names_release(pair: Pair) -> Finding | None:
    """Both say that they print from an official statement (in English words for it)."""
    counts = [len(_RELEASE.findall(r.report.text)) for r in (pair.a, pair.b)]
    if not min(counts):
        return None
    words = _RELEASE.search(pair.a.report.text)
    return Finding(
        math.log2(1 + min(counts, default=0)), f"both speak of an official text: '{words[0] if words else ''}'"
    )


_OFFICIAL = re.compile(
    r"\b(?:suspects?|victims?|vehicles?|residence|individuals?|subjects?|officers responded|responded to|"
    r"in reference to|transported|located|occupants?|detectives?|investigators?|anyone with information|dispatched|"
    r"males?|females?|"
    r"the investigation|taken into custody|at this time|multiple|block of|sustained|gunshot wounds?)\b",
    re.IGNORECASE,
)


def official_register(pair: Pair) -> Finding | None:
    """How much of the shared wording is the language of officials, in words of a hundred shared ones."""
    text = " ".join(
        pair.a.report.text[pair.a.places[r.start].start : pair.a.places[r.end - 1].end] for r in runs(pair.in_a, SHORT)
    )
    size = len(text.split())
    hits = len(_OFFICIAL.findall(text))
    return (
        Finding(min(1.0, 10 * hits / size), f"official wording in what they share: {hits} of {size} words")
        if hits
        else None
    )
