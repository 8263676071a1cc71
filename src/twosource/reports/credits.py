"""What a report itself says about where its text comes from: outlets and agencies, never police, courts or families.

Three ways: by place (`datelines.py`), by whole phrases and by words beside an outlet's name (`credit_phrases.py`), and
by what the page's metadata states. A state agency that is quoted for its own leaders' words ("Xinhua reported Xi as
saying") is a quoted source: no credit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice

from ..records import Credit, CreditKind, Report
from .credit_names import one_name_each
from .credit_phrases import FILLER, FOLLOWER, Frame, cues, frames
from .datelines import byline_credits, dateline_credits, slug_credits
from .mentions import Mention, outlet_mentions
from .outlets import (
    host,
    host_outlet,
    is_agency,
    is_known,
    is_owner,
    is_short_for,
    is_state_agency,
    outlet_name,
    same_network,
    same_outlet,
)

# Kinds that name where the text itself was written; the others name whose facts or pictures it uses.
ORIGIN_KINDS: frozenset[CreditKind] = frozenset(
    (
        *("dateline", "byline", "slug", "reprint", "feed", "edited", "compiled", "station", "copyright"),
        *("canonical", "organization", "based_on", "source"),
    )
)

# Where two readings of the same words compete, the earlier kind wins.
_ORDER: tuple[CreditKind, ...] = (
    *("dateline", "station", "photo", "slug", "byline", "edited", "feed", "reprint", "copyright"),
    *("compiled", "contributed", "reported"),
)
_WINDOW = 110  # characters beside a name in which a cue may stand
_SENTENCE = 600  # characters beside a name in which its sentence is looked for
_MOST_CREDITS = 500
# Characters read at the head and at the end of a text: more than the longest magazine pieces have, so that a hostile
# text of megabytes costs no more than they do.
_HEAD = 150_000
_TAIL = 50_000

# Between outlets named together: "AFP and Reuters", "NBC and the AP", "dpa/AFP".
_JOINT = re.compile(
    r" ?(?:,|/|-|&|\||,? ?\b(?:and|or|und|et|y|e|en|и|i|a|ve|και|és|و|та)\b)? ?"
    "(?:the |der |die |l['’]|la |da |az |του |[와과]|と|和|、)?"
)
_SPEECH = re.compile(
    r"[“”«»„\"「」]|\b(?:as (?:saying|telling)|said|says|stated|stressed|told|added|citing|cited|quoting|quoted|"
    r"insisted|highlighted|considered|called|statement|déclar\w+|affirm\w+|dijo|afirmó|disse|sagte|erklärte|detto|"
    r"dichiarato|заяви\w+|сказа\w+|подчеркну\w+|powiedział\w*)\b"
)
# Where a name in a copyright line or a reprint's ends: before "All rights reserved", before the next sentence.
_NAME_END = re.compile(
    r" (?:19|20)\d\d\b.*|\.? (?:All|This|Reprint\w*|Used|Distributed|Any|No|Material|It|The contents?)\b.*|"
    r"\.? ?[Aa]ll [Rr]ights.*|"
    r"(?<=[a-z]{3})\. .*|(?<=[A-Z]{3})\. .*",
    re.DOTALL,
)
_NO_OUTLET = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)[a-z]*\b|"
    r"\W*\d*\W*$|All [Rr]ights|(?:Copyright|Twitter|Facebook|Instagram|YouTube|Getty)\b"
)


def text_credits(
    text: str, *, title: str = "", outlet: str = "", byline: str = "", language: str | None = None
) -> tuple[Credit, ...]:
    """Every credit in a text, in its order: `words` stand at text[start:end]; those of `title` and `byline` come last.

    `outlet` (name or host) is who printed it: needed to know its own name in a dateline; its own credits are not left
    out here. `language` (ISO 639-1) only spares phrases of other languages; None tries all.
    """
    read, gap = _excerpt(text)
    placed = [*dateline_credits(read, outlet)]
    agency = next((credit.name for credit in placed if credit.kind == "dateline"), "")
    found = [
        *placed,
        *slug_credits(read, agency),
        *byline_credits(read, byline),
        *_framed(read),
        *_cued(read, outlet_mentions(read), language),
    ]
    return tuple(_moved(credit, gap) for credit in _settled([*found, *_titled(title)]) if gap == 0 or _whole(credit))


def _excerpt(text: str) -> tuple[str, int]:
    """The text, or head and tail of one that no report reaches; and how many characters were left out between."""
    gap = max(0, len(text) - _HEAD - _TAIL)
    return (text[:_HEAD] + text[_HEAD + gap :], gap)


def _whole(credit: Credit) -> bool:
    """Whether a credit's words stand together in the text, not across what an excerpt leaves out."""
    return not credit.start < _HEAD < credit.end


