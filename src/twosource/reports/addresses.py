"""What a page's address says of its article: "/2020/01/01/sixteen-dead-in-riot-4711.html" -> "sixteen dead in riot".

Editors put the headline into the address, and it stands there even where the page shows a captcha, a paywall or a
window about cookies in place of its article.
"""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from ..records import Report

# One or two words in a row are a section or an outlet ("world", "lake-mills-leader" is the shortest that may mislead).
FEWEST_WORDS = 3
_LONGEST_WORD = 24  # what is longer is a code
_MOST_CHARACTERS = 2000  # of an address
_ENDING = re.compile(r"\.(?:html?|php|aspx?|cms|ece|story|amp|jsp)\b.*")
_BETWEEN = re.compile(r"[-_+,.\s]+")
# Numbers of articles, hashes, letters with a number: "4711", "3f2a99", "id228771821".
_CODE = re.compile(r"[\da-f]*\d[\da-f]*|[^\W\d_]?\d+\w*|id\d+", re.IGNORECASE)
# An archive's address holds the page's own.
_ARCHIVED = re.compile(r"^.*/(?=https?:/)")


def address_words(address: str) -> str:
    """The words of the part of the address's path that has the most, "" where none has FEWEST_WORDS; "" without one."""
    try:
        path = unquote(urlsplit(_ARCHIVED.sub("", address[:_MOST_CHARACTERS])).path)
    except ValueError:  # no address at all
        return ""
    parts = (_BETWEEN.split(_ENDING.sub("", part)) for part in path.split("/"))
    worded = ([word for word in words if _is_word(word)] for words in parts)
    best = max(worded, key=len, default=[])
    return " ".join(best) if len(best) >= FEWEST_WORDS else ""


def _is_word(word: str) -> bool:
    return 0 < len(word) <= _LONGEST_WORD and not _CODE.fullmatch(word)


def heading(report: Report) -> str:
    """The report's title; of a report without one, the words of its address."""
    return report.title or address_words(report.url)
