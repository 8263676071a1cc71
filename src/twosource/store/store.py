"""The store: pages and reports as observed, stories as inferred, corrections as decided, each kept apart.

Every write is one transaction: a program that is killed leaves whole reports, and reading the same pages again goes on
where it stopped, because a page already kept is known by its id (a digest of its bytes and address).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal

import sqlalchemy as sa

from ..records import Correction, Lineage, Page, Report, Story, Unreadable
from . import rows
from .health import Health, health
from .keeping import Round, State, StoredStory
from .listing import StoryLine, story_lines
from .opening import bring_up_to_date, engine, reading, writing
from .postings import KeptPostings
from .rounds import KeptRounds
from .signs import KeptSigns
from .tables import CORRECTIONS, MEMBERS, PAGES, REPORTS, STORIES, UNREADABLES
from .vectors import KeptVectors
from .watched import KeptWatch
from .worked import KeptWork

Kept = Literal["new", "known", "version"]  # a page never seen, seen with the same bytes, seen with other bytes


@dataclass(frozen=True, slots=True)
class KeptCorrection:
    """A correction with the number it can be taken back by."""

    number: int
    correction: Correction
    undone: datetime | None  # when it was taken back; None while it stands


class Store:
    """A place that keeps pages, reports, stories and corrections.

    >>> store = Store("sqlite://")   # in memory; a file name keeps it
    >>> list(store.reports())
    []
    """

    def __init__(self, address: str = "twosource.db") -> None:
        self.address = address
        self._engine = engine(address)
        try:
            bring_up_to_date(self._engine, address)
        except BaseException:
            self._engine.dispose()
            raise

    def close(self) -> None:
        """Let go of the file or the server."""
        self._engine.dispose()

    # ---- observed

    def knows(self, page: Page) -> bool:
        """Whether this very page (same bytes, same address) is the current version already, or this very capture an
        older one."""
        question = sa.select(PAGES.c.current, PAGES.c.captured).where(PAGES.c.id == page.id)
        with self._reading() as db:
            row = db.execute(question).first()
        return row is not None and (row.current or rows.captured_by(page, row.captured))

    def keep(self, page: Page, outcome: Report | Unreadable) -> Kept:
        """Keep one page with what reading made of it. The same page twice changes nothing."""
        return self.keep_all([(page, outcome)])[0]

    def keep_all(self, read: Sequence[tuple[Page, Report | Unreadable]]) -> list[Kept]:
        """Keep several in one transaction: all or none."""
        with self._writing() as db:
            return [self._keep(db, page, outcome) for page, outcome in read]

    def _keep(self, db: sa.Connection, page: Page, outcome: Report | Unreadable) -> Kept:
        here = rows.address(page)
        mine = sa.or_(PAGES.c.address == here, PAGES.c.id == page.id)
        known = (PAGES.c.id, PAGES.c.address, PAGES.c.version, PAGES.c.current, PAGES.c.captured)
        found = db.execute(sa.select(*known).where(mine)).all()
        if any(row.id == page.id and (row.current or rows.captured_by(page, row.captured)) for row in found):
            return "known"
        versions = [row for row in found if row.address == here]
        newest = max((row.version for row in versions), default=0)
        db.execute(sa.update(PAGES).where(PAGES.c.address == here).values(current=False))
        if any(row.id == page.id for row in found):  # an older version has come back
            back = {"current": True, "captured": rows.captured(page)}
            if len(found) > len(versions):  # of a file without address: it was moved aside, and lies here now
                back |= {"address": here, "version": newest + 1, "place": rows.clean(page.place)}
            db.execute(sa.update(PAGES).where(PAGES.c.id == page.id).values(back))
            return "version" if versions else "new"
        db.execute(sa.insert(PAGES).values(rows.page_row(page, newest + 1)))
        if isinstance(outcome, Report):
            named = replace(outcome, id=self._free_id(db, outcome.id, page.id))
            db.execute(sa.insert(REPORTS).values(rows.report_row(named, page.id)))
        else:
            self._refuse(db, replace(outcome, page_id=page.id))
        return "version" if versions else "new"

    def _free_id(self, db: sa.Connection, wanted: str, page_id: str) -> str:
        """`wanted`, or with the page's id behind it where another current page uses that name."""
        wanted = rows.short(wanted)
        taken = sa.select(REPORTS.c.id).join(PAGES).where(REPORTS.c.id == wanted, PAGES.c.current)
        others = db.execute(taken.where(PAGES.c.id != page_id)).first()
        return f"{wanted}-{page_id[:6]}" if others else wanted

    def refuse(self, refusal: Unreadable) -> None:
        """Keep a refusal that has no page (a bad line, a truncated record)."""
        with self._writing() as db:
            self._refuse(db, refusal)

    def _refuse(self, db: sa.Connection, refusal: Unreadable) -> None:
        row = rows.unreadable_row(refusal)
        if db.execute(sa.select(UNREADABLES.c.key).where(UNREADABLES.c.key == row["key"])).first() is None:
            db.execute(sa.insert(UNREADABLES).values(row))

    def reports(self, ids: Iterable[str] | None = None) -> Iterator[Report]:
        """Current reports, ordered by id: all, or those named."""
        question = sa.select(REPORTS).join(PAGES).where(PAGES.c.current).order_by(REPORTS.c.id)
        if ids is not None:
            question = question.where(REPORTS.c.id.in_([rows.short(name) for name in ids]))
        with self._reading() as db:
            for row in db.execute(question.execution_options(yield_per=500)).mappings():
                yield rows.report_of(row)

    def reports_named(self, beginning: str) -> list[Report]:
        """Current reports at this address or with an id that begins so: two at most, enough to know it is not one."""
        beginning = rows.clean(beginning)
        begun = REPORTS.c.id.startswith(rows.short(beginning), autoescape=True)  # ids are kept so
        named = sa.or_(REPORTS.c.url == beginning, begun)
        question = sa.select(REPORTS).join(PAGES).where(PAGES.c.current, named).order_by(REPORTS.c.id).limit(2)
        with self._reading() as db:
            return [rows.report_of(row) for row in db.execute(question).mappings()]

    def versions(self, address: str) -> list[Report]:
        """All versions of the page at this address that could be read, oldest first."""
        question = (
            sa.select(REPORTS).join(PAGES).where(PAGES.c.address == rows.short(address)).order_by(PAGES.c.version)
        )
        with self._reading() as db:
            return [rows.report_of(row) for row in db.execute(question).mappings()]

    def page(self, page_id: str) -> Page | None:
        """The page with this id, any version, or None."""
        with self._reading() as db:
            row = db.execute(sa.select(PAGES).where(PAGES.c.id == rows.clean(page_id))).mappings().first()
        return rows.page_of(row) if row else None

    def refusals(self) -> list[Unreadable]:
        """All that could not be read, with reasons; of a page that has changed since, what its current version gave."""
        stands = sa.or_(
            UNREADABLES.c.page_id == "", UNREADABLES.c.page_id.in_(sa.select(PAGES.c.id).where(PAGES.c.current))
        )
        question = sa.select(UNREADABLES).where(stands).order_by(UNREADABLES.c.place, UNREADABLES.c.key)
        with self._reading() as db:
            found = db.execute(question).mappings()
            return [rows.unreadable_of(row) for row in found]

    # ---- inferred

    @property
    def rounds(self) -> KeptRounds:
        """How stories grow: what a round of inference starts from, and what it comes to."""
        return KeptRounds(self._reading, self._writing)

    def keep_stories(self, stories: Sequence[StoredStory]) -> None:
        """Replace all stories by these, in one transaction; the next inference makes everything anew."""
        self.rounds.keep(Round(State(self.rounds.state().number + 1), anew=True, stories=stories))

    def stories(self) -> list[StoredStory]:
        """All stories as last inferred, ordered by id."""
        return self._stories(sa.true())

    def basis(self, story_id: str) -> str:
        """What the story with exactly this id was inferred from; "" where there is none."""
        question = sa.select(STORIES.c.basis).where(STORIES.c.id == rows.clean(story_id))
        with self._reading() as db:
            return db.execute(question).scalar() or ""

    def bases_of(self, reports: Sequence[str]) -> dict[str, str]:
        """Report id -> what the story that it is in was inferred from."""
        question = sa.select(MEMBERS.c.report_id, STORIES.c.basis).join(STORIES, STORIES.c.id == MEMBERS.c.story_id)
        named = [rows.clean(name) for name in reports]
        with self._reading() as db:
            return {row.report_id: row.basis for row in db.execute(question.where(MEMBERS.c.report_id.in_(named)))}

    def stories_named(self, beginning: str) -> list[StoredStory]:
        """Those whose id is `beginning`, else those whose id begins so."""
        beginning = rows.clean(beginning)
        return self._stories(STORIES.c.id == beginning) or self._stories(
            STORIES.c.id.startswith(beginning[: 2 * rows.MOST_LETTERS], autoescape=True)  # no id is longer
        )

    def lineages_of(self, report_ids: Iterable[str]) -> dict[str, tuple[str, Lineage]]:
        """Report id -> its story's id and lineage; a report that is in no story is left out."""
        named = MEMBERS.c.report_id.in_([rows.clean(name) for name in report_ids])
        with self._reading() as db:
            told = {row.report_id: row.story_id for row in db.execute(sa.select(MEMBERS).where(named))}
            theirs = sa.select(STORIES.c.id, STORIES.c.lineage).where(STORIES.c.id.in_(set(told.values())))
            lineages = {row.id: rows.lineage_of(row.lineage) for row in db.execute(theirs)}
        return {report: (story, lineages[story]) for report, story in told.items()}

    def stories_of(self, report_id: str) -> list[StoredStory]:
        """The story that a report is in, or none."""
        told = sa.select(MEMBERS.c.story_id).where(MEMBERS.c.report_id == rows.clean(report_id))
        return self._stories(STORIES.c.id.in_(told))

    def _stories(self, wanted: sa.ColumnElement[bool]) -> list[StoredStory]:
        chosen = sa.select(STORIES.c.id).where(wanted)
        theirs = (
            sa.select(MEMBERS).where(MEMBERS.c.story_id.in_(chosen)).order_by(MEMBERS.c.story_id, MEMBERS.c.position)
        )
        with self._reading() as db:
            heads = db.execute(sa.select(STORIES).where(wanted).order_by(STORIES.c.id)).mappings().all()
            members = db.execute(theirs).all()
            named = sa.select(MEMBERS.c.report_id).where(MEMBERS.c.story_id.in_(chosen))
            question = sa.select(REPORTS).join(PAGES).where(PAGES.c.current, REPORTS.c.id.in_(named))
            by_id = {row["id"]: rows.report_of(row) for row in db.execute(question).mappings()}
        of_story: dict[str, dict[str, str]] = defaultdict(dict)
        for member in members:
            of_story[member.story_id][member.report_id] = member.reason
        return [_stored(head, of_story[head["id"]], by_id) for head in heads]

    def story_lines(self, search: str = "", *, offset: int = 0, limit: int = 50) -> tuple[int, list[StoryLine]]:
        """How many stories have all words of `search`, and some of them: see store.listing."""
        with self._reading() as db:
            return story_lines(db, search, offset, limit)

    @property
    def worked(self) -> KeptWork:
        """What was worked out of whole stories."""
        return KeptWork(self._reading, self._writing)

    # ---- decided

    def correct(self, correction: Correction) -> int:
        """Keep a person's decision; the number it can be taken back by."""
        with self._writing() as db:
            made = db.execute(sa.insert(CORRECTIONS).values(rows.correction_row(correction)))
            return int(made.inserted_primary_key[0]) if made.inserted_primary_key else 0

    def take_back(self, number: int) -> bool:
        """Undo a correction; it stays in the history. False where there is none that stands with this number."""
        standing = sa.update(CORRECTIONS).where(CORRECTIONS.c.id == number, CORRECTIONS.c.undone == "")
        with self._writing() as db:
            return db.execute(standing.values(undone=datetime.now(UTC).isoformat())).rowcount == 1

    def corrections(self) -> list[Correction]:
        """Those that stand, oldest first."""
        question = sa.select(CORRECTIONS).where(CORRECTIONS.c.undone == "").order_by(CORRECTIONS.c.id)
        with self._reading() as db:
            return [rows.correction_of(row) for row in db.execute(question).mappings()]

    def history(self) -> list[KeptCorrection]:
        """All corrections ever made, the latest first, those taken back among them."""
        with self._reading() as db:
            found = db.execute(sa.select(CORRECTIONS).order_by(CORRECTIONS.c.id.desc())).mappings()
            return [KeptCorrection(row["id"], rows.correction_of(row), rows.moment_of(row["undone"])) for row in found]

    @property
    def watched(self) -> KeptWatch:
        """What a watch has asked for."""
        return KeptWatch(self._reading, self._writing)

    @property
    def postings(self) -> KeptPostings:
        """Which reports hold which words."""
        return KeptPostings(self._reading, self._writing)

    @property
    def signs(self) -> KeptSigns:
        """Which reports lie near a vector."""
        return KeptSigns(self._reading, self._writing)

    @property
    def vectors(self) -> KeptVectors:
        """The cache of vectors that lasts."""
        return KeptVectors(self._reading, self._writing)

    def health(self) -> Health:
        """Whether all that must hold between the tables does."""
        with self._reading() as db:
            return health(db)

    # ---- transactions

    def _reading(self) -> AbstractContextManager[sa.Connection]:
        return reading(self._engine, self.address)

    def _writing(self) -> AbstractContextManager[sa.Connection]:
        return writing(self._engine, self.address)


def _stored(head: sa.RowMapping, reasons: dict[str, str], by_id: dict[str, Report]) -> StoredStory:
    story = Story(
        id=head["id"],
        reports=tuple(by_id[name] for name in reasons if name in by_id),
        title=head["title"],
        event_date=rows.day_of(head["event_date"]),
        reasons=reasons,
    )
    return StoredStory(story, rows.lineage_of(head["lineage"]), head["basis"])
