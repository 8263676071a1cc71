"""Why a page gives no report: the closed table of reasons."""

from __future__ import annotations

# reason -> what it means, for a person who looks at what was refused
REASONS = {
    "empty": "the page has no content",
    "binary": "the content is no text: an image, an archive, a program",
    "too large": "the page is larger than any report",
    "malformed": "the content could not be read as a page",
    "sign-in wall": "the page asks to sign in or subscribe before it shows the report",
    "captcha": "the page asks to prove that a person reads it",
    "cookie wall": "the page asks to accept cookies and shows nothing else",
    "error page": "the server answered with an error: not found, blocked, out of order",
    "link list": "the page lists other pages: a front page, a section, a search",
    "too short": "the page has too few words to be a report",
}
