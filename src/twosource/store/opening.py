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

# The advisory lock of PostgreSQL under which this program writes; any number that other programs do not use.
WRITING = 0x2_50_0CE

_SAYS = (  # what a driver says -> what went wrong; the first that matches counts
    (r"database is locked|lock timeout", StoreBusy, "is held by another program: wait for it, or close it"),
    (r"disk is full|no space left|disk I/O error", StoreFull, "cannot grow, the disk is full: make room and run again"),
    (r"readonly|read-only|unable to open", StoreFull, "cannot be written: check the folder and its permissions"),
    (r"not a database|malformed|encrypted", ForeignStore, "is not a twosource store: name another file with --store"),
    (
        r"connection refused|connection failed|connection timeout|failed to resolve|server closed the connection"
        r"|terminating connection|connection is lost|shutting down|starting up",
        StoreError,
        "does not answer: start the server, check host and port, and run again",
    ),
)


def engine(address: str) -> sa.Engine:
    """An engine for "twosource.db", "sqlite:///twosource.db" or "postgresql://user@host/name"."""
    url = address if "://" in address else f"sqlite:///{address}"
    if url.startswith("sqlite"):
        return _sqlite(url)
    if not url.startswith("postgres"):
        raise InputError(f"store address {address!r}: give a file name or postgresql://user@host/name")
    try:
        return _postgresql(url)
    except ModuleNotFoundError as missing:
        raise MissingExtra("a PostgreSQL store", "postgres") from missing


def _postgresql(url: str) -> sa.Engine:
    waiting = {"options": f"-c lock_timeout={BUSY_MS}"}
    driver = re.sub(r"^postgres(ql)?(\+\w+)?://", "postgresql+psycopg://", url)
    return sa.create_engine(driver, connect_args=waiting, pool_pre_ping=True)


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
def reading(made: sa.Engine, address: str) -> Iterator[sa.Connection]:
    """One state of the store, whoever writes meanwhile."""
    with told(address), made.connect() as db:
        if db.dialect.name == "postgresql":
            db.execution_options(isolation_level="REPEATABLE READ")  # in place, until the connection is given back
        elif made.url.database:  # a store in memory has one connection, which may be at it already
            db.exec_driver_sql("BEGIN")
        yield db


@contextmanager
def writing(made: sa.Engine, address: str) -> Iterator[sa.Connection]:
    """One transaction, all or nothing. Two writers take turns instead of failing at the commit."""
    with told(address), made.begin() as db:
        _take_turn(db)
        yield db


def _take_turn(db: sa.Connection) -> None:
    """Wait for whoever writes, at most BUSY_MS."""
    if db.dialect.name == "sqlite":
        db.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        db.execute(sa.select(sa.func.pg_advisory_xact_lock(WRITING)))


def shown(address: str) -> str:
    """The address without a password: it goes into messages."""
    return re.sub(r"(://[^/@:]*):[^/@]*@", r"\1:***@", address)


@contextmanager
def told(address: str) -> Iterator[None]:
    """Turn a driver's error into one of ours, with what to do next."""
    address = shown(address)
    try:
        yield
    except sa.exc.DBAPIError as error:
        said = str(error.orig)
        for pattern, kind, advice in _SAYS:
            if re.search(pattern, said, re.IGNORECASE):
                raise kind(f"{address} {advice} ({said})") from error
        raise StoreError(f"{address}: {said}") from error


def bring_up_to_date(made: sa.Engine, address: str) -> None:
    """Run the migrations that this store has not seen, all or none; refuse what is not ours or is newer than this."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    scripts = ScriptDirectory.from_config(config)
    with told(address), made.connect() as connection:
        if _version(connection, scripts, address) == scripts.get_current_head():
            return
    with writing(made, address) as connection:
        if _version(connection, scripts, address) != scripts.get_current_head():  # nobody did it while we waited
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def _version(connection: sa.Connection, scripts: ScriptDirectory, address: str) -> str | None:
    """The schema that the store has, None for a new one."""
    at = MigrationContext.configure(connection).get_current_revision()
    if at is None and sa.inspect(connection).get_table_names():
        raise ForeignStore(f"{shown(address)} is a database of something else: name another file with --store")
    if at is not None and at not in {script.revision for script in scripts.walk_revisions()}:
        raise ForeignStore(f"{shown(address)} was written by a newer twosource (schema {at}): upgrade twosource")
    return at
