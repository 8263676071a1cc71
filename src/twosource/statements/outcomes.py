"""How it ended for the people of a case: the suspect's custody and charges, the condition of the wounded.

Each report gives a table of what it states of one attribute; two tables are held against one another, so that one fact
gives one contrast. What one report says of several people at once ("one arrested, one at large") counts as both values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..records import Report
from .contrasts import Contrast, Sides, likest, of_another_event, overlap, text_stems
from .stated import ROLES, Stated

# Values of the class "suspect" that say somebody is still sought, and those that say somebody is held.
_OPEN = frozenset({"unknown", "none arrested", "sought"})
_HELD = frozenset({"arrested"})
_UNCHARGED = frozenset({"pending", "questioned"})
_CHARGED = frozenset({"charged", "convicted", "acquitted"})
# Words of the class that tell what happened before ("fled", "wanted in another case") or a noun's ("prior arrests").
WEAK = re.compile(r"fled|wanted|arrests?|captured|detained|brought back|custody of", re.I)
_SURE_OPEN = re.compile(r"no (?:one|suspect|arrest)|at large|on the run|not been", re.I)
_CHARGES = re.compile(
    r"charg|\bcounts? of\b|indict|convict|\bbond\b|\bbail\b|suspicion of|pleaded|sentenced|accused of", re.I
)
_PEOPLE = re.compile(r"suspect|gunm[ae]n|shooter|man|men|woman|person|people|killer|whoever|male|who|driver", re.I)
_SAID_ALIKE = 0.6  # share of the same words around two statements from which both tell of one arrest
_AFTER = 40  # characters in which the person sought is named
# Value of the class "condition" -> how well it is; less than a step apart is one nurse's word and another's.
_HEALTH: dict[str, float] = {
    "dead": 0,
    "critical": 1,
    "life-threatening": 1,
    "serious": 2,
    "stable": 3,
    "fair": 3,
    "good": 3.5,
}
_HEALTH |= {"guarded": 2, "improved": 3, "released": 5}
_PROGNOSIS = re.compile(r"expected to|not |non-|will survive", re.I)
_OF_THE_DEED = re.compile(r"critically|seriously (?:wounded|injured|hurt)", re.I)
_HOME = re.compile(r"been (?:\w+ )?released", re.I)
_OF_CASE = 0.5  # share of words around an arrest that the other report of the case prints too
_OPENING = 150  # characters of a report that tell of its own case
_WARD = 2  # rare words around both of two conditions: the name of a person or a hospital
_FEW = 2  # conditions in one report: of one person, then and now
_DEATH = re.compile(r"\b(?:died|dies|dead|killed|slain|fatally)\b", re.I)
_MANY = frozenset({"they", "both", "all", "victims", "others", "men", "women", "people", "deputies", "officers", "two"})
_MANY |= {"three", "four", "five", "girls", "boys", "children", "teens"}


def custody(pair: Sides) -> Iterator[Contrast]:
    """One report has the suspect at large or unknown, the other has an arrest."""
    for a, b, turned in ((pair.left, pair.right, False), (pair.right, pair.left, True)):
        open_a, open_b = _open(a, pair.a if not turned else pair.b), _open(b, pair.b if not turned else pair.a)
        held_a, held_b = _valued(a, _HELD | {"charged"}), _valued(b, _HELD | {"charged"})
        held_b = [s for s in held_b if all(overlap(s, o) < _SAID_ALIKE for o in held_a)]
        if not open_a or not held_b or (open_b and (held_a or any(s.value != "sought" for s in open_b))):
            continue
        x = max(open_a, key=lambda s: (_sureness(s), -s.start))
        known = text_stems(pair.b if turned else pair.a)
        y = max(held_b, key=lambda s: (s.value == "arrested", _of_the_case(s, known), -s.start))
        yield Contrast(
            "outcome", "whether a suspect is held", *((y, x) if turned else (x, y)), 1.0 + (not held_a), "update"
        )
        return


def _of_the_case(s: Stated, known: frozenset[str]) -> bool:
    """Whether a statement opens its report, or the words around it stand in the other one too: no teaser of another
    case."""
    return s.start < _OPENING or len(s.around & known) >= _OF_CASE * len(s.around)


def charges(pair: Sides) -> Iterator[Contrast]:
    """One report has a charge still open, or an arrest only; the other has the charge, or a verdict."""
    for a, b, a_report, b_report, turned in (
        (pair.left, pair.right, pair.a, pair.b, False),
        (pair.right, pair.left, pair.b, pair.a, True),
    ):
        waiting = _valued(a, _UNCHARGED) + [s for s in _valued(a, _OPEN) if "charg" in s.words]
        only_held = [] if _speaks_of_charges(a_report) or _later(a_report, b_report) else _valued(a, _HELD)
        waiting = [] if _valued(a, _CHARGED) else waiting
        charged = _valued(b, _CHARGED)
        if not charged or not (waiting or only_held) or (waiting and _valued(b, _UNCHARGED)):
            continue
        x = max(waiting or only_held, key=lambda s: (max(overlap(s, y) for y in charged), -s.start))
        y = max(charged, key=lambda s: -s.start)
        fact = "what the charge is" if waiting else "whether the suspect is charged"
        yield Contrast("outcome", fact, *((y, x) if turned else (x, y)), 1.0, "update")
        return


def _speaks_of_charges(report: Report) -> bool:
    return bool(_CHARGES.search(report.text))


def _later(a: Report, b: Report) -> bool:
    """Whether a was surely published after b."""
    one, other = a.published_span, b.published_span
    return bool(one and other and one[0] > other[1])


def _open(side: Sequence[Stated], report: Report) -> list[Stated]:
    """Statements that nobody is caught; "searching for" only of a person."""
    found = _valued(side, _OPEN)
    return [s for s in found if s.value != "sought" or _seeks_person(s, report)]


def _sureness(s: Stated) -> int:
    """How plainly it says that nobody is caught: "no arrests", then "are searching for", then "searching for"."""
    return 2 if _SURE_OPEN.search(s.words) else int(s.words.startswith(("is ", "are ", "Is ", "Are ")))


def _seeks_person(s: Stated, report: Report) -> bool:
    words = report.text[s.start : s.end]
    return bool(_SURE_OPEN.search(words)) or bool(_PEOPLE.search(report.text[s.end : s.end + _AFTER]))


def _valued(side: Sequence[Stated], values: frozenset[str]) -> list[Stated]:
    """Statements of the suspect with one of these values, strong words only."""
    return [s for s in side if s.kind == "suspect" and s.value in values and not WEAK.fullmatch(s.words)]


def conditions(pair: Sides) -> Iterator[Contrast]:
    """How the wounded are: a value that one report alone gives, against what the other says of the same people."""
    values_a, values_b = (
        _plainest([s for s in _health(side) if not of_another_event(r, s)])
        for r, side in ((pair.a, pair.left), (pair.b, pair.right))
    )
    if values_a and values_b:
        yield from list(_changed(pair, values_a, values_b)) or _gone_home(values_a, values_b)


def _changed(pair: Sides, values_a: Sequence[Stated], values_b: Sequence[Stated]) -> Iterator[Contrast]:
    for mine, others, theirs, other, turned in (
        (values_a, values_b, pair.a, pair.b, False),
        (values_b, values_a, pair.b, pair.a, True),
    ):
        for x in (s for s in mine if all(_differ(s, o) for o in others)):
            best = likest(x, [y for y in others if _of_the_living(x, y, theirs, other)])
            if best is not None and _one_patient(x, best, mine, others):
                one, two = (best, x) if turned else (x, best)
                yield Contrast("outcome", _patient(one, two), one, two, overlap(one, two), "update")


def _gone_home(values_a: Sequence[Stated], values_b: Sequence[Stated]) -> Iterator[Contrast]:
    """One of the wounded has been released, in a report that the other, with all in a condition, does not know of."""
    for mine, others, turned in ((values_a, values_b, False), (values_b, values_a, True)):
        home = [s for s in mine if _HOME.search(s.words)]
        lying = [s for s in others if s.value not in ("released", "dead")]
        if home and len(lying) == len(others) > 1:
            x, y = home[0], max(lying, key=lambda s: _HEALTH[s.value])
            yield Contrast("outcome", "condition of the wounded", *((y, x) if turned else (x, y)), 0.7, "update")


def _plainest(statements: Sequence[Stated]) -> Sequence[Stated]:
    """Those that say "condition" or how it will end, where there are any: "critically wounding" tells of the deed."""
    return [s for s in statements if not _OF_THE_DEED.fullmatch(s.words)] or statements


def _differ(x: Stated, y: Stated) -> bool:
    """Whether two conditions are a step apart; who is in a critical one may well be expected to live."""
    if _PROGNOSIS.match(x.words) or _PROGNOSIS.match(y.words):
        return "dead" in (x.value, y.value) or (x.value == "life-threatening") != (y.value == "life-threatening")
    return abs(_HEALTH[x.value] - _HEALTH[y.value]) >= 1


def _of_the_living(x: Stated, y: Stated, own: Report, other: Report) -> bool:
    """Whether both live, or the one of the dead is news: the report that has the other alive tells of no death."""
    if x.value == "dead":
        return y.value != "dead" and not _DEATH.search(other.text)
    return y.value != "dead" or not _DEATH.search(own.text)


def _health(side: Sequence[Stated]) -> list[Stated]:
    """Statements of a condition that has a place on the scale."""
    return [s for s in side if s.kind == "condition" and s.value in _HEALTH]


def _one_patient(x: Stated, y: Stated, mine: Sequence[Stated], others: Sequence[Stated]) -> bool:
    """Whether two conditions are of the same people: by surroundings, or because neither report tells of others."""
    few = all(len({_HEALTH[s.value] for s in side}) <= _FEW for side in (mine, others))
    alike = overlap(x, y) >= 0.3 and len(x.around & y.around) >= 3
    one_ward = len(x.rare & y.rare) >= _WARD and "dead" not in (x.value, y.value)
    return alike or one_ward or (few and _several(x) == _several(y))


def _several(s: Stated) -> bool:
    return bool(s.subject & _MANY)


def _patient(x: Stated, y: Stated) -> str:
    """ "condition of the girl", where both name the same role; else of the wounded."""
    role = sorted(x.subject & y.subject & ROLES)
    where = " ".join(sorted(x.rare & y.rare)[:_WARD])
    told = f" ({where})" if where and where.count(" ") + 1 >= _WARD else ""
    return f"condition of the {role[0]}{told}" if role else f"condition of the wounded{told}"
