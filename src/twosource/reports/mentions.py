"""Where a text names an outlet: by the tables, or by its shape ("KIDK-TV", "NBC 7", "Oakland Tribune").

Each rule reads the text once. Of more than MOST_MENTIONS names only the first and last are given: that is no report.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from .outlets import outlet_name, outlets
from .tables import rows

MOST_MENTIONS = 600

_RUN = re.compile(r"[^\W_]+")
_UNSPACED_NAME = re.compile(r"[぀-ヿ㐀-鿿가-힯]")
_ARABIC_NAME = re.compile(r"[؀-ۿ]")
_IN_SUCH_SCRIPT = re.compile(f"{_UNSPACED_NAME.pattern}|{_ARABIC_NAME.pattern}")
_NEWS = r"(?: (?:[A-Z][a-z]+ )?(?:News|Radio|TV)\b)?"
_CALL_SIGN = re.compile(
    rf"(?<![\w@#.])(?:\d{{3,4}} )?[KW][A-Z]{{2,3}}(?:-?(?:TV|FM|AM|DT|CD)|[- ]?\d{{1,3}})?{_NEWS}(?!\w)"
)
_NETWORK = "ABC|CBS|NBC|FOX|Fox|CW|PIX|MyFox|CTV|(?:[A-Z][a-z]+ )?(?:Action|Eyewitness|Local) News"
_NETWORK_NUMBER = re.compile(rf"(?<![\w@#.])(?:{_NETWORK}) ?\d{{1,2}}(?: (?:Eyewitness |Action )?News)?(?!\w)")
_DOMAIN = re.compile(
    r"(?<![\w@/.-])(?:[\w-]{1,40}\.){1,3}(?:com|org|net|info|news|tv|co\.uk|de|fr|it|es|ru|hu|pl)(?![\w.-]*\w)"
)
_CAPITAL = r"[A-ZÀ-ÖØ-Þ](?:\w{0,2}\.|[\w&’'-]{0,24})"
_CAPITALS = re.compile(rf"(?<![\w@#]){_CAPITAL}(?:(?: of| of the| &| de| de la)? {_CAPITAL}){{0,5}}")
_WORDS = {label: frozenset(words.split()) for label, words in rows("name_words.txt")}
_PAPER = _WORDS["last word of a name"]
_STAFF = _WORDS["staff"]
_PAPER_FIRST = _WORDS["first word of a name"]
# Capitalised words that may stand before a name at the head of a sentence, and offices that end like a paper.
_PAPER_WORD = re.compile(rf"\b(?:{'|'.join(sorted(_PAPER | _PAPER_FIRST))})\b")
_NO_OUTLET = _WORDS["no outlet"]
_NOT_NAME = _WORDS["no part of a name"]
_NOT_AFTER_THE = _WORDS["other things after a small the"]
_NOT_CALL_SIGN = _WORDS["no call sign"]
# The last two words of an agency's name, behind one more.
_AGENCY = re.compile(r"(?:News|Press|Wire|Telegraph|Information) (?:Agency|Bureau)|(?:News|Wire) Service")
# Languages that put the word for an agency before its name.
_AGENCY_FIRST = re.compile(
    r"(?<!\w)(?:[Nn]achrichten-?[Aa]gentur|[Pp]resse-?[Aa]gentur|[Pp]ersbureau|[Nn]yhetsbyrån|[Nn]yhedsbureauet|"
    r"[Aa]gence de presse|[Aa]gencia de (?:noticias|prensa)|[Aa]gência de not[ií]cias|[Aa]genzia di stampa|"
    r"(?:информ|(?:информационн|новостн)\w{2,3} )агентств[оауе]м?|"
    r"[Aa]gencj[aięą] (?:prasow\w{1,3}|informacyjn\w{1,3})|[Tt]iskov[áé] agentur\w)"
    r" ?[“\"«„»]?(?!GmbH|AG\b)(?P<name>[A-ZÀ-ÞА-ЯІЇЄ]{2,8}(?![\w'’-])|"
    r"(?:[A-ZÀ-ÞА-ЯІЇЄ][\w’-]{2,24}(?: (?=[A-ZÀ-ÞА-ЯІЇЄ])|(?!\w))){1,3})"
)


class Mention(NamedTuple):
    """An outlet named at text[start:end]; `known`: by a table, so its name alone is enough."""

    name: str
    start: int
    end: int
    known: bool


@cache
def _names_by_first_word() -> dict[str, tuple[tuple[str, str], ...]]:
    """First word -> (name as written, common name), longest first; capital forms of longer names included."""
    index: dict[str, dict[str, str]] = {}
    for outlet in outlets():
        for name in (outlet.name, *outlet.others):
            if name in outlet.common or _UNSPACED_NAME.search(name) or _ARABIC_NAME.search(name):
                continue
            for form in _forms(name):
                first = _RUN.search(form)
                if first:
                    index.setdefault(first[0], {}).setdefault(form, outlet.name)
    return {word: tuple(sorted(forms.items(), key=lambda f: -len(f[0]))) for word, forms in index.items()}


def _forms(name: str) -> set[str]:
    """A name as texts print it: in capitals, with a small article ("the Olympian"), with a curly apostrophe."""
    article, _, rest = name.partition(" ")
    plain = article == "The" and rest not in _PAPER | _NOT_AFTER_THE
    return {name, name.upper() if len(name) > 3 else name, name.replace("'", "’"), f"the {rest}" if plain else name}


@cache
def _unspaced() -> tuple[re.Pattern[str], dict[str, str]]:
    """Names in scripts without spaces between words, and Arabic ones, where particles stick to the name."""
    names = {name: o.name for o in reversed(outlets()) for name in (o.name, *o.others)}
    spaceless = sorted((n for n in names if _UNSPACED_NAME.search(n)), key=len, reverse=True)
    arabic = sorted((n for n in names if _ARABIC_NAME.search(n)), key=len, reverse=True)
    stuck = rf"(?<![؀-ۿ])[وفبلك]?(?P<ar>{'|'.join(map(re.escape, arabic))})(?![؀-ۿ])"
    return re.compile(rf"(?:{'|'.join(map(re.escape, spaceless))})|{stuck}"), names


def _listed(text: str) -> Iterator[Mention]:
    """Names of the tables, as whole words."""
    index = _names_by_first_word()
    for word in _RUN.finditer(text):
        for form, name in index.get(word[0], ()):
            start, end = word.start(), word.start() + len(form)
            if (
                text.startswith(form, start)
                and not text[end : end + 1].isalnum()
                and text[start - 1 : start] not in {"@", "#"}
            ):
                yield Mention(name, start, end, known=True)
                break
    if not _IN_SUCH_SCRIPT.search(text):
        return
    pattern, names = _unspaced()
    for found in pattern.finditer(text):
        group = "ar" if found["ar"] else 0
        yield Mention(names[found[group]], found.start(group), found.end(group), known=True)


def _papers(text: str) -> Iterator[Mention]:
    """Capitalised words of which the last is one that newspapers and broadcasters are called by."""
    for run in filter(lambda run: _PAPER_WORD.search(run[0]), _CAPITALS.finditer(text)):
        words = list(itertools.dropwhile(lambda w: w[0] in _NOT_NAME, re.finditer(r"[^\s]+", run[0])))
        last = next((i for i, word in enumerate(words) if _names_a_paper(words, i, word[0])), 0)
        pairs = {f"{words[0][0]}-{words[1][0]}", f"{words[last - 1][0]}-{_bare(words[last][0])}"} if last else set()
        if last and not pairs & _NO_OUTLET:
            start, end = words[0].start(), words[last].start() + len(_bare(words[last][0]))
            yield Mention(outlet_name(run[0][start:end]), run.start() + start, run.start() + end, known=False)


def _names_a_paper(words: list[re.Match[str]], at: int, word: str) -> bool:
    """Whether the name ends here: a paper's word, last in the run, possessive, or before "Reporter"."""
    ends = at + 1 == len(words) or _bare(word) != word or words[at + 1][0] in _STAFF
    agency = at > 1 and _AGENCY.fullmatch(f"{words[at - 1][0]} {_bare(word)}")
    return ends and bool(agency or _bare(word) in _PAPER or _bare(words[0][0]) in _PAPER_FIRST)


