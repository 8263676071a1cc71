"""A story in the formats other programs read; FORMATS is the table. A new format is one function and one line."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from xml.etree import ElementTree

import msgspec

from ..answers import Agreement, StoryAnswer
from ..records import Disagreement, Lineage, Origin, Report
from .drawing import png, svg
from .harmless import short
from .page import page
from .parquet import packed

# A cell that begins like this is a formula to a spreadsheet: an apostrophe makes it text again (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# The most that a spreadsheet's cell holds (Excel: 32,767).
CELL_LETTERS = 32_000


def as_json(value: object) -> str:
    """Any answer as JSON for people: indented, keys in the order of the records."""
    return msgspec.json.format(compact_json(value), indent=2)


def compact_json(value: object) -> str:
    """The same for programs, without a space too many."""
    return msgspec.json.encode(value, enc_hook=_plain).decode("utf-8")


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
    return short("'" + value if value.startswith(_FORMULA) else value, CELL_LETTERS)


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
    """schema.org: a NewsArticle for each report, `isBasedOn` naming its parents; a Claim for each statement that
    accounts make alike or differently, `appearance` naming the articles that make it."""
    origins = {origin.id: origin for origin in answer.lineage.origins}
    graph = [_article(report, answer.lineage, origins) for report in answer.story.reports]
    facts: tuple[Disagreement | Agreement, ...] = (*answer.disagreements, *answer.agreements)
    graph += [claim for number, fact in enumerate(facts, 1) for claim in _claims(fact, number)]
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


def _claims(fact: Disagreement | Agreement, number: int) -> Iterator[dict[str, object]]:
    """The statements of one fact, those that differ apart."""
    saying: dict[str, list[str]] = {}
    for report, words in fact.values.items():
        saying.setdefault(words if isinstance(fact, Disagreement) else "", []).append(report)
    for value, reports in saying.items():
        words = value or fact.values[reports[0]]
        appearance = [{"@type": "NewsArticle", "@id": f"#{report}"} for report in reports]
        yield {
            "@type": "Claim",
            "about": {"@id": f"#fact-{number}"},
            "name": f"{fact.fact}: {words}",
            "appearance": appearance,
        }


def graphml(answer: StoryAnswer) -> str:
    """GraphML (Brandes and others, 2001): reports and unseen origins as nodes, derivations as edges from the parent."""
    root = ElementTree.Element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
    for scope, name, kind in _GRAPH_KEYS:
        key = {"id": name, "for": scope, "attr.name": name, "attr.type": kind}
        ElementTree.SubElement(root, "key", key)
    graph = ElementTree.SubElement(root, "graph", id=_legal(answer.story.id), edgedefault="directed")
    origins = {origin.id: origin.name for origin in answer.lineage.origins}
    for report in answer.story.reports:
        seen = {"label": report.outlet, "title": report.title, "url": report.url, "seen": "true"}
        _node(graph, report.id, seen | {"published": str(report.published or "")})
    for name in dict.fromkeys(d.parent for d in answer.lineage.derivations if d.parent not in answer.lineage.reports):
        _node(graph, name, {"label": origins.get(name, name), "seen": "false"})
    for d in answer.lineage.derivations:
        edge = ElementTree.SubElement(graph, "edge", source=_legal(d.parent), target=_legal(d.child))
        _data(edge, {"kind": d.kind, "share": f"{d.share:.4f}", "probability": f"{d.probability:.4f}"})
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True)


_GRAPH_KEYS = (
    ("node", "label", "string"),
    ("node", "title", "string"),
    ("node", "url", "string"),
    ("node", "published", "string"),
    ("node", "seen", "boolean"),
    ("edge", "kind", "string"),
    ("edge", "share", "double"),
    ("edge", "probability", "double"),
)
# Characters that XML 1.0 cannot hold, even escaped.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _legal(words: str) -> str:
    return _ILLEGAL.sub("\ufffd", words)


def _node(graph: ElementTree.Element, name: str, data: Mapping[str, str]) -> None:
    _data(ElementTree.SubElement(graph, "node", id=_legal(name)), data)


def _data(element: ElementTree.Element, data: Mapping[str, str]) -> None:
    for key, value in data.items():
        ElementTree.SubElement(element, "data", key=key).text = _legal(value)


def tree_svg(answer: StoryAnswer) -> str:
    """The family tree as SVG."""
    return svg(answer.lineage, {report.id: report for report in answer.story.reports})


def tree_png(answer: StoryAnswer) -> bytes:
    """The family tree as PNG."""
    return png(answer.lineage, {report.id: report for report in answer.story.reports})


# In words; what is no text is in BINARY.
FORMATS: Mapping[str, Callable[[StoryAnswer], str]] = {
    "json": as_json,
    "jsonl": json_lines,
    "csv": comma_separated,
    "prov": prov,
    "jsonld": json_ld,
    "graphml": graphml,
    "svg": tree_svg,
    "html": page,
}


BINARY: Mapping[str, Callable[[StoryAnswer], bytes]] = {"png": tree_png, "zip": packed}


def rendered(form: str, answer: StoryAnswer) -> bytes:
    """A story in one of the FORMATS or BINARY ones, as it goes into a file."""
    return BINARY[form](answer) if form in BINARY else FORMATS[form](answer).encode("utf-8", "replace")