def _moved(credit: Credit, gap: int) -> Credit:
    """A credit of an excerpt at its place in the text."""
    return replace(credit, start=credit.start + gap, end=credit.end + gap) if credit.start >= _HEAD else credit


def stated_credits(
    *,
    url: str,
    canonical: str = "",
    organizations: Sequence[str] = (),
    based_on: Sequence[str] = (),
    source: str = "",
) -> tuple[Credit, ...]:
    """Credits from a page's metadata: rel=canonical elsewhere, sourceOrganization, isBasedOn, RSS <source>.

    Names may be names, hosts or addresses. What names the outlet of `url` itself is left out. No offsets (-1).
    """
    own = host_outlet(url or canonical)  # a page that came without its address is at home where its canonical says
    fields: list[tuple[CreditKind, str]] = [("canonical", canonical if host_outlet(canonical) else "")]
    fields += [("organization", name) for name in organizations]
    fields += [("based_on", name) for name in based_on]
    fields.append(("source", source))
    stated = [Credit(outlet_name(words), kind, words) for kind, words in fields if words.strip()]
    foreign = [c for c in stated if c.name and not (own and same_outlet(c.name, own))]
    return tuple(dict.fromkeys(foreign))


def credits(report: Report) -> tuple[Credit, ...]:
    """The foreign origins that a report names, by its page or its text, each once per kind.

    Left out: its own outlet, which is no origin elsewhere (but kept as "edited": whose copy it is), and companies that
    own newsrooms (a copyright of "Cox Media Group"). `text_credits` has those too.
    """
    own = report.outlet or host_outlet(report.url)
    found = text_credits(report.text, title=report.title, outlet=own, byline=report.byline, language=report.language)
    hosts = [name for name in (own, host(report.url)) if name]
    united = one_name_each([*report.credits, *found], report.text)
    return tuple(c for c in _once(united) if c.kind == "edited" or not _own(c, hosts))


def _own(credit: Credit, names: Sequence[str]) -> bool:
    if is_owner(credit.name) or any(same_outlet(credit.name, name) for name in names):
        return True
    if credit.kind not in {"reported", "station", "contributed"}:
        return False
    return any(same_network(name, credit.name) or is_short_for(credit.name, name) for name in names)


def _once(found: Iterable[Credit]) -> list[Credit]:
    """The first of each name and kind."""
    first: dict[tuple[str, CreditKind], Credit] = {}
    for credit in found:
        first.setdefault((credit.name, credit.kind), credit)
    return list(first.values())


def _settled(found: Iterable[Credit]) -> tuple[Credit, ...]:
    """In order of the text; of two kinds for the same outlet at one place, the stronger; nothing twice."""
    kept: list[Credit] = []
    for credit in sorted(dict.fromkeys(found), key=lambda c: (_ORDER.index(c.kind), c.start)):
        clash = any(
            c.start < credit.end and credit.start < c.end and c.name == credit.name for c in kept if c.start >= 0
        )
        if not clash and len(kept) < _MOST_CREDITS:
            kept.append(credit)
    return tuple(sorted(kept, key=lambda c: (c.start < 0, c.start, c.end)))


def _titled(title: str) -> Iterator[Credit]:
    """ "... (AFP)" or "... - TASS" at the end of a title."""
    for mention in outlet_mentions(title[:500]):
        alone = title[mention.end :].strip(" ).]") == "" and re.search(r"[-–—|(\[:] ?$", title[: mention.start])
        if alone and mention.start > 0 and is_agency(mention.name):
            yield Credit(mention.name, "reported", title)


