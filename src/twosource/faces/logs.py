"""What a run tells while it goes, for people or, a JSON object a line, for programs; on standard error."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

import typer

LOG = logging.getLogger("twosource")


class Form(StrEnum):
    """How a log is written."""

    none = "none"
    text = "text"
    json = "json"


LogOption = Annotated[
    Form, typer.Option("--log", help="Tell what happens on standard error: as text, or as JSON lines.")
]


class JsonLines(logging.Formatter):
    """One object a line: time, level, event, and what it is about."""

    def format(self, record: logging.LogRecord) -> str:
        """See logging.Formatter."""
        when = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        head = {"time": when, "level": record.levelname.lower(), "event": record.getMessage()}
        return json.dumps(head | getattr(record, "told", {}), ensure_ascii=True, default=str)


class Lines(logging.Formatter):
    """The same in words."""

    def format(self, record: logging.LogRecord) -> str:
        """See logging.Formatter."""
        told = " ".join(f"{name}={value}" for name, value in getattr(record, "told", {}).items())
        return f"{record.getMessage()} {told}".rstrip().encode("unicode_escape").decode("ascii")


class _StandardError(logging.Handler):
    """Whatever standard error is at the moment."""

    def emit(self, record: logging.LogRecord) -> None:
        print(self.format(record), file=sys.stderr)


def tell(form: Form) -> None:
    """From now on, tell in this form."""
    for handler in list(LOG.handlers):
        LOG.removeHandler(handler)
    if form is Form.none:
        return
    handler = _StandardError()
    handler.setFormatter(JsonLines() if form is Form.json else Lines())
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)
    LOG.propagate = False


def event(name: str, **told: object) -> None:
    """Tell of one thing that happened."""
    LOG.info(name, extra={"told": told})
