"""A decision about stories remembers which reports they had. Of earlier ones that is not known."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the column."""
    op.add_column("corrections", sa.Column("members", sa.Text, nullable=False, server_default="[]"))
