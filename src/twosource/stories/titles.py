"""What a story is called: the title that says what the others say, of the event rather than of the form it came in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

# Words for the form, before a colon, dash or bar, in the languages that releases and desks commonly use.
_FORM = re.compile(
    r"(?:(?:(?:news|press|media)\s+(?:release|statement)|for immediate release|statement|update[ds]?"
    r"|breaking(?:\s+news)?|watch|live(?:\s+(?:updates?|blog))?|videos?|photos?|gallery|communiqué(?:\s+de\s+presse)?|pressemitteilung"
    r"|polizeimeldung|comunicado(?:\s+de\s+prensa)?|nota\s+de\s+prensa|comunicato\s+stampa|persbericht)"
    r"\s*(?:[:|–—]|-\s)\s*)+",
    re.IGNORECASE,
)


_WORD = re.compile(r"\w+")
# Titles that are held against each other, the earliest; and letters of a word that says something.
MOST_TITLES, LEAST_LETTERS = 50, 4


def story_title(titles: Iterable[str]) -> str:
    """Of titles in the order of their reports: of those that do not open with the name of a form ("News Release: ...")
    the one whose words most others have, the first of equals; else the first without that name; "" if there is none."""
    given = [title.strip() for title in titles if title.strip()]
    plain = [title for title in given if not _FORM.match(title)][:MOST_TITLES]
    bare = (rest for title in given if (rest := _FORM.sub("", title, count=1).strip()))
    return _commonest(plain) if plain else next(bare, None) or next(iter(given), "")


def _commonest(titles: Sequence[str]) -> str:
    """The title whose words stand in the most titles, on the mean of its words."""
    said = [{word for word in _WORD.findall(title.casefold()) if len(word) >= LEAST_LETTERS} for title in titles]
    held = Counter(word for words in said for word in words)
    shares = [sum(held[word] - 1 for word in words) / max(1, len(words)) for words in said]
    return titles[shares.index(max(shares))]
