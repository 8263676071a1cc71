"""Lines that stand on a page beside the report: navigation, comment forms, share buttons, "See also ...", pleas.

The phrases are a table, `data/boilerplate.toml`, in some thirty languages; this file only compares lines with it. All
languages are compared at once: a blog in one language often wears the theme of another.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from .text import fold

# A teaser ("See also ...") is a headline: longer lines are paragraphs of the report.
_TEASER = 200
# After the head of a comment form all the rest of the page is cut, if the rest is no more than this share of the text.
_TAIL_SHARE = 0.4

_NUMBER = re.compile(r"\d[\d.,]*(?:\s?[km]\b)?|%d\b")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_OPENING = re.compile(r"^[\s•·*>»›–—▪■►▶➤→|\-]+")
_SPACES = re.compile(r"\s+")
_GAP = "gapgapgap"


@dataclass(frozen=True, slots=True)
class _Phrases:
    """One table: phrases to be met literally, by their first two characters, and those with a gap."""

    literal: dict[str, tuple[str, ...]]
    whole: frozenset[str]
    gapped: tuple[re.Pattern[str], ...]


@lru_cache(maxsize=1)
def _tables() -> dict[str, _Phrases]:
    raw = tomllib.loads(resources.files(__package__).joinpath("data/boilerplate.toml").read_text(encoding="utf-8"))
    return {
        name: _compiled([phrase for phrases in by_language.values() for phrase in phrases], whole=name != "start")
        for name, by_language in raw.items()
    }


def _compiled(phrases: Sequence[str], *, whole: bool) -> _Phrases:
    by_start: dict[str, list[str]] = defaultdict(list)
    gapped: list[re.Pattern[str]] = []
    plain: set[str] = set()
    for phrase in phrases:
        # folding would turn "…" into three dots, and "#" would be taken for punctuation
        written = phrase.replace("#", "1").replace("…", _GAP)
        wanted = _core(written) if whole else _start(written)
        if _GAP in wanted:
            gapped.append(re.compile(".{0,80}?".join(re.escape(p.strip()) for p in wanted.split(_GAP))))
        else:
            plain.add(wanted)
            by_start[wanted[:2]].append(wanted)
    return _Phrases({k: tuple(v) for k, v in by_start.items()}, frozenset(plain), tuple(gapped))


def _start(line: str) -> str:
    """The line for comparing its beginning: folded, numbers as "#", bullets taken off."""
    return _NUMBER.sub("#", _SPACES.sub(" ", _OPENING.sub("", fold(line))))


def _core(line: str) -> str:
    """The line for comparing all of it: punctuation at its edges taken off too ("Required fields are marked *")."""
    return _EDGES.sub("", _NUMBER.sub("n0n", _SPACES.sub(" ", fold(line)))).replace("n0n", "#")


def _is_whole(line: str, table: _Phrases) -> bool:
    core = _core(line)
    return core in table.whole or any(p.fullmatch(core) for p in table.gapped)


def _begins(line: str, table: _Phrases) -> bool:
    start = _start(line)
    for phrase in table.literal.get(start[:2], ()):
        following = start[len(phrase) : len(phrase) + 1]
        # "Read mores" is not "Read more"; scripts without spaces have no such boundary
        if start.startswith(phrase) and not (following.isalpha() and following.isascii() and phrase[-1].isalpha()):
            return True
    return any(p.match(start) for p in table.gapped)


@lru_cache(maxsize=4096)
def is_boilerplate(line: str) -> bool:
    """Whether a line, by its words alone, is no part of a report."""
    line = line.strip()
    if not line or len(line) > _TEASER:
        return False
    tables = _tables()
    return not _EDGES.sub("", line) or _is_whole(line, tables["whole"]) or _begins(line, tables["start"])


def _is_form(line: str) -> bool:
    return len(line) <= _TEASER and _is_whole(line.strip(), _tables()["form"])


def report_lines(lines: Sequence[str]) -> list[int]:
    """Indexes of the lines that are the report's, in order; the others are boilerplate."""
    end = _tail(lines)
    return [i for i, line in enumerate(lines[:end]) if line.strip() and not is_boilerplate(line)]


def _tail(lines: Sequence[str]) -> int:
    """Where the report ends: at the first comment form that has only a small rest of the page after it."""
    total = sum(map(len, lines))
    before = 0
    for i, line in enumerate(lines):
        if _is_form(line) and before and total - before <= _TAIL_SHARE * total:
            return i
        before += len(line)
    return len(lines)
