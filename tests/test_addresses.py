import pytest

from twosource.records import Report
from twosource.reports.addresses import address_words, heading


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("https://news.example/world/2020/01/01/sixteen-dead-in-prison-riot-4711.html", "sixteen dead in prison riot"),
        ("https://news.example/a/river_rises_over-the-dam,997044.html?source=rss", "river rises over the dam"),
        ("https://news.example/story/24251354/Mayor-steps-down-today/story/24251354", "Mayor steps down today"),
        (
            "https://web.archive.org/web/20200101000000/https://news.example/storm-hits-north-coast",
            "storm hits north coast",
        ),
        ("https://news.example/%D8%BA%D8%AF%D8%A7-%D8%B5%D9%88%D9%85-%D8%A7%D9%84%D9%8A%D9%88%D9%85", "غدا صوم اليوم"),
        ("https://news.example/harbour-fire-kills-id228771821.html", "harbour fire kills"),
    ],
)
def test_the_address_says_the_headline(address: str, words: str) -> None:
    assert address_words(address) == words


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://news.example/",
        "https://news.example/stories/3028602/",
        "https://news.example/lake-news/article_a1adf5d8-498b-5dc5-96d9-83e4220fbf8a.html",
        "http://[broken",
        "/" * 100_000,
        "a-" * 100_000,
    ],
)
def test_addresses_that_say_nothing(address: str) -> None:
    assert address_words(address) == "" or len(address_words(address)) < 2000


def test_a_section_is_no_headline() -> None:
    assert address_words("https://news.example/lake-news/4711") == ""


def test_a_title_wins_over_the_address() -> None:
    address = "https://news.example/river-rises-over-dam"
    assert heading(Report("1", "text", "Flood", url=address)) == "Flood"
    assert heading(Report("1", "text", url=address)) == "river rises over dam"
    assert heading(Report("1", "text")) == ""
