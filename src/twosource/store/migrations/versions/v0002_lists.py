"""A story's figures beside its lineage, so that a list of stories is quick; what was worked out of a story is kept."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_STORIES = sa.table(
    "stories",
    *(sa.column(name) for name in ("id", "lineage", "reports", "independent", "origins")),
)


def upgrade() -> None:
    """Add the columns and fill them from the lineages that are there."""
    with op.batch_alter_table("stories") as stories:
        stories.add_column(sa.Column("reports", sa.Integer, nullable=False, server_default="0"))
        stories.add_column(sa.Column("independent", sa.Integer, nullable=False, server_default="0"))
        stories.add_column(sa.Column("origins", sa.Text, nullable=False, server_default="[]"))
    op.create_table(
        "worked",
        sa.Column("key", sa.String(32), primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    db = op.get_bind()
    for row in db.execute(sa.select(_STORIES.c.id, _STORIES.c.lineage)).all():
        lineage = json.loads(row.lineage)
        counted = [origin["name"] for origin in lineage["origins"] if not origin.get("derived")]
        figures = {
            "reports": len(lineage["reports"]),
            "independent": lineage["independent"],
            "origins": json.dumps(counted, ensure_ascii=False),
        }
        db.execute(sa.update(_STORIES).where(_STORIES.c.id == row.id).values(**figures))
