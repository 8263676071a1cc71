"""Stories that grow in a store: as at once, only what changed is worked out, ids stay, shifts are told."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from test_grouping import ALL, BANK, FERRY_A, FERRY_B, FERRY_OTHER, FERRY_TRIAL, group, together
from twosource import answers, inference, pipeline
from twosource.copies.vectors import default_encoder
from twosource.errors import StoreBusy
from twosource.pages.sources import pages
from twosource.pipeline import infer, keep_pages
from twosource.records import Correction, Page, Report, Unreadable
from twosource.store import State, Store, StoredStory

EXAMPLES = Path(__file__).parent.parent / "examples" / "pages"
WHEN = datetime(2024, 5, 1, tzinfo=UTC)


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    opened = Store(address)
    yield opened
    opened.close()


def keep(store: Store, *reports: Report) -> None:
    """Reports as if they had been read from pages of their own."""
    store.keep_all([(Page(f"http://a.example/{r.id}", r.text.encode("utf-8", "replace")), r) for r in reports])


def grown(store: Store, *rounds: Iterable[Report]) -> Store:
    """The store after inference of each of these heaps of reports."""
    for reports in rounds:
        keep(store, *reports)
        infer(store, encoder=None)
    return store


def told(store: Store) -> set[frozenset[str]]:
    return together([stored.story for stored in store.stories()])


def decide(store: Store, verb: str, *subjects: str) -> int:
    return store.correct(Correction(verb, subjects, "an editor", WHEN))  # type: ignore[arg-type]


def ids(stories: Iterable[StoredStory]) -> set[str]:
    return {stored.story.id for stored in stories}


def test_the_examples_one_page_at_a_time_give_what_they_give_at_once() -> None:
    at_once, one_by_one = Store("sqlite://"), Store("sqlite://")
    list(keep_pages(at_once, pages([str(EXAMPLES)])))
    infer(at_once)
    for page in pages([str(EXAMPLES)]):
        list(keep_pages(one_by_one, [page]))
        infer(one_by_one)
    (whole,), (grown_up,) = at_once.stories(), one_by_one.stories()
    assert grown_up.story.reports == whole.story.reports
    assert grown_up.story.event_date == whole.story.event_date
    assert grown_up.lineage == whole.lineage


@given(st.permutations(ALL), st.lists(st.integers(1, 4), min_size=5, max_size=5))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_in_any_order_and_any_heaps_the_stories_are_those_of_all_at_once(
    given_: list[Report], sizes: list[int]
) -> None:
    store, rest = Store("sqlite://"), list(given_)
    for size in sizes:
        grown(store, rest[:size])
        rest = rest[size:]
    grown(store, rest)
    assert told(store) == together(group(ALL, encoder=None))
    assert infer(store, encoder=None) == []


def test_only_what_a_report_touches_is_worked_out(store: Store) -> None:
    grown(store, [FERRY_A, FERRY_OTHER, BANK])
    untouched = [s for s in store.stories() if s.story.id != "story:ferry-a"]
    keep(store, FERRY_B)
    (changed,) = infer(store, encoder=None)
    assert changed.story.id == "story:ferry-a"
    assert [r.id for r in changed.story.reports] == ["ferry-a", "ferry-b"]
    assert [s for s in store.stories() if s.story.id != "story:ferry-a"] == untouched


def test_a_report_that_changes_nothing_of_others_opens_its_own_story(store: Store) -> None:
    grown(store, [FERRY_A, FERRY_B, FERRY_OTHER])
    keep(store, BANK)
    assert ids(infer(store, encoder=None)) == {"story:bank"}


def test_a_correction_touches_its_stories_only_and_aligns_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    grown(store, ALL)
    before = store.stories()
    number = decide(store, "independent", "ferry-a", "ferry-b")
    with monkeypatch.context() as patch:
        patch.setattr("twosource.copies.aligned.align", lambda *_, **__: pytest.fail("aligned anew"))
        (changed,) = infer(store, encoder=None)
        assert "ferry-a" in changed.lineage.reports
        assert changed.lineage.relations[0].evidence[0].signal == "correction"
        store.take_back(number)
        infer(store, encoder=None)
    assert store.stories() == before


def test_a_split_and_its_undoing_leave_all_as_it_was(store: Store) -> None:
    grown(store, ALL)
    before = store.stories()
    number = decide(store, "split", "story:ferry-a", "ferry-trial")
    assert ids(infer(store, encoder=None)) == {"story:ferry-a", "story:ferry-trial"}
    assert frozenset({"ferry-trial"}) in told(store)
    (shift,) = [s for s in store.rounds.shifts("story:ferry-trial") if s.kind == "split"]
    assert (shift.before, shift.reports, shift.reason) == ("story:ferry-a", ("ferry-trial",), "a person decided so")
    store.take_back(number)
    assert ids(infer(store, encoder=None)) == {"story:ferry-a"}
    assert store.stories() == before
    assert store.rounds.shifts("story:ferry-a")[0].before == "story:ferry-trial"


def test_what_a_person_had_others_leave_keeps_the_id_though_most_go_with_them(store: Store) -> None:
    grown(store, [FERRY_A, FERRY_B, FERRY_TRIAL])
    decide(store, "split", "story:ferry-a", "ferry-b", "ferry-trial")
    infer(store, encoder=None)
    assert {s.story.id: len(s.story.reports) for s in store.stories()} == {"story:ferry-a": 1, "story:ferry-b": 2}
    store.take_back(1)
    assert ids(infer(store, encoder=None)) == ids(store.stories()) == {"story:ferry-a"}


def test_a_merge_is_told_with_its_reason_and_keeps_one_id(store: Store) -> None:
    grown(store, [FERRY_A, BANK])
    decide(store, "merge", "story:ferry-a", "story:bank")
    assert ids(infer(store, encoder=None)) == {"story:ferry-a"}
    assert ids(store.stories()) == {"story:ferry-a"}
    shift = store.rounds.shifts("story:ferry-a")[0]
    assert (shift.kind, shift.before, shift.reason) == ("merged", "story:bank", "a person decided so")


def test_a_decision_is_heeded_by_what_comes_later(store: Store) -> None:
    grown(store, [FERRY_A, FERRY_TRIAL])
    decide(store, "split", "ferry-a", "ferry-trial")
    infer(store, encoder=None)
    grown(store, [FERRY_B])
    assert not any({"ferry-a", "ferry-trial"} <= story for story in told(store))


def test_a_new_version_takes_the_place_of_the_old_one(store: Store) -> None:
    grown(store, ALL)
    page = Page("http://a.example/bank", b"changed")
    store.keep(page, replace(BANK, text=f"{BANK.text} Markets fell."))
    (changed,) = infer(store, encoder=None)
    assert changed.story.id == "story:bank"
    assert changed.story.reports[0].text.endswith("fell.")
    store.keep(Page("http://a.example/ferry-b", b"gone"), Unreadable("sign-in wall"))
    infer(store, encoder=None)
    assert told(store) == {story - {"ferry-b"} for story in together(group(ALL, encoder=None))}
    store.keep(Page("http://a.example/bank", b"gone"), Unreadable("sign-in wall"))
    infer(store, encoder=None)
    assert "story:bank" not in ids(store.stories())
    assert infer(store, encoder=None) == []


def test_another_encoder_makes_everything_anew_and_ids_stay(store: Store) -> None:
    grown(store, [FERRY_B], [FERRY_A, BANK])
    assert ids(store.stories()) == {"story:ferry-b", "story:bank"}
    assert ids(infer(store, encoder=default_encoder())) == {"story:ferry-b", "story:bank"}
    assert infer(store, encoder=default_encoder()) == []


def test_inferred_tables_can_be_thrown_away(store: Store) -> None:
    grown(store, ALL)
    before = store.stories()
    store.keep_stories([])
    assert store.stories() == []
    infer(store, encoder=None)
    assert store.stories() == before


def test_a_round_that_another_program_overtook_is_done_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    grown(store, [FERRY_A])
    keep(store, FERRY_B)
    late = inference.next_round(store, None)
    assert late is not None
    grown(store, [BANK])
    assert not store.rounds.keep(late)
    rounds = iter([late])
    monkeypatch.setattr(pipeline, "next_round", lambda *given: next(rounds, None) or inference.next_round(*given))
    keep(store, FERRY_OTHER)
    assert ids(infer(store, encoder=None)) == {"story:ferry-other"}
    assert told(store) == {frozenset({"ferry-a", "ferry-b"}), frozenset({"bank"}), frozenset({"ferry-other"})}


def test_a_store_that_never_rests_is_said_to_be_busy(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(store, FERRY_A)
    stale = inference.Round(State(99))
    monkeypatch.setattr(pipeline, "next_round", lambda *_: stale)
    with pytest.raises(StoreBusy, match="another program"):
        infer(store, encoder=None)
    assert store.stories() == []


def test_what_reports_of_a_story_share_is_kept_with_its_places(store: Store) -> None:
    copy = replace(FERRY_A, id="copy", text=f"From our correspondent. {FERRY_A.text}", outlet="Copyist")
    grown(store, [FERRY_A, copy, BANK])
    stories = {s.story.id: s.story for s in store.stories()}
    found = stories["story:copy" if "story:copy" in stories else "story:ferry-a"].reports
    texts = {report.page_id: report.text for report in found}
    (pair,) = store.rounds.shared(texts, inference.way(None))
    for passage in pair.passages:
        assert texts[pair.a][passage.a_start : passage.a_end] == texts[pair.b][passage.b_start : passage.b_end]
    assert pair.passages


def test_a_merge_keeps_all_that_the_stories_had(store: Store) -> None:
    grown(store, [*ALL, BANK])
    before = sorted((stored.story for stored in store.stories()), key=lambda story: -len(story.reports))
    largest, other = before[0], before[-1]
    answers.correct(store, "merge", [other.id, largest.id], who="an editor")
    infer(store, encoder=None)
    wanted = frozenset(report.id for story in (largest, other) for report in story.reports)
    assert told(store) == {wanted} | {frozenset(r.id for r in story.reports) for story in before[1:-1]}


def test_what_leaves_a_story_takes_nothing_with_it() -> None:
    store = Store("sqlite://")
    list(keep_pages(store, pages([str(EXAMPLES)])))
    (whole,) = infer(store, encoder=None)
    members = {report.id: report for report in whole.story.reports}
    leaving = frozenset(
        name for name, report in members.items() if report.outlet in ("Lakes Daily", "Dellwood Courier")
    )
    number = answers.correct(store, "split", [whole.story.id, *leaving], who="an editor")
    infer(store, encoder=None)
    assert leaving in told(store)
    answers.take_back(store, number)
    infer(store, encoder=None)
    assert told(store) == {frozenset(members)}
    store.close()
