"""Work on any number of reports: the same functions on every engine. This is this machine; engine_spark.py a cluster.

Two verbs. `map` runs a pure top-level function on each of many parts, which name the files they read. `select` joins
and groups tables of Parquet files by a question in the SQL that DuckDB and Spark have in common, and writes the answer
as Parquet; what does not fit into memory spills to the disk.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol, TypeVar

from threadpoolctl import threadpool_limits

from .errors import MissingExtra, StoreFull, TwosourceError

Part = TypeVar("Part")
Result = TypeVar("Result")
Tables = Mapping[str, Sequence[Path]]  # name in the question -> Parquet files with the same columns

# Of one question, before it spills to the disk.
MEMORY = "1GB"
# Rows that a reader of part of an answer has to pass over.
ROWS_TOGETHER = 2048


class WorkerLost(TwosourceError):
    """A worker ended before its part was done."""


class Engine(Protocol):
    """Where the work is done."""

    def map(self, work: Callable[[Part], Result], parts: Sequence[Part]) -> Iterator[Result]:
        """What `work` makes of each part, in any order, as it is done."""
        ...

    def select(self, question: str, tables: Tables, to: Path) -> None:
        """Write the answer as Parquet into the folder `to`, which is there whole or not at all. Its order is kept."""
        ...

    def close(self) -> None:
        """Let go of workers."""
        ...


class Local:
    """This machine: worker processes, and DuckDB for questions. One worker is a plain loop that can be debugged."""

    def __init__(self, workers: int = 1, memory: str = MEMORY) -> None:
        try:
            import duckdb
            import pyarrow  # noqa: F401 - asked for here, so that its lack is told of before the work begins
        except ModuleNotFoundError as missing:
            raise MissingExtra("batch", "batch") from missing
        self._workers, self._memory, self._duckdb = workers, memory, duckdb
        self._pool: ProcessPoolExecutor | None = None

    def map(self, work: Callable[[Part], Result], parts: Sequence[Part]) -> Iterator[Result]:
        """See Engine.map."""
        with _told():
            if self._workers <= 1:
                yield from map(work, parts)
                return
            running = [self._started().submit(work, part) for part in parts]
            try:
                for done in as_completed(running):
                    yield done.result()
            finally:
                for one in running:
                    one.cancel()

    def _started(self) -> ProcessPoolExecutor:
        """The workers, started once: each loads the program anew."""
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self._workers, multiprocessing.get_context("spawn"))
        return self._pool

    def select(self, question: str, tables: Tables, to: Path) -> None:
        """See Engine.select."""
        with unfinished(to) as folder, _told():
            db = self._duckdb.connect()
            try:
                db.execute(f"SET memory_limit = '{self._memory}'; SET threads = {self._workers}")
                db.execute(f"SET temp_directory = '{quoted(folder / 'spilled')}'")
                for name, files in tables.items():
                    db.read_parquet([str(file) for file in files]).create_view(name)
                whole = f"'{quoted(folder / 'part-0.parquet')}'"
                form = f"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROWS_TOGETHER}"
                db.execute(f"COPY ({question}) TO {whole} ({form})")
            finally:
                db.close()
            shutil.rmtree(folder / "spilled", ignore_errors=True)

    def close(self) -> None:
        """See Engine.close."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


@contextmanager
def unfinished(to: Path) -> Iterator[Path]:
    """A folder to write into, which takes the place of `to` when all is written."""
    folder = to.with_name(f"{to.name}.unfinished")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    yield folder
    shutil.rmtree(to, ignore_errors=True)
    os.replace(folder, to)


def quoted(path: Path) -> str:
    """The path inside quotation marks of SQL."""
    return str(path).replace("'", "''")


@contextmanager
def one_thread() -> Iterator[None]:
    """Sums of one thread are the same everywhere, and workers do not take each other's processors."""
    with threadpool_limits(1):
        yield


@contextmanager
def _told() -> Iterator[None]:
    """What ends a worker or a question, in our own words."""
    try:
        yield
    except (BrokenProcessPool, MemoryError) as error:
        advice = "what is done is kept: run the same command again, with fewer --workers or more memory"
        raise WorkerLost(f"a worker ended suddenly, most likely for want of memory; {advice}") from error
    except OSError as error:
        raise StoreFull(f"{error}: make room or name another folder, and run the same command again") from error
    except Exception as error:
        if is_full(error):
            raise StoreFull(f"{error}: make room, and run the same command again") from error
        raise


def is_full(error: Exception) -> bool:
    """Whether an engine says that the disk is full or cannot be written."""
    return any(
        words in str(error).casefold() for words in ("no space left", "disk full", "read-only file", "file too large")
    )
