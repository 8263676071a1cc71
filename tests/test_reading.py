"""Pages become reports, or refusals with a reason."""

from datetime import date

import pytest

from twosource.records import Page, Report, Unreadable
from twosource.reports.reading import MAX_BYTES, REASONS, read

STORY = """Mill fire in Tarnow put out after nine hours

By Edda Holm

A fire that broke out in the old flour mill of Tarnow on Monday night was put out after nine hours, the brigade said.

Two firefighters were treated for smoke, and the street along the canal stays closed, according to Captain Ruth Vail.

See also  Ten mills worth a visit this summer

Leave a Reply

Your email address will not be published. Required fields are marked *
"""


def reading(content: str | bytes, media_type: str = "") -> Report | Unreadable:
    data = content if isinstance(content, bytes) else content.encode()
    return read(Page(url="https://www.tarnow-courier.example/a", content=data, media_type=media_type))


def test_plain_text_loses_the_comment_form_and_keeps_its_title() -> None:
    report = reading(STORY, "text/plain")
    assert isinstance(report, Report)
    assert report.title == "Mill fire in Tarnow put out after nine hours"
    assert report.text.startswith(report.title)
    assert report.text.endswith("Captain Ruth Vail.")
    assert "See also" not in report.text
    assert report.language == "en"


def test_a_line_with_the_day_of_publication_is_understood() -> None:
    report = reading(STORY.replace("By Edda Holm", "Published: 16 December 2021"), "text/plain")
    assert isinstance(report, Report)
    assert report.published == date(2021, 12, 16)
    assert report.event_date == date(2021, 12, 13)


def test_the_same_page_gives_the_same_report() -> None:
    assert reading(STORY) == reading(STORY)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"  \n ", "empty"),
        (b"\0" * 50, "empty"),
        (b"Too few words.", "too short"),
        (b"<p>x</p>", "too short"),
    ],
)
def test_pages_without_a_report_are_refused_with_a_reason(content: bytes, reason: str) -> None:
    refusal = reading(content)
    assert isinstance(refusal, Unreadable)
    assert refusal.reason == reason
    assert reason in REASONS
    assert refusal.page_id


def test_a_page_larger_than_any_report_is_refused() -> None:
    refusal = reading(b"<p>" + b"x" * MAX_BYTES)
    assert isinstance(refusal, Unreadable)
    assert refusal.reason == "too large"
