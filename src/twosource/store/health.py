"""Whether a store is whole: what its engine says of the file, and what must hold between its tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from alembic.runtime.migration import MigrationContext

from .tables import MEMBERS, PAGES, REPORTS, STORIES, UNREADABLES


@dataclass(frozen=True, slots=True)
class Health:
    """What a store holds, and what is wrong with it."""

    engine: str
    schema: str
    counts: Mapping[str, int]  # table -> rows
    faults: tuple[str, ...]

    def counted(self) -> str:
        """The counts in words."""
        return ", ".join(f"{count} {name}" for name, count in self.counts.items())


def health(db: sa.Connection) -> Health:
    """Look at everything; reads each table once or twice."""
    tables = (PAGES, REPORTS, UNREADABLES, STORIES)
    counts = {t.name: int(db.execute(sa.select(sa.func.count()).select_from(t)).scalar_one()) for t in tables}
    schema = MigrationContext.configure(db).get_current_revision() or ""
    return Health(db.dialect.name, schema, counts, tuple(_faults(db)))


def _faults(db: sa.Connection) -> Iterator[str]:
    if db.dialect.name == "sqlite":
        said = str(db.exec_driver_sql("PRAGMA quick_check(1)").scalar())
        if said != "ok":
            yield f"the file is damaged ({said}): restore a copy of it, or read the pages into a new store"
    for question, fault in _QUESTIONS:
        count = int(db.execute(sa.select(sa.func.count()).select_from(question.subquery())).scalar_one())
        if count:
            yield f"{count} {fault}: please report this; reading the same pages into a new store mends it"


_read = sa.select(REPORTS.c.page_id)
_refused = sa.select(UNREADABLES.c.page_id)
_current = sa.select(REPORTS.c.id).join(PAGES).where(PAGES.c.current)
_QUESTIONS = (
    (sa.select(PAGES.c.id).where(PAGES.c.id.not_in(_read), PAGES.c.id.not_in(_refused)), "pages without an outcome"),
    (sa.select(REPORTS.c.page_id).where(REPORTS.c.page_id.not_in(sa.select(PAGES.c.id))), "reports without a page"),
    (
        sa.select(PAGES.c.address).where(PAGES.c.current).group_by(PAGES.c.address).having(sa.func.count() > 1),
        "addresses with two current versions",
    ),
    (_current.group_by(REPORTS.c.id).having(sa.func.count() > 1), "names that two current reports share"),
    (
        sa.select(MEMBERS.c.report_id).where(MEMBERS.c.story_id.not_in(sa.select(STORIES.c.id))),
        "members of stories that are no more",
    ),
    (
        sa.select(MEMBERS.c.report_id).group_by(MEMBERS.c.report_id).having(sa.func.count() > 1),
        "reports in two stories",
    ),
)
