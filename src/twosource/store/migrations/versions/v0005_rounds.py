"""Stories grow round by round: profiles, pairs, what they share, what shifted. The next inference fills the tables."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables, empty."""
    op.create_table(
        "placed",
        sa.Column("page_id", sa.String(16), primary_key=True),
        sa.Column("profile", sa.LargeBinary, nullable=False),
        sa.Column("vector", sa.LargeBinary, nullable=False),
    )
    _pair_table("likely", sa.Column("odds", sa.Float, nullable=False))
    way, passages = sa.Column("way", sa.Text, nullable=False), sa.Column("passages", sa.LargeBinary, nullable=False)
    _pair_table("shared", way, passages)
    op.create_table(
        "shifts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("made", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("story", sa.Text, nullable=False, index=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("before", "reports", "reason")),
    )
    op.create_table(
        "rounds",
        sa.Column("number", sa.Integer, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("way", "heeded")),
    )


def _pair_table(name: str, *columns: sa.Column[str] | sa.Column[bytes] | sa.Column[float]) -> None:
    a = sa.Column("a", sa.String(16), primary_key=True)
    b = sa.Column("b", sa.String(16), primary_key=True, index=True)
    op.create_table(name, a, b, *columns)
