"""What every command shares: the store's option, opening it, where words are printed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from ..errors import InputError
from ..store import Store

# Columns where no terminal says how many it has: sentences are not broken there, and a tree's lines hardly ever cut.
WIDE = 240

out = Console(highlight=False, soft_wrap=not sys.stdout.isatty(), width=None if sys.stdout.isatty() else WIDE)
err = Console(stderr=True, highlight=False, soft_wrap=not sys.stderr.isatty())

StoreOption = Annotated[str, typer.Option("--store", help="A file, or postgresql://user@host/name.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
DEFAULT_STORE = os.environ.get("TWOSOURCE_STORE", "twosource.db")


@contextmanager
def opened_store(address: str) -> Iterator[Store]:
    """The store, let go of at the end."""
    store = Store(address)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def existing_store(address: str) -> Iterator[Store]:
    """The store that must be there already: a question to a new one would make an empty file."""
    if "://" not in address and not Path(address).exists():
        raise InputError(f"there is no store at {address}: run 'twosource read PATH' first, or name one with --store")
    with opened_store(address) as store:
        yield store
