"""Records to rows and back. JSON columns hold tuples of records, read back into the same types."""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import msgspec
import sqlalchemy as sa

from ..records import Correction, Credit, Lineage, Page, Report, Stated, Story, Trace, Unreadable

Row = Mapping[str, Any]  # a row to be written; neither kind of row leaves this wing

# Letters of a name that is looked up. PostgreSQL indexes 2,704 bytes at most, and a letter may take four.
MOST_LETTERS = 600
_UNSTORABLE = re.compile("[\\0\\ud800-\\udfff]")


def dumps(value: object) -> str:
    """Compact JSON of a record or a tuple of records, fit for a database."""
    try:
        return msgspec.json.encode(value, enc_hook=dict).decode("utf-8")
    except UnicodeEncodeError:  # a lone surrogate somewhere
        return clean(json.dumps(msgspec.to_builtins(value, enc_hook=dict), ensure_ascii=False))


def clean(words: str) -> str:
    """The same text, fit for a database: NUL and lone surrogates become U+FFFD, one for one, so that offsets hold."""
    return _UNSTORABLE.sub("\ufffd", words)


def short(name: str) -> str:
    """A name fit for an index: beyond MOST_LETTERS a digest stands for the rest."""
    name = clean(name)
    if len(name) <= MOST_LETTERS:
        return name
    return f"{name[: MOST_LETTERS - 17]}~{hashlib.sha256(name.encode()).hexdigest()[:16]}"


def address(page: Page) -> str:
    """What makes two captures versions of one page: its url, else the id that its outlet gave it, else where it lies.

    Many a file counts its lines 1, 2, 3 ...: an id without an outlet is one of its file only.
    """
    stated = page.stated
    numbered = f"{stated.outlet or page.place.rpartition(':')[0]}#{stated.id}" if stated.id else ""
    return short(page.url or numbered or page.place or page.id)


def captured(page: Page) -> str:
    """When the page was captured, in UTC so that moments can be compared as text; "" where not known."""
    moment = page.captured
    return moment.astimezone(UTC).isoformat() if moment else ""


def captured_by(page: Page, moment: str) -> bool:
    """Whether the page was captured by then (as `captured` writes it); False where one of them is not known."""
    return "" < captured(page) <= moment


def page_row(page: Page, version: int) -> Row:
    """A page as its row, the bytes compressed."""
    return {
        "id": page.id,
        "address": address(page),
        "version": version,
        "current": True,
        "url": clean(page.url),
        "media_type": clean(page.media_type),
        "content": zlib.compress(page.content, 6),
        "captured": captured(page),
        "stated": dumps(page.stated),
        "place": clean(page.place),
    }


def page_of(row: sa.RowMapping) -> Page:
    """The page of a row."""
    return Page(
        url=row["url"],
        content=zlib.decompress(row["content"]),
        media_type=row["media_type"],
        captured=datetime.fromisoformat(row["captured"]) if row["captured"] else None,
        stated=msgspec.json.decode(row["stated"], type=Stated),
        place=row["place"],
    )


def report_row(report: Report, page_id: str) -> Row:
    """A report as its row, linked to its page."""
    return {
        "page_id": page_id,
        "id": short(report.id),
        "text": clean(report.text),
        "title": clean(report.title),
        "outlet": clean(report.outlet),
        "url": clean(report.url),
        "published": report.published.isoformat() if report.published else "",
        "language": report.language or "",
        "byline": clean(report.byline),
        "event_date": report.event_date.isoformat() if report.event_date else "",
        "credits": dumps(report.credits),
        "traces": dumps([(t.start, t.end, t.page_start, t.page_end) for t in report.traces]),
    }


def report_of(row: sa.RowMapping) -> Report:
    """The report of a row."""
    places = msgspec.json.decode(row["traces"], type=list[tuple[int, int, int, int]])
    return Report(
        id=row["id"],
        text=row["text"],
        title=row["title"],
        outlet=row["outlet"],
        url=row["url"],
        published=row["published"],
        language=row["language"] or None,
        byline=row["byline"],
        credits=msgspec.json.decode(row["credits"], type=tuple[Credit, ...]),
        event_date=day_of(row["event_date"]),
        traces=tuple(Trace(*place) for place in places),
        page_id=row["page_id"],
    )


def unreadable_row(refusal: Unreadable) -> Row:
    """A refusal as its row; the same refusal twice has the same key."""
    seed = refusal.page_id or f"{refusal.place}\0{refusal.reason}\0{refusal.detail}"
    return {
        "key": hashlib.sha256(seed.encode("utf-8", "surrogatepass")).hexdigest()[:16],
        "reason": clean(refusal.reason),
        "detail": clean(refusal.detail),
        "url": clean(refusal.url),
        "place": clean(refusal.place),
        "page_id": refusal.page_id,
    }


def unreadable_of(row: sa.RowMapping) -> Unreadable:
    """The refusal of a row."""
    return Unreadable(*(row[name] for name in ("reason", "detail", "url", "place", "page_id")))


def member_rows(story: Story) -> list[Row]:
    """A row for each report of a story, with its place in it and why it belongs."""
    return [
        {"story_id": clean(story.id), "report_id": r.id, "position": n, "reason": clean(story.reasons.get(r.id, ""))}
        for n, r in enumerate(story.reports)
    ]


def lineage_of(text: str) -> Lineage:
    """The lineage of its JSON."""
    return msgspec.json.decode(text, type=Lineage)


def correction_row(correction: Correction) -> Row:
    """A correction as its row, standing."""
    return {
        "verb": correction.verb,
        "subjects": dumps(list(correction.subjects)),
        "who": clean(correction.who),
        "made": correction.when.isoformat(),
        "note": clean(correction.note),
        "members": dumps(list(correction.members)),
        "undone": "",
    }


def correction_of(row: sa.RowMapping) -> Correction:
    """The correction of a row."""
    return Correction(
        verb=row["verb"],
        subjects=tuple(msgspec.json.decode(row["subjects"], type=list[str])),
        who=row["who"],
        when=datetime.fromisoformat(row["made"]),
        note=row["note"],
        members=tuple(msgspec.json.decode(row["members"], type=list[str])),
    )


def day_of(text: str) -> date | None:
    """A day from ISO 8601 text; None from an empty one."""
    return date.fromisoformat(text) if text else None


def moment_of(text: str) -> datetime | None:
    """A moment from ISO 8601 text; None from an empty one."""
    return datetime.fromisoformat(text) if text else None
