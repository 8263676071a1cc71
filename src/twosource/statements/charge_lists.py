"""Contrasts of what somebody is charged with: "second-degree murder" / "manslaughter", a graver charge beside none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..records import Nature, Report
from .contrasts import Contrast, Sides, day_of_report
from .stated import Stated

_CUE = re.compile(
    r"\b(?:charged with|charges? of|counts? of|on (?:a |an |the )?(?:\w+ )?charges?|booked (?:on|for|with)|suspicion of"
    r"|indicted (?:on|for)|arrested (?:on|for)|pleaded guilty to|convicted of|accused of|faces?|facing)\b",
    re.I,
)
_WITHIN = 140  # characters after the cue that list the charges
_VIOLENT = {
    "capital murder": r"capital murder",
    "aggravated murder": r"aggravated murder",
    "first-degree murder": r"(?:first|1st)[- ]degree (?:intentional )?(?:murder|homicide)|murder in the first degree",
    "second-degree murder": r"(?:second|2nd)[- ]degree (?:murder|homicide)|murder in the second degree",
    "third-degree murder": r"(?:third|3rd)[- ]degree murder",
    "attempted murder": r"attempted (?:[\w-]+ ){0,2}?(?:murder|homicide)",
    "murder": r"murder|criminal homicide|intentional homicide",
    "manslaughter": r"(?:in)?voluntary manslaughter|manslaughter|(?:negligent|reckless) homicide",
    "assault": r"assault|malicious wounding|battery",
}
_OTHER = {
    "robbery": r"robbery|carjacking",
    "burglary": r"burglary|home invasion",
    "kidnapping": r"kidnapping|abduction",
    "arson": r"arson",
    "endangerment": r"endanger\w+|cruelty to|child neglect|injury to a child|reckless conduct",
    "weapons": r"(?:weapons?|firearms?|gun) (?:charge|possession|violation)|possession of (?:an? )?(?:\w+ )?"
    r"(?:firearm|weapon|handgun|gun)|felon in possession",
    "stolen property": r"(?:receiving|possession of) stolen property|theft",
    "drugs": r"drug (?:charge|possession)|possession of (?:marijuana|cocaine|heroin)",
    "evidence": r"tampering with evidence|obstruct\w+|hindering",
}
_OFFENCES = re.compile(
    "|".join(rf"(?P<o{at}>\b(?:{words})\b)" for at, words in enumerate([*_VIOLENT.values(), *_OTHER.values()])), re.I
)
_NAMES = [*_VIOLENT, *_OTHER]
# Kinds of murder name one another's deed more exactly.
_KILLING = frozenset(_VIOLENT) - {"attempted murder", "assault"}


def charge_lists(pair: Sides) -> Iterator[Contrast]:
    """Two reports that charge with different things: other killings, or no deed of violence in one of them."""
    listed_a, listed_b = _charges(pair.a), _charges(pair.b)
    if not listed_a or not listed_b:
        return
    degrees_a, degrees_b = ({o for o in listed if o in _KILLING} for listed in (listed_a, listed_b))
    plain = {"murder"} in (degrees_a, degrees_b)  # murder of any degree
    other = bool(degrees_a) and bool(degrees_b) and degrees_a.isdisjoint(degrees_b) and not plain
    violent_a, violent_b = (any(o in _VIOLENT for o in listed) for listed in (listed_a, listed_b))
    if other or violent_a != violent_b:
        x, y = _telling(listed_a, degrees_a if other else set()), _telling(listed_b, degrees_b if other else set())
        nature: Nature = "update" if not other or day_of_report(pair.a) != day_of_report(pair.b) else "conflict"
        yield Contrast("outcome", "what the charge is", x, y, 0.8, nature)


def _telling(listed: Mapping[str, Stated], preferred: set[str]) -> Stated:
    """The charge that makes the difference: a violent one, else the first."""
    order = [o for o in listed if o in preferred] or [o for o in listed if o in _VIOLENT] or list(listed)
    return listed[order[0]]


def _charges(report: Report) -> Mapping[str, Stated]:
    """Offence -> where the report first lists it, in order of the text."""
    found: dict[str, Stated] = {}
    for cue in _CUE.finditer(report.text):
        end = min(cue.end() + _WITHIN, *(at for at in (_stop(report.text, cue.end()),) if at > 0))
        for m in _OFFENCES.finditer(report.text, cue.end(), end):
            name = _NAMES[int(str(m.lastgroup)[1:])]
            found.setdefault(name, Stated(report.id, "charge", name, m.start(), m.end(), "charge", words=m[0]))
    return found


def _stop(text: str, start: int) -> int:
    """Where the sentence that holds `start` ends, roughly: at a full stop before a space."""
    at = text.find(". ", start)
    return at if at > 0 else len(text)
