"""Web addresses: answers of a server on this machine, and what is never asked for."""

import gzip
import ipaddress
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from twosource.pages import pages
from twosource.pages.web import fetch, public
from twosource.records import Page, Unreadable

HTML = "<html><p>Die Brücke ist gesperrt.</p></html>".encode("iso-8859-1")
FEED = b"""<rss version="2.0"><channel><title>Valley</title>
<item><title>A</title><link>http://127.0.0.1:%d/page</link><description>Teaser.</description><source url="http://n.example/">NPA</source></item>
<item><title>B</title><link>http://127.0.0.1:%d/missing</link><description>Teaser that stays.</description></item>
</channel></rss>"""


class Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.close_connection = True
        getattr(self, "do_" + self.path.strip("/").partition("?")[0], self.do_missing)()

    def log_message(self, *_: object) -> None:
        pass

    def answer(self, body: bytes, *headers: tuple[str, str], status: int = 200, length: int | None = None) -> None:
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def do_page(self) -> None:
        self.answer(HTML, ("Content-Type", "text/html; charset=iso-8859-1"))

    def do_packed(self) -> None:
        self.answer(gzip.compress(HTML), ("Content-Type", "text/html"), ("Content-Encoding", "gzip"))

    def do_bomb(self) -> None:
        self.answer(gzip.compress(b" " * 99_000_000, 1), ("Content-Type", "text/html"), ("Content-Encoding", "gzip"))

    def do_large(self) -> None:
        self.answer(b"<p>", ("Content-Type", "text/html"), length=10**12)
        try:
            for _ in range(400):
                self.wfile.write(b"x" * 100_000)
        except OSError:
            pass

    def do_missing(self) -> None:
        self.answer(b"gone", ("Content-Type", "text/html"), status=404)

    def do_moved(self) -> None:
        self.answer(b"", ("Location", "/page"), status=301)

    def do_loop(self) -> None:
        self.answer(b"", ("Location", "/loop"), status=302)

    def do_tofile(self) -> None:
        self.answer(b"", ("Location", "file:///etc/passwd"), status=302)

    def do_toftp(self) -> None:
        self.answer(b"", ("Location", "ftp://ftp.example/x"), status=302)

    def do_picture(self) -> None:
        self.answer(b"\x89PNG\r\n", ("Content-Type", "image/png"))

    def do_cut(self) -> None:
        self.answer(HTML, ("Content-Type", "text/html"), length=5_000)

    def do_slow(self) -> None:
        try:
            for byte in b"HTTP/1.1 200 OK\r\nX: " + b"x" * 300:
                self.wfile.write(bytes([byte]))
                time.sleep(0.05)
        except OSError:
            pass

    def do_feed(self) -> None:
        port = self.server.server_address[1]
        self.answer(FEED % (port, port), ("Content-Type", "application/rss+xml"))

    def do_empty(self) -> None:
        self.answer(b"", ("Content-Type", "text/html"))


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def got(url: str, *, seconds: float = 20) -> Page:
    found = fetch(url, allow_private=True, seconds=seconds)
    assert isinstance(found, Page), found
    return found


def refusal(url: str, *, seconds: float = 20) -> Unreadable:
    found = fetch(url, allow_private=True, seconds=seconds)
    assert isinstance(found, Unreadable)
    assert found.place == url
    return found


def test_a_page_keeps_its_bytes_and_the_servers_charset(site: str) -> None:
    page = got(f"{site}/page")
    assert (page.content, page.media_type) == (HTML, "text/html; charset=iso-8859-1")
    assert page.url == page.place == f"{site}/page"
    assert page.captured is not None


def test_a_redirect_is_followed_and_the_last_address_kept(site: str) -> None:
    page = got(f"{site}/moved")
    assert (page.url, page.place) == (f"{site}/page", f"{site}/moved")


def test_packed_answers_are_unpacked_within_bounds(site: str) -> None:
    assert got(f"{site}/packed").content == HTML
    assert refusal(f"{site}/bomb").reason == "too large"
    assert refusal(f"{site}/large").reason == "too large"


def test_addresses_outside_ascii(site: str) -> None:
    assert got(f"{site}/page?q=Brücke 3").content == HTML


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("missing", "HTTP status"),
        ("loop", "HTTP status"),
        ("tofile", "HTTP status"),
        ("toftp", "bad address"),
        ("cut", "truncated"),
        ("empty", "empty"),
    ],
)
def test_no_page_has_a_reason(site: str, path: str, reason: str) -> None:
    assert refusal(f"{site}/{path}").reason == reason


