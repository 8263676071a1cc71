"""Stories at a glance, searched, sorted and cut into pages by the database."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

import msgspec
import sqlalchemy as sa

from . import rows
from .tables import MEMBERS, PAGES, REPORTS, STORIES

# Words of one search; more of them cost time and narrow nothing.
MOST_WORDS = 8
# Letters of one of them: the longest words and addresses have fewer, and SQLite refuses patterns of 50,000 bytes.
WORD_LETTERS = 500
_MARKS = '"“”„«»'
_WORDS = re.compile(r'["“„«]([^"“”„«»]+)["“”»]|(\S+)')
# Letters of a title in a list; headlines have some 70, the longest 200.
TITLE_LETTERS = 300


@dataclass(frozen=True, slots=True)
class StoryLine:
    """What a list shows of a story."""

    id: str
    title: str
    event_date: date | None
    reports: int
    independent: int
    origins: tuple[str, ...]  # names of those that count


def story_lines(db: sa.Connection, search: str, offset: int, limit: int) -> tuple[int, list[StoryLine]]:
    """How many stories there are with all words of `search` ("words in quotation marks" stand together), and those from
    `offset` on: newest event first, then the least independent."""
    wanted = [_says(word[:WORD_LETTERS]) for word in _asked(search)[:MOST_WORDS]]
    count = db.execute(sa.select(sa.func.count()).select_from(STORIES).where(*wanted)).scalar_one()
    share = STORIES.c.independent * 1.0 / sa.case((STORIES.c.reports > 0, STORIES.c.reports), else_=1)
    order = (STORIES.c.event_date.desc(), share, STORIES.c.id)
    shown = (*(c for c in STORIES.c if c.name not in ("title", "lineage")), _short_title())
    question = sa.select(*shown).where(*wanted).order_by(*order).offset(offset).limit(limit)
    return count, [_head(row) for row in db.execute(question).mappings()]


def _asked(search: str) -> list[str]:
    """The words, and what stands between quotation marks as one; a mark without its fellow is left out."""
    found = (" ".join((together or alone.strip(_MARKS)).split()) for together, alone in _WORDS.findall(search))
    return [words for words in found if words]


def _says(word: str) -> sa.ColumnElement[bool]:
    """Whether a story has this word: in its title, the names of its origins, or anywhere in one of its reports."""
    here = _holds(word, STORIES.c.title, STORIES.c.origins)
    there = _holds(word, REPORTS.c.title, REPORTS.c.outlet, REPORTS.c.text)
    saying = sa.select(MEMBERS.c.story_id).join(REPORTS, REPORTS.c.id == MEMBERS.c.report_id).join(PAGES)
    return sa.or_(here, STORIES.c.id.in_(saying.where(PAGES.c.current, there)))


def _holds(word: str, *columns: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
    """SQLite lowers ASCII letters only, so other scripts are asked for in each of their cases."""
    cases = {word} if word.isascii() else {word, word.lower(), word.upper(), word.capitalize()}
    return sa.or_(
        *(column.icontains(rows.clean(case), autoescape=True) for case in sorted(cases) for column in columns)
    )


def _head(row: sa.RowMapping) -> StoryLine:
    return StoryLine(
        id=row["id"],
        title=row["title"],
        event_date=rows.day_of(row["event_date"]),
        reports=row["reports"],
        independent=row["independent"],
        origins=tuple(msgspec.json.decode(row["origins"], type=list[str])),
    )


def _short_title() -> sa.ColumnElement[str]:
    """The title, cut where no list could show it: a page may call a megabyte its title."""
    cut = sa.func.substr(STORIES.c.title, 1, TITLE_LETTERS) + "…"
    whole = sa.func.length(STORIES.c.title) <= TITLE_LETTERS
    return sa.case((whole, STORIES.c.title), else_=cut).label("title")
