"""Whether all is well: what is installed, the encoder, the store. Nothing is changed."""

from __future__ import annotations

import importlib.util
import platform
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from .. import __version__
from ..copies.vectors import default_encoder
from ..errors import TwosourceError
from ..store import Store
from ..store.opening import shown

# What the figures in benchmarks/results were measured with at least.
PACKAGES = ("trafilatura", "lxml", "fastwarc", "sentencex", "numpy", "rapidfuzz", "sqlalchemy", "alembic")
# Extra -> a module that it brings.
EXTRAS = {
    "web": "fastapi", "mcp": "mcp", "parquet": "pyarrow", "postgres": "psycopg", "batch": "duckdb", "spark": "pyspark",
}  # fmt: skip
OLDEST = (3, 11)
# A translation is nearer than a sentence about something else by so much; the packaged encoder gives .4.
NEARER = 0.1
SENTENCES = ("The mill burned down on Tuesday.", "Die Mühle brannte am Dienstag ab.", "Shares rose by a third.")
# Bytes that a day's reading of a few thousand pages needs.
ROOM = 500_000_000


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    what: str
    well: bool
    says: str


def checks(address: str) -> Sequence[Check]:
    """All checks, in order."""
    return [_python(), *_packages(), _extras(), _encoder(), *_store(address)]


def _python() -> Check:
    says = f"twosource {__version__}, Python {platform.python_version()}, {platform.platform()}"
    return Check("program", sys.version_info >= OLDEST, says)


def _packages() -> Iterator[Check]:
    found: list[str] = []
    for name in PACKAGES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            yield Check("packages", False, f"{name} is missing: pip install --force-reinstall twosource")
    yield Check("packages", True, ", ".join(found))


def _extras() -> Check:
    there = [extra for extra, module in EXTRAS.items() if importlib.util.find_spec(module)]
    java = ["java"] if shutil.which("java") else []
    return Check("extras", True, ", ".join(there + java) or "none")


def _encoder() -> Check:
    encoder = default_encoder()
    if encoder is None:
        return Check("encoder", False, "not installed: reworded and translated copies are found by their words only")
    try:
        one, same, other = encoder.encode(SENTENCES)
    except Exception as error:  # noqa: BLE001 - whatever is wrong with it is the answer
        return Check("encoder", False, f"{encoder.name} fails: {error}")
    nearer = float(one @ same - one @ other)
    return Check("encoder", nearer >= NEARER, f"{encoder.name}; a translation is nearer by {nearer:.2f}")


def _store(address: str) -> Iterator[Check]:
    if "://" not in address and not Path(address).exists():
        yield Check("store", True, f"none at {address} yet")
        return
    try:
        store = Store(address)
    except TwosourceError as error:
        yield Check("store", False, str(error))
        return
    try:
        health = store.health()
        yield Check("store", True, f"{shown(address)}: schema {health.schema}, {health.engine}, {health.counted()}")
        for fault in health.faults:
            yield Check("store", False, fault)
    except TwosourceError as error:
        yield Check("store", False, str(error))
    finally:
        store.close()
    if "://" not in address:
        free = shutil.disk_usage(Path(address).resolve().parent).free
        yield Check("disk", free >= ROOM, f"{free / 1e9:.1f} GB free beside the store")
