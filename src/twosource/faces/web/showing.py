"""Templates, and how words from outside are shown: escaped, isolated, cut where endless, links only to the web."""

from __future__ import annotations

import re
from datetime import date, datetime
from urllib.parse import unquote

from jinja2 import Environment, PackageLoader
from starlette.requests import Request
from starlette.responses import HTMLResponse

from ..harmless import short, shown
from ..naming import alternatives
from ..tree import COLOURS
from .guard import FORM_COOKIE, Keys, form_cookie


def web_address(url: str) -> str:
    """The address, if it leads to the web; "" for javascript: and all else that a link must not do."""
    return url if re.match(r"https?://[^\s\"'<>]+\Z", url, re.IGNORECASE) and len(url) < 2_000 else ""


def day(moment: date | datetime | None) -> str:
    """A date as people write it, with the time where it is known."""
    if moment is None:
        return "no date"
    if isinstance(moment, datetime):
        return f"{moment.day} {moment:%b %Y, %H:%M}" + ("" if moment.utcoffset() else " UTC")
    return f"{moment.day} {moment:%b %Y}"


def counted(count: int, noun: str) -> str:
    """A number with its noun: "1 report", "2 stories"."""
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{count:,} {noun if count == 1 else plural}"


def percent(share: float) -> str:
    """A share, 0..1, in whole percent."""
    return f"{share:.0%}"


_TEMPLATES = Environment(
    loader=PackageLoader("twosource.faces.web"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
    finalize=shown,
)
_TEMPLATES.filters |= {"short": short, "web_address": web_address, "day": day, "counted": counted, "percent": percent}
_TEMPLATES.filters["alternatives"] = alternatives
_TEMPLATES.globals |= {"kinds": list(COLOURS)}


def html(request: Request, template: str, *, status: int = 200, **given: object) -> HTMLResponse:
    """A page; the cookie that forms are tied to comes with it."""
    keys: Keys = request.app.state.keys
    cookie = form_cookie(request)
    words = _TEMPLATES.get_template(template).render(
        form_word=keys.form_word(cookie),
        here=request.url.path,
        who=unquote(request.cookies.get("who", "")),
        **given,
    )
    answer = HTMLResponse(words, status)
    answer.headers["Cache-Control"] = "no-cache"
    if FORM_COOKIE not in request.cookies:
        answer.set_cookie(FORM_COOKIE, cookie, httponly=True, samesite="strict")
    return answer
