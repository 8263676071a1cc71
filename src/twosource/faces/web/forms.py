"""What a person sends: pages to read, decisions and their undoing, the token. Each form brings back its word."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import Response

from ... import answers
from ...answers import Order, Upload
from ...errors import InputError, UnknownNameError
from ...pages.web import is_address
from ...records import Page
from .guard import FORM_COOKIE, TOKEN_COOKIE, Keys, same
from .jobs import Job, Jobs
from .showing import html

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

# Files and addresses of one order, letters of a pasted text (a part of a form that is no file is held in memory).
MOST_FILES, MOST_ADDRESSES, MOST_PASTED = 2_000, 2_000, 2_000_000
# How long a form that changes a story is held open for the new answer; then the reading's own page is shown.
SECONDS_TO_WAIT = 8.0


@asynccontextmanager
async def _form(request: Request) -> AsyncIterator[FormData]:
    """The form, if it carries the word that only our own page could have given it; its files are closed at the end."""
    try:
        await request.form(max_files=MOST_FILES, max_fields=1_000, max_part_size=MOST_PASTED)
    except HTTPException as fault:
        if "exceeded maximum size" in fault.detail:
            fault.detail = f"a text of more than {MOST_PASTED:,} bytes: save it as a file and drop that"
        raise
    async with request.form() as form:
        keys: Keys = request.app.state.keys
        cookie = request.cookies.get(FORM_COOKIE, "")
        if not cookie or not same(str(form.get("form_word", "")), keys.form_word(cookie)):
            raise HTTPException(403, "this form is out of date: go back, load the page again, and send it once more")
        yield form


def _words(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value.strip() if isinstance(value, str) else ""


@router.get("/read")
def reading_form(request: Request) -> HTMLResponse:
    """Where pages are dropped."""
    jobs: Jobs = request.app.state.jobs
    return html(request, "read.html", jobs=jobs.all())


@router.post("/read")
async def read(request: Request) -> Response:
    """Take files, addresses and text, and go on to the page that shows them being read."""
    async with _form(request) as form:
        uploads = [f for f in form.getlist("files") if isinstance(f, UploadFile) and f.filename]
        addresses = web_addresses(_words(form, "addresses").split())
        texts = [_pasted(form)] if _words(form, "text") else []
        if not (uploads or addresses or texts):
            raise InputError("nothing to read: choose files, give addresses or paste a text")
        folder, kept = await run_in_threadpool(kept_uploads, uploads)
    order = Order(tuple(addresses), tuple(kept), tuple(texts))
    job = request.app.state.jobs.start(order, label(order), folder=folder)
    return RedirectResponse(f"/reading/{job.number}", 303)


def _pasted(form: FormData) -> Page:
    url = _words(form, "url")
    return answers.pasted(
        _words(form, "text"),
        title=_words(form, "title"),
        outlet=_words(form, "outlet"),
        url=web_addresses([url])[0] if url else "",
        published=_words(form, "published"),
    )


def web_addresses(words: Sequence[str]) -> list[str]:
    """The words, all of which must be web addresses: a path would name a file of the machine that serves.

    Raises:
        InputError: one of them is not, or they are too many.
    """
    for word in words:
        if not is_address(word):
            raise InputError(f"{word[:200]!r} is not a web address: begin it with http:// or https://")
    if len(words) > MOST_ADDRESSES:
        raise InputError(f"{len(words)} addresses: give at most {MOST_ADDRESSES} at a time")
    return list(words)


def kept_uploads(uploads: Sequence[UploadFile]) -> tuple[Path | None, list[Upload]]:
    """The files in a folder of their own, under numbers; their names are kept apart, as words."""
    if not uploads:
        return None, []
    folder = Path(tempfile.mkdtemp(prefix="twosource-"))
    kept = []
    for number, upload in enumerate(uploads):
        path = folder / str(number)
        with path.open("wb") as target:
            while piece := upload.file.read(1 << 20):
                target.write(piece)
        kept.append(Upload((upload.filename or "unnamed").replace("\\", "/").rpartition("/")[2][:200], path))
    return folder, kept


def label(order: Order) -> str:
    """What an order is, in words."""
    parts = [("file", order.uploads), ("address", order.sources), ("text", order.pasted)]
    plural = {"file": "files", "address": "addresses", "text": "texts"}
    said = [f"{len(what)} {noun if len(what) == 1 else plural[noun]}" for noun, what in parts if what]
    return ", ".join(said) or "working out the stories again"


@router.get("/reading/{number}")
def reading(request: Request, number: int) -> HTMLResponse:
    """How far a reading has come."""
    return html(request, "reading.html", job=_job(request, number))


def _job(request: Request, number: int) -> Job:
    job: Job | None = request.app.state.jobs.job(number)
    if job is None:
        raise UnknownNameError(f"no reading {number}: only the latest ones are remembered")
    return job


@router.get("/reading/{number}/story")
def read_story(request: Request, number: int) -> Response:
    """The story of what was read; all stories where it was more than one page or none."""
    report = _job(request, number).report
    story = answers.story_of(request.app.state.store, report) if report else ""
    return RedirectResponse(f"/story/{quote(story)}" if story else "/", 303)


@router.post("/corrections")
async def correct(request: Request) -> Response:
    """Take a decision, and show what comes of it."""
    async with _form(request) as form:
        verb, subjects = _decision(form)
        who, note = _words(form, "who"), _words(form, "note")
    store = request.app.state.store
    await run_in_threadpool(answers.correct, store, verb, subjects, who=who, note=note)
    answer = await _worked_out(request, subjects[-1].removeprefix("story:"))
    answer.set_cookie("who", quote(who[:100]), max_age=30_000_000, httponly=True, samesite="strict")
    return answer


def _decision(form: FormData) -> tuple[str, list[str]]:
    """The verb and its subjects: of a story's form, or of the form under two reports ("copied from:ba")."""
    verb, _, order = _words(form, "decision").partition(":")
    if verb:
        return verb, [_words(form, side) for side in order if side in "ab"]
    subjects = [value for value in form.getlist("subject") if isinstance(value, str)]
    leaving = _words(form, "verb") == "split" and _words(form, "story")
    return _words(form, "verb"), [_words(form, "story"), *subjects] if leaving else subjects


