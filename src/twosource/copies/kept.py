"""What was worked out of one text, kept for the next pair that holds it; what was used longest ago goes first.

Bounded by the characters of the texts, not by their number: a thousand short reports stay, texts of 5 MB do not pile
up.
"""

from __future__ import annotations

import functools
import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")
Key = tuple[str, str | None]  # text, language


def kept_by_text(most_characters: int) -> Callable[[Callable[[str, str | None], T]], Callable[..., T]]:
    """Keeps the results of a pure function of (text, language), never None, for `most_characters` of text together."""

    def decorated(work_out: Callable[[str, str | None], T]) -> Callable[..., T]:
        shelf: _Shelf[T] = _Shelf(most_characters)

        @functools.wraps(work_out)
        def fact(text: str, language: str | None = None) -> T:
            found = shelf.get((text, language))
            return shelf.put((text, language), work_out(text, language)) if found is None else found

        return fact

    return decorated


class _Shelf(Generic[T]):
    """Facts by text, safe between threads."""

    def __init__(self, most_characters: int) -> None:
        self._most, self._held = most_characters, 0
        self._facts: OrderedDict[Key, T] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Key) -> T | None:
        """The fact, now the one used last; None where it is not held."""
        with self._lock:
            fact = self._facts.get(key)
            if fact is not None:
                self._facts.move_to_end(key)
            return fact

    def put(self, key: Key, fact: T) -> T:
        """Keep this, and forget what was used longest ago until all fits; the newest always stays."""
        with self._lock:
            if key not in self._facts:
                self._facts[key] = fact
                self._held += len(key[0])
            while self._held > self._most and len(self._facts) > 1:
                (text, _), _ = self._facts.popitem(last=False)
                self._held -= len(text)
            return fact
