"""Who speaks: the noun phrase beside a cue, and whom a pronoun or a surname means within the report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..records import Quotation, Span
from .cue_verbs import ADDRESSEES_END, AUXILIARIES, CLAUSE_OPENERS, HONORIFICS, PRONOUNS
from .text import fold, unaccented, words

_TOKEN = re.compile(r"[^\s]+")
_PAST_SUBJECT = frozenset(
    [
        "in",
        "on",
        "at",
        "during",
        "after",
        "before",
        "when",
        "while",
        "as",
        "who",
        "which",
        "that",
        "last",
        "this",
        "to",
        "from",
        "of",
        "on",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ]
)
# Begin an apposition after a name's comma.
_APPOSED = frozenset(
    [
        "a",
        "an",
        "the",
        "who",
        "whose",
        "director",
        "president",
        "chief",
        "chairman",
        "chairwoman",
        "head",
        "former",
        "one",
        "jr",
        "jr.",
        "r",
        "d",
    ]
)
_OPENS_CLAUSE = frozenset({"that", "to", "how", "why", "what", "whether", "if"})
_LONGEST_SUBJECT = 30  # words
_SHORT_FAMILY_NAME = 2  # letters
_RELATIVES = frozenset({"who", "which"})
_RELATIVE = re.compile(r",\s+(?:who|whose|whom|which|where|(?:of|for|to|in|with|from)\s+(?:which|whom))\b", re.I)
_PERSON = re.compile(r"\b[^\W\d_a-z][\w.'’-]*(?:\s+(?:[^\W\d_a-z][\w.'’-]*|(?:van|von|de|der|bin|al|el|la|du)\b))+")


def without_relative(text: str, phrase: Span) -> Span:
    """The noun phrase alone: "Kestrel Mills, which bought the elevator in 2019," is "Kestrel Mills"."""
    clause = _RELATIVE.search(text, phrase.start, phrase.end)
    return Span(phrase.start, clause.start()) if clause and clause.start() > phrase.start else phrase


def subject_before(text: str, start: int, cue: int, quotes: Sequence[Span]) -> Span:
    """The noun phrase that ends at the cue: back to the clause's beginning, an apposition between commas included."""
    floor = max([q.end for q in quotes if q.end <= cue] + [start])
    tokens = [Span(m.start(), m.end()) for m in _TOKEN.finditer(text, floor, cue)][-_LONGEST_SUBJECT:]
    if not tokens:
        return Span(0, 0)
    first = _clause_start(text, tokens)
    while first < len(tokens) and fold(tokens[first].of(text)).strip(",") in CLAUSE_OPENERS - {"that"}:
        first += 1
    if first >= len(tokens):
        last = fold(tokens[-1].of(text))
        return tokens[-1] if last in _RELATIVES else Span(0, 0)
    begin, end = tokens[first].start, tokens[-1].end
    apposed = text[end - 1] == "," and "," in text[begin : end - 1]
    while end > begin and text[end - 1] in ",;:–—- " and not apposed:
        end -= 1
    while begin < end and text[begin] in ',;:–—-"”“ ':
        begin += 1
    return Span(begin, end) if begin < end else Span(0, 0)


def _clause_start(text: str, tokens: Sequence[Span]) -> int:
    """Index of the first token of the clause that ends the tokens."""
    apposed = tokens[-1].of(text).endswith(",")
    at = len(tokens) - 1
    while at > 0:
        previous = tokens[at - 1].of(text)
        key = fold(previous).strip(",")
        if previous.endswith((";", ":", "—", "–", "--", "―", '."', ".”")):
            return at
        if previous.endswith(","):
            if not apposed:
                return at
            apposed = False
        elif key in CLAUSE_OPENERS - {"and", "as", "for"} and not apposed:
            return at
        at -= 1
    return 0


def subject_after(text: str, start: int, end: int) -> Span:
    """The noun phrase that begins here: "said Jane Roe, a spokeswoman for the city" to the end of the sentence."""
    while start < end and text[start] in " ,:":
        start += 1
    tokens = [Span(m.start(), m.end()) for m in _TOKEN.finditer(text, start, end)][:_LONGEST_SUBJECT]
    if not tokens or fold(tokens[0].of(text)).strip(",.") in PRONOUNS - {"he", "she", "they", "it", "we"}:
        return Span(0, 0)
    last = _phrase_end(text, tokens)
    stop = tokens[last].end
    while stop > start and text[stop - 1] in ",;:. ":
        stop -= 1
    return Span(start, stop)


