"""The whole way: pages in, reports kept, stories and lineage inferred."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .copies.vectors import EncoderChoice, chosen_encoder
from .errors import StoreBusy, TwosourceError
from .inference import next_round
from .pages.sources import pages
from .records import Page, Report, Unreadable
from .reports.reading import read
from .store import Kept, Store, StoredStory

# Pages per transaction: enough that the disk's sync costs little beside extraction, few enough to lose little work.
BATCH = 32
# Bytes of pages after which a batch is kept though it is not full: 32 of the largest pages would be 640 MB.
BATCH_BYTES = 32_000_000
# Rounds of inference begun again because another program kept one first.
TRIES = 5


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
    """Bring the stories up to date with the store's reports and corrections; those that are new or have changed.

    A new report joins, opens or bridges stories, a correction regroups those it names, and only what changed is traced
    anew. An archive (more new reports than are in stories) is grouped at once; so is everything when the version or the
    encoder is another. New reports need the profiles of all in memory, corrections those of the stories around them.

    Raises:
        StoreBusy: others kept rounds of their own meanwhile, again and again.
    """
    chosen = chosen_encoder(encoder)
    for _ in range(TRIES):
        made = next_round(store, chosen)
        if made is None:
            return []
        if store.rounds.keep(made):
            return list(made.stories)
    raise StoreBusy(f"{store.address} is being inferred by another program: wait for it, then run again")
