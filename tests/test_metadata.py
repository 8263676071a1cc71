"""What a page says about its article."""

from datetime import UTC, date, datetime

import pytest

from twosource.records import Page, Stated
from twosource.reports.markup import marks
from twosource.reports.metadata import Metadata, metadata, url_date
from twosource.reports.moments import moment


def said(html: str, url: str = "https://www.ellery-post.example/news/1", stated: Stated | None = None) -> Metadata:
    return metadata(Page(url=url, content=html.encode(), stated=stated or Stated()), html, tuple(marks(html)))


def json_ld(text: str) -> str:
    return f'<html lang="en-GB"><head><script type="application/ld+json">{text}</script></head></html>'


ARTICLE = (
    '{"@type": "NewsArticle", "headline": "Ferry strikes pier", "datePublished": "2021-12-15T10:30:00+01:00", '
    '"author": [{"@type": "Person", "name": "Edda Holm"}, {"name": "Jon Vik"}], "publisher": {"name": "Ellery Post"}, '
    '"sourceOrganization": {"name": "Northern Press"}, "isBasedOn": {"url": "https://northern-press.example/7"}}'
)


@pytest.mark.parametrize(
    "wrapped",
    [
        ARTICLE,
        f"[{ARTICLE}]",
        f'{{"@graph": [{{"@type": "WebSite", "name": "Post"}}, {ARTICLE}]}}',
        f"<!-- {ARTICLE} -->",
        ARTICLE.replace('"}}', '"},}'),
        f'{{"@type": "WebPage", "mainEntity": {ARTICLE}}}',
    ],
)
def test_json_ld_however_wrapped(wrapped: str) -> None:
    found = said(json_ld(wrapped))
    assert found.title == "Ferry strikes pier"
    assert found.byline == "Edda Holm, Jon Vik"
    assert found.outlet == "Ellery Post" or "@graph" in wrapped
    assert found.published == datetime.fromisoformat("2021-12-15T10:30:00+01:00")
    assert found.organizations == ("Northern Press",)
    assert found.based_on == ("https://northern-press.example/7",)


def test_json_that_is_broken_still_gives_its_fields() -> None:
    found = said(json_ld(ARTICLE.replace('"Ferry strikes pier"', '"Ferry strikes \\"old\\" pier"')[:-1] + ' "x" }'))
    assert found.title == 'Ferry strikes "old" pier'
    assert found.published == datetime.fromisoformat("2021-12-15T10:30:00+01:00")


def test_meta_tags_and_the_shown_heading() -> None:
    found = said(
        '<html><head><title>Ferry strikes pier | Post</title><meta property="og:title" content="Ferry strikes '
        'pier | Post"><meta property="og:site_name" content="Ellery Post"><meta name="author" content="By Edda Holm">'
        '<meta property="article:published_time" content="2021-12-15T09:30:00Z">'
        '<link rel="canonical" href="/news/ferry"></head><body><h1>Ferry <em>strikes</em> pier</h1></body></html>'
    )
    assert found.title == "Ferry strikes pier"
    assert (found.outlet, found.byline) == ("Ellery Post", "Edda Holm")
    assert found.published == datetime(2021, 12, 15, 9, 30, tzinfo=UTC)
    assert found.canonical == "https://www.ellery-post.example/news/ferry"


def test_the_carrier_knows_best() -> None:
    carrier = Stated(title="From the feed", outlet="Feed Post", byline="A. B.", published="2020-01-02", language="sv")
    found = said(json_ld(ARTICLE), stated=carrier)
    assert (found.title, found.outlet, found.byline) == ("From the feed", "Feed Post", "A. B.")
    assert (found.published, found.language) == (date(2020, 1, 2), "sv")


def test_a_senseless_date_is_passed_over() -> None:
    html = '<meta name="date" content="1970-01-01"><time datetime="2021-12-15T09:00:00+02:00" itemprop="datePublished">'
    assert said(html).published == datetime.fromisoformat("2021-12-15T09:00:00+02:00")


def test_a_date_as_people_write_it() -> None:
    assert said('<meta name="date" content="December 15, 2021">').published == date(2021, 12, 15)
    assert said("<p>x</p>", stated=Stated(published="15. Dezember 2021")).published == date(2021, 12, 15)


def test_the_address_is_the_last_resort() -> None:
    assert said("<p>x</p>", "https://a.example/2021/12/15/ferry").published == date(2021, 12, 15)
    assert url_date("https://a.example/world/2021/dec/15/ferry") == date(2021, 12, 15)
    assert url_date("https://a.example/ferry-20211215-1") == date(2021, 12, 15)
    assert url_date("https://a.example/2021/13/45/") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021-12-15", date(2021, 12, 15)),
        ("2021-12-15T10:00", datetime(2021, 12, 15, 10, tzinfo=UTC)),
        ("2021-12-15 10:00:00 +0100", datetime.fromisoformat("2021-12-15T10:00:00+01:00")),
        ("2021-12-15T10:00:00.123Z", datetime(2021, 12, 15, 10, tzinfo=UTC)),
        ("Wed, 15 Dec 2021 10:00:00 GMT", datetime(2021, 12, 15, 10, tzinfo=UTC)),
        ("1639562400", datetime(2021, 12, 15, 10, tzinfo=UTC)),
        ("2021-02-31", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_times_that_machines_write(text: str, expected: object) -> None:
    assert moment(text) == expected
