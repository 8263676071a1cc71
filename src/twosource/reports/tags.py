"""The tags of a page that say something about it: <meta>, <link>, <time>, <title>, <h1>, JSON-LD scripts."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..records import Span
from .markup import Mark, attributes

_LD_JSON = re.compile(r"ld\+json", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
# Headings and bylines are short; an element that is never closed must not swallow the page.
_MAX_SHOWN = 400
_MAX_TAGS = 2000  # of one kind
_BYLINE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:by-?line|author(?:-?name)?|autor|auteur|verfasser)(?:$|[\s_-])", re.IGNORECASE
)
_DATED = re.compile(r"datePublished|dateCreated|pubdate", re.IGNORECASE)


@dataclass(slots=True)
class Tags:
    """What was found, in the order of the page; filled by `tags`, read only afterwards."""

    language: str = ""
    title: str = ""
    headings: list[str] = field(default_factory=list)  # of <h1>
    metas: list[tuple[str, str]] = field(default_factory=list)  # (name, property or itemprop in lower case, content)
    canonical: str = ""
    times: list[tuple[str, bool]] = field(default_factory=list)  # datetime of <time>; whether it says "published"
    bylines: list[str] = field(default_factory=list)  # text of rel=author, itemprop=author, class=byline
    scripts: list[Span] = field(default_factory=list)  # JSON-LD


def tags(source: str, lexed: Sequence[Mark]) -> Tags:
    """One pass over the page's marks."""
    found = Tags()
    shown: list[tuple[str, list[str], int]] = []  # open elements whose text is wanted: closing tag, text, length so far
    script = False
    for mark in lexed:
        name, start, end = mark
        if name in {"", "#title"}:
            if shown or name:
                _add_text(found, shown, mark, source)
        elif name[0] == "/":
            if shown:
                shown = _closed(found, shown, name[1:])
        elif name == "#script":
            if script and len(found.scripts) < _MAX_TAGS:
                found.scripts.append(Span(start, end))
        elif name in _READERS or (name in _SHOWN and _hints(source[start:end])):
            given = attributes(source[start:end])
            script = name == "script" and bool(_LD_JSON.search(given.get("type", "")))
            _READERS.get(name, _nothing)(found, given)
            if _wanted(name, given) and len(shown) < 20:
                shown.append((name, [], 0))
    for name, parts, _ in shown:
        _keep(found, name, parts)
    return found


def _add_text(found: Tags, shown: list[tuple[str, list[str], int]], mark: Mark, source: str) -> None:
    text = source[mark.start : min(mark.end, mark.start + _MAX_SHOWN * 5)]
    if mark.name == "#title":
        found.title = found.title or _clean(text)
        return
    for i, (name, parts, length) in enumerate(shown):
        if length < _MAX_SHOWN:
            parts.append(text)
            shown[i] = (name, parts, length + len(text))


def _closed(found: Tags, shown: list[tuple[str, list[str], int]], name: str) -> list[tuple[str, list[str], int]]:
    """The elements still open after </name>; the text of the innermost of that name is kept."""
    for i in range(len(shown) - 1, -1, -1):
        if shown[i][0] == name:
            _keep(found, name, shown[i][1])
            return shown[:i] + shown[i + 1 :]
    return shown


def _keep(found: Tags, name: str, parts: list[str]) -> None:
    text = _clean(" ".join(parts))
    kept = found.headings if name == "h1" else found.bylines
    if text and len(text) <= _MAX_SHOWN and len(kept) < _MAX_TAGS:
        kept.append(text)


def _clean(text: str) -> str:
    return _SPACES.sub(" ", html.unescape(text)).strip()


def _hints(tag: str) -> bool:
    """Whether the tag may belong to a byline."""
    folded = tag.lower()
    return "aut" in folded or "by" in folded or "verfasser" in folded


def _wanted(name: str, given: dict[str, str]) -> bool:
    """Whether the element's text is a heading or a byline."""
    if name == "h1":
        return True
    if name not in _SHOWN:
        return False
    by_author = "author" in given.get("rel", "").lower().split() or given.get("itemprop", "").lower() == "author"
    return by_author or bool(_BYLINE_CLASS.search(given.get("class", "")))


def _html(found: Tags, given: dict[str, str]) -> None:
    found.language = found.language or given.get("lang", "") or given.get("xml:lang", "")


def _meta(found: Tags, given: dict[str, str]) -> None:
    content = given.get("content", "").strip()
    names = {given.get(key, "").strip().lower() for key in ("property", "name", "itemprop", "http-equiv")} - {""}
    if content and len(found.metas) < _MAX_TAGS:
        found.metas += [(name, content) for name in sorted(names)]


def _link(found: Tags, given: dict[str, str]) -> None:
    if "canonical" in given.get("rel", "").lower().split():
        found.canonical = found.canonical or given.get("href", "").strip()


def _time(found: Tags, given: dict[str, str]) -> None:
    said = " ".join([given.get("itemprop", ""), given.get("class", ""), "pubdate" if "pubdate" in given else ""])
    if given.get("datetime") and len(found.times) < _MAX_TAGS:
        found.times.append((given["datetime"], bool(_DATED.search(said) or "publish" in said.lower())))


def _nothing(found: Tags, given: dict[str, str]) -> None:
    pass


_READERS = {"html": _html, "meta": _meta, "link": _link, "time": _time, "script": _nothing, "h1": _nothing}
_SHOWN = frozenset(["a", "span", "div", "p", "address", "li", "h1"])
