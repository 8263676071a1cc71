"""Feeds asked again and again, politely: only what changed is sent, robots.txt is kept, no host is asked too often.

What was asked before is remembered outside (`Memory`), so that a watch goes on after a restart where it was.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Protocol
from urllib.parse import urlsplit

from ..records import Page, Unreadable
from .feeds import charset_of, entries
from .robots import Robots
from .web import Validators, fetch, fetch_changed, is_address

# Seconds between two questions to one host where its robots.txt does not ask for more; and the most it may ask for.
HOST_PAUSE, MOST_PAUSE = 2.0, 60.0
# A feed's entry with less text than this is a teaser; its article is asked for (as in pages.sources).
TEASER_BYTES = 1_000


class Memory(Protocol):
    """What has been asked for: address -> validators of the answer, None where it never was."""

    def get(self, url: str) -> Validators | None:
        """What the last answer can be known by."""

    def put(self, url: str, validators: Validators) -> None:
        """Remember an answer."""


class Manners:
    """How sites want to be asked: their robots.txt, and a pause between two questions to one host."""

    def __init__(self, *, allow_private: bool = False, sleep: Callable[[float], None] = time.sleep) -> None:
        self.allow_private = allow_private
        self.robots = Robots(allow_private=allow_private)
        self._sleep = sleep
        self._free: dict[str, float] = {}  # host -> the moment from which it may be asked

    def wait(self, url: str) -> None:
        """Return when the host of `url` may be asked again."""
        host = urlsplit(url).netloc
        left = self._free.get(host, 0.0) - time.monotonic()
        if left > 0:
            self._sleep(left)
        pause = min(max(HOST_PAUSE, self.robots.pause(url)), MOST_PAUSE)
        self._free[host] = time.monotonic() + pause


def poll(feed: str, memory: Memory, manners: Manners) -> Iterator[Page | Unreadable]:
    """What is new in a feed since it was last asked: entries whose address was never asked for."""
    refusal = manners.robots.refusal(feed)
    if refusal is not None:
        yield refusal
        return
    manners.wait(feed)
    answer = fetch_changed(feed, memory.get(feed) or Validators(), allow_private=manners.allow_private)
    if answer.outcome is None:
        return
    if isinstance(answer.outcome, Unreadable):
        yield answer.outcome
        return
    lasting = True
    for entry in entries(answer.outcome.content, feed, charset=charset_of(answer.outcome.media_type)):
        if not entry.url or memory.get(entry.url) is None:
            found, settled = _whole(entry, manners)
            yield found
            if entry.url and settled:
                memory.put(entry.url, Validators())
            lasting = lasting and settled
    if lasting:
        memory.put(feed, answer.validators)  # last: a feed that was left half way is asked for again


def _whole(entry: Page | Unreadable, manners: Manners) -> tuple[Page | Unreadable, bool]:
    """The entry with its article, where the feed brings a teaser only and the site lets programs ask; and whether that
    settles it: a feed that was no feed this time, or a server that was away, may be better next time."""
    if isinstance(entry, Unreadable) and not entry.url:
        return entry, entry.reason == "no text"
    teaser = isinstance(entry, Unreadable) or len(entry.content) < TEASER_BYTES
    if not (teaser and is_address(entry.url) and manners.robots.allows(entry.url)):
        return entry, True
    manners.wait(entry.url)
    article = fetch(entry.url, allow_private=manners.allow_private)
    if isinstance(article, Unreadable):
        return entry, not _passing(article)
    return (replace(article, place=entry.place, stated=entry.stated) if isinstance(entry, Page) else article), True


def _passing(refusal: Unreadable) -> bool:
    """Whether a refusal is of this moment: the server is away, or too busy (RFC 9110, 15.6; RFC 6585, 4)."""
    return refusal.reason == "not reached" or (refusal.reason == "HTTP status" and refusal.detail[:3] in _BUSY)


# Status codes that ask to come again.
_BUSY = ("429", "500", "502", "503", "504")
