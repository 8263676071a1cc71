"""Names that are looked up: short enough for an index, and sorted alike on every server."""

import sqlalchemy as sa
from alembic import op

from twosource.store.rows import MOST_LETTERS, short

revision = "0004"
down_revision = "0003"

# Table -> its columns that are sorted by.
_SORTED = (
    ("pages", "address"),
    ("reports", "id"),
    ("unreadables", "place"),
    ("stories", "id"),
    ("members", "story_id"),
    ("members", "report_id"),
)
_SHORTENED = (("pages", "address"), ("reports", "id"), ("members", "report_id"), ("watched", "url"))


def upgrade() -> None:
    """Shorten what is long, and let PostgreSQL sort by letters' numbers."""
    for table, name in _SHORTENED:
        _shorten(sa.table(table, sa.column(name)), name)
    if op.get_bind().dialect.name == "postgresql":
        for table, name in _SORTED:
            op.execute(f'ALTER TABLE {table} ALTER COLUMN {name} TYPE TEXT COLLATE "C"')


def _shorten(table: sa.TableClause, name: str) -> None:
    db, column = op.get_bind(), table.c[name]
    for (long,) in db.execute(sa.select(column).where(sa.func.length(column) > MOST_LETTERS).distinct()).all():
        db.execute(sa.update(table).where(column == long).values({name: short(long)}))