def test_a_dripping_server_is_left_in_time(site: str) -> None:
    assert refusal(f"{site}/slow", seconds=0.3).reason == "not reached"


@pytest.mark.parametrize("url", ["http://", "http:///x", "http://a:b@c:d/", "http://[::1", "http://" + "x" * 300 + "/"])
def test_bad_addresses(url: str) -> None:
    assert refusal(url).reason in ("bad address", "not reached")


def test_nobody_there() -> None:
    assert refusal("http://127.0.0.1:1/").reason == "not reached"


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "10.0.0.1", "169.254.169.254", "0.0.0.0", "2130706433"]
)
def test_private_targets_are_refused(host: str) -> None:
    found = fetch(f"http://{host}:1/")
    assert isinstance(found, Unreadable)
    assert found.reason in ("private address", "not reached")  # the latter where this machine has no IPv6
    assert host not in ("127.0.0.1", "10.0.0.1", "169.254.169.254") or found.reason == "private address"
    assert f"{host} is {host}" not in found.detail


def test_a_redirect_into_a_private_network_is_refused(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first hop is let through, as if it were public; the second is checked again."""
    from twosource.pages import web

    asked: list[str] = []

    def public_once(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
        asked.append(str(address))
        return len(asked) == 1

    monkeypatch.setattr(web, "public", public_once)
    found = fetch(f"{site}/moved")
    assert isinstance(found, Unreadable)
    assert found.reason == "private address"
    assert asked == ["127.0.0.1", "127.0.0.1"]


@pytest.mark.parametrize(
    ("address", "answer"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("127.8.8.8", False),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("224.0.0.251", False),
        ("::1", False),
        ("fe80::1", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:8.8.8.8", True),
        ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::808:808", True),
    ],
)
def test_public(address: str, answer: bool) -> None:
    assert public(ipaddress.ip_address(address)) is answer


def test_a_feed_brings_its_articles_or_their_teasers(site: str) -> None:
    first, second = pages([f"{site}/feed"], allow_private=True)
    assert isinstance(first, Page)
    assert (first.content, first.url, first.stated.source) == (HTML, f"{site}/page", "NPA")
    assert first.place == f"{site}/feed#1"
    assert isinstance(second, Page)
    assert second.content == b"Teaser that stays."


def test_a_feed_that_is_not_followed(site: str) -> None:
    found = list(pages([f"{site}/feed"], follow=False, allow_private=True))
    assert [p.content for p in found if isinstance(p, Page)] == [b"Teaser.", b"Teaser that stays."]


def test_a_picture_is_no_page(site: str) -> None:
    (found,) = pages([f"{site}/picture"], allow_private=True)
    assert isinstance(found, Unreadable)
    assert found.reason in ("not a page", "binary")


@pytest.mark.parametrize("answers", [["127.0.0.1"], ["10.0.0.1", "fd00::1"], ["169.254.169.254"]])
def test_a_name_that_leads_into_a_private_network_is_refused(
    answers: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What counts is what the name server answers, not what the name looks like; and that answer is dialled."""
    from twosource.pages import web

    found = [(socket.AF_INET, socket.SOCK_STREAM, 0, "", (address, 80)) for address in answers]
    monkeypatch.setattr(web.socket, "getaddrinfo", lambda *_, **__: found)
    refused = fetch("http://news.example/page")
    assert isinstance(refused, Unreadable)
    assert refused.reason == "private address"


def test_of_a_names_answers_only_the_public_ones_are_dialled(monkeypatch: pytest.MonkeyPatch) -> None:
    from twosource.pages import web

    found = [(socket.AF_INET, socket.SOCK_STREAM, 0, "", (address, 80)) for address in ("10.0.0.1", "8.8.8.8")]
    dialled: list[str] = []

    class Refusing(socket.socket):
        def connect(self, address: tuple[str, int]) -> None:  # type: ignore[override]
            dialled.append(address[0])
            raise ConnectionRefusedError

    monkeypatch.setattr(web.socket, "getaddrinfo", lambda *_, **__: found)
    monkeypatch.setattr(web.socket, "socket", Refusing)
    refused = fetch("http://news.example/page")
    assert isinstance(refused, Unreadable)
    assert refused.reason == "not reached"
    assert dialled == ["8.8.8.8"]
