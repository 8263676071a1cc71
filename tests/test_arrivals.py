import pytest

from test_candidates import crowd, run_at, story
from twosource.copies.arrivals import Arrivals
from twosource.records import Report


@pytest.mark.parametrize("encoder", ["default", None])
def test_a_copy_finds_what_came_before(encoder: str | None) -> None:
    arrivals = Arrivals(encoder=encoder)  # type: ignore[arg-type]
    for report in crowd(20):
        arrivals.add(report)
    copy = Report("copy", f"{story(900)} {story(7)}")
    found = {(pair.a, pair.b): pair for pair in arrivals.neighbours(copy)}
    best = found["copy", "r7"]
    assert best.shared > 2
    assert all(run_at(copy.text, here) == run_at(story(7), there) for here, there in best.places)
    assert len(arrivals) == 20


def test_the_first_report_has_no_neighbours_and_none_is_its_own() -> None:
    arrivals = Arrivals(encoder=None)
    first = Report("first", story(1))
    assert arrivals.neighbours(first) == []
    arrivals.add(first)
    assert arrivals.neighbours(first) == []
    assert [(pair.a, pair.b) for pair in arrivals.neighbours(Report("again", story(1)))] == [("again", "first")]


def test_a_dispatch_printed_by_very_many_is_found_by_its_latest() -> None:
    arrivals = Arrivals(encoder=None)
    for number in range(60):
        arrivals.add(Report(f"p{number:02}", f"{story(500)} {story(number)}"))
    assert any(pair.shared > 2 for pair in arrivals.neighbours(Report("new", story(500))))


def test_odd_reports_arrive() -> None:
    arrivals = Arrivals()
    for number, text in enumerate(["", "\ud800\x00", "a\n" * 50_000, "总理抵达北京", "ראש הממשלה"]):
        arrivals.add(Report(str(number), text))
        assert all(pair.a < pair.b for pair in arrivals.neighbours(Report("x", text)))


def test_a_translation_finds_its_source() -> None:
    arrivals = Arrivals()
    for report in crowd(20):
        arrivals.add(report)
    arrivals.add(Report("en", "The prime minister resigned on Monday after weeks of protest.", language="en"))
    french = Report("fr", "Le premier ministre a démissionné lundi après des semaines de protestation.", language="fr")
    assert ("en", "fr") in {(pair.a, pair.b) for pair in arrivals.neighbours(french)}
