"""A web address: asked for once, within bounds of size and time, and never inside a private network.

Refused before anything is sent, and again after every redirect: addresses that are not http or https, and hosts that
resolve to private, loopback or link-local machines (the tool may run beside a database or a cloud's metadata server).
The name is resolved once and the connection goes to the very address that was checked, so that a name server cannot
answer differently the second time.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from datetime import UTC, datetime

from ..records import Page, Unreadable
from .files import page
from .reasons import Reason, refused
from .streams import TooLargeError, decoded, whole

MAX_SECONDS = 30.0  # for the whole answer, redirects included
STALL_SECONDS = 10.0  # without a single byte
USER_AGENT = "twosource/0.1"
_ACCEPT = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, text/plain;q=0.9, */*;q=0.1"
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class PrivateAddressError(OSError):
    """A host resolves to a machine that is not on the public internet."""


def is_address(source: str) -> bool:
    """Whether a source is a web address, not a path."""
    return source.lower().startswith(("http://", "https://"))


def public(address: Address) -> bool:
    """Whether an IP address is on the public internet, also where it wraps an IPv4 address (mapped, 6to4, NAT64)."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner:
            return public(inner)
    return address.is_global and not address.is_multicast


@dataclass(slots=True)
class _Visit:
    """One address on its way: what may be dialled, and until when."""

    allow_private: bool
    deadline: float
    sockets: list[socket.socket] = field(default_factory=list)

    def dial(self, host: str, port: int) -> socket.socket:
        """A connection to the first address of the host that may be dialled and answers."""
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        allowed = [f for f in found if self.allow_private or public(ipaddress.ip_address(f[4][0]))]
        if not allowed:
            led = found[0][4][0]
            where = f"{host} leads to {led}, which" if led != host else host
            raise PrivateAddressError(f"{where} is no machine of the public internet")
        failure = OSError("no address")
        for family, kind, protocol, _, target in allowed:
            dialled = socket.socket(family, kind, protocol)
            self.sockets.append(dialled)
            dialled.settimeout(max(0.1, min(STALL_SECONDS, self.deadline - time.monotonic())))
            try:
                dialled.connect(target)
            except OSError as error:
                dialled.close()
                failure = error
            else:
                return dialled
        raise failure

    def hang_up(self) -> None:
        """End all connections; whoever is reading gets an error or the end."""
        for dialled in self.sockets:
            with contextlib.suppress(OSError):
                dialled.shutdown(socket.SHUT_RDWR)


class _Http(urllib.request.HTTPHandler):
    """http:// through a visit's own dialling."""

    def __init__(self, visit: _Visit) -> None:
        super().__init__()
        self._visit = visit

    def http_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        visit = self._visit

        class Connection(http.client.HTTPConnection):
            def connect(self) -> None:
                self.sock = visit.dial(self.host, self.port)

        return self.do_open(Connection, request)


class _Https(urllib.request.HTTPSHandler):
    """https:// through a visit's own dialling; certificates are checked."""

    def __init__(self, visit: _Visit) -> None:
        super().__init__()
        self._visit = visit

    def https_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        visit = self._visit
        context = ssl.create_default_context()

        class Connection(http.client.HTTPSConnection):
            def connect(self) -> None:
                self.sock = context.wrap_socket(
                    visit.dial(self.host, self.port), server_hostname=self.host, do_handshake_on_connect=False
                )
                visit.sockets.append(self.sock)  # before the handshake, which a server may draw out
                self.sock.do_handshake()

        return self.do_open(Connection, request)


