"""Watching feeds: only what is new, politely, and on after a restart."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from twosource import answers
from twosource.errors import StoreBusy
from twosource.faces import cli_desk
from twosource.pages.robots import RETRIED_SECONDS, Robots
from twosource.pages.watch import HOST_PAUSE, Manners, poll
from twosource.records import Page, Unreadable
from twosource.store import Store

ITEM = "<item><title>{0}</title><link>http://127.0.0.1:{1}/{0}</link><description>{2}</description></item>"
LONG = "The mill on Quarry Lane burned down on Tuesday night. Nobody was hurt, the chief said. " * 15


class Site(BaseHTTPRequestHandler):
    robots, feed, etag = "", "", '"1"'
    away: dict[str, int] = {}  # noqa: RUF012
    asked: list[tuple[str, str]] = []  # noqa: RUF012

    def do_GET(self) -> None:
        known = self.headers.get("If-None-Match", "")
        Site.asked.append((self.path, known))
        if self.path in Site.away:
            self.send_error(Site.away[self.path])
            return
        if self.path == "/feed" and known == Site.etag:
            self.send_response(304)
            self.end_headers()
            return
        body = {"/robots.txt": Site.robots, "/feed": f"<rss version='2.0'><channel>{Site.feed}</channel></rss>"}
        words = body.get(self.path, f"<html><body><article><p>{LONG}</p></article></body></html>")
        if self.path == "/robots.txt" and not words:
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Type", "application/rss+xml" if self.path == "/feed" else "text/html")
        self.send_header("ETag", Site.etag)
        self.end_headers()
        self.wfile.write(words.encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    Site.robots, Site.etag, Site.asked, Site.away = "", '"1"', [], {}
    Site.feed = ITEM.format("a", server.server_port, LONG) + ITEM.format("b", server.server_port, "A teaser.")
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def polite(waits: list[float] | None = None) -> Manners:
    return Manners(allow_private=True, sleep=(waits if waits is not None else []).append)


def test_what_is_new_and_then_nothing_even_after_a_restart(tmp_path: Path, port: int) -> None:
    address, feed = str(tmp_path / "watch.db"), f"http://127.0.0.1:{port}/feed"
    steps = list(answers.watch_once(Store(address), [feed], polite()))
    assert [s.what for s in steps] == ["read", "read", "stories"]
    assert answers.stories(Store(address)).total == 1
    assert list(answers.watch_once(Store(address), [feed], polite())) == []
    assert Site.asked[-1] == ("/feed", '"1"')
    Site.etag, Site.feed = '"2"', Site.feed + ITEM.format("c", port, LONG + "Its owner wept.")
    assert [s.what for s in answers.watch_once(Store(address), [feed], polite())] == ["read", "stories"]
    assert [path for path, _ in Site.asked].count("/b") == 1  # the teaser's article, once


def test_robots_are_kept(tmp_path: Path, port: int) -> None:
    Site.robots = "User-agent: *\nDisallow: /b\nCrawl-delay: 7\n"
    waits: list[float] = []
    store = Store(str(tmp_path / "watch.db"))
    found = list(poll(f"http://127.0.0.1:{port}/feed", store.watched, polite(waits)))
    assert [isinstance(page, Page) and b"teaser" in page.content for page in found] == [False, True]
    assert "/b" not in [path for path, _ in Site.asked]
    Site.robots = "User-agent: *\nDisallow: /\n"
    (refusal,) = poll(f"http://127.0.0.1:{port}/feed", store.watched, polite())
    assert isinstance(refusal, Unreadable)
    assert refusal.reason == "robots.txt"


def test_a_host_is_not_asked_too_often(tmp_path: Path, port: int) -> None:
    waits: list[float] = []
    list(poll(f"http://127.0.0.1:{port}/feed", Store(str(tmp_path / "watch.db")).watched, polite(waits)))
    assert len(waits) == 1  # before the teaser's article
    assert 0 < waits[0] <= HOST_PAUSE


def test_a_private_feed_is_not_asked(tmp_path: Path, port: int) -> None:
    store = Store(str(tmp_path / "watch.db"))
    (refusal,) = poll(f"http://127.0.0.1:{port}/feed", store.watched, Manners(sleep=lambda _: None))
    assert isinstance(refusal, Unreadable)
    assert refusal.reason == "private address"
    assert not Site.asked


def test_an_article_that_was_away_is_asked_for_again(tmp_path: Path, port: int) -> None:
    feed, store = f"http://127.0.0.1:{port}/feed", Store(str(tmp_path / "watch.db"))
    Site.away = {"/b": 503}
    steps = list(answers.watch_once(store, [feed], polite()))
    assert [s.what for s in steps] == ["read", "refused", "stories"]  # the teaser alone is too short
    Site.away = {}
    assert [s.what for s in answers.watch_once(store, [feed], polite())] == ["new version", "stories"]
    assert list(answers.watch_once(store, [feed], polite())) == []
    assert Site.asked[-1] == ("/feed", '"1"')


def test_an_article_that_is_gone_is_asked_for_once(tmp_path: Path, port: int) -> None:
    feed, store = f"http://127.0.0.1:{port}/feed", Store(str(tmp_path / "watch.db"))
    Site.away = {"/b": 404}
    list(answers.watch_once(store, [feed], polite()))
    assert list(answers.watch_once(store, [feed], polite())) == []
    assert [path for path, _ in Site.asked].count("/b") == 1


def test_what_was_no_feed_is_not_remembered(tmp_path: Path, port: int) -> None:
    feed, store = f"http://127.0.0.1:{port}/feed", Store(str(tmp_path / "watch.db"))
    good, Site.feed = Site.feed, ""
    list(answers.watch_once(store, [feed], polite()))
    Site.feed = good  # under the same ETag
    assert [s.what for s in answers.watch_once(store, [feed], polite())] == ["read", "read", "stories"]


def test_a_site_that_was_away_is_asked_again_soon(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    robots, now = Robots(allow_private=True), [0.0]
    monkeypatch.setattr("twosource.pages.robots.time.monotonic", lambda: now[0])
    url = f"http://127.0.0.1:{port}/feed"
    Site.away = {"/robots.txt": 503}
    refusal = robots.refusal(url)
    assert refusal is not None
    assert refusal.reason == "HTTP status"
    Site.away = {}
    assert not robots.allows(url)  # asked a moment ago
    now[0] += RETRIED_SECONDS
    assert robots.allows(url)


def test_a_busy_store_is_no_end_of_a_watch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stopped(Exception):
        pass

    rounds: list[str] = []

    def once(*_: object) -> Iterator[answers.Step]:
        rounds.append("round")
        if len(rounds) == 1:
            raise StoreBusy("another program writes into it: try again")
        raise Stopped
        yield

    monkeypatch.setattr(answers, "watch_once", once)
    monkeypatch.setattr("time.sleep", lambda _: None)
    with pytest.raises(Stopped):
        cli_desk.watch(["http://a.example/rss"], store=str(tmp_path / "w.db"), every=1, once=False)
    assert len(rounds) == 2
