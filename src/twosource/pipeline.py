"""The whole way: pages in, reports kept, stories and lineage inferred."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .copies.vectors import CachedEncoder, EncoderChoice, chosen_encoder
from .errors import TwosourceError
from .pages.sources import pages
from .records import Correction, Page, Report, Story, Unreadable
from .reports.reading import read
from .store import Kept, Store, StoredStory
from .stories.grouping import group
from .stories.lineage import trace

# Pages per transaction: enough that the disk's sync costs little beside extraction, few enough to lose little work.
BATCH = 32
# Bytes of pages after which a batch is kept though it is not full: 32 of the largest pages would be 640 MB.
BATCH_BYTES = 32_000_000


@dataclass(frozen=True, slots=True)
class Taken:
    """One page taken in: what reading made of it, and whether the store knew it."""

    outcome: Report | Unreadable | None  # None for a page the store knew already: it is not read again
    kept: Kept | None  # None for a refusal that has no page, such as a bad line
    place: str


def take_in(store: Store, sources: Iterable[str]) -> Iterator[Taken]:
    """Read all pages of the sources into the store, yielding each as it is kept. Stop anywhere; run again to go on."""
    return keep_pages(store, pages(sources))


def keep_pages(store: Store, given: Iterable[Page | Unreadable], *, batch_size: int = BATCH) -> Iterator[Taken]:
    """The same for pages that are there already; `batch_size`: pages per transaction, 1 to see each at once."""
    batch: list[Page] = []
    try:
        for found in given:
            if isinstance(found, Unreadable):
                store.refuse(found)
                yield Taken(found, None, found.place)
                continue
            batch.append(found)
            if len(batch) >= batch_size or sum(len(page.content) for page in batch) >= BATCH_BYTES:
                yield from _kept(store, batch)
                batch = []
    except TwosourceError:
        yield from _kept(store, batch)  # what came before the fault is not lost
        raise
    yield from _kept(store, batch)


def _kept(store: Store, batch: Sequence[Page]) -> Iterator[Taken]:
    outcomes: dict[str, Report | Unreadable] = {}
    for page in batch:
        if page.id not in outcomes and not store.knows(page):
            outcomes[page.id] = read(page)
    fresh = [page for page in batch if page.id in outcomes]
    told = iter(store.keep_all([(page, outcomes[page.id]) for page in fresh]))
    for page in batch:
        kept: Kept = next(told) if page.id in outcomes else "known"
        yield Taken(outcomes[page.id] if kept != "known" else None, kept, page.place or page.url)


def infer(store: Store, *, encoder: EncoderChoice = "default") -> list[StoredStory]:
    """Group the store's reports into stories and trace each; what nothing has touched since is taken as it was.

    Holds all reports in memory, and what `group` needs beside them.
    """
    chosen = chosen_encoder(encoder)
    lasting = CachedEncoder(chosen, store.vectors) if chosen else None
    corrections = store.corrections()
    known = store.bases()
    stories = group(list(store.reports()), encoder=lasting, corrections=corrections)
    inferred = []
    for story in stories:
        rests_on = basis(story, corrections)
        lineage = store.lineage(known[rests_on]) if rests_on in known else trace(story.reports, corrections=corrections)
        inferred.append(StoredStory(story, lineage, rests_on))
    store.keep_stories(inferred)
    return inferred


def basis(story: Story, corrections: Sequence[Correction]) -> str:
    """A digest of all that a story's lineage rests on: its reports' versions and the corrections that touch them."""
    ids = {report.id for report in story.reports}
    touching = [repr(c) for c in corrections if ids & set(c.subjects)]
    seed = "\0".join([story.id, *sorted(f"{r.id} {r.page_id}" for r in story.reports), *touching])
    return hashlib.sha256(seed.encode("utf-8", "surrogatepass")).hexdigest()[:16]
