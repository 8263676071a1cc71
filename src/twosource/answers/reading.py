"""Pages in, with progress: from paths and addresses, uploads, pasted text; then their stories are worked out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Literal

from ..pages.sources import pages, uploaded
from ..pages.watch import Manners, poll
from ..pipeline import Taken, infer, keep_pages
from ..records import Page, Report, Stated, Unreadable
from ..statements.claim_index import stems_of
from ..store import Store
from .telling import worked_out


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that somebody sent: its name there, and where it lies here."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class Order:
    """What to read; with nothing in it, only the stories are worked out again."""

    sources: tuple[str, ...] = ()  # paths and addresses
    uploads: tuple[Upload, ...] = ()
    pasted: tuple[Page, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One page that has been looked at, or (no place) the stories being worked out."""

    place: str
    what: Literal["read", "new version", "known", "refused", "stories"]
    report: str = ""  # its id
    title: str = ""
    outlet: str = ""
    reason: str = ""  # of a refusal
    detail: str = ""


def pasted(text: str, *, title: str = "", outlet: str = "", url: str = "", published: str = "") -> Page:
    """A page of text that somebody typed or pasted."""
    stated = Stated(title=title, outlet=outlet, published=published)
    page = Page(url, text.encode("utf-8", "replace"), "text/plain", stated=stated)
    return replace(page, place=f"pasted text {page.id[:8]}")  # a place of its own: no text replaces another


def read_in(store: Store, order: Order) -> Iterator[Step]:
    """Read all that is ordered into the store and work the stories out, telling each step."""
    given = chain(pages(order.sources), chain.from_iterable(map(_upload_pages, order.uploads)), order.pasted)
    for taken in keep_pages(store, given, batch_size=1):
        yield _step(taken)
    yield Step("", "stories")
    work_out(store)


def _upload_pages(upload: Upload) -> Iterable[Page | Unreadable]:
    """The pages of a file; two files of one name are two places, so neither replaces the other."""
    with upload.path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()[:8]
    for found in uploaded(upload.path, upload.name):
        place = found.place.replace(upload.name, f"{upload.name} [{digest}]", 1)
        if isinstance(found, Page):
            yield Page(found.url, found.content, found.media_type, found.captured, found.stated, place)
        else:
            yield Unreadable(found.reason, found.detail, found.url, place, found.page_id)


def _step(taken: Taken) -> Step:
    outcome = taken.outcome
    if isinstance(outcome, Report):
        what: Literal["read", "new version"] = "new version" if taken.kept == "version" else "read"
        return Step(taken.place, what, outcome.id, outcome.title, outcome.outlet)
    if isinstance(outcome, Unreadable):
        return Step(taken.place or outcome.place, "refused", reason=outcome.reason, detail=outcome.detail)
    return Step(taken.place, "known")


def watch_once(store: Store, feeds: Iterable[str], manners: Manners) -> Iterator[Step]:
    """Ask each feed what is new, keep that, and bring the stories up to date if there was anything."""
    changed = False
    for feed in feeds:
        for taken in keep_pages(store, poll(feed, store.watched, manners), batch_size=1):
            changed = changed or taken.kept in ("new", "version")
            yield _step(taken)
    if changed:
        yield Step("", "stories")
        work_out(store)


def work_out(store: Store) -> None:
    """Work out stories, lineage and what the answers need, of all that has changed since it was last done."""
    for stored in infer(store):
        worked_out(store, stored)
    store.postings.bring_up_to_date(stems_of)
    store.signs.bring_up_to_date()
