"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables."""
    _observed()
    _inferred()
    op.create_table(
        "corrections",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("verb", sa.String(20), nullable=False),
        sa.Column("subjects", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("made", sa.String(40), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("undone", sa.String(40), nullable=False),
    )


def _observed() -> None:
    op.create_table(
        "pages",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("current", sa.Boolean, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("media_type", sa.Text, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("captured", sa.String(40), nullable=False),
        sa.Column("stated", sa.Text, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
    )
    op.create_index("pages_address", "pages", ["address", "version"], unique=True)
    op.create_table(
        "reports",
        sa.Column("page_id", sa.String(16), sa.ForeignKey("pages.id"), primary_key=True),
        sa.Column("id", sa.Text, nullable=False, index=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("text", "title", "outlet", "url")),
        sa.Column("published", sa.String(40), nullable=False),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("byline", sa.Text, nullable=False),
        sa.Column("event_date", sa.String(10), nullable=False),
        sa.Column("credits", sa.Text, nullable=False),
        sa.Column("traces", sa.Text, nullable=False),
    )
    op.create_table(
        "unreadables",
        sa.Column("key", sa.String(16), primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("reason", "detail", "url", "place", "page_id")),
    )


def _inferred() -> None:
    op.create_table(
        "stories",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("event_date", sa.String(10), nullable=False),
        sa.Column("basis", sa.String(16), nullable=False),
        sa.Column("lineage", sa.Text, nullable=False),
    )
    op.create_table(
        "members",
        sa.Column("story_id", sa.Text, sa.ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("report_id", sa.Text, primary_key=True, index=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
    )
    op.create_table(
        "vectors",
        sa.Column("key", sa.String(32), primary_key=True),
        sa.Column("vector", sa.LargeBinary, nullable=False),
    )
