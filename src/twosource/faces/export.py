"""A story in the formats other programs read; FORMATS is the table. A new format is one function and one line."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping

import msgspec

from ..answers import StoryAnswer
from ..records import Lineage, Origin, Report

# A cell that begins like this is a formula to a spreadsheet: an apostrophe makes it text again (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_json(value: object) -> str:
    """Any answer as JSON with sorted, stable keys."""
    return msgspec.json.format(msgspec.json.encode(value, enc_hook=_plain), indent=2).decode("utf-8")


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(value)
    raise NotImplementedError(f"no JSON form for {type(value).__name__}")


def json_lines(answer: StoryAnswer) -> str:
    """One line a report: what it is, where its text comes from."""
    rows = [{"story": answer.story.id, **row} for row in _rows(answer)]
    return "".join(msgspec.json.encode(row).decode("utf-8") + "\n" for row in rows)


def comma_separated(answer: StoryAnswer) -> str:
    """The same as a table for a spreadsheet."""
    rows = list(_rows(answer))
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows([{key: _cell(value) for key, value in row.items()} for row in rows])
    return out.getvalue()


def _cell(value: str) -> str:
    return "'" + value if value.startswith(_FORMULA) else value


def _rows(answer: StoryAnswer) -> Iterator[dict[str, str]]:
    lineage = answer.lineage
    for report in answer.story.reports:
        parents = [d for d in lineage.derivations if d.child == report.id]
        yield {
            "report": report.id,
            "outlet": report.outlet,
            "title": report.title,
            "url": report.url,
            "published": str(report.published or ""),
            "origins": "; ".join(o.name for o in lineage.origins if report.id in o.reports),
            "parents": "; ".join(d.parent for d in parents),
            "kinds": "; ".join(d.kind for d in parents),
            "taken": "; ".join(f"{d.share:.2f}" for d in parents),
            "probabilities": "; ".join(f"{d.probability:.2f}" for d in parents),
            "credits": "; ".join(c.name or "an unnamed feed" for c in report.credits if c.kind != "photo"),
        }


def prov(answer: StoryAnswer) -> str:
    """W3C PROV-JSON (member submission of 24 April 2013): reports as entities, derivations as wasDerivedFrom."""
    lineage = answer.lineage
    unseen = {o.id: {"prov:label": o.name, "twosource:seen": False} for o in lineage.origins if not o.seen}
    entities = {_name(i): body for i, body in unseen.items()}
    for report in answer.story.reports:
        entities[_name(report.id)] = {"prov:label": report.title or report.outlet, "twosource:url": report.url}
    for derivation in lineage.derivations:
        entities.setdefault(_name(derivation.parent), {"prov:label": derivation.parent})
    derived = {
        f"_:d{n}": {
            "prov:generatedEntity": _name(d.child),
            "prov:usedEntity": _name(d.parent),
            "twosource:kind": d.kind,
            "twosource:share": d.share,
            "twosource:probability": d.probability,
        }
        for n, d in enumerate(lineage.derivations)
    }
    prefix = {"twosource": "https://twosource.invalid/ns#"}
    return as_json({"prefix": prefix, "entity": entities, "wasDerivedFrom": derived})


def _name(identifier: str) -> str:
    """A qualified name: anything that PROV's grammar does not allow is percent-encoded."""
    kept = "".join(c if c.isascii() and (c.isalnum() or c in "-_") else f"%{ord(c):02X}" for c in identifier)
    return f"twosource:{kept}"


def json_ld(answer: StoryAnswer) -> str:
    """schema.org: one NewsArticle a report, `isBasedOn` naming its parents."""
    origins = {origin.id: origin for origin in answer.lineage.origins}
    graph = [_article(report, answer.lineage, origins) for report in answer.story.reports]
    return as_json({"@context": "https://schema.org", "@graph": graph})


def _article(report: Report, lineage: Lineage, origins: Mapping[str, Origin]) -> dict[str, object]:
    parents = [d.parent for d in lineage.derivations if d.child == report.id]
    based_on = [
        {"@type": "NewsArticle", "@id": f"#{parent}"}
        if parent in lineage.reports
        else {"@type": "NewsArticle", "publisher": {"@type": "Organization", "name": origins[parent].name}}
        for parent in parents
        if parent in lineage.reports or parent in origins
    ]
    article: dict[str, object] = {
        "@type": "NewsArticle",
        "@id": f"#{report.id}",
        "headline": report.title,
        "url": report.url,
        "inLanguage": report.language or "",
        "datePublished": str(report.published or ""),
        "publisher": {"@type": "Organization", "name": report.outlet},
        "isBasedOn": based_on,
    }
    return {key: value for key, value in article.items() if value not in ("", [])}


FORMATS: Mapping[str, Callable[[StoryAnswer], str]] = {
    "json": as_json,
    "jsonl": json_lines,
    "csv": comma_separated,
    "prov": prov,
    "jsonld": json_ld,
}
