"""Files of work: written whole or not at all, named by what they were made from, read by column and row group."""

from __future__ import annotations

import hashlib
import itertools
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ..engine import is_full
from ..errors import StoreFull, TwosourceError

# What the files look like and how they are made; another number makes everything anew.
FORM = "3"
# Rows that are read at once where only some are wanted.
ROWS_TOGETHER = 64
# Names of files that a program has begun and not ended: with the number of its process, see `write`.
UNFINISHED = ".*.parquet.*[0-9]"

Row = dict[str, Any]  # of one table of `schemas`; rows go straight to a file or come from one


def digest(*words: str) -> str:
    """A name for what is made from these."""
    whole = hashlib.blake2b("\0".join((FORM, *words)).encode("utf-8", "surrogatepass"), digest_size=8)
    return whole.hexdigest()


def content_digest(path: Path) -> str:
    """Of the bytes of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, lambda: hashlib.blake2b(digest_size=8)).hexdigest()


def write(rows: Iterable[Row], schema: pa.Schema, path: Path) -> Path:
    """Write a table; a program that is killed meanwhile leaves no file of this name.

    Raises:
        StoreFull: there is no room for it.
    """
    table = pa.Table.from_pylist(list(rows), schema=schema)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(table, unfinished, compression="zstd", row_group_size=ROWS_TOGETHER)
        with unfinished.open("rb") as written:
            os.fsync(written.fileno())
        os.replace(unfinished, path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise StoreFull(f"{path} cannot be written ({error}): make room, and run the same command again") from error
    return path


def rows(files: Sequence[Path], columns: Sequence[str] | None = None, **equal: Sequence[str] | str) -> list[Row]:
    """Rows of files with the same columns, in order; those whose columns have these values (or one of them)."""
    wanted = {name: sorted([value] if isinstance(value, str) else set(value)) for name, value in equal.items()}
    made: list[Row] = []
    with _whole(files):
        for file in files:
            made += _rows(pq.ParquetFile(file), columns, wanted)
    return made


def values(files: Sequence[Path], column: str) -> list[str]:
    """The different values of a column, sorted; in memory are they and some rows at a time."""
    found: set[str] = set()
    with _whole(files):
        for file in files:
            for some in pq.ParquetFile(file).iter_batches(columns=[column], use_threads=False):
                found.update(pc.unique(some.column(0)).to_pylist())
    return sorted(found)


@contextmanager
def _whole(files: Sequence[Path]) -> Iterator[None]:
    """Says which of the files is damaged, where reading them fails."""
    try:
        yield
    except (OSError, pa.ArrowInvalid) as error:
        if is_full(error):
            raise
        advice = "delete it, and run the same command again: it is made anew"
        raise TwosourceError(f"{damaged(files)} is damaged ({error}): {advice}") from error


def _rows(file: pq.ParquetFile, columns: Sequence[str] | None, wanted: Mapping[str, Sequence[str]]) -> list[Row]:
    """The wanted rows of one file; groups of rows that cannot hold any are passed over."""
    groups = [n for n in range(file.metadata.num_row_groups) if _may_hold(file, n, wanted)]
    if not groups and wanted:
        return []
    read = list(dict.fromkeys([*columns, *wanted])) if columns else None
    table = file.read_row_groups(groups, columns=read, use_threads=False)
    for name, values in wanted.items():
        table = table.filter(pc.is_in(table[name], value_set=pa.array(values, type=pa.string())))
    made: list[Row] = (table.select(list(columns)) if columns else table).to_pylist()
    return made


def _may_hold(file: pq.ParquetFile, number: int, wanted: Mapping[str, Sequence[str]]) -> bool:
    """Whether a group of rows may hold one of the values, by the least and greatest that it says it has."""
    group = file.metadata.row_group(number)
    for name, values in wanted.items():
        told = next(c for c in map(group.column, range(group.num_columns)) if c.path_in_schema == name).statistics
        known = told is not None and told.has_min_max and isinstance(told.min, str)
        if known and not any(told.min <= value <= told.max for value in values):
            return False
    return True


def damaged(files: Sequence[Path]) -> Path:
    """The first of these that is no whole Parquet file."""
    for file in files:
        try:
            pq.ParquetFile(file).metadata  # noqa: B018 - reading it is the question
        except (OSError, pa.ArrowInvalid):
            return file
    return files[0]


def parts(folder: Path) -> list[Path]:
    """The files of an engine's answer, in order."""
    return sorted(folder.glob("*.parquet"))


Item = TypeVar("Item")


def batched(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Some at a time, in order."""
    rest = iter(items)
    while some := list(itertools.islice(rest, size)):
        yield some


def counts(rows: Iterable[Row], name: str) -> Mapping[str, int]:
    """How often each value of a column comes."""
    told: dict[str, int] = {}
    for row in rows:
        told[row[name]] = told.get(row[name], 0) + 1
    return told
