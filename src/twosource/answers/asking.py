"""Whether a claim stands: in one story, or in the stories that speak of it most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ..errors import InputError, UnknownNameError
from ..records import Answer
from ..reports.text import words
from ..store import Store, StoredStory
from ..stories.claims import check
from .telling import found

# Letters of a claim that are read, and stories that are asked when none is named: those with most of its words.
MOST_LETTERS = 2_000
STORIES_ASKED = 12
# Words shorter than this are in every story; longer ones tell, eight of them enough.
_TELLING_LETTERS = 4
_TELLING_WORDS = 8

_ORDER = ("supported", "contradicted", "altered", "not found")


def checked(store: Store, claim: str, story_id: str = "") -> Answer:
    """Whether a claim stands: in one story, or in the story whose reports speak of it most."""
    if not claim.strip() or len(claim) > MOST_LETTERS:
        raise InputError(f"a claim of {len(claim)} letters: give one sentence of 1 to {MOST_LETTERS} letters")
    asked = [found(store, story_id)] if story_id else _likely(store, claim)
    answers = [check(claim, stored.story.reports, lineage=stored.lineage) for stored in asked]
    return min(answers, key=lambda a: (_ORDER.index(a.verdict), -a.independent))


def _likely(store: Store, claim: str) -> Sequence[StoredStory]:
    """The stories that have most of the claim's telling words; the newest where none has any."""
    total, lines = store.story_lines(limit=STORIES_ASKED)
    if not total:
        raise UnknownNameError("the store has no stories yet: run 'twosource read PATH' first")
    chosen = [line.id for line in lines]
    if total > STORIES_ASKED:
        telling = sorted({w.key for w in words(claim) if len(w.key) >= _TELLING_LETTERS}, key=len)[-_TELLING_WORDS:]
        hits = Counter(line.id for word in telling for line in store.story_lines(word, limit=1000)[1])
        chosen = [name for name, _ in hits.most_common(STORIES_ASKED)] or chosen
    return [stored for name in chosen for stored in store.stories_named(name)]
