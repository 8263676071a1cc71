"""Where a text names an outlet."""

import pytest

from twosource.reports.mentions import MOST_MENTIONS, outlet_mentions


def names(text: str) -> list[str]:
    return [mention.name for mention in outlet_mentions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He told the Kilkee Tribune's reporter.", ["Kilkee Tribune"]),
        ("Near WDBJ7, KIDK-TV and 1010 WINS.", ["WDBJ", "KIDK", "1010 WINS"]),
        ("On NBC 7 and NBC.", ["NBC 7", "NBC News"]),
        ("An NBC-Wall Street Journal Poll.", ["NBC News", "The Wall Street Journal"]),
        ("Jane and WMC Action News 5 went.", ["WMC"]),
        ("The New York Times wrote it. The Times added more.", ["The New York Times", "The New York Times"]),
        ("dpa-Bericht, AFP'ye, لوكالة فرانس برس", ["dpa", "AFP", "AFP"]),
        ("据法新社与路透社报道", ["AFP", "Reuters"]),
        ("See news.kilkee-post.com today, not mail@kilkee-post.com", ["kilkee-post.com"]),
        ("The White House Press Secretary met the Medical Examiner.", []),
        ("WHO and the KKK; MAP of PA; @AP #AFP", []),
        ("He came on Time. The Tribune is short.", ["Time"]),
    ],
)
def test_names(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_places_are_exact_and_apart() -> None:
    text = "AFP, Reuters and the Kilkee Tribune; KING 5 (AP)."
    found = outlet_mentions(text)
    assert [text[m.start : m.end] for m in found] == ["AFP", "Reuters", "Kilkee Tribune", "KING 5", "AP"]


def test_of_very_many_names_the_first_and_last_are_given() -> None:
    text = "AFP " + "Reuters " * 2 * MOST_MENTIONS + "AP"
    found = names(text)
    assert len(found) == MOST_MENTIONS
    assert (found[0], found[-1]) == ("AFP", "AP")
