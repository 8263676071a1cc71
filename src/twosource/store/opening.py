"""Opening a store: its address, its schema brought up to date, its failures told in our own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from ..errors import ForeignStore, InputError, MissingExtra, StoreBusy, StoreError, StoreFull

# How long a writer waits for another before it says that the store is held, in milliseconds.
BUSY_MS = 10_000

_SAYS = (  # what a driver says -> what went wrong; the first that matches counts
    (r"database is locked|could not obtain lock", StoreBusy, "is held by another program: wait for it, or close it"),
    (r"disk is full|no space left|disk I/O error", StoreFull, "cannot grow, the disk is full: make room and run again"),
    (r"readonly|read-only|unable to open", StoreFull, "cannot be written: check the folder and its permissions"),
    (r"not a database|malformed|encrypted", ForeignStore, "is not a twosource store: name another file with --store"),
)


def engine(address: str) -> sa.Engine:
    """An engine for "twosource.db", "sqlite:///twosource.db" or "postgresql://user@host/name"."""
    url = address if "://" in address else f"sqlite:///{address}"
    if url.startswith("sqlite"):
        return _sqlite(url)
    if not url.startswith("postgresql"):
        raise InputError(f"store address {address!r}: give a file name or postgresql://user@host/name")
    try:
        return sa.create_engine(re.sub(r"^postgresql(\+\w+)?://", "postgresql+psycopg://", url))
    except ModuleNotFoundError as missing:
        raise MissingExtra("a PostgreSQL store", "postgres") from missing


def _sqlite(url: str) -> sa.Engine:
    path = Path(url.removeprefix("sqlite:///"))
    if url != "sqlite://" and path.is_dir():
        raise InputError(f"{path} is a folder: name a file for the store, for instance {path / 'twosource.db'}")
    made = sa.create_engine(url, connect_args={"timeout": BUSY_MS / 1000})

    @sa.event.listens_for(made, "connect")
    def _settings(connection: Any, _record: Any) -> None:
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    return made


@contextmanager
def told(address: str) -> Iterator[None]:
    """Turn a driver's error into one of ours, with what to do next."""
    try:
        yield
    except sa.exc.DBAPIError as error:
        said = str(error.orig)
        for pattern, kind, advice in _SAYS:
            if re.search(pattern, said, re.IGNORECASE):
                raise kind(f"{address} {advice} ({said})") from error
        raise StoreError(f"{address}: {said}") from error


def bring_up_to_date(made: sa.Engine, address: str) -> None:
    """Run the migrations that this store has not seen; refuse a file that is not ours or is newer than this program."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    scripts = ScriptDirectory.from_config(config)
    with told(address), made.connect() as connection:
        at = MigrationContext.configure(connection).get_current_revision()
        tables = set(sa.inspect(connection).get_table_names())
    if at is None and tables:
        raise ForeignStore(f"{address} is a database of something else: name another file with --store")
    known = {script.revision for script in scripts.walk_revisions()}
    if at is not None and at not in known:
        raise ForeignStore(f"{address} was written by a newer twosource (schema {at}): upgrade twosource")
    if at != scripts.get_current_head():
        with told(address), made.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
