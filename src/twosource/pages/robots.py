"""robots.txt: whether a site lets programs ask for an address (RFC 9309), kept for a day."""

from __future__ import annotations

import time
from dataclasses import replace
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from ..records import Page, Unreadable
from .reasons import refused
from .web import USER_AGENT, fetch

# How long an answer counts (RFC 9309, 2.4), and the most of it that is read (2.5 asks for 500 KiB at least).
KEPT_SECONDS, MOST_BYTES = 86_400.0, 512_000
# A site that cannot be asked now may be there in a moment: the next round asks again.
RETRIED_SECONDS = 300.0


class Robots:
    """What sites allow, each asked once a day."""

    def __init__(self, *, allow_private: bool = False) -> None:
        self._allow_private = allow_private
        self._rules: dict[str, tuple[float, RobotFileParser | Unreadable]] = {}

    def allows(self, url: str) -> bool:
        """Whether `url` may be asked for. A site without robots.txt allows all; one that cannot be asked, nothing."""
        return self.refusal(url) is None

    def refusal(self, url: str) -> Unreadable | None:
        """Why `url` may not be asked for; None where it may."""
        rules = self._of(url)
        if isinstance(rules, Unreadable):
            return replace(rules, detail=f"{rules.detail} (asked for robots.txt)", url=url, place=url)
        if rules.can_fetch(USER_AGENT, url):
            return None
        return refused("robots.txt", "the site does not want programs to ask for this", url=url, place=url)

    def pause(self, url: str) -> float:
        """Seconds that the site wants between two questions; 0 where it says nothing."""
        rules = self._of(url)
        return 0.0 if isinstance(rules, Unreadable) else float(rules.crawl_delay(USER_AGENT) or 0)

    def _of(self, url: str) -> RobotFileParser | Unreadable:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        until, rules = self._rules.get(site, (float("-inf"), None))
        if rules is None or time.monotonic() >= until:
            rules = self._asked(site)
            kept = RETRIED_SECONDS if isinstance(rules, Unreadable) else KEPT_SECONDS
            self._rules[site] = time.monotonic() + kept, rules
        return rules

    def _asked(self, site: str) -> RobotFileParser | Unreadable:
        found = fetch(f"{site}/robots.txt", allow_private=self._allow_private)
        rules = RobotFileParser()
        if isinstance(found, Page):
            rules.parse(found.content[:MOST_BYTES].decode("utf-8", "replace").splitlines())
        elif found.reason == "empty" or (found.reason == "HTTP status" and found.detail.startswith("4")):
            rules.parse([])
        else:
            return found
        return rules
