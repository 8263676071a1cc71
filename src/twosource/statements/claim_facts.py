"""One claim against the sentences of one report: what agrees, what differs, what is missing.

Vectors and words find the sentences; the verdict comes from comparing facts one by one: numbers with what they count,
names, moments, denials, hedges, roles, words that exclude one another, and how much of the rest is said at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..copies.same_names import same_name
from ..copies.stretch import Fact, Stretch, stretch
from ..copies.variants import FUNCTION_WORDS, canonical, meanings, opposite, stem, synonyms
from ..records import Report, Span
from ..reports.alternatives import alternatives
from ..reports.capitals import capital_runs
from ..reports.numbers import same_number
from ..reports.synonyms import LIGHT_WORDS
from ..reports.text import words as text_words
from ..reports.text import words_by_sentence
from ..reports.times import agree
from .claim_points import Evidence, Point
from .claim_roles import fates, kinship, roles

_SPEAKS_OF = 0.34  # share of the claim's words below which no verdict but "not found" is possible (claims._ABOUT: half)
_NEARLY_AS_LIKE = 0.7  # an age in surroundings nearly as like the claim's as the best may be the one meant
_NEGATED_WITHIN = 3  # words between a denial and what it denies
_HEDGED_WITHIN = 3
# Classes whose values tell a changed claim from a kept one.
_LIVES = frozenset({"life", "lives"})
_TAKEN = frozenset({"lost", "lose", "loses", "losing", "claimed", "claims", "claiming", "cost"})
_TELLING = frozenset({"wound", "kin", "motive", "means", "manner"})


def content(side: Stretch) -> list[str]:
    """Keys of the content words, numbers and names included; "lost his life" also says "died"."""
    return _content([w.key for w in side.words])


def _content(words: Sequence[str]) -> list[str]:
    keys = [key.removesuffix("'s") for key in words]
    deaths = ["died"] if any(_life_lost(keys, at) for at in range(len(keys))) else []
    return [key for key in keys if key not in FUNCTION_WORDS] + deaths


def _life_lost(keys: Sequence[str], at: int) -> bool:
    """Whether the word at this place ends "lost his life", "claimed four lives" or the like."""
    return keys[at] in _LIVES and not _TAKEN.isdisjoint(keys[max(0, at - 3) : at])


def said(word: str, others: Iterable[str]) -> bool:
    """Whether the word, another form of it, or one used for it is among the others."""
    return not meanings(word).isdisjoint(_all_meanings(others))


def _all_meanings(words: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*map(meanings, words))


def evidence(claim: Stretch, report: Report, *, most: int = 6) -> Evidence | None:
    """The report's sentences that say most of the claim's words: the best one, its neighbours, and up to `most` in
    all. None where the report says too few of them to speak of it."""
    told_in = words_by_sentence(report.text, report.language)
    spans = [span for span, _ in told_in]
    keys = [meanings(key) for key in content(claim)]
    told = [_all_meanings(_content(words)) for _, words in told_in]
    scores = [sum(not key.isdisjoint(here) for key in keys) / max(1, len(keys)) for here in told]
    if not scores or max(scores) <= 0:
        return None
    best = max(range(len(spans)), key=lambda i: scores[i])
    near = sorted(range(len(spans)), key=lambda i: (-(scores[i] + (0.1 if abs(i - best) == 1 else 0)), i))
    chosen = [best, *[i for i in near if i != best and scores[i] >= 0.15][: most - 1]]
    together = frozenset().union(*(told[i] for i in chosen))
    if sum(not key.isdisjoint(together) for key in keys) < _SPEAKS_OF * len(keys):
        return None
    return Evidence(report, tuple(spans[i] for i in chosen), tuple(_read(report, spans[i]) for i in chosen))


def _read(report: Report, span: Span) -> Stretch:
    """One sentence by itself."""
    text = span.of(report.text)
    return stretch(Report(id=report.id, text=text, language=report.language), 0, len(text))


def points(claim: Stretch, found: Evidence) -> Iterator[Point]:
    """Everything the claim says, point by point."""
    yield from (_fact(fact, claim, found) for fact in claim.facts if fact.kind != "means")
    yield from _denials(claim, found)
    yield from _hedges(claim, found)
    yield from roles(claim, found)
    yield from fates(claim, found)
    yield from kinship(claim, found)
    yield from _classes(claim, found)
    yield from _words(claim, found)


def _fact(fact: Fact, claim: Stretch, found: Evidence) -> Point:
    """A number, a moment or a name of the claim."""
    words = claim.report.text[fact.start : fact.end]
    others = [(part, f) for part in found.parts for f in part.facts if f.kind == fact.kind]
    if fact.kind == "number":
        return _number(fact, words, found)
    if fact.kind == "time":
        same = any(
            f.moment and fact.moment and agree(fact.moment, f.moment, None, None) and _one_sort(fact, f)
            for _, f in others
        )
        differing = next((_text(part, f) for part, f in others if _one_sort(fact, f)), "")
    else:
        same = _in_words(fact, found) or (_whole(fact, found) and any(same_name(fact.key, f.key) for _, f in others))
        differing = ""
    if same:
        return Point("same", fact.kind, words)
    if differing:
        return Point("differs", fact.kind, words, f"'{words}' against '{differing}'")
    return Point("missing", fact.kind, words, f"'{words}' is not named")


def _in_words(fact: Fact, found: Evidence) -> bool:
    """Whether all the words of a name stand in the sentences, as a name or not."""
    known = {canonical(w.key) for part in found.parts for w in part.words}
    return all(word in known for word in fact.key.split())


def _whole(fact: Fact, found: Evidence) -> bool:
    """Whether the report as a whole has every word of a name, or the name under another spelling or country name."""
    text = found.report.text
    known = {canonical(w.key) for w in text_words(text)}
    every = [" ".join(canonical(w.key) for w in text_words(run.of(text))) for run in capital_runs(text)]
    return all(word in known for word in fact.key.split()) or any(
        same_name(fact.key, key) and len(key.split()) >= len(fact.key.split()) for key in every
    )


def _one_sort(a: Fact, b: Fact) -> bool:
    return bool(a.moment and b.moment and (a.moment.clock is None) == (b.moment.clock is None))


def _text(part: Stretch, fact: Fact) -> str:
    return part.report.text[fact.start : fact.end]


def _number(fact: Fact, words: str, found: Evidence) -> Point:
    """The number of the claim against those of the sentences: the one in the likest surroundings decides."""
    others = [(part, f) for part in found.parts for f in part.facts if f.number and _comparable(fact, f)]
    if not others or not fact.number:
        return Point("missing", "number", words, f"no figure for '{words}'")
    part, best = max(others, key=lambda o: (_likeness(fact, o[1]), _equal(fact, o[1])))
    near = [f for _, f in others if _likeness(fact, f) >= _NEARLY_AS_LIKE * _likeness(fact, best)]
    if any(_equal(fact, f) and (f == best or (f.number and f.number.kind == "age")) for f in near):
        return Point("same", "number", words)
    return Point("differs", "number", words, f"'{words}' against '{_text(part, best)}'")


def _equal(a: Fact, b: Fact) -> bool:
    return bool(a.number and b.number and same_number(a.number, b.number))


def _comparable(a: Fact, b: Fact) -> bool:
    one, other = a.number, b.number
    if not one or not other:
        return False
    return one.kind == other.kind or ({one.kind, other.kind} <= {"age", "count"} and same_number(one, other))


def _likeness(a: Fact, b: Fact) -> float:
    """How much the surroundings share, by stem or by synonym."""
    shared = sum(any(x == y or synonyms(x, y) for y in b.around) for x in a.around)
    head = bool(a.head and b.head and (a.head == b.head or synonyms(a.head, b.head)))
    return shared / max(1, len(a.around)) + 0.5 * head


def _denials(claim: Stretch, found: Evidence) -> Iterator[Point]:
    """Words that the claim denies and the report affirms, or the other way round."""
    denied = _marked(claim, claim.negations, _NEGATED_WITHIN)
    for word in content(claim):
        key = stem(word)
        inside = [
            (part, key in _marked(part, part.negations, _NEGATED_WITHIN)) for part in found.parts if _has(part, key)
        ]
        if inside and all(marked != (key in denied) for _, marked in inside):
            yield Point("opposite", "denial", word, f"'{word}' is {'affirmed' if key in denied else 'denied'} there")
    unsaid = [key for key in denied if not any(_has(part, key) for part in found.parts)]
    if unsaid and len(unsaid) == len(denied):
        yield Point("missing", "denial", unsaid[0], f"nothing is said of '{unsaid[0]}'")


def _has(part: Stretch, key: str) -> bool:
    return any(stem(w.key) == key for w in part.words)


def _marked(side: Stretch, marks: Sequence[Span], within: int) -> set[str]:
    """Stems of the content words that follow one of the marks closely."""
    found: set[str] = set()
    for mark in marks:
        after = [w for w in side.words if w.start >= mark.end][:within]
        found.update(stem(w.key) for w in after if w.key not in FUNCTION_WORDS)
    return found


def _hedges(claim: Stretch, found: Evidence) -> Iterator[Point]:
    """Words that the report only hedges and the claim states outright."""
    if claim.hedges:
        return
    best = found.parts[0]
    for key in _marked(best, best.hedges, _HEDGED_WITHIN):
        if _has(claim, key) and not any(
            _has(part, key) and key not in _marked(part, part.hedges, _HEDGED_WITHIN) for part in found.parts
        ):
            yield Point("differs", "hedge", key, f"'{key}' is hedged there")


def _classes(claim: Stretch, found: Evidence) -> Iterator[Point]:
    """Words that exclude one another: the claim says "leg", the report "stomach"."""
    here = alternatives(claim.report.text)
    there = [one for part in found.parts for one in alternatives(part.report.text[part.start : part.end])]
    for one in here:
        values = {o.value for o in there if o.name == one.name}
        if one.name not in _TELLING or not values or one.value in values:
            continue
        if one.value not in {o.value for o in alternatives(found.report.text) if o.name == one.name}:
            words = claim.report.text[one.start : one.end]
            yield Point("opposite", "class", words, f"'{words}' against '{', '.join(sorted(values))}'")


def _words(claim: Stretch, found: Evidence) -> Iterator[Point]:
    """The rest of the claim's words, those of facts left out."""
    others = [key for part in found.parts for key in content(part)]
    for word in claim.words:
        if word.key in FUNCTION_WORDS or any(f.start <= word.start < f.end for f in claim.facts if f.kind != "means"):
            continue
        if word.key in LIGHT_WORDS or said(word.key, others):
            yield Point("same", "word", word.key)
        elif any(opposite(word.key, o) for o in content(found.parts[0])):
            yield Point("opposite", "word", word.key, f"'{word.key}' against its opposite")
        else:
            yield Point("missing", "word", word.key, f"'{word.key}' is not said")
