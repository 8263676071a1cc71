"""HTML as a line of tags and text with places: one pass, no tree, time linear in the page's length.

Extractors and parsers forget where a word stood. This lexer keeps it: `marks(source)` gives tags and text runs with
offsets, `visible(source)` the text a reader sees with the source place of every character. Tokens follow the HTML
standard as browsers do (a quoted attribute may hold ">", a script ends at "</script"); nothing is ever re-scanned.
"""

from __future__ import annotations

import html
import re
import sys
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

_NAME = re.compile(r"/?([A-Za-z][^\s/>]{0,60})?")
# A tag as nearly all are written: quotation marks after "=" and in pairs. It gives up where `_tag` must think.
# The second alternative, the start of what is no usual tag, has no group 1.
_TAG = re.compile(
    r"""<(?:(/?[A-Za-z][^\s/>"'=<]{0,60}+)(?:[^>"'=]++|=\s{0,9}+(?:"[^"]*+"|'[^']*+')?+)*+>|(?=[A-Za-z/!?]))"""
)
_STOP = re.compile(r"""[>"']""")
_ENTITY = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});?")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]{1,100})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))""")
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "output",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "amp-link",
    ]
)
# What no reader sees as text. Not <noscript> or <template>: some sites keep the article there.
RAW = frozenset(["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"])
_RAW_END = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in RAW}


class Mark(NamedTuple):
    """A tag (`name` "p", "/p") with its place, a comment ("!"), or text (""): source[start:end]."""

    name: str
    start: int
    end: int


def marks(source: str) -> Iterator[Mark]:
    """Tags and text in order; the content of raw elements (script, style, title ...) is one mark named "#script"."""
    at = 0
    opening = _TAG.search(source)
    while opening:
        start, end = opening.span()
        if start > at:
            yield Mark("", at, start)
        mark = Mark(opening[1].lower(), start, end) if opening[1] else _tag(source, start)
        yield mark
        at = mark.end
        if mark.name in RAW:
            found = _RAW_END[mark.name].search(source, at)
            end = found.start() if found else len(source)
            yield Mark("#" + mark.name, at, end)
            at = end
        opening = _TAG.search(source, at)
    if at < len(source):
        yield Mark("", at, len(source))


def _tag(source: str, start: int) -> Mark:
    """The comment, or the tag written in no usual way, that starts here."""
    if source.startswith("<!--", start):
        end = source.find("-->", start + 4)
        return Mark("!", start, end + 3 if end >= 0 else len(source))
    if source[start + 1] in "!?":
        end = source.find(">", start)
        return Mark("!", start, end + 1 if end >= 0 else len(source))
    named = _NAME.match(source, start + 1)
    name = (named[0] if named else "").lower()
    return Mark(name, start, _tag_end(source, start + 1 + len(name)))


def _tag_end(source: str, at: int) -> int:
    """Just after the ">" of a tag; quotation marks count after "=" only. A tag that never ends takes all the rest."""
    while stop := _STOP.search(source, at):
        at = stop.end()
        if stop[0] == ">":
            return at
        if source[max(0, stop.start() - 40) : stop.start()].rstrip().endswith("="):
            closing = source.find(stop[0], at)
            if closing < 0:
                break
            at = closing + 1
    return len(source)


def attributes(tag: str) -> dict[str, str]:
    """Attributes of a tag as written, names in lower case, entities decoded; the first of a name counts."""
    found: dict[str, str] = {}
    for m in _ATTRIBUTE.finditer(tag[:20_000]):
        found.setdefault(m[1].lower(), html.unescape(m[2] or m[3] or m[4] or ""))
    return found


@dataclass(frozen=True)
class Visible:
    """Text with the source place of every character, held as runs.

    Run i shows text[starts[i]:starts[i+1]]; it stands at places[i] in the source, one to one where straight[i], else
    (an entity, an escape) the whole of places[i]..ends[i] stands for all of it. Breaks between blocks are "\\n" runs.
    """

    text: str
    starts: array[int]
    places: array[int]
    ends: array[int]

    def place(self, at: int) -> tuple[int, int]:
        """Source start and end of the character text[at]."""
        i = bisect_right(self.starts, at) - 1
        start, end = self.places[i], self.ends[i]
        following = self.starts[i + 1] if i + 1 < len(self.starts) else len(self.text)
        if end - start == following - self.starts[i]:
            return start + at - self.starts[i], start + at - self.starts[i] + 1
        return start, end

    @cached_property
    def key(self) -> tuple[str, array[int]]:
        """The printable, non-space characters in a row, and the place of each in `text`: for finding what was moved."""
        if unicodedata.is_normalized("NFC", self.text):
            return _printable(self.text)
        index = array("q")
        parts: list[str] = []
        for m in _INK.finditer(self.text):
            for cluster in _CLUSTER.finditer(m[0]):
                whole = unicodedata.normalize("NFC", cluster[0])
                parts.append(whole)
                index.extend([m.start() + cluster.start()] * len(whole))
        return "".join(parts), index

    def end(self, at: int) -> int:
        """Just after the character text[at] and the accents that are set on it."""
        at += 1
        while at < len(self.text) and unicodedata.combining(self.text[at]):
            at += 1
        return at


