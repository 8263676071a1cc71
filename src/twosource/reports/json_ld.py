"""What a page says about itself in JSON-LD (schema.org), however it is wrapped: lists, @graph, broken JSON."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..records import Span
from .markup import Visible, ink, json_string

# Scripts larger than this hold data for the site's own program, not a statement about one article.
_MAX_SCRIPT = 5_000_000
_MAX_BODY = 1_000_000  # characters: longer ones are no reports
# Objects inside objects, as deep as real pages go (@graph -> WebPage -> mainEntity -> author -> ...).
_MAX_DEPTH = 8
_ARTICLE = re.compile(r"Article|BlogPosting|Report(?:age)?|Posting|Review$|Story|PressRelease", re.IGNORECASE)
_BODY = re.compile(r'"articleBody"\s{0,20}:\s{0,20}"((?:[^"\\]|\\.)*+)"', re.DOTALL)
_FIELD = r'"{}"\s{{0,20}}:\s{{0,20}}"((?:[^"\\]|\\.){{0,500}}+)"'
_TRAILING_COMMA = re.compile(r",(?=\s{0,200}[}\]])")
_WRAPPING = re.compile(r"^\s*(?:<!--|<!\[CDATA\[|//\s*<!\[CDATA\[)|(?:-->|\]\]>|//\s*\]\]>)\s*$")

_Json = dict[str, "object"]


@dataclass(frozen=True, slots=True)
class Statement:
    """What one JSON-LD object says about the article; "" and () for what it does not say."""

    kind: str = ""
    headline: str = ""
    published: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    language: str = ""
    organizations: tuple[str, ...] = ()
    based_on: tuple[str, ...] = ()
    url: str = ""


def statements(scripts: list[str]) -> list[Statement]:
    """All objects of the scripts that say something, articles first."""
    found = [statement for script in scripts[:50] for statement in _script_statements(script)]
    return sorted(found, key=lambda s: not _ARTICLE.search(s.kind))


def is_article(statement: Statement) -> bool:
    """Whether the object is about an article."""
    return bool(_ARTICLE.search(statement.kind))


def bodies(source: str, script: Span, enough: float = 0) -> Iterator[Visible]:
    """The texts longer than `enough` that a script gives as "articleBody", with their places; longest first."""
    places = [m.span(1) for m in _BODY.finditer(source, script.start, script.end)]
    found = [json_string(source, a, b) for a, b in places if enough < b - a <= _MAX_BODY]
    yield from sorted(found, key=lambda v: -len(ink(v.text)))


def _script_statements(script: str) -> list[Statement]:
    if len(script) > _MAX_SCRIPT:
        return []
    value = _parsed(script)
    if value is None:
        broken = _from_broken(script)
        return [broken] if broken else []
    return [_statement(item) for item in _objects(value, 0)]


def _parsed(script: str) -> object | None:
    """The script's value; None where it is no JSON even after the usual repairs."""
    text = _WRAPPING.sub("", script.strip()).strip().rstrip(";")
    for repaired in (text, _TRAILING_COMMA.sub("", text), html.unescape(text)):
        try:
            value: object = json.loads(repaired, strict=False)
        except (ValueError, RecursionError):
            continue
        return value
    return None


def _from_broken(script: str) -> Statement | None:
    """Fields picked out of a script that is no JSON."""

    def field(name: str) -> str:
        found = re.search(_FIELD.format(name), script)
        return json_string(script, found.start(1), found.end(1)).text.strip() if found else ""

    kind = field("@type")
    author = re.search(r'"author"[^}]{0,300}?"name"\s{0,20}:\s{0,20}"([^"\\]{1,200})"', script)
    result = Statement(
        kind=kind,
        headline=field("headline"),
        published=field("datePublished"),
        authors=(author[1].strip(),) if author else (),
    )
    return result if result.published or result.headline else None


def _objects(value: object, depth: int) -> Iterator[_Json]:
    """The objects that may describe the page: at the top, in lists, in @graph and mainEntity."""
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value[:200]:
            yield from _objects(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            if isinstance(value.get(name), list | dict):
                yield from _objects(value[name], depth + 1)


def _statement(item: _Json) -> Statement:
    return Statement(
        kind=" ".join(_names(item.get("@type"))),
        headline=_first(item.get("headline")) or _first(item.get("name")),
        published=_first(item.get("datePublished"))
        or _first(item.get("dateCreated"))
        or _first(item.get("uploadDate")),
        authors=tuple(_names(item.get("author")) or _names(item.get("creator"))),
        publisher=_first(item.get("publisher")),
        language=_first(item.get("inLanguage")),
        organizations=tuple(
            n for key in ("sourceOrganization", "creditText", "provider") for n in _names(item.get(key))
        ),
        based_on=tuple(_links(item.get("isBasedOn")) or _links(item.get("isBasedOnUrl"))),
        url=next(iter(_links(item.get("url"))), ""),
    )


def _names(value: object, depth: int = 0) -> list[str]:
    """The names in a value: a string, an object with a name, or a list of either."""
    if isinstance(value, str):
        name = html.unescape(value).strip()
        return [name] if name else []
    if isinstance(value, list) and depth < _MAX_DEPTH:
        return [name for item in value[:50] for name in _names(item, depth + 1)]
    if isinstance(value, dict) and depth < _MAX_DEPTH:
        return _names(value.get("name") or value.get("alternateName"), depth + 1)
    return []


def _first(value: object) -> str:
    return next(iter(_names(value)), "")


def _links(value: object, depth: int = 0) -> list[str]:
    """Addresses in a value: strings, objects with url or @id, else their name."""
    if isinstance(value, str):
        return [value.strip()] if value.strip() else []
    if isinstance(value, list) and depth < _MAX_DEPTH:
        return [link for item in value[:50] for link in _links(item, depth + 1)]
    if isinstance(value, dict) and depth < _MAX_DEPTH:
        return _links(value.get("url") or value.get("@id") or value.get("name"), depth + 1)
    return []
