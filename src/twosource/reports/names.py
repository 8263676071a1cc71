"""People, places and organisations that a text names, without a model.

In scripts with capitals a name is a run of capitalised words; a word at the start of a sentence or in a headline,
where everything may be capitalised, counts only if the rest of the text treats it as a name. In scripts without
capitals: words in title brackets, foreign names in katakana or with a middle dot, and Han words ending in a known
suffix of places and organisations. A surname alone is linked to the full name that the text gives elsewhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from .name_words import AGENCY_WORDS, GERMAN_ARTICLES, NOT_NAMES, PARTICLES, PERSON_TITLES, PLACE_CUES, STREET_WORDS
from .romanise import romanised
from .text import Word, words

NameKind = Literal["person", "place", "organisation", ""]

# A line is a headline in title case if this share of its words (of at least four) starts with a capital.
_HEADLINE_SHARE = 0.6
_LONGEST = 6  # words; a longer run of capitals is shouting, not a name
_OPENERS = frozenset(".!?:;…\"“”„«»‘'([{•*|–—`")
_AGE_AFTER = re.compile(r"\s*,\s*\d{1,3}\b(?!\s*(?:%|percent|per cent))")
_UNCASED = re.compile(
    r"[《「『〈]([^《》「」『』〈〉\n]{2,20})[》」』〉]"
    r"|([\u30a1-\u30fa\u30fc]{3,}(?:[・＝=][\u30a1-\u30fa\u30fc]{2,})*)"
    r"|([\u4e00-\u9fff]{2,5}(?:·[\u4e00-\u9fff]{1,6})+)"
    r"|([\u4e00-\u9fff]{2,4}?(?:[省市县縣州国國村镇鎮]|大学|大學|公司|集团|集團|银行|銀行|法院|[都道府]))"
)


@dataclass(frozen=True, slots=True)
class Name:
    """One mention: text[start:end] is `words`; `key` is the same for all spellings that we can bring together."""

    key: str
    words: str
    start: int
    end: int
    kind: NameKind


@lru_cache(maxsize=256)
def names(text: str, language: str | None = None) -> tuple[Name, ...]:
    """All mentions in order of place. `language` (ISO 639-1) "de" asks for two words or more: German nouns are
    capitalised, too."""
    cased = _linked(list(_cased_names(text, language)))
    uncased = [_uncased_name(m) for m in _UNCASED.finditer(text)]
    return tuple(sorted([*cased, *uncased], key=lambda name: (name.start, name.end)))


def _uncased_name(match: re.Match[str]) -> Name:
    """A name of an unspaced script, without its brackets."""
    group = next(i for i in range(1, 5) if match[i])
    kind: NameKind = "place" if match[4] and match[4][-1] in "省市县縣州国國村镇鎮都道府" else ""
    return Name(match[group].replace("・", "·"), match[group], match.start(group), match.end(group), kind)


def _headline_words(text: str, tokens: Sequence[Word]) -> set[int]:
    """Indices of words in lines where capitals say nothing: title case or shouting."""
    lines: dict[int, list[int]] = defaultdict(list)
    line, at = 0, 0
    for i, word in enumerate(tokens):
        line += text.count("\n", at, word.start)
        at = word.start
        lines[line].append(i)
    inside: set[int] = set()
    for members in lines.values():
        long = [i for i in members if tokens[i].end - tokens[i].start > 3]
        capitals = sum(text[tokens[i].start].isupper() for i in long)
        if len(long) >= 4 and capitals >= _HEADLINE_SHARE * len(long):
            inside.update(members)
    return inside


def _starts_sentence(text: str, word: Word) -> bool:
    """Whether what stands before the word is an end of sentence, an opening bracket, a quotation mark or nothing."""
    before = text[max(0, word.start - 3) : word.start]
    bare = before.rstrip(" \t\u00a0")
    return not bare or bare[-1] in _OPENERS or "\n" in before


def _name_words(text: str, tokens: Sequence[Word], language: str | None) -> list[bool]:
    """For each word whether its capital makes it part of a name."""
    headline = set() if language == "de" else _headline_words(text, tokens)
    capital = [text[w.start].isupper() and w.key not in NOT_NAMES for w in tokens]
    start = [_starts_sentence(text, w) for w in tokens]
    lower = {w.key for w in tokens if text[w.start].islower()}
    sure = {w.key for i, w in enumerate(tokens) if capital[i] and not start[i] and i not in headline}

    def named(i: int) -> bool:
        if not capital[i]:
            return False
        key = tokens[i].key
        if i in headline:
            return key in sure or (not sure and key not in lower)
        if not start[i] or key in sure:
            return language != "de" or key not in lower
        follows = i + 1 < len(tokens) and capital[i + 1] and not start[i + 1] and i + 1 not in headline
        return follows and key not in lower and key not in AGENCY_WORDS

    return [named(i) for i in range(len(tokens))]


def _runs(text: str, tokens: Sequence[Word], named: Sequence[bool], language: str | None) -> Iterator[tuple[int, int]]:
    """First and last+1 word of each run of name words; particles ("van der", "of the") join two name words, and a
    title within ("President Jane Roe") begins a new run."""
    joining = PARTICLES - GERMAN_ARTICLES if language == "de" else PARTICLES
    i = 0
    while i < len(tokens):
        stop = i + 1
        for j in range(i + 1, min(len(tokens), i + _LONGEST + 2) if named[i] else 0):
            ended = tokens[j].key in PERSON_TITLES and tokens[j - 1].key not in PERSON_TITLES
            if ended or not _joined(text, tokens[j - 1], tokens[j]) or not (named[j] or tokens[j].key in joining):
                break
            stop = j + 1 if named[j] else stop
        if named[i]:
            yield i, stop
        i = stop


def _joined(text: str, word: Word, following: Word) -> bool:
    """Whether only a space is between two words, or the full stop of an initial or a short title."""
    gap = text[word.end : following.start]
    return gap in {" ", "-", "\u00a0"} or (gap == ". " and word.end - word.start <= 3)


def _cased_names(text: str, language: str | None) -> Iterator[Name]:
    """Names in scripts with capitals, not yet linked."""
    tokens = words(text)
    named = _name_words(text, tokens, language)
    for start_word, stop in _runs(text, tokens, named, language):
        untitled = (i for i in range(start_word, stop) if tokens[i].key not in PERSON_TITLES)
        first = next(untitled, stop)
        if first == stop:
            continue
        titled = first > start_word
        found = tokens[first:stop]
        key = " ".join(romanised(_bare(w.key)) for w in found)
        before = tokens[first - 1].key if first else ""
        start, end = found[0].start, found[-1].end
        if len(key) > 1:
            titled = titled or before in PERSON_TITLES
            yield Name(key, text[start:end], start, end, _kind(text, found, before, titled))


def _bare(key: str) -> str:
    """Without an English genitive: "putin's" -> "putin"."""
    return key.removesuffix("'s").removesuffix("'")


def _kind(text: str, found: Sequence[Word], before: str, titled: bool) -> NameKind:
    """What the words around and inside a name say about its kind; "" if nothing."""
    if any(w.key in AGENCY_WORDS for w in found):
        return "organisation"
    if titled or (len(found) > 1 and _AGE_AFTER.match(text, found[-1].end)):
        return "person"
    if found[-1].key in STREET_WORDS or before in PLACE_CUES:
        return "place"
    return ""


def _linked(found: Sequence[Name]) -> Iterator[Name]:
    """Surnames alone take the key (and kind) of the one full name that ends in them."""
    full: dict[str, set[tuple[str, NameKind]]] = defaultdict(set)
    for name in found:
        parts = name.key.split(" ")
        if 2 <= len(parts) <= 4 and name.kind in {"person", ""}:
            full[parts[-1]].add((name.key, name.kind))
    for name in found:
        owners = full.get(name.key, set())
        keys = {key for key, _ in owners}
        if len(keys) == 1:
            kind: NameKind = "person" if any(k == "person" for _, k in owners) else name.kind
            yield Name(keys.pop(), name.words, name.start, name.end, kind)
        else:
            yield name
