"""robots.txt: whether a site lets programs ask for an address (RFC 9309), kept for a day."""

from __future__ import annotations

import time
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from ..records import Page
from .web import USER_AGENT, fetch

# How long an answer counts (RFC 9309, 2.4), and the most of it that is read (2.5 asks for 500 KiB at least).
KEPT_SECONDS, MOST_BYTES = 86_400.0, 512_000


class Robots:
    """What sites allow, each asked once a day."""

    def __init__(self, *, allow_private: bool = False) -> None:
        self._allow_private = allow_private
        self._rules: dict[str, tuple[float, RobotFileParser | None]] = {}

    def allows(self, url: str) -> bool:
        """Whether `url` may be asked for. A site without robots.txt allows all; one that cannot be asked, nothing."""
        rules = self._of(url)
        return rules is not None and rules.can_fetch(USER_AGENT, url)

    def pause(self, url: str) -> float:
        """Seconds that the site wants between two questions; 0 where it says nothing."""
        rules = self._of(url)
        wanted = rules.crawl_delay(USER_AGENT) if rules else None
        return float(wanted or 0)

    def _of(self, url: str) -> RobotFileParser | None:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        asked, rules = self._rules.get(site, (float("-inf"), None))
        if time.monotonic() - asked > KEPT_SECONDS:
            rules = self._asked(site)
            self._rules[site] = time.monotonic(), rules
        return rules

    def _asked(self, site: str) -> RobotFileParser | None:
        found = fetch(f"{site}/robots.txt", allow_private=self._allow_private)
        rules = RobotFileParser()
        if isinstance(found, Page):
            rules.parse(found.content[:MOST_BYTES].decode("utf-8", "replace").splitlines())
        elif found.reason == "empty" or (found.reason == "HTTP status" and found.detail.startswith("4")):
            rules.parse([])
        else:
            return None
        return rules
