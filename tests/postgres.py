"""A PostgreSQL server for the tests: a cluster of its own in a temporary folder, on a free port of this machine."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

# Debian's place for the newest version; elsewhere the programs are on the path.
_PLACES = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name), reverse=True)]


def program(name: str) -> str | None:
    """The path of one of PostgreSQL's programs."""
    there = next((str(place / name) for place in _PLACES if (place / name).exists()), None)
    return there or shutil.which(name)


def required(what: object, reason: str) -> None:
    """Skip where something is not installed; fail where nothing may be left out."""
    if not what and os.environ.get("TWOSOURCE_LEAVE_NOTHING_OUT"):
        pytest.fail(f"{reason}, and TWOSOURCE_LEAVE_NOTHING_OUT is set")
    if not what:
        pytest.skip(reason)


@contextmanager
def cluster() -> Iterator[str]:
    """The address of a running server's first database."""
    with tempfile.TemporaryDirectory(prefix="twosource-pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        as_user = _unprivileged(folder)
        data = folder / "data"
        # German sorts names otherwise than SQLite does: a store's answers must not show it
        locale = ["--locale-provider=icu", "--icu-locale=de-DE", "--locale=C.UTF-8", "--encoding=UTF8"]
        _run([program("initdb"), "-D", data, "-U", "twosource", "--auth=trust", "--no-sync", *locale], as_user)
        port = _free_port()
        given = ["-h", "127.0.0.1", "-p", str(port), "-k", folder, "-c", "fsync=off", "-c", "max_connections=60"]
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(
                [program("postgres"), "-D", data, *given], stdout=log, stderr=log, cwd=folder, **as_user
            )
        try:
            address = f"postgresql://twosource@127.0.0.1:{port}/postgres"
            _answering(address, server)
            yield address
        finally:
            server.terminate()
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


@contextmanager
def database(server: str, name: str) -> Iterator[str]:
    """The address of an empty database, dropped at the end."""
    with psycopg.connect(server, autocommit=True) as db:
        db.execute(f'CREATE DATABASE "{name}"')
    try:
        yield f"{server.rpartition('/')[0]}/{name}"
    finally:
        with psycopg.connect(server, autocommit=True) as db:
            db.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _unprivileged(folder: Path) -> dict[str, int]:
    """The server refuses to run as root: then as nobody, who is given the folder."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid}


def _run(command: Sequence[object], as_user: dict[str, int]) -> None:
    done = subprocess.run([str(word) for word in command], capture_output=True, cwd="/", check=False, **as_user)
    assert done.returncode == 0, done.stderr.decode()


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _answering(address: str, server: subprocess.Popen[bytes], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end and server.poll() is None:
        try:
            psycopg.connect(address, connect_timeout=2).close()
            return
        except psycopg.OperationalError:
            time.sleep(0.1)
    raise RuntimeError("the PostgreSQL server of the tests did not start")
