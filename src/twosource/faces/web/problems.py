"""Errors as application/problem+json (RFC 9457): what went wrong and what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

import msgspec
from starlette.responses import Response

from ...errors import InputError, StoreBusy, StoreFull, TwosourceError, UnknownNameError

# Which status each kind of error is; the first that fits.
_STATUS: tuple[tuple[type[TwosourceError], int], ...] = (
    (UnknownNameError, 404),
    (InputError, 400),
    (StoreBusy, 503),
    (StoreFull, 507),
    (TwosourceError, 500),
)


class Problem(msgspec.Struct, frozen=True):
    """The body of an error."""

    status: int
    title: str
    detail: str
    type: str = "about:blank"


def status_of(error: TwosourceError) -> int:
    """The HTTP status that says what kind of error it was."""
    return next(status for kind, status in _STATUS if isinstance(error, kind))


def problem(status: int, detail: str, *, headers: Mapping[str, str] | None = None) -> Response:
    """An error as an answer."""
    body = Problem(status, HTTPStatus(status).phrase, detail)
    return Response(
        msgspec.json.encode(body), status, media_type="application/problem+json", headers=dict(headers or {})
    )