@router.post("/corrections/{number}/undo")
async def undo(request: Request, number: int) -> Response:
    """Take a decision back, and show what comes of it."""
    async with _form(request):
        pass
    await run_in_threadpool(answers.take_back, request.app.state.store, number)
    shown = await _worked_out(request, "")
    return RedirectResponse("/corrections", 303) if shown.headers["location"] == "/" else shown


async def _worked_out(request: Request, report: str) -> Response:
    """Work the stories out again; on to the story that the report is in then, or to how far it has come."""
    job: Job = request.app.state.jobs.start(Order(), label(Order()), report=report)
    for _ in range(int(SECONDS_TO_WAIT * 20)):
        if job.ended.is_set():
            break
        await asyncio.sleep(0.05)
    if job.state == "done":
        return await run_in_threadpool(read_story, request, job.number)
    return RedirectResponse(f"/reading/{job.number}", 303)


@router.get("/sign-in")
def sign_in_form(request: Request) -> HTMLResponse:
    """Where the token is asked for."""
    return html(request, "sign_in.html")


@router.post("/sign-in")
async def sign_in(request: Request) -> Response:
    """A cookie for the token."""
    async with _form(request) as form:
        given = _words(form, "token")
    keys: Keys = request.app.state.keys
    if not same(given, keys.token):
        return html(request, "sign_in.html", status=403, wrong=True)
    answer = RedirectResponse("/", 303)
    answer.set_cookie(TOKEN_COOKIE, keys.token_word(), httponly=True, samesite="strict")
    return answer
