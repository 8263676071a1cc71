"""Whether a claim stands: in one story, or in the stories whose reports speak of it most."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from ..copies.vectors import default_encoder
from ..errors import InputError, StoreBusy, StoreFull, UnknownNameError
from ..records import Answer, Lineage, Report
from ..statements.claim_index import Near, Postings, bearing, stems_of
from ..statements.claims import check
from ..store import Store
from ..store.unkept import UnkeptPostings
from .telling import found

# Letters of a claim that are read.
MOST_LETTERS = 2_000
# Reports that are read in detail when no story is named, and stories they may be of: what bears on a claim stands in
# the first few: see benchmarks/claim_index.py.
REPORTS_READ = 8
STORIES_ASKED = 3

_ORDER = ("supported", "contradicted", "altered", "not found")


def checked(store: Store, claim: str, story_id: str = "") -> Answer:
    """Whether a claim stands: in one story, or in the story whose reports speak of it most."""
    if not claim.strip() or len(claim) > MOST_LETTERS:
        raise InputError(f"a claim of {len(claim)} letters: give one sentence of 1 to {MOST_LETTERS} letters")
    if story_id:
        stored = found(store, story_id)
        return check(claim, stored.story.reports, lineage=stored.lineage)
    index, note = _index(store)
    answers = [check(claim, reports, lineage=lineage) for reports, lineage in _speaking(store, claim, index)]
    best = min(answers or [check(claim, ())], key=lambda a: (_ORDER.index(a.verdict), -a.independent))
    return replace(best, says=best.says + note)


def _index(store: Store) -> tuple[Postings, str]:
    """The store's index of words with all reports in it, and what to say where it could not be kept."""
    try:
        store.postings.bring_up_to_date(stems_of)
    except (StoreBusy, StoreFull):
        here = UnkeptPostings(store.postings, stems_of)
        return here, f" (the store cannot be written; reports not in its index and read for this answer: {len(here)})"
    return store.postings, ""


def _near(store: Store) -> Near:
    """Reports of this store by a text's vector; none where it has no vectors of the encoder that is here."""
    way = store.signs.way()

    def found(text: str, most: int) -> list[Report]:
        encoder = default_encoder() if way else None
        if encoder is None or encoder.name not in way:
            return []
        with suppress(StoreBusy, StoreFull):  # those that are kept will do
            store.signs.bring_up_to_date()
        return store.signs.near(encoder.encode([text])[0], most)

    return found


def _speaking(store: Store, claim: str, index: Postings) -> list[tuple[list[Report], Lineage]]:
    """The reports that speak of it most, by story, each with its lineage."""
    likest = bearing(claim, index, most=REPORTS_READ, near=_near(store))
    known = store.lineages_of(report.id for report in likest)
    if not known and not store.story_lines(limit=1)[0]:
        raise UnknownNameError("the store has no stories yet: read some pages first")
    of_story: dict[str, tuple[list[Report], Lineage]] = {}
    for report in likest:
        if report.id in known:
            story, lineage = known[report.id]
            of_story.setdefault(story, ([], lineage))[0].append(report)
    return list(of_story.values())[:STORIES_ASKED]
