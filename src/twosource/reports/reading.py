"""Page -> Report | Unreadable: what one page says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ..records import Page, Report, Unreadable
from .article import article, lines
from .boilerplate import report_lines
from .credits import credits, stated_credits
from .dates import dates, event_date
from .decoding import decoded
from .language import language
from .markup import ink, marks, plain, visible
from .metadata import Metadata, metadata
from .moments import sensible
from .outlets import host_outlet
from .refusals import REASONS, Refusal, refusal, unreadable_bytes
from .text import fold
from .tracing import Block, joined

__all__ = ["MAX_BYTES", "REASONS", "read"]

# The largest of 740 real news pages is 2.2 MB; what is far larger is a dump, not a report.
MAX_BYTES = 8_000_000
# The longest magazine pieces have 100,000 characters, a novel a million.
MAX_TEXT = 400_000
_TAG = re.compile(r"<(?:!doctype|html|head|body|div|p|article|section|span|table|br|h1)\b[^>]{0,1000}>", re.IGNORECASE)
_MAX_TITLE = 200
# A line that shows the day of publication is short and stands near the top.
_DATE_WITHIN, _DATE_LINE = 6, 70
_TITLE_WITHIN = 4  # blocks from the top
_SENTENCE_END = re.compile(r"[.。؟][\"”’»)]*\s*$")


def read(page: Page) -> Report | Unreadable:
    """The report that a page holds, or the reason why it holds none (a key of REASONS)."""
    if len(page.content) > MAX_BYTES:
        return _refused(page, Refusal("too large", f"{len(page.content):,} bytes; the limit is {MAX_BYTES:,}"))
    if not page.content.strip(b"\0\t\n\r "):
        return _refused(page, Refusal("empty", f"{len(page.content)} bytes"))
    source = decoded(page)
    if found := unreadable_bytes(page.content, source):
        return _refused(page, found)
    markup = has_markup(page, source)
    lexed = tuple(marks(source)) if markup else ()
    said = metadata(page, source, lexed)
    shown = visible(source, lexed) if markup else plain(source)
    blocks = article(source, lexed, shown, said.scripts) if markup else lines(shown)
    kept = _once([blocks[i] for i in report_lines([b.text for b in blocks])])
    if markup:
        kept = _untitled(kept, {said.title, *said.headings})
    title = said.title or _first_line(kept)
    if found := refusal(kept, lexed, shown.text, [title, *said.headings]):
        return _refused(page, found)
    if (length := sum(len(block.text) for block in kept)) > MAX_TEXT:
        return _refused(page, Refusal("too large", f"{length:,} characters of text; the limit is {MAX_TEXT:,}"))
    return _report(page, said, title, kept)


def _report(page: Page, said: Metadata, title: str, blocks: Sequence[Block]) -> Report:
    text, traces = joined(blocks)
    spoken = language(text, said.language)
    published = said.published or _shown_day(blocks, spoken)
    # a page from a folder has no address but the one that it gives itself; its canonical one may be another's
    url = page.url if host_outlet(page.url) else said.address or page.url
    report = Report(
        id=page.stated.id or page.id,
        text=text,
        title=title,
        outlet=said.outlet,
        url=url,
        published=published,
        language=spoken,
        byline=said.byline,
        credits=stated_credits(
            url=url,
            canonical=said.canonical if host_outlet(url) else "",
            organizations=said.organizations,
            based_on=said.based_on,
            source=page.stated.source or page.stated.source_url,
        ),
        event_date=event_date(text, published, spoken),
        traces=traces,
        page_id=page.id,
    )
    return replace(report, credits=credits(report))


def has_markup(page: Page, source: str) -> bool:
    """Whether the page is HTML: as its type says, else by its tags."""
    if page.media_type.partition(";")[0].strip().lower() == "text/plain":
        return False
    return bool(_TAG.search(source))


def _once(blocks: Sequence[Block]) -> list[Block]:
    """Blocks without those that only repeat the one before: pages print their title twice."""
    return [b for i, b in enumerate(blocks) if i == 0 or b.text != blocks[i - 1].text]


def _untitled(blocks: Sequence[Block], titles: set[str]) -> list[Block]:
    """Blocks without the page's own title, which some extractions begin with: it is in `Report.title`."""
    known = {fold(ink(title)) for title in titles}
    return [b for i, b in enumerate(blocks) if i >= _TITLE_WITHIN or fold(ink(b.text)) not in known]


def _shown_day(blocks: Sequence[Block], spoken: str | None) -> date | None:
    """The day of publication that a line of its own near the top shows: "Published 15 December 2021"."""
    for block in blocks[:_DATE_WITHIN]:
        if len(block.text) <= _DATE_LINE:
            found = dates(block.text, None, spoken)
            if len(found) == 1 and found[0].kind == "full" and sensible(found[0].day):
                return found[0].day
    return None


def _first_line(blocks: Sequence[Block]) -> str:
    """The first line of a plain text as its title; "" where it is a sentence or a paragraph."""
    line = blocks[0].text if blocks else ""
    return line if len(line) <= _MAX_TITLE and not _SENTENCE_END.search(line) else ""


def _refused(page: Page, found: Refusal) -> Unreadable:
    return Unreadable(found.reason, found.detail, page.url, page.place, page.id)
