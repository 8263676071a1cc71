"""Words that deny, and words that take the edge off a statement, in several languages; a table with one search each."""

from __future__ import annotations

import re
from functools import lru_cache

from ..records import Span

_NEGATIONS = (
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|nowhere)\b|\b\w+n[’']t\b|\b(?:denie[sd]|deny|denying"
    r"|ha(?:ve|s|d) yet to|unable to|unsure|failed to|fails to|refused to|refuses to)\b"
    r"|\b(?:nicht|kein(?:e[mnrs]?)?|nie(?:mand)?|ohne)\b"
    r"|\b(?:jamais|aucune?|ni)\b|\b(?:nunca|ningun[oa]?|nadie)\b|\b(?:não|nenhum[a]?|ninguém)\b|\b(?:niente|nessuno)\b"
    # French denies in two words, of which the second counts; Italian words end in vowels, unlike "non profit groups".
    r"|\bn(?:e\s|['’])(?:[\w'’-]+\s){1,3}?(?P<second>pas|plus|rien|guère|point)\b"
    r"|\bnon(?=\s[^\W\d_]*[aeiouàèìòù]\b)|\b(?:senza|zonder)\b"
    r"|\b(?:niet|geen|nooit)\b|\b(?:не|нет|никогда)\b"
)
_HEDGES = (
    r"\b(?:allegedly|reportedly|apparently|apparent|possibly|probably|perhaps|maybe|purportedly|supposedly|presumably"
    r"|seemingly|likely|unconfirmed|suspected of|alleged|believed to|thought to|said to|appears? to|appeared to"
    r"|seems? to|seemed to|may have|might have|could have|may be|might be|could be|may|might|accused of|suspected)\b"
    r"|\b(?:angeblich|mutmaßlich(?:e[mnrs]?)?|offenbar|möglicherweise|vermutlich)\b"
    r"|\b(?:présumée?s?|peut-être|apparemment|aurait|auraient)\b"
    r"|\b(?:supuest[oa]s?|presuntamente|presunt[oa]s?|quizás|posiblemente|suposto|supostamente|talvez)\b"
    r"|\b(?:presumibilmente|forse|vermoedelijk|mogelijk)\b"
)
_NEGATION = re.compile(_NEGATIONS, re.I)
_HEDGE = re.compile(_HEDGES, re.I)
_APPEAL = re.compile(r"(?:who|that|you) (?:may|might) (?:have|be)\b", re.I)  # "anyone who may have seen it"
_IDIOMS = re.compile(r"\b(?:not only|no longer|no doubt|no matter|nothing but|not just|No\. ?\d)\b")
_MONTH = re.compile(r"May\b(?:\s+\d)?")


@lru_cache(maxsize=512)
def negations(text: str) -> tuple[Span, ...]:
    """Words that deny, in order."""
    idioms = [m.span() for m in _IDIOMS.finditer(text)]
    found = (m.span("second" if m["second"] else 0) for m in _NEGATION.finditer(text))
    return tuple(Span(*span) for span in found if not any(a <= span[0] < b for a, b in idioms))


@lru_cache(maxsize=512)
def hedges(text: str) -> tuple[Span, ...]:
    """Words that make a statement less sure, in order; the month of May is none."""
    appeals = [m.span() for m in _APPEAL.finditer(text)]
    return tuple(
        Span(*m.span())
        for m in _HEDGE.finditer(text)
        if not any(a <= m.start() < b for a, b in appeals)
        and not (_MONTH.match(text, m.start()) and text[m.start() - 1 : m.start()] != "\n" and m.start() > 0)
    )
