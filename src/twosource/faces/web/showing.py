"""Templates, and how words from outside are shown: escaped, isolated, cut where endless, links only to the web."""

from __future__ import annotations

import re
import secrets
from datetime import date, datetime
from urllib.parse import unquote

from jinja2 import Environment, PackageLoader
from markupsafe import escape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from .. import moments
from ..drawing import COLOURS
from ..harmless import harmless, short, shown
from ..naming import alternatives, in_words, shift_in_words
from .guard import FORM_COOKIE, Keys, form_cookie


def web_address(url: str) -> str:
    """The address, if it leads to the web; "" for javascript: and all else that a link must not do."""
    return url if re.match(r"https?://[^\s\"'<>]+\Z", url, re.IGNORECASE) and len(url) < 2_000 else ""


def day(moment: date | datetime | None) -> str:
    """A date as people write it, with the time where it is known."""
    return moments.moment(moment, month="%b", unknown="no date")


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
_TEMPLATES.filters |= {"alternatives": alternatives, "named": in_words, "shifted": shift_in_words}
_TEMPLATES.globals |= {"kinds": list(COLOURS)}


def prepare() -> None:
    """Read all templates, so that the first reader does not wait for it."""
    for name in _TEMPLATES.list_templates(extensions=["html"]):
        _TEMPLATES.get_template(name)


# What stands in a page for the reader's own words until it is sent: a page is made once for all who read it. Nobody
# outside can know these, so no report can hold them.
_FORM_WORD, _WHO = (f"{name}-{secrets.token_hex(16)}" for name in ("form-word", "who"))


def page(request: Request, template: str, **given: object) -> bytes:
    """A page for any reader, to be handed to `sent`."""
    words = _TEMPLATES.get_template(template).render(form_word=_FORM_WORD, who=_WHO, here=request.url.path, **given)
    return words.encode("utf-8", "replace")


def html(request: Request, template: str, *, status: int = 200, **given: object) -> HTMLResponse:
    """A page for this reader."""
    return sent(request, page(request, template, **given), status=status)


def sent(request: Request, body: bytes, *, status: int = 200) -> HTMLResponse:
    """The page with the reader's own words in it; the cookie that forms are tied to comes with it."""
    keys: Keys = request.app.state.keys
    cookie = form_cookie(request)
    who = str(escape(harmless(unquote(request.cookies.get("who", "")))))
    own = {_FORM_WORD: keys.form_word(cookie), _WHO: who}
    for place, words in own.items():
        body = body.replace(place.encode(), words.encode())
    answer = HTMLResponse(body, status)
    answer.headers["Cache-Control"] = "no-cache"
    if FORM_COOKIE not in request.cookies:
        answer.set_cookie(FORM_COOKIE, cookie, httponly=True, samesite="strict")
    return answer
