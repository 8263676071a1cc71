"""Official statements that a report relays: whose, and in which words. Police, courts, ministries, companies.

Such a sender is no outlet, so these are no credits; but two reports with the same words may both hold its release
rather than copy one another. The phrases, each with an example, are the table `data/release_cues.tsv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import Literal, NamedTuple, cast

from .tables import rows

ReleaseKind = Literal[
    "form",  # marks of the release itself: "FOR IMMEDIATE RELEASE", "(ots)"
    "release",  # "according to a news release from the sheriff's office"
    "statement",  # "said in a statement", "teilte die Polizei mit": words to the press, perhaps only quoted
    "appeal",  # "Anyone with information is asked to call": how releases of the police end
]

_HEAD = 150_000  # characters read of a text: more than the longest magazine pieces have
_MOST_CUES = 200
_NEAR = 2000  # characters before a cue in which an office that it leaves unnamed is looked for

_UPPER = "A-ZÀ-ÖØ-ÞΑ-ΩА-ЯІЇЄ"
_CAPITAL = rf"[{_UPPER}][\w.&'’-]{{1,30}}"
_NAME = rf"{_CAPITAL}(?: (?:(?:of|the|for|and|de|la|da|do|di|del|della) ){{0,2}}{_CAPITAL}){{0,6}}"
_GENERIC = (
    "(?:the |The )?(?:sheriff['’]s |police |fire |city |prosecutor['’]s |attorney general['’]s |state )?"
    "(?:police|Police|department|office|agency|company|ministry|university|hospital|district|authorities|officials)"
)
_SENDER = rf"(?P<sender>{_NAME}|{_GENERIC})"
_OFFICE_WORDS = frozenset(
    word for label, words in rows("name_words.txt") for word in words.split() if label == "office"
)
_OFFICE = re.compile(_NAME)
_LEADING = re.compile(r"^(?:(?:Deputies|Officers|Detectives|Troopers|Agents|Members) (?:of|from|with) )?(?:[Tt]he )?")
_NO_SENDER = re.compile(
    r"(?:The|A|An|He|She|They|It|We|I|In|On|At|Who|That|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)


@dataclass(frozen=True, slots=True)
class ReleaseCue:
    """Words of a report, text[start:end], that show an official statement; `sender` "" where the text names none."""

    sender: str
    kind: ReleaseKind
    words: str
    start: int
    end: int


class ReleasePhrase(NamedTuple):
    """A row of the table. `sender`: whom the example names."""

    language: str
    kind: ReleaseKind
    pattern: re.Pattern[str]
    example: str
    sender: str


@cache
def release_phrases() -> tuple[ReleasePhrase, ...]:
    """The table of phrases."""
    return tuple(
        ReleasePhrase(
            language, cast(ReleaseKind, kind), re.compile(pattern.replace("<SENDER>", _SENDER)), example, sender
        )
        for language, kind, pattern, example, sender in rows("release_cues.tsv", "\t")
    )


def release_cues(text: str, *, language: str | None = None) -> tuple[ReleaseCue, ...]:
    """Every cue in a text, in its order, without overlaps; of those at one place the one that names a sender.

    `language` (ISO 639-1) spares the phrases of other languages; None tries all. Of a text longer than any report
    only the head is read.
    """
    head = text[:_HEAD]
    found = sorted(_found(head, language), key=lambda cue: (not cue.sender, cue.start - cue.end))
    kept: list[ReleaseCue] = []
    for cue in found[: 2 * _MOST_CUES]:
        if not any(cue.start < other.end and other.start < cue.end for other in kept):
            kept.append(cue)
    kept.sort(key=lambda cue: cue.start)
    return tuple(_with_sender(cue, head) for cue in kept[:_MOST_CUES])


def _found(text: str, language: str | None) -> Iterator[ReleaseCue]:
    for phrase in release_phrases():
        if language is None or phrase.language in {language, "en"}:
            for match in islice(phrase.pattern.finditer(text), _MOST_CUES):
                words = match[0].strip()
                start = match.start() + match[0].index(words)
                yield ReleaseCue(_tidy(match.groupdict().get("sender")), phrase.kind, words, start, start + len(words))


def _tidy(sender: str | None) -> str:
    """A sender without article, people ("Deputies of ..."), full stop; "" for a pronoun or a bare kind of office."""
    name = _LEADING.sub("", sender or "").strip(" .,").removesuffix("'s").removesuffix("’s")
    plain = re.fullmatch(_GENERIC, name) and "olice" not in name and " " not in name
    return "" if plain or _NO_SENDER.match(name) else name


def _with_sender(cue: ReleaseCue, text: str) -> ReleaseCue:
    """The cue with the office it leaves unnamed: the one named last before it, or next after a mark of the release."""
    if cue.sender or cue.kind == "appeal":
        return cue
    offices = _offices(text[max(0, cue.start - _NEAR) : cue.end])[-1:]
    offices += _offices(text[cue.end : cue.end + _NEAR])[:1] if cue.kind == "form" else []
    return replace(cue, sender=offices[0] if offices else "")


def _offices(text: str) -> list[str]:
    """Every office that a text names, in order."""
    return [name for name in map(_office, _OFFICE.findall(text)) if name]


def _office(name: str) -> str:
    """A capitalised run if it names an office: "Corran County Sheriff’s Office"."""
    words = name.split()
    return _tidy(name) if len(words) > 1 and not _OFFICE_WORDS.isdisjoint(words) else ""
