from collections.abc import Iterator, Sequence

import numpy as np
import pytest
import sqlalchemy as sa

from twosource.answers import asking, checked
from twosource.copies.variants import stem
from twosource.errors import StoreFull
from twosource.records import Lineage, Page, Report, Story
from twosource.statements.claim_index import bearing, stems_of
from twosource.store import Store, StoredStory
from twosource.store import postings as kept
from twosource.store.tables import PLACED, ROUNDS

BRIDGE = Report("bridge", "A footbridge over the Alder collapsed on Monday. 27 people were injured.")
FAIR = Report("fair", "The mayor's dog won a prize at the fair on Monday.")


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    opened = Store(address)
    yield opened
    opened.close()


def page(report: Report, content: str = "") -> Page:
    return Page(f"https://example.org/{report.id}", (content or report.text).encode())


def filled(store: Store, *reports: Report) -> Store:
    store.keep_all([(page(r), r) for r in reports])
    store.keep_stories(
        [StoredStory(Story(f"story:{r.id}", (r,)), Lineage((r.id,), 1), f"{n:016}") for n, r in enumerate(reports)]
    )
    store.postings.bring_up_to_date(stems_of)
    return store


def test_the_report_that_speaks_of_it_comes_first(store: Store) -> None:
    index = filled(store, FAIR, BRIDGE).postings
    assert next(r.id for r in bearing("The footbridge collapsed on Monday.", index)) == "bridge"
    assert [r.id for r in bearing("A dog won at the fair.", index, most=1)] == ["fair"]


def test_what_nobody_speaks_of_finds_nothing(store: Store) -> None:
    assert bearing("Volcanoes erupt.", filled(store, FAIR, BRIDGE).postings) == []


def test_new_reports_are_taken_in_and_old_versions_left_out(store: Store) -> None:
    filled(store, BRIDGE)
    assert store.postings.bring_up_to_date(stems_of) == 0
    later = Report("bridge", "A footbridge over the Alder collapsed. 28 people were injured, the mayor said.")
    store.keep(page(later), later)
    assert store.postings.bring_up_to_date(stems_of) == 1
    assert [r.text for r in bearing("The footbridge collapsed.", store.postings)] == [later.text]


def test_many_segments_become_one_and_find_the_same(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "SEGMENTS", 2)
    for number in range(5):
        report = Report(f"r{number}", f"Footbridge number {number} collapsed on Monday.")
        store.keep(page(report), report)
        store.postings.bring_up_to_date(stems_of)
    assert store.postings.sizes([stem("footbridge"), stem("volcano")]) == {stem("footbridge"): 5}
    assert len(bearing("A footbridge collapsed.", store.postings)) == 5


def test_the_index_lasts_and_may_be_thrown_away(address: str) -> None:
    first = filled(Store(address), FAIR, BRIDGE)
    first.close()
    again = Store(address)
    assert again.postings.bring_up_to_date(stems_of) == 0
    with again._writing() as db:  # as somebody with a database shell would
        db.exec_driver_sql("DROP TABLE postings")
        db.exec_driver_sql("DROP TABLE indexed_reports")
    assert checked(again, "A footbridge over the Alder collapsed on Monday.").verdict == "supported"
    again.close()


def test_a_store_answers_from_the_story_that_speaks_of_it(store: Store) -> None:
    filled(store, FAIR, BRIDGE)
    assert checked(store, "27 people were injured when a footbridge collapsed.").verdict == "supported"
    assert checked(store, "28 people were injured when a footbridge collapsed.").verdict in {"altered", "contradicted"}
    assert checked(store, "Volcanoes erupt.").verdict == "not found"


