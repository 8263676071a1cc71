"""Which sentences are the newsroom's own account."""

from twosource.records import Credit, Report
from twosource.reports.narrative import narrative

TEXT = (
    "Bridge reopens after flood\n\n"
    "The old bridge of Karlow was opened to traffic on Friday after eleven weeks.\n\n"
    "“We waited for this day through rain, mud and a great many meetings,” the mayor said.\n\n"
    "Photo by Jane Roe: cars cross the bridge on Friday.\n\n"
    "The mayor called the repair “a wonder” and thanked the crews for their work at night.\n\n"
    "This story was first told by the Karlow Courier on Friday.\n\n"
    "Leave a Reply"
)


def told(report: Report) -> list[str]:
    return [span.of(report.text).split()[1] for span in narrative(report)]


def test_furniture_captions_headings_and_bare_quotations_are_left_out() -> None:
    assert told(Report(id="a", text=TEXT, language="en")) == ["old", "mayor", "story"]


def test_what_a_credit_covers_is_left_out() -> None:
    line = "This story was first told by the Karlow Courier on Friday."
    at = TEXT.index(line)
    credit = Credit("Karlow Courier", "reprint", line, at, at + len(line))
    assert told(Report(id="a", text=TEXT, language="en", credits=(credit,))) == ["old", "mayor"]


def test_an_empty_report_has_none() -> None:
    assert narrative(Report(id="a", text="")) == ()