def _bare(word: str) -> str:
    """A word without what clings to its end: "Tribune's" -> "Tribune"."""
    return re.sub(r"(?:['’]s?|[.,'’-]+)$", "", word)


def _shaped(text: str) -> Iterator[Mention]:
    """Call signs, networks with a channel's number, web sites."""
    for pattern in (_CALL_SIGN, _NETWORK_NUMBER, _DOMAIN):
        for found in pattern.finditer(text):
            if found[0].split("-")[0].split(" ")[0] not in _NOT_CALL_SIGN:
                yield Mention(outlet_name(found[0]), found.start(), found.end(), known=pattern is _CALL_SIGN)


def _agencies(text: str) -> Iterator[Mention]:
    """Names behind a word for an agency: "Nachrichtenagentur MPA", "agence de presse Méridien"."""
    for found in _AGENCY_FIRST.finditer(text):
        name = found["name"].rstrip()
        end = found.start("name") + len(name)
        yield Mention(outlet_name(name), found.start(), end, known=False)


def _without_overlaps(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """In order of the text: listed names, the longest first, and shaped ones where they cross no listed name.

    A shaped name may lengthen the listed one it begins with: "NBC" in "NBC 7".
    """
    taken: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, not m.known, -m.end)):
        clash = bool(taken) and taken[-1].end > mention.start
        if clash and _outdoes(mention, taken[-1]):
            taken.pop()
            clash = False
        if mention.name and not clash:
            taken.append(mention)
    yield from taken


def _outdoes(later: Mention, earlier: Mention) -> bool:
    """Whether the later of two names that overlap is the better reading."""
    if later.known and not earlier.known:
        return True
    return later.start == earlier.start and later.end > earlier.end and not _joined(later.name)


def _joined(name: str) -> bool:
    """Whether two names stand in one, "NBC-Wall Street Journal"."""
    return "-" in name and any(part in {"ABC", "CBS", "NBC", "Fox", "CNN", "AP"} for part in name.split("-"))


def outlet_mentions(text: str) -> tuple[Mention, ...]:
    """Every place that names an outlet, in order, without overlaps; at most MOST_MENTIONS."""
    rules = (_listed, _shaped, _agencies, _papers)
    found = list(_unshortened(_without_overlaps(mention for rule in rules for mention in rule(text))))
    if len(found) > MOST_MENTIONS:
        found = [*found[: MOST_MENTIONS // 2], *found[-MOST_MENTIONS // 2 :]]
    return tuple(found)


def _unshortened(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Reads "The Times" as the "... Times" that the text named in full before, if it did."""
    full: dict[str, str] = {}
    for mention in mentions:
        article, _, word = mention.name.partition(" ")
        if article == "The" and word in full:
            yield mention._replace(name=full[word])
            continue
        if " " in word or article != "The":
            full[mention.name.rpartition(" ")[2]] = mention.name
        yield mention
