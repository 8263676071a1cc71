"""The pages that a person reads: each asks `answers` and fills a template."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from ... import answers
from ...records import Report, Span, Support
from ...store import Store, StoryLine
from ..changed import told
from ..drawing import svg
from ..marking import pieces
from ..naming import in_words, relation_in_words, report_names
from ..tree import picture
from .memory import Memory
from .showing import html, page, sent
from .story_view import story_view

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

Offset = Annotated[int, Query(ge=0, lt=2**31)]
PAGE_ROWS = 40
DOWNLOADS = (
    ("html", "one page to keep"),
    ("svg", "the tree as SVG"),
    ("png", "as PNG"),
    ("csv", "CSV"),
    ("zip", "Parquet tables"),
    ("json", "JSON"),
    ("jsonl", "JSON Lines"),
    ("jsonld", "schema.org"),
    ("prov", "W3C PROV"),
    ("graphml", "GraphML"),
)


def _store(request: Request) -> Store:
    store: Store = request.app.state.store
    return store


def _memory(request: Request) -> Memory:
    memory: Memory = request.app.state.memory
    return memory


@router.get("/")
def stories(request: Request, q: str = "", offset: Offset = 0) -> HTMLResponse:
    """All stories, or those with the words asked for."""
    listing = answers.stories(_store(request), q[:200], offset=offset, limit=PAGE_ROWS)
    return html(request, "stories.html", listing=listing, q=q[:200], rows=PAGE_ROWS)


@router.get("/story/{story_id:path}")
def story(request: Request, story_id: str) -> HTMLResponse:
    """One story."""
    key = ("story page", story_id, answers.story_rests_on(_store(request), story_id))
    return sent(request, _memory(request).recalled(key, lambda: _story(request, story_id)))


def _story(request: Request, story_id: str) -> bytes:
    answer = answers.story(_store(request), story_id)
    reports = {report.id: report for report in answer.story.reports}
    drawing = Markup(svg(answer.lineage, reports, links=True))  # noqa: S704 - svg() escapes every label itself
    return page(
        request,
        "story.html",
        answer=answer,
        view=story_view(answer),
        drawing=drawing,
        wide=picture(answer.lineage, reports).wide,
        verbs=answers.VERBS,
        forms=DOWNLOADS,
    )


@router.get("/join")
def join(request: Request, story: str, q: str = "") -> HTMLResponse:
    """Another story to be one with this: found by words, chosen, joined."""
    this = answers.story(_store(request), story).story
    return html(
        request,
        "join.html",
        choice=_but(request, this.id, q),
        q=q[:200],
        verb="merge",
        subject=this.id,
        title=this.title or "Untitled story",
        back=f"/story/{quote(this.id)}",
    )


@router.get("/move")
def move(request: Request, report: str, q: str = "") -> HTMLResponse:
    """The story that a report belongs to: found by words, chosen."""
    this = answers.report(_store(request), report)
    return html(
        request,
        "join.html",
        choice=_but(request, answers.story_of(_store(request), this.id), q),
        q=q[:200],
        verb="move",
        subject=this.id,
        title=this.title or "Untitled report",
        back=f"/report/{quote(this.id)}",
    )


def _but(request: Request, story_id: str, q: str) -> tuple[list[StoryLine], int]:
    """Stories with the words to choose from, all but one; of how many."""
    found = answers.stories(_store(request), q[:200], limit=PAGE_ROWS)
    return [line for line in found.rows if line.id != story_id], found.total


@router.get("/compare")
def compare(request: Request, a: str, b: str) -> HTMLResponse:
    """Two reports side by side."""
    key = ("compare page", a, b, answers.comparison_rests_on(_store(request), a, b))
    return sent(request, _memory(request).recalled(key, lambda: _compare(request, a, b)))


def _compare(request: Request, a: str, b: str) -> bytes:
    compared = answers.comparison(_store(request), a, b)
    story_id = answers.story_of(_store(request), compared.a.id)
    names = report_names([compared.a, compared.b])
    return page(
        request,
        "compare.html",
        compared=compared,
        sides=[(r, pieces(compared, side, r.credits)) for r, side in ((compared.a, "a"), (compared.b, "b"))],
        told=told(compared.changes),
        relation=relation_in_words(compared.relation),
        names=names,
        in_words=partial(in_words, names=names),
        story_id=story_id,
    )


@router.get("/report/{report_id:path}")
def report(request: Request, report_id: str, start: int = -1, end: int = -1) -> HTMLResponse:
    """One report; the characters from `start` to `end` are marked."""
    found = answers.report(_store(request), report_id)
    story_id = answers.story_of(_store(request), found.id)
    return html(request, "report.html", report=found, story_id=story_id, cut=_cut(found, Span(start, end)))


def _cut(report: Report, span: Span) -> tuple[str, str, str]:
    """The text before, inside and after a span; all before where the span is none of this text."""
    if not 0 <= span.start < span.end <= len(report.text):
        return report.text, "", ""
    return report.text[: span.start], span.of(report.text), report.text[span.end :]


@router.get("/check")
def check(request: Request, claim: str = "", story: str = "") -> HTMLResponse:
    """Whether a claim stands."""
    if not claim.strip():
        return html(request, "check.html", claim="", story=story, answer=None, sides=[])
    answer = answers.checked(_store(request), claim, story)
    sides = [
        (title, _by_origin(_store(request), found))
        for title, found in (
            ("They say so", answer.supporting),
            ("They say otherwise", answer.contradicting),
            ("They say it differently", answer.altered),
        )
        if found
    ]
    return html(request, "check.html", claim=claim, story=story, answer=answer, sides=sides)


def _by_origin(store: Store, found: Sequence[Support]) -> list[list[tuple[Support, Report]]]:
    """Sentences with their reports, those that carry one origin's account together."""
    reports = {report.id: report for report in store.reports({support.report for support in found})}
    origin: dict[str, str] = {}
    for name in reports:
        if name not in origin and (story_id := answers.story_of(store, name)):
            counted = answers.independent_origins(answers.story(store, story_id).lineage)
            origin |= {report: o.id for o in counted for report in o.reports}
    together: dict[str, list[tuple[Support, Report]]] = {}
    for support in found:
        together.setdefault(origin.get(support.report, support.report), []).append((support, reports[support.report]))
    return list(together.values())


@router.get("/corrections")
def corrections(request: Request, offset: Offset = 0) -> HTMLResponse:
    """What people decided."""
    listing = answers.corrections(_store(request), offset=offset, limit=PAGE_ROWS)
    named = {s for kept in listing.rows for s in kept.correction.subjects}
    reports = {report.id: report for report in _store(request).reports(named)}
    return html(request, "corrections.html", listing=listing, reports=reports, verbs=answers.VERBS, rows=PAGE_ROWS)


@router.get("/refusals")
def refusals(request: Request, offset: Offset = 0) -> HTMLResponse:
    """What could not be read."""
    listing = answers.refusals(_store(request), offset=offset, limit=PAGE_ROWS)
    return html(request, "refusals.html", listing=listing, rows=PAGE_ROWS)