@pytest.mark.parametrize("indexed", [True, False])
def test_a_store_that_cannot_be_written_answers_and_says_what_it_did(
    store: Store, monkeypatch: pytest.MonkeyPatch, indexed: bool
) -> None:
    reports = [FAIR, BRIDGE]
    store.keep_all([(page(r), r) for r in reports[:1]])
    if indexed:
        store.postings.bring_up_to_date(stems_of)
    store.keep_all([(page(r), r) for r in reports[1:]])
    store.keep_stories(
        [StoredStory(Story(f"story:{r.id}", (r,)), Lineage((r.id,), 1), f"{n:016}") for n, r in enumerate(reports)]
    )

    def refused() -> None:
        raise StoreFull("cannot be written")

    monkeypatch.setattr(store, "_writing", refused)
    answer = checked(store, "27 people were injured when a footbridge collapsed.")
    assert answer.verdict == "supported"
    assert f"not in its index and read for this answer: {1 if indexed else 2}" in answer.says
    assert checked(store, "The mayor's dog won a prize at the fair.").verdict == "supported"
    assert checked(store, "Volcanoes erupt.").verdict == "not found"


def test_sentences_of_a_report_that_has_none_of_the_words_weigh_nothing(store: Store) -> None:
    long = Report(
        "long", "The dog barked. " * 30 + "A footbridge over the Alder collapsed. " + "The fair was open. " * 30
    )
    apart = Report("apart", "A footbridge stood there. " + "It rained. " * 30 + "The Alder rose, and a shed collapsed.")
    assert [r.id for r in bearing("A footbridge over the Alder collapsed.", filled(store, apart, long).postings)] == [
        "long",
        "apart",
    ]


class Toy:
    """An encoder for which a text is only wet, dry or neither."""

    name = "toy"

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        wet = [any(word in text.casefold() for word in ("flood", "river", "water")) for text in texts]
        return np.array([np.where(np.arange(16) % 2, 1, -1 if w else 1) / 4 for w in wet], dtype=np.float32)


RIVER = Report("river", "The river left its bed at night, and forty households had to leave. Water stood in the lanes.")


def placed(store: Store, reports: Sequence[Report], monkeypatch: pytest.MonkeyPatch, vectors: bool = True) -> Store:
    """The reports as a round with the toy encoder leaves them."""
    filled(store, *reports)
    monkeypatch.setattr(asking, "default_encoder", Toy)
    with store._writing() as db:
        for r in reports:
            vector = Toy().encode([r.text])[0].astype("<f2").tobytes() if vectors else b""
            db.execute(sa.insert(PLACED).values(page_id=page(r).id, profile=b"", vector=vector))
        db.execute(sa.update(ROUNDS).values(way="0 toy" if vectors else "0 no encoder"))
    return store


def test_what_is_told_in_other_words_is_found_by_its_vector(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    here = placed(store, [FAIR, BRIDGE, RIVER], monkeypatch)
    claim = "A flood drove out families."
    assert bearing(claim, here.postings) == []
    assert [r.id for r in bearing(claim, here.postings, most=1, near=asking._near(here))] == ["river"]


def test_words_that_settle_it_ask_no_vector(store: Store) -> None:
    def asked(text: str, most: int) -> list[Report]:
        raise AssertionError(f"{text}, {most}")

    index = filled(store, FAIR, BRIDGE).postings
    assert bearing("A footbridge over the Alder collapsed on Monday.", index, near=asked)[0].id == "bridge"


def test_without_vectors_words_alone_are_asked(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    here = placed(store, [FAIR, RIVER], monkeypatch, vectors=False)
    assert checked(here, "A flood drove out families.").verdict == "not found"


def test_signs_are_taken_in_once_and_made_anew_for_another_encoder(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = placed(store, [FAIR, RIVER], monkeypatch)
    assert (here.signs.bring_up_to_date(), here.signs.bring_up_to_date()) == (2, 0)
    with here._writing() as db:
        db.execute(sa.update(ROUNDS).values(way="1 toy"))
    assert here.signs.bring_up_to_date() == 2
    wet = Toy().encode(["water"])[0]
    assert [r.id for r in here.signs.near(wet, 1)] == ["river"]
