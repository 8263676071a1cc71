"""Files of work: written whole or not at all, named by what they were made from, read by column and row group."""

from __future__ import annotations

import hashlib
import itertools
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from ..engine import is_full
from ..errors import StoreFull, TwosourceError

# What the files look like and how they are made; another number makes everything anew.
FORM = "1"
# Rows that are read at once where only some are wanted.
ROWS_TOGETHER = 256
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
    if not files:
        return []
    wanted = None
    for name, value in equal.items():
        one = ds.field(name) == value if isinstance(value, str) else ds.field(name).isin(list(value))
        wanted = one if wanted is None else wanted & one
    try:
        found = ds.dataset([str(file) for file in files], format="parquet")
        table = found.to_table(columns=list(columns) if columns else None, filter=wanted, use_threads=False)
    except (OSError, pa.ArrowInvalid) as error:
        if is_full(error):
            raise
        advice = "delete it, and run the same command again: it is made anew"
        raise TwosourceError(f"{damaged(files)} is damaged ({error}): {advice}") from error
    made: list[Row] = table.to_pylist()
    return made


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
