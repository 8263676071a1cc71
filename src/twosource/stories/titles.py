"""What a story is called: the earliest title that is of its own event rather than of the form it came in."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Words for the form, before a colon, dash or bar, in the languages that releases and desks commonly use.
_FORM = re.compile(
    r"(?:(?:(?:news|press|media)\s+(?:release|statement)|for immediate release|statement|update[ds]?"
    r"|breaking(?:\s+news)?|watch|live(?:\s+(?:updates?|blog))?|videos?|photos?|gallery|communiqué(?:\s+de\s+presse)?|pressemitteilung"
    r"|polizeimeldung|comunicado(?:\s+de\s+prensa)?|nota\s+de\s+prensa|comunicato\s+stampa|persbericht)"
    r"\s*(?:[:|–—]|-\s)\s*)+",
    re.IGNORECASE,
)


def story_title(titles: Iterable[str]) -> str:
    """Of titles in the order of their reports: the first that does not open with the name of a form ("News Release:
    ..."), else the first without that name; "" if there is none."""
    given = [title.strip() for title in titles if title.strip()]
    plain = (title for title in given if not _FORM.match(title))
    bare = (rest for title in given if (rest := _FORM.sub("", title, count=1).strip()))
    return next(plain, None) or next(bare, None) or next(iter(given), "")
