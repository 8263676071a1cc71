"""What stands before every request: who may ask, from where, how much; and what a browser may do with the answer."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request, cookie_parser
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ...errors import InputError
from .problems import problem

# The most that one request may bring: some thousand saved pages.
MAX_BODY_BYTES = 200_000_000
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
LEAST_TOKEN = 16  # letters of a token that cannot be guessed

TOKEN_COOKIE, FORM_COOKIE = "twosource-token", "twosource-form"
_OPEN_PATHS = ("/sign-in", "/static/")

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # with "no-referrer" a browser hides the origin of our own forms, too
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def loopback(host: str) -> bool:
    """Whether a host name or address is this machine alone."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


@dataclass(frozen=True, slots=True)
class Keys:
    """What a server knows and a stranger does not. `token` "" where only this machine may ask."""

    token: str = ""
    secret: bytes = b""

    def form_word(self, cookie: str) -> str:
        """What a form must bring back, so that no other site can send it for a reader."""
        return hmac.new(self.secret, cookie.encode(), hashlib.sha256).hexdigest()

    def token_word(self) -> str:
        """What the cookie of a signed-in browser says; the token itself is not kept in browsers."""
        return hmac.new(self.secret, self.token.encode(), hashlib.sha256).hexdigest()

    def signed_in(self, headers: Headers) -> bool:
        """Whether a request brings the token, or the cookie that came for it."""
        if not self.token:
            return True
        scheme, _, given = headers.get("authorization", "").partition(" ")
        bearer = scheme.lower() == "bearer" and same(given.strip(), self.token)
        return bearer or same(_cookie(headers, TOKEN_COOKIE), self.token_word())


def new_keys(token: str = "") -> Keys:
    """Keys of one run of a server."""
    return Keys(token, secrets.token_bytes(32))


def checked_keys(host: str, token: str) -> Keys:
    """Keys for a server that listens at `host`.

    Raises:
        InputError: others can reach it and there is no token, or one that can be guessed.
    """
    if not loopback(host) and not token:
        raise InputError(f"{host} can be reached from other machines: give --token, or leave --host out")
    if token and len(token) < LEAST_TOKEN:
        raise InputError(f"a token of {len(token)} letters can be guessed: give at least {LEAST_TOKEN}")
    return new_keys(token)


def same(a: str, b: str) -> bool:
    """Equality that takes as long for a near miss as for a far one."""
    return hmac.compare_digest(a.encode(), b.encode())


def _cookie(headers: Headers, name: str) -> str:
    return cookie_parser(headers.get("cookie", "")).get(name, "")


class HeadAsGet:
    """ASGI middleware: HEAD is answered as GET is (RFC 9110, 9.3.2); the server leaves the body out."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on; the server keeps its own scope, where the method stays HEAD."""
        head = scope["type"] == "http" and scope["method"] == "HEAD"
        await self._app({**scope, "method": "GET"} if head else scope, receive, send)


class Guard:
    """ASGI middleware: refuses before anything is read, bounds what is read, and adds HEADERS to every answer."""

    def __init__(self, app: ASGIApp, *, keys: Keys) -> None:
        self._app, self._keys = app, keys

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a refused request here; hand on the others."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        headers = Headers(scope=scope)
        try:
            self._admit(scope, headers)
        except HTTPException as refusal:
            await self._refuse(refusal, scope, receive, send_guarded)
            return
        await self._app(scope, _bounded(receive), send_guarded)

    def _admit(self, scope: Scope, headers: Headers) -> None:
        host = _host(f"//{headers.get('host', '')}")
        if not self._keys.token and not loopback(host):  # another name for this machine: DNS rebinding
            raise HTTPException(421, "this server answers for this machine only: use http://127.0.0.1")
        if scope["method"] not in SAFE_METHODS and _from_elsewhere(headers):
            raise HTTPException(403, "this request came from another site")
        length = headers.get("content-length", "0")
        if not (length.isascii() and length.isdecimal()) or int(length) > MAX_BODY_BYTES:
            raise HTTPException(413, f"more than {MAX_BODY_BYTES:,} bytes: send fewer files at a time")
        if not scope["path"].startswith(_OPEN_PATHS) and not self._keys.signed_in(headers):
            raise HTTPException(401, "this server asks for its token: Authorization: Bearer TOKEN")

    async def _refuse(self, refusal: HTTPException, scope: Scope, receive: Receive, send: Send) -> None:
        api = scope["path"].startswith(("/api", "/mcp"))
        if refusal.status_code == 401 and not api:
            await RedirectResponse("/sign-in", 303)(scope, receive, send)
            return
        extra = {"WWW-Authenticate": "Bearer"} if refusal.status_code == 401 else {}
        await problem(refusal.status_code, refusal.detail, headers=extra)(scope, receive, send)


def _host(address: str) -> str:
    """The host of an address, "" where it is none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _from_elsewhere(headers: Headers) -> bool:
    """Whether a browser sent this for another site's page. Programs send neither header and are no danger here."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = headers.get("origin")
    return origin is not None and origin.lower().partition("://")[2] != headers.get("host", "").lower()


def _bounded(receive: Receive) -> Receive:
    """The same bytes, but not more than a request may bring: a length that was stated may be wrong or missing."""
    left = MAX_BODY_BYTES

    async def receive_bounded() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise HTTPException(413, f"more than {MAX_BODY_BYTES:,} bytes: send fewer files at a time")
        return message

    return receive_bounded


def form_cookie(request: Request) -> str:
    """The cookie that a browser's forms are tied to; a new one where it has none yet."""
    return request.cookies.get(FORM_COOKIE) or secrets.token_urlsafe(24)
