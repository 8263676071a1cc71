"""When reports appeared: one order and one clock, whatever zone each page writes its time in."""

from datetime import UTC, date, datetime, timedelta, timezone

from factory import report
from twosource.faces.moments import appeared, day_in_words, moment

WEST = timezone(timedelta(hours=-4))


def test_order_is_that_of_the_moments_not_of_the_clocks() -> None:
    agency = report("Agency", "", published=datetime(2024, 3, 14, 21, 30, tzinfo=UTC))
    copy = report("Copy", "", published=datetime(2024, 3, 14, 18, 5, tzinfo=WEST))  # 22:05 UTC
    earlier, later = (report(f"Day {d}", "", published=date(2024, 3, d)) for d in (14, 15))
    undated, bare = report("Undated", ""), report("Bare", "", published=datetime(2024, 3, 14, 22, 0))
    order = sorted([copy, undated, later, bare, agency, earlier], key=appeared)
    assert order == [earlier, agency, bare, copy, later, undated]


def test_moments_keep_their_precision_and_are_told_by_one_clock() -> None:
    assert moment(date(2026, 1, 2)) == "2 January 2026"
    assert moment(datetime(2026, 1, 2, 3, 4, tzinfo=UTC)) == "2 January 2026, 03:04 UTC"
    assert moment(datetime(2026, 1, 2, 22, 4, tzinfo=WEST), month="%b") == "3 Jan 2026, 02:04 UTC"
    assert day_in_words(datetime(2026, 1, 2, 22, 4, tzinfo=WEST)) == "3 January 2026"
    assert moment(None) == "not stated"


def test_the_ends_of_the_calendar_are_no_fault() -> None:
    for edge in (datetime.max, datetime.min, datetime.max.replace(tzinfo=WEST), datetime.min.replace(tzinfo=UTC)):
        assert moment(edge)
        assert appeared(report("Edge", "", published=edge))