def _phrase_end(text: str, tokens: Sequence[Span]) -> int:
    """Index of the phrase's last token; an apposition ("Jane Roe, who leads the union") is taken to its comma."""
    pronoun = fold(tokens[0].of(text)).strip(",.;") in PRONOUNS
    last, commas = 0, 0
    for at, token in enumerate(tokens):
        key = fold(token.of(text)).strip(",.;")
        if at and not commas and (key in _PAST_SUBJECT - {"of"} or key in AUXILIARIES):
            break
        if at and tokens[at - 1].of(text).endswith(",") and (key not in _APPOSED or commas > 1):
            break
        last = at
        if token.of(text).endswith((",", ";", ":")):
            commas += 1
            if pronoun or token.of(text)[-1] in ";:":
                break
    return last


def addressee_end(text: str, start: int, end: int) -> int:
    """Past the person spoken to: "told reporters | that ...", "told him | he ..."."""
    tokens = [Span(m.start(), m.end()) for m in _TOKEN.finditer(text, start, end)]
    for at, token in enumerate(tokens[:12]):
        key = fold(token.of(text)).strip(',:“"”')
        opens = token.of(text)[0] in '“"«„'
        if (at and (key in ADDRESSEES_END - {"the"} or opens)) or (not at and (opens or key in _OPENS_CLAUSE)):
            return token.start
        if token.of(text).endswith((",", ":")) and at:
            return token.end
    return tokens[1].start if len(tokens) > 1 else end


def resolved(text: str, quotations: Sequence[Quotation]) -> Iterator[Quotation]:
    """The same quotations with `speaker` as whom the words beside the cue mean: pronouns and surnames made names."""
    named = ""
    people = [(m.start(), m[0]) for m in _PERSON.finditer(text)]
    for quotation in quotations:
        speaker = quotation.speaker
        at = quotation.speaker_span.start if quotation.speaker_span else quotation.start
        if fold(speaker) in PRONOUNS:
            speaker = named or _latest(people, at) or speaker
        elif speaker:
            speaker = _full(speaker, people, at)
            named = speaker if speaker[:1].isupper() else named
        yield replace(quotation, speaker=speaker)


def _latest(people: Sequence[tuple[int, str]], at: int) -> str:
    """The last person named before `at`, by a name of two words or more."""
    return next((_bare(name) for start, name in reversed(people) if start < at), "")


def _full(speaker: str, people: Sequence[tuple[int, str]], at: int) -> str:
    """ "Roe" -> "Jane Roe", where the report has named her in full before."""
    own = [w.key for w in words(speaker) if w.key not in HONORIFICS]
    if len(own) != 1 or not speaker[:1].isupper():
        return speaker
    ends = (_bare(name) for start, name in people if start <= at and words(name)[-1].key == own[0])
    return next((name for name in ends if name), speaker)


def _bare(name: str) -> str:
    """The name without title."""
    parts = name.split()
    while len(parts) > 2 and fold(parts[0]).strip(".") in HONORIFICS:
        parts = parts[1:]
    return " ".join(parts)


def surname(speaker: str) -> str:
    """The last word of a personal name of two words or more, or of one word alone, folded; "" for other phrases."""
    head = speaker.split(",", maxsplit=1)[0]
    found = [w for w in words(head) if w.key not in HONORIFICS]
    named = [w for w in found if head[w.start].isupper()]
    alone = len(named) == len(found) and named and named[0].key not in PRONOUNS | {"the", "a", "an"}
    return named[-1].key.removesuffix("'s") if alone else ""


def same_speaker(x: str, y: str) -> bool:
    """Whether two reports name one person: by surname alone, or in spellings that only romanise differently ("Yury" /
    "Yuri", "Hszi" / "Xi")."""
    one, other = ([_sound(w.key) for w in words(name) if w.key not in HONORIFICS] for name in (x, y))
    if not one or not other:
        return False
    return one == other or (min(len(one), len(other)) == 1 and (one[-1] == other[-1] or _family_first(one, other)))


def _family_first(one: Sequence[str], other: Sequence[str]) -> bool:
    """ "Xi" is "Xi Jinping": of two-letter family names the first word."""
    short, long = sorted((one, other), key=len)
    return len(long) > 1 and len(short[0]) <= _SHORT_FAMILY_NAME and short[0] == long[0]


def _sound(word: str) -> str:
    """Without what romanisations of one name differ in: Hungarian and Wade-Giles hsz, hs for x; y, j for i; doubles."""
    key = re.sub(r"^hsz?", "x", unaccented(word).removesuffix("'s"))
    return re.sub(r"(.)\1+", r"\1", key.translate(str.maketrans("yj", "ii")))
