"""Stories report by report: nearly the same as at once, and every change recorded with its reason."""

from datetime import UTC, datetime

from test_grouping import ALL, BANK, FERRY_A, FERRY_B, FERRY_OTHER, FERRY_TRIAL, group, together
from twosource.records import Correction, Report
from twosource.stories.online import Stream


def stream(*reports: Report) -> Stream:
    made = Stream(encoder=None)
    made.extend(reports)
    return made


def test_one_at_a_time_gives_the_stories_of_all_at_once() -> None:
    assert together(stream(*ALL).stories()) == together(group(ALL, encoder=None))


def test_a_stream_may_begin_with_an_archive() -> None:
    begun = Stream.of([FERRY_OTHER, FERRY_A, BANK], encoder=None)
    assert begun.history == []
    assert together(begun.stories()) == together(group([FERRY_OTHER, FERRY_A, BANK], encoder=None))
    (shift,) = begun.add(FERRY_B)
    assert (shift.kind, shift.story) == ("joined", "story:ferry-a")


def test_an_archive_is_corrected_from_the_start() -> None:
    when = datetime(2024, 5, 1, tzinfo=UTC)
    split = Correction("split", ("story:ferry-a", "ferry-trial"), "an editor", when)
    begun = Stream.of([FERRY_A, FERRY_TRIAL], encoder=None, corrections=[split])
    begun.add(FERRY_B)
    assert not any({"ferry-a", "ferry-trial"} <= story for story in together(begun.stories()))


def test_a_report_opens_or_joins_a_story_and_says_why() -> None:
    made = stream(FERRY_A)
    assert [(s.kind, s.story, s.reports) for s in made.history] == [("opened", "story:ferry-a", ("ferry-a",))]
    (shift,) = made.add(FERRY_B)
    assert (shift.kind, shift.story) == ("joined", "story:ferry-a")
    assert "ferry-b with ferry-a" in shift.reason
    assert "names in common" in shift.reason


def test_a_known_report_changes_nothing() -> None:
    made = stream(*ALL)
    assert made.add(BANK) == ()


def test_the_id_of_a_story_stays_when_an_earlier_report_comes_late() -> None:
    made = stream(FERRY_B, FERRY_TRIAL, FERRY_A)
    (found,) = made.stories()
    assert found.id == "story:ferry-b"
    assert [r.id for r in found.reports] == ["ferry-a", "ferry-b", "ferry-trial"]


def test_an_editors_split_is_heeded_now_and_later() -> None:
    made = stream(FERRY_A, FERRY_TRIAL, FERRY_OTHER)
    when = datetime(2024, 5, 1, tzinfo=UTC)
    shifts = made.correct(Correction("split", ("story:ferry-a", "ferry-trial"), "an editor", when))
    assert [(s.kind, s.before, s.reason) for s in shifts] == [("split", "story:ferry-a", "a person decided so")]
    made.add(FERRY_B)
    apart = [s for s in together(made.stories()) if "ferry-trial" in s]
    assert not any("ferry-a" in s for s in apart)


def test_an_editors_merge_is_recorded() -> None:
    made = stream(FERRY_A, BANK)
    when = datetime(2024, 5, 1, tzinfo=UTC)
    (shift,) = made.correct(Correction("merge", ("story:ferry-a", "story:bank"), "an editor", when))
    assert (shift.kind, shift.reason) == ("merged", "a person decided so")
    assert together(made.stories()) == {frozenset({"ferry-a", "bank"})}


def test_odd_reports_are_taken_in() -> None:
    made = stream(*(Report(id=str(i), text=text) for i, text in enumerate(["", "?!", "ok", "\ud800", "的" * 500])))
    assert len(made.stories()) == 5
