"""The answers over HTTP, under /api: JSON, errors as problem+json, ETags, lists in parts. Described by OpenAPI."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, File, Path, Query, Request, UploadFile
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from ... import answers
from ...answers import Comparison, KeptCorrection, Order, Part, StoryAnswer, StoryLine
from ...errors import InputError, UnknownNameError
from ...records import Answer, Report, Unreadable
from ...store import Store
from ..export import BINARY, FORMATS, compact_json, rendered
from .forms import kept_uploads, label, web_addresses
from .jobs import Job
from .memory import Memory

Offset = Annotated[int, Query(ge=0, lt=2**31, description="rows to leave out")]
Limit = Annotated[int, Query(ge=1, le=answers.MOST_ROWS, description="rows to give")]
Name = Annotated[str, Path(description="the id, or its beginning", max_length=1_000)]

MEDIA_TYPES: Mapping[str, str] = {
    "json": "application/json",
    "jsonl": "application/x-ndjson",
    "csv": "text/csv; charset=utf-8",
    "prov": "application/json",
    "jsonld": "application/ld+json",
    "graphml": "application/graphml+xml",
    "svg": "image/svg+xml",
    "png": "image/png",
    "zip": "application/zip",
    "html": "text/html; charset=utf-8",
}


# Bytes from which an answer is packed (a story of thirteen reports has 260,000, packed 50,000), and how hard (1 to 9).
LEAST_PACKED, PACKING = 16_000, 6
# What is packed in itself.
PACKED = ("image/png", "application/zip")


class ProblemBody(BaseModel):
    """An error, RFC 9457."""

    status: int
    title: str
    detail: str
    type: str


def _problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    schema = {"schema": {"$ref": "#/components/schemas/ProblemBody"}}
    said = {"description": "what went wrong and what to do next", "content": {"application/problem+json": schema}}
    return dict.fromkeys((400, *statuses), said)


router = APIRouter(prefix="/api", tags=["answers"], responses=_problems(422))


def _store(request: Request) -> Store:
    store: Store = request.app.state.store
    return store


def _memory(request: Request) -> Memory:
    memory: Memory = request.app.state.memory
    return memory


def _json(answer: object) -> bytes:
    return compact_json(answer).encode("utf-8", "replace")


def answered(request: Request, body: bytes, media_type: str = "application/json", status: int = 200) -> Response:
    """The body with an ETag, packed where it is long and the asker can unpack it; 304 without it where the asker has it
    already (RFC 9110, 13.1.2)."""
    digest = hashlib.sha256(body).hexdigest()[:24]
    packed = _is_packed(request, body, media_type)
    headers = {"ETag": f'"{digest}-gzip"' if packed else f'"{digest}"', "Cache-Control": "no-cache"}
    headers["Vary"] = "Accept-Encoding"
    asked = [t.strip().removeprefix("W/") for t in request.headers.get("if-none-match", "").split(",")]
    if {f'"{digest}"', f'"{digest}-gzip"', "*"} & set(asked):
        return Response(status_code=304, headers=headers)
    if packed:
        headers["Content-Encoding"] = "gzip"
        body = _memory(request).recalled(("gzip", digest), lambda: gzip.compress(body, PACKING, mtime=0))
    return Response(body, status, media_type=media_type, headers=headers)


def _is_packed(request: Request, body: bytes, media_type: str) -> bool:
    """Nothing secret is in these answers, so that their packed length tells nothing (BREACH, 2013)."""
    wanted = re.search(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))", request.headers.get("accept-encoding", ""))
    return len(body) >= LEAST_PACKED and media_type not in PACKED and wanted is not None


@router.get("/stories", response_model=Part[StoryLine])
def stories(
    request: Request,
    q: Annotated[str, Query(max_length=200, description="words that a story has")] = "",
    offset: Offset = 0,
    limit: Limit = answers.ROWS,
) -> Response:
    """Stories, newest event first, then the least independent."""
    return answered(request, _json(answers.stories(_store(request), q, offset=offset, limit=limit)))


@router.get("/stories/{story_id:path}", response_model=StoryAnswer, responses=_problems(404))
def story(request: Request, story_id: Name) -> Response:
    """One story: the answer, its lineage, what copies changed, where accounts disagree."""
    return answered(request, _of_story(request, "api", _json, story_id))


@router.get("/export/{form}/{story_id:path}", responses=_problems(404), response_class=Response)
def export(request: Request, form: str, story_id: Name) -> Response:
    """One story in a form that other programs read."""
    if form not in (*FORMATS, *BINARY):
        raise UnknownNameError(f"no form {form!r}: give one of {', '.join((*FORMATS, *BINARY))}")
    body = _of_story(request, form, partial(rendered, form), story_id)
    answer = answered(request, body, MEDIA_TYPES.get(form, "text/plain"))
    answer.headers["Content-Disposition"] = f'attachment; filename="story.{form}"'
    return answer


def _of_story(request: Request, form: str, render: Callable[[StoryAnswer], bytes], story_id: str) -> bytes:
    """A story in some form; the same body again while it rests on the same."""
    key = (form, story_id, answers.story_rests_on(_store(request), story_id))
    return _memory(request).recalled(key, lambda: render(answers.story(_store(request), story_id)))


@router.get("/reports/{report_id:path}", response_model=Report, responses=_problems(404))
def report(request: Request, report_id: Name) -> Response:
    """One report, whole."""
    return answered(request, _json(answers.report(_store(request), report_id)))


@router.get("/compare", response_model=Comparison, responses=_problems(404))
def compare(request: Request, a: str, b: str) -> Response:
    """Two reports: shared passages and what differs in them."""
    key = ("compare", a, b, answers.comparison_rests_on(_store(request), a, b))
    return answered(request, _memory(request).recalled(key, lambda: _json(answers.comparison(_store(request), a, b))))


@router.get("/check", response_model=Answer, responses=_problems(404))
def check(request: Request, claim: str, story: str = "") -> Response:
    """Whether a claim stands, and on how many independent origins."""
    return answered(request, _json(answers.checked(_store(request), claim, story)))


@router.get("/refusals", response_model=Part[Unreadable])
def refusals(request: Request, offset: Offset = 0, limit: Limit = answers.ROWS) -> Response:
    """Pages that could not be read, with reasons."""
    return answered(request, _json(answers.refusals(_store(request), offset=offset, limit=limit)))


@router.get("/corrections", response_model=Part[KeptCorrection])
def corrections(request: Request, offset: Offset = 0, limit: Limit = answers.ROWS) -> Response:
    """Decisions, the latest first, those taken back among them."""
    return answered(request, _json(answers.corrections(_store(request), offset=offset, limit=limit)))


class _Given(BaseModel):
    """A body that a program sends; what it does not know is an error."""

    model_config = ConfigDict(extra="forbid")


class Decision(_Given):
    """What a person decides about reports or stories."""

    verb: answers.Verb
    subjects: Annotated[list[str], Field(min_length=2, max_length=200)]
    who: Annotated[str, Field(min_length=1, max_length=500)]
    note: Annotated[str, Field(max_length=500)] = ""


class Reading(BaseModel):
    """A reading under way, or done."""

    number: int
    state: str
    label: str
    counts: dict[str, int]
    refused: list[answers.Step]
    error: str = ""
    correction: int | None = None


@router.post("/corrections", status_code=202, response_model=Reading, responses=_problems(404))
def correct(request: Request, decision: Decision) -> Response:
    """Decide; the stories are worked out again, which the answer tells where to watch."""
    said = (decision.verb, decision.subjects)
    number = answers.correct(_store(request), *said, who=decision.who, note=decision.note)
    return _under_way(request, Order(), correction=number)


@router.delete("/corrections/{number}", status_code=202, response_model=Reading, responses=_problems(404))
def take_back(request: Request, number: int) -> Response:
    """Undo a decision; it stays in the history."""
    answers.take_back(_store(request), number)
    return _under_way(request, Order(), correction=number)


class Text(_Given):
    """A text without a page."""

    text: Annotated[str, Field(min_length=1, max_length=2_000_000)]
    title: Annotated[str, Field(max_length=1_000)] = ""
    outlet: Annotated[str, Field(max_length=1_000)] = ""
    url: Annotated[str, Field(max_length=2_000)] = ""
    published: Annotated[str, Field(max_length=100)] = ""


class Wanted(_Given):
    """What is to be read."""

    addresses: Annotated[list[str], Field(max_length=2_000)] = []
    texts: Annotated[list[Text], Field(max_length=1_000)] = []


@router.post("/readings", status_code=202, response_model=Reading)
def read(request: Request, wanted: Wanted) -> Response:
    """Read web addresses and texts; the answer tells where to watch."""
    if not (wanted.addresses or wanted.texts):
        raise InputError("nothing to read: give addresses or texts")
    web_addresses([t.url for t in wanted.texts if t.url])
    texts = [
        answers.pasted(t.text, title=t.title, outlet=t.outlet, url=t.url, published=t.published) for t in wanted.texts
    ]
    return _under_way(request, Order(tuple(web_addresses(wanted.addresses)), (), tuple(texts)))


@router.post("/uploads", status_code=202, response_model=Reading)
def upload(request: Request, files: Annotated[list[UploadFile], File()]) -> Response:
    """Read files (html, txt, jsonl, warc, feeds); the answer tells where to watch."""
    folder, kept = kept_uploads(files)
    order = Order((), tuple(kept))
    job: Job = request.app.state.jobs.start(order, label(order), folder=folder)
    return _watchable(request, job, 202)


def _under_way(request: Request, order: Order, *, correction: int | None = None) -> Response:
    job: Job = request.app.state.jobs.start(order, label(order))
    return _watchable(request, job, 202, correction)


@router.get("/readings/{number}", response_model=Reading, responses=_problems(404))
def reading(request: Request, number: int) -> Response:
    """How far a reading has come."""
    job: Job | None = request.app.state.jobs.job(number)
    if job is None:
        raise UnknownNameError(f"no reading {number}: only the latest ones are remembered")
    return _watchable(request, job, 200)


def _watchable(request: Request, job: Job, status: int, correction: int | None = None) -> Response:
    refused = list(job.refused)
    told = Reading(
        number=job.number,
        state=job.state,
        label=job.label,
        counts=dict(job.tally),
        refused=refused,
        error=job.error,
        correction=correction,
    )
    answer = answered(request, told.model_dump_json().encode("utf-8", "replace"), status=status)
    answer.headers["Location"] = f"/api/readings/{job.number}"
    return answer