def _framed(text: str) -> Iterator[Credit]:
    """Credits of whole phrases."""
    for frame in frames():
        for found in islice(_compiled(frame).finditer(text), _MOST_CREDITS):
            words = found.groupdict().get("name")
            if words is None:
                yield Credit("", frame.kind, found[0], found.start(), found.end())
                continue
            cut = _NAME_END.sub("", words)
            end = found.end() if found.end() > found.end("name") else found.start("name") + len(cut)
            for name in _names(cut) if frame.kind != "photo" else [cut]:
                yield Credit(outlet_name(name), frame.kind, text[found.start() : end], found.start(), end)


@cache
def _compiled(frame: Frame) -> re.Pattern[str]:
    return re.compile(frame.pattern)


def _names(words: str) -> list[str]:
    """The outlets in "CBS San Francisco and Bay City News", "Associated Press / NBC"; else the one name."""
    parts = [part.strip() for part in re.split(r"\s*(?:/|,|;| and | & | und | et )\s*", words)]
    names = [words] if is_known(words) or not any(map(is_known, parts)) else parts
    return [name for name in names if outlet_name(name) and not _NO_OUTLET.match(name)]


@cache
def _cue_patterns(language: str | None) -> tuple[tuple[CreditKind, re.Pattern[str], re.Pattern[str]], ...]:
    """Each cue as (kind, pattern ending before the name, pattern beginning behind it)."""
    wanted = [cue for cue in cues() if language is None or cue.language in {"*", "en", language}]
    return tuple(
        (
            cue.kind,
            re.compile(rf"(?<![^\W_])(?:{cue.before})[ :]*{FILLER}[“\"'‘«„「]?\Z" if cue.before else ""),
            re.compile(rf"[”\"'’»」]?{FOLLOWER if not cue.before else ''}(?:{cue.after})" if cue.after else ""),
        )
        for cue in sorted(wanted, key=lambda cue: _ORDER.index(cue.kind))
    )


def _cued(text: str, mentions: Sequence[Mention], language: str | None) -> Iterator[Credit]:
    """Credits by the words beside recognised names; names that stand together share them."""
    for group in _groups(text, mentions):
        cue = _cue(text, group[0].start, group[-1].end, language)
        if cue:
            kind, start, end = cue
            relayed = kind != "reported" or not _is_speech(text, start, end)
            yield from (
                Credit(m.name, kind, text[start:end], start, end)
                for m in group
                if relayed or not is_state_agency(m.name)
            )


def _groups(text: str, mentions: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Names joined by "and", a comma or a slash."""
    group: list[Mention] = []
    for mention in mentions:
        if group and not _JOINT.fullmatch(text[group[-1].end : mention.start][:20]):
            yield group
            group = []
        group.append(mention)
    if group:
        yield group


def _cue(text: str, start: int, end: int, language: str | None) -> tuple[CreditKind, int, int] | None:
    """The strongest cue beside the names at start..end: its kind, and where cue and names together stand."""
    left = text[max(0, start - _WINDOW) : start]
    padded = left if start > _WINDOW else f"\n{left}"
    right = text[end : end + _WINDOW]
    for kind, before, after in _cue_patterns(language):
        ahead, behind = before.search(padded), after.match(right)
        if ahead and behind:
            begin = start - len(padded) + ahead.start() if before.pattern else start
            words = text[max(0, begin) : end + behind.end()]
            begin = max(0, begin) + len(words) - len(words.lstrip("\n (|.,"))
            return kind, begin, begin + len(words.strip("\n (|.,"))
    return None


def _is_speech(text: str, start: int, end: int) -> bool:
    """Whether the sentence around a cue gives somebody's words."""
    before = re.split(r"[.!?]\s|\n", text[max(0, start - _SENTENCE) : start])[-1]
    after = re.split(r"[.!?](?:\s|$)|\n", text[end : end + _SENTENCE])[0]
    return bool(_SPEECH.search(before) or _SPEECH.search(after))