# Spaces and characters without a picture: controls, soft hyphen, zero width, direction marks, lone surrogates, private
# use (icon fonts).
BLANK = r"\s\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
BLANK += (
    r"\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ud800-\uf8ff\U000e0000-\U000e0fff\U000f0000-\U0010ffff"
)
_INK = re.compile(f"[^{BLANK}]+")
_NO_INK = re.compile(f"[{BLANK}]+")


# A character with the accents set on it: some pages write "ä" as two characters, extractors give it as one.
_CLUSTER = re.compile("[^\u0300-\u036f\u3099\u309a][\u0300-\u036f\u3099\u309a]*|[\u0300-\u036f\u3099\u309a]")


def ink(text: str) -> str:
    """`text` without spaces and characters that have no picture, composed (NFC): what must be traceable."""
    joined = "".join(text.split())
    if joined.isascii() and joined.isprintable():
        return joined
    return unicodedata.normalize("NFC", _NO_INK.sub("", joined))


@lru_cache(maxsize=1)
def _blanks() -> npt.NDArray[np.bool_]:
    """For each code point whether it is BLANK."""
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    table = np.zeros(sys.maxunicode + 1, dtype=np.bool_)
    for run in _NO_INK.finditer(every):
        table[run.start() : run.end()] = True
    return table


def _printable(text: str) -> tuple[str, array[int]]:
    """The characters of `text` that are not BLANK, and the place of each."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    places = np.flatnonzero(~_blanks()[codes])
    return codes[places].tobytes().decode("utf-32-le"), array("q", places.astype(np.int64).tobytes())


class _Runs:
    """A Visible in the making."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.starts, self.places, self.ends = array("q"), array("q"), array("q")
        self.length = 0

    def add(self, text: str, start: int, end: int) -> None:
        if text:
            self.parts.append(text)
            self.starts.append(self.length)
            self.places.append(start)
            self.ends.append(end)
            self.length += len(text)

    def done(self) -> Visible:
        return Visible("".join(self.parts), self.starts, self.places, self.ends)


def visible(source: str, lexed: Iterable[Mark] | None = None) -> Visible:
    """What a reader sees of a page, in order; line breaks where tags break the line. `lexed`: its marks, if at hand."""
    runs = _Runs()
    broken = False  # whether the line has just been broken: white space and further breaks show nothing
    for name, start, end in marks(source) if lexed is None else lexed:
        if name == "":
            if not (broken and source[start:end].isspace()):
                _add_text(runs, source, start, end)
                broken = False
        elif not broken and _breaks(name):
            runs.add("\n", start, end)
            broken = True
    return runs.done()


@lru_cache(maxsize=512)
def _breaks(name: str) -> bool:
    """Whether a tag breaks the line."""
    return name.removeprefix("/") not in _INLINE and name[0] not in "!#"


def plain(source: str) -> Visible:
    """A plain text as it stands."""
    runs = _Runs()
    runs.add(source, 0, len(source))
    return runs.done()


def _add_text(runs: _Runs, source: str, start: int, end: int) -> None:
    """Text with its entities decoded."""
    at = start
    found = _ENTITY.finditer(source, start, end) if source.find("&", start, end) >= 0 else ()
    for m in found:
        shown = html.unescape(m[0])
        if shown == m[0]:
            continue
        runs.add(source[at : m.start()], at, m.start())
        # "&ampfoo" decodes by its prefix: still one run, all of it standing for all of it
        runs.add(shown, m.start(), m.end())
        at = m.end()
    runs.add(source[at:end], at, end)


_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})(?:\\u([dD][c-fC-F][0-9a-fA-F]{2}))?|(.))", re.DOTALL)
_SIMPLE = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


def json_string(source: str, start: int, end: int) -> Visible:
    """The inside of a JSON string source[start:end] with its escapes decoded, then its tags and entities."""
    runs = _Runs()
    at = start
    for m in _ESCAPE.finditer(source, start, end):
        runs.add(source[at : m.start()], at, m.start())
        runs.add(_unescaped(m), m.start(), m.end())
        at = m.end()
    runs.add(source[at:end], at, end)
    inner = runs.done()
    return _through(visible(inner.text), inner) if re.search(r"<[a-zA-Z/]|&[#A-Za-z]", inner.text) else inner


def _unescaped(escape: re.Match[str]) -> str:
    if escape[3] is not None:
        return _SIMPLE.get(escape[3], escape[3])
    high = int(escape[1], 16)
    if escape[2] is None:
        return chr(high)
    low = int(escape[2], 16)
    if 0xD800 <= high < 0xDC00:
        return chr(0x10000 + ((high - 0xD800) << 10) + low - 0xDC00)
    return chr(high) + chr(low)


def _through(outer: Visible, inner: Visible) -> Visible:
    """`outer`, whose source is `inner.text`, with places in `inner`'s source: one run a character."""
    runs = _Runs()
    for i, character in enumerate(outer.text):
        start, end = outer.place(i)
        runs.add(character, inner.place(start)[0], inner.place(max(start, end - 1))[1])
    return runs.done()
