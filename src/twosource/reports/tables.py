"""Reads the tables of `reports/data`: one row a line, "#" begins a comment."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files


def rows(name: str, separator: str = "|") -> Iterator[tuple[str, ...]]:
    """The rows of one table as cells; spaces beside "|" are layout, those beside a tab belong to the cell."""
    table = files(__package__).joinpath("data", name).read_text(encoding="utf-8")
    for line in table.splitlines():
        if line.strip() and not line.startswith("#"):
            yield tuple(cell if separator == "\t" else cell.strip() for cell in line.split(separator))
