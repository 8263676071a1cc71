"""What a person decides: kept with who and when, wins over what is inferred, can be taken back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Literal, get_args

from ..errors import InputError, UnknownNameError
from ..records import Correction
from ..store import KeptCorrection, Store
from .listing import ROWS, Part, part

Verb = Literal["independent", "copied from", "same release", "split", "merge", "move"]

# What each decision says, and how many subjects it takes (least, most).
VERBS: Mapping[str, str] = MappingProxyType(
    {
        "independent": "these reports were written independently of each other",
        "copied from": "the first report took its text from the second",
        "same release": "these reports print the same official statement",
        "split": "these reports leave their story, or are apart from each other",
        "merge": "these stories or reports are one story",
        "move": "this report belongs to that story",
    }
)
_EXACTLY_TWO = ("copied from", "move")
_OF_REPORTS = ("independent", "copied from", "same release")
MOST_SUBJECTS = 200
MOST_LETTERS = 500  # of a name or a note


def correct(store: Store, verb: str, subjects: Sequence[str], *, who: str, note: str = "") -> int:
    """Keep a decision; the number it can be taken back by. `work_out` afterwards makes it count.

    `subjects`: ids of reports or stories, or their beginnings.
    """
    known = next((v for v in get_args(Verb) if v == verb), None)
    if known is None:
        raise InputError(f"no correction is called {verb!r}: give one of {', '.join(VERBS)}")
    named = tuple(dict.fromkeys(s.strip() for s in subjects if s.strip()))
    _counted(verb, named)
    if not who.strip() or max(len(who), len(note)) > MOST_LETTERS:
        raise InputError(f"say who decides, in at most {MOST_LETTERS} letters, and why in as many")
    meant = tuple(dict.fromkeys(_meant(store, verb, named)))
    _counted(verb, meant)
    members = () if verb in _OF_REPORTS else tuple(_members(store, meant))
    return store.correct(Correction(known, meant, who.strip(), datetime.now(UTC), note.strip(), members))


def _members(store: Store, subjects: Sequence[str]) -> Iterator[str]:
    """Ids of the reports that the stories among the subjects have now."""
    told = (stored for name in subjects for stored in store.stories_named(name) if stored.story.id == name)
    return (report.id for stored in told for report in stored.story.reports)


def _counted(verb: str, subjects: Sequence[str]) -> None:
    most = 2 if verb in _EXACTLY_TWO else MOST_SUBJECTS
    if not 2 <= len(subjects) <= most:
        wanted = "two" if most == 2 else f"2 to {most}"
        raise InputError(f"{verb!r} with {len(subjects)} subjects: give {wanted} different reports or stories")


def _meant(store: Store, verb: str, subjects: Sequence[str]) -> Iterator[str]:
    """The whole ids of what is named."""
    reports = {report.id for report in store.reports(subjects)}
    for name in subjects:
        stories = [] if verb in _OF_REPORTS else [stored.story.id for stored in store.stories_named(name)]
        begun = [name] if name in {*reports, *stories} else [r.id for r in store.reports_named(name)] + stories
        if len(begun) != 1:
            kinds = "report" if verb in _OF_REPORTS else "report or story"
            problem = f"no {kinds} {name!r} to correct" if not begun else f"more than one {kinds} begins with {name!r}"
            raise UnknownNameError(f"{problem}: a story lists the ids of its reports")
        yield begun[0]


def take_back(store: Store, number: int) -> None:
    """Undo a decision; it stays in the history. `work_out` afterwards makes that count."""
    if not (0 < number < 2**31 and store.take_back(number)):
        raise UnknownNameError(f"no correction {number} stands: the list of corrections has the others")


def corrections(store: Store, *, offset: int = 0, limit: int = ROWS) -> Part[KeptCorrection]:
    """All decisions, the latest first, those taken back among them."""
    return part(store.history(), offset, limit)
