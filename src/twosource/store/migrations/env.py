"""Alembic's entry: the connection is handed over by `store.py`; there is no alembic.ini."""

from alembic import context

from twosource.store.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
