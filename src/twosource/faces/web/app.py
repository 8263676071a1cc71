"""The application: the guard, the pages, the API, and how errors are told."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from pathlib import Path

from anyio import to_thread
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from ...answers.apart import Reader
from ...errors import TwosourceError
from ...store import Store
from . import api, forms, pages
from .guard import Guard, HeadAsGet, Keys, new_keys
from .jobs import Jobs
from .memory import Memory
from .problems import problem, status_of
from .showing import html, prepare

STATIC = Path(__file__).parent / "static"
# Answers worked out at a time, the others in their turn. One interpreter does one thing at a time: forty threads (the
# library's default) would all be late together, and keep the loop that takes new questions from its turn.
THREADS = 4


def application(address: str, *, keys: Keys | None = None) -> FastAPI:
    """The web application over the store at this address."""
    keys = keys or new_keys()
    store = Store(address)
    jobs = Jobs(Reader(address))

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        prepare()
        to_thread.current_default_thread_limiter().total_tokens = THREADS
        yield
        jobs.close()
        store.close()

    app = FastAPI(
        title="twosource",
        version="0.1.0",
        description="How many independent sources really stand behind the news.",
        openapi_url="/api/openapi.json",
        docs_url=None,  # its page would load scripts from other sites
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.store, app.state.jobs, app.state.keys, app.state.memory = store, jobs, keys, Memory()
    for room in (pages, forms, api):
        app.include_router(room.router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.add_exception_handler(TwosourceError, _told)
    app.add_exception_handler(HTTPException, _told)
    app.add_exception_handler(RequestValidationError, _told)
    app.add_exception_handler(Exception, _told)
    app.add_middleware(HeadAsGet)
    app.add_middleware(Guard, keys=keys)
    return app


async def _told(request: Request, error: Exception) -> Response:
    """An error: problem+json to programs, a page to people."""
    status, detail = _status_and_detail(error)
    headers = dict(error.headers or {}) if isinstance(error, HTTPException) else {}  # of 405: what is allowed
    if request.url.path.startswith("/api"):
        return problem(status, detail, headers=headers)
    answer = html(request, "error.html", status=status, title=HTTPStatus(status).phrase, detail=detail)
    answer.headers.update(headers)
    return answer


def _status_and_detail(error: Exception) -> tuple[int, str]:
    if isinstance(error, TwosourceError):
        return status_of(error), str(error)
    if isinstance(error, HTTPException):
        return error.status_code, str(error.detail)
    if isinstance(error, RequestValidationError):
        told = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()[:5])
        return 422, told
    return 500, "a fault of ours: what happened is in the server's log"
