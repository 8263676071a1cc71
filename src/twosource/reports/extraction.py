"""The article's text out of a page of HTML: trafilatura, wrapped here and nowhere else.

Chosen by figures over resiliparse and newspaper4k: benchmarks/reading.py.
"""

from __future__ import annotations

import logging
from typing import Any

import trafilatura
from lxml import etree  # type: ignore[import-untyped]
from lxml.html import HtmlElement, HTMLParser, fromstring  # type: ignore[import-untyped]
from trafilatura.settings import Document

# trafilatura logs each page it finds wanting; the refusal that `read` returns says it better.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

# Control characters, which XML forbids, become spaces. In UTF-8 their bytes stand for nothing else.
_CONTROLS = bytes(32 if byte < 32 and byte not in b"\t\n\r" else byte for byte in range(256))
# Elements in which no extractor finds text: without them it walks a smaller tree. On 739 real pages the text is the
# same, a sixth sooner. Scripts go too, but for JSON-LD, which trafilatura reads.
_TEXTLESS = (
    *("style", "svg", "iframe", "link", "meta", "source", "canvas", "video", "audio", "map", "track"),
    *("select", "button"),
)
# Elements of trafilatura's own tree that stand on lines of their own; cells of a row share a line.
_LINES = frozenset(["p", "head", "item", "list", "quote", "code", "table", "row", "lb", "div", "fw", "ab"])
_SPACED = frozenset(["cell", "graphic"])


def _parser() -> HTMLParser:
    """As trafilatura's own; with one class for all elements lxml need not ask Python for each element's."""
    parser = HTMLParser(
        collect_ids=False, default_doctype=False, encoding="utf-8", remove_comments=True, remove_pis=True
    )
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
    return parser


_PARSER = _parser()


def extracted(source: str) -> list[str]:
    """Blocks (paragraphs, headings, list items, table rows) of the article in a page's decoded HTML; [] for none."""
    tree = _tree(source)
    if tree is None:
        return []
    # "xml": the other formats draw a text that nobody here reads
    found = trafilatura.bare_extraction(tree, include_comments=False, with_metadata=False, output_format="xml")
    return _blocks(found.body) if isinstance(found, Document) and found.body is not None else []


def _tree(source: str) -> HtmlElement | None:
    """The page's tree without what holds no text; None where there is nothing to parse."""
    content = source.encode("utf-8", "replace").translate(_CONTROLS)
    try:
        tree = fromstring(content, parser=_PARSER)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    for script in list(tree.iter("script")):
        if "ld+json" not in (script.get("type") or "").lower() and script.getparent() is not None:
            script.drop_tree()
    etree.strip_elements(tree, *_TEXTLESS, with_tail=False)
    return tree


def _blocks(body: Any) -> list[str]:
    """The lines of the tree: its text, without the bullets and bars that trafilatura draws into its text output."""
    parts: list[str] = []
    walk: list[tuple[Any, bool]] = [(body, True)]
    while walk:
        element, opening = walk.pop()
        gap = "\n" if element.tag in _LINES else " " if element.tag in _SPACED else ""
        if opening:
            parts += [gap, element.text or ""]
            walk.append((element, False))
            walk += [(child, True) for child in reversed(element)]
        else:
            parts += [gap, (element.tail or "") if element is not body else ""]
    return [line.strip() for line in "".join(parts).split("\n") if line.strip()]
