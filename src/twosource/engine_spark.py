"""The same verbs on a cluster, by Spark; `local[2]` is a cluster of one machine. The extra `spark`, and Java 17.

Parts and answers lie in files that all machines see under one path (NFS, a mounted bucket).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from .engine import Part, Result, Tables, WorkerLost, is_full, unfinished
from .errors import MissingExtra, StoreFull, TwosourceError

_WORKER_LOST = ("python worker exited unexpectedly", "memoryerror", "outofmemory", "executor lost")
_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.ansi.enabled": "true",
    "spark.log.level": "ERROR",
}
# Of a cluster of one machine: few parts, no address but its own, a virtual machine that starts quickly.
_LOCAL_SETTINGS = {
    "spark.sql.shuffle.partitions": "2",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1",
}


class Spark:
    """A Spark session. `master`: "local[2]", "yarn", "k8s://...": see Spark's documentation."""

    def __init__(self, master: str = "local[2]") -> None:
        try:
            from pyspark.sql import SparkSession
        except ModuleNotFoundError as missing:
            raise MissingExtra("the engine spark", "spark") from missing
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        builder = SparkSession.builder.master(master).appName("twosource")
        settings = _SETTINGS | (_LOCAL_SETTINGS if master.startswith("local") else {})
        for name, value in settings.items():
            builder = builder.config(name, value)
        try:
            self._session: Any = builder.getOrCreate()
        except Exception as error:
            raise TwosourceError(f"Spark does not start at {master!r} ({error}): it needs Java 17 or later") from error

    def map(self, work: Callable[[Part], Result], parts: Sequence[Part]) -> Iterator[Result]:
        """See Engine.map. Each part is a task, and is tried again where a machine is lost."""
        if not parts:
            return
        try:
            yield from self._session.sparkContext.parallelize(parts, len(parts)).map(work).collect()
        except Exception as error:
            raise _told(error) from error

    def select(self, question: str, tables: Tables, to: Path) -> None:
        """See Engine.select."""
        with unfinished(to) as folder:
            try:
                for name, files in tables.items():
                    read = self._session.read.parquet(*[str(file) for file in files])
                    read.createOrReplaceTempView(name)
                answer = self._session.sql(question)
                answer.write.mode("overwrite").option("compression", "zstd").parquet(str(folder))
            except Exception as error:
                raise _told(error) from error

    def close(self) -> None:
        """End the session."""
        self._session.stop()


def _told(error: Exception) -> TwosourceError:
    """What ended the work, in our own words."""
    said = str(error)
    lines = [line.strip() for line in said.splitlines() if "Error" in line or "Exception" in line]
    short = (lines or said.splitlines() or [""])[-1][:300]
    if is_full(error):
        return StoreFull(f"{short}: make room, and run the same command again")
    if any(words in said.casefold() for words in _WORKER_LOST):
        return WorkerLost(f"a worker was lost, most likely for want of memory ({short}): run the same command again")
    return TwosourceError(f"Spark: {short}")
