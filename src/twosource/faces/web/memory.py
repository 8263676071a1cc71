"""Answers given lately, by what they rest on: fifty readers of one story cost one working out."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable

# Bytes kept in all (a story of thirteen reports has 50,000 as a page and 200,000 as JSON), and of one answer.
MOST_BYTES = 64_000_000
MOST_OF_ONE = 8_000_000

Key = tuple[str, ...]


class Memory:
    """The latest answers, the longest unused forgotten first. Any number of threads may ask."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most, self._bytes = most, 0
        self._kept: OrderedDict[Key, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def recalled(self, key: Key, made: Callable[[], bytes]) -> bytes:
        """The answer kept under this key, else made now and kept. A key with "" in it stands for nothing lasting."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        body = made()
        if "" not in key and len(body) <= MOST_OF_ONE:
            self._keep(key, body)
        return body

    def _keep(self, key: Key, body: bytes) -> None:
        with self._lock:
            self._bytes += len(body) - len(self._kept.pop(key, b""))
            self._kept[key] = body
            while self._bytes > self._most:
                self._bytes -= len(self._kept.popitem(last=False)[1])
