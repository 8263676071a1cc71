"""Spark leaves what this machine leaves, byte for byte. Java and PySpark are asked for; in CI they must be there."""

import importlib.util
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from invented import invented, written
from postgres import required
from test_batch import EXAMPLES, results
from twosource.batch.files import parts, rows, write
from twosource.batch.groups import components
from twosource.batch.run import Batch, run
from twosource.batch.schemas import PAIRS
from twosource.engine import Local, WorkerLost
from twosource.engine_spark import Spark
from twosource.errors import TwosourceError

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")


@pytest.fixture(scope="module")
def spark() -> Iterator[Spark]:
    required(importlib.util.find_spec("pyspark") and shutil.which("java"), "PySpark or Java is not installed here")
    engine = Spark("local[2]")
    yield engine
    engine.close()


def test_spark_and_this_machine_leave_the_same_bytes(spark: Spark, tmp_path: Path) -> None:
    given = [str(EXAMPLES), *(str(written(tmp_path / f"{n}.jsonl", invented(24)[n::2])) for n in range(2))]
    there = run(given, Batch(spark, tmp_path / "spark", encoded=True, at_once=20))
    here = run(given, Batch(Local(1), tmp_path / "local", encoded=True, at_once=20))
    assert (there.read, there.stories, there.refused) == (here.read, here.stories, here.refused)
    assert results(tmp_path / "spark") == results(tmp_path / "local")
    assert len(results(tmp_path / "local")) > 10


def test_spark_takes_a_large_component_apart_as_this_machine_does(spark: Spark, tmp_path: Path) -> None:
    alike = [("a", "b", 3.0), ("b", "c", 0.5), ("c", "d", 3.0), ("e", "f", 0.5)]
    edges = ({"a": a, "b": b, "odds": odds, "own": odds} for a, b, odds in alike)
    pairs = write(edges, PAIRS, tmp_path / "e.parquet")
    there = rows(parts(components(spark, [pairs], tmp_path / "spark", 3)))
    here = rows(parts(components(Local(1), [pairs], tmp_path / "local", 3)))
    assert there == here == [{"a": "b", "b": "a"}, {"a": "d", "b": "c"}, {"a": "f", "b": "e"}]


def test_what_ends_a_worker_is_told_in_our_own_words(spark: Spark) -> None:
    with pytest.raises(WorkerLost, match="run the same command again"):
        list(spark.map(os._exit, [9]))
    with pytest.raises(TwosourceError, match="could not convert"):
        list(spark.map(float, ["x"]))