def _opener(visit: _Visit) -> urllib.request.OpenerDirector:
    """An opener for http and https alone: no files, no ftp, no proxies out of the environment."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        _Http(visit),
        _Https(visit),
        urllib.request.UnknownHandler(),
        urllib.request.HTTPRedirectHandler(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.HTTPDefaultErrorHandler(),
    ):
        opener.add_handler(handler)
    return opener


def _plain_ascii(url: str) -> str:
    """The address as HTTP wants it: host in IDNA, the rest in percent escapes.

    Raises:
        ValueError: it has no host, or one that cannot be written so (UnicodeError is a ValueError).
    """
    parts = urllib.parse.urlsplit(url.strip())
    if not parts.hostname:
        raise ValueError("it names no host")
    host = parts.hostname if ":" in parts.hostname else parts.hostname.encode("idna").decode("ascii")
    host = f"[{host}]" if ":" in host else host
    netloc = host if parts.port is None else f"{host}:{parts.port}"
    path, query = (urllib.parse.quote(part, safe="/%:@!$&'()*+,;=~?-._") for part in (parts.path, parts.query))
    return urllib.parse.urlunsplit((parts.scheme.lower(), netloc, path or "/", query, ""))


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said that its answer can be known by (RFC 9110, 8.8), "" where it said nothing."""

    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer with its validators; no outcome where nothing has changed since (304)."""

    outcome: Page | Unreadable | None
    validators: Validators


def _request(url: str, known: Validators) -> urllib.request.Request:
    """The question to send."""
    headers = {"User-Agent": USER_AGENT, "Accept": _ACCEPT, "Accept-Encoding": "gzip"}
    asked = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    headers |= {name: value for name, value in asked.items() if value}
    return urllib.request.Request(_plain_ascii(url), headers=headers)  # noqa: S310 - the opener knows http(s) alone


def fetch(url: str, *, allow_private: bool = False, seconds: float = MAX_SECONDS) -> Page | Unreadable:
    """What an address answers: the page, at the address it was redirected to; or why there is none.

    `allow_private` lifts the refusal of private networks, for one's own intranet or for tests.
    """
    outcome = fetch_changed(url, _NOTHING_KNOWN, allow_private=allow_private, seconds=seconds).outcome
    return outcome or refused("HTTP status", "304 Not Modified", url=url, place=url)


_NOTHING_KNOWN = Validators()


def fetch_changed(url: str, known: Validators, *, allow_private: bool = False, seconds: float = MAX_SECONDS) -> Fetched:
    """The same, unless the answer is still what `known` tells it by."""
    try:
        request = _request(url, known)
    except ValueError as error:
        return Fetched(refused("bad address", str(error), url=url, place=url), known)
    visit = _Visit(allow_private, time.monotonic() + seconds)
    alarm = threading.Timer(seconds, visit.hang_up)
    alarm.daemon = True
    alarm.start()
    try:
        with _opener(visit).open(request, timeout=STALL_SECONDS) as answer:
            told = Validators(answer.headers.get("ETag", "")[:500], answer.headers.get("Last-Modified", "")[:100])
            return Fetched(_answered(answer, url), told)
    except (OSError, http.client.HTTPException, EOFError, ValueError, TooLargeError) as error:
        if isinstance(error, urllib.error.HTTPError) and error.code == 304:
            return Fetched(None, known)
        return Fetched(_refusal(error, url, late=time.monotonic() >= visit.deadline), known)
    finally:
        alarm.cancel()
        visit.hang_up()


# What each error means; the first that fits. A string is urllib's own: "unknown url type: ftp". A refused certificate
# is an OSError and a ValueError, so OSError comes first.
_MEANINGS: tuple[tuple[tuple[type, ...], Reason], ...] = (
    ((PrivateAddressError,), "private address"),
    ((TooLargeError,), "too large"),
    ((EOFError, http.client.IncompleteRead), "truncated"),
    ((OSError,), "not reached"),
    ((ValueError, http.client.InvalidURL, str), "bad address"),
)


def _answered(answer: http.client.HTTPResponse, url: str) -> Page | Unreadable:
    """The page in an answer; its media type as the server sent it, charset included."""
    body = whole(answer)
    if answer.length:
        raise EOFError(f"{answer.length:,} bytes short")
    content = decoded(body, answer.headers.get("Content-Encoding", ""))
    found = page(content, media_type=answer.headers.get("Content-Type", ""), url=answer.url, place=url)
    if isinstance(found, Unreadable):
        return found
    return Page(found.url, found.content, found.media_type, datetime.now(UTC), place=url)


def _refusal(error: Exception, url: str, *, late: bool) -> Unreadable:
    """Why an address gave no page."""
    if isinstance(error, urllib.error.HTTPError):
        return refused("HTTP status", f"{error.code} {error.reason}", url=url, place=url)
    cause = error.reason if isinstance(error, urllib.error.URLError) else error
    reason: Reason = next((reason for kinds, reason in _MEANINGS if isinstance(cause, kinds)), "not reached")
    if late and reason in ("truncated", "not reached"):
        return refused("not reached", "no whole answer in time", url=url, place=url)
    return refused(reason, str(cause) or type(cause).__name__, url=url, place=url)
