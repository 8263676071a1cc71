"""RSS and Atom: each entry a page, with what the feed states; feeds that would explode do not."""

from pathlib import Path

import pytest

from twosource.pages import pages
from twosource.pages.feeds import entries
from twosource.records import Page, Stated, Unreadable

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Valley News</title><language>en-us</language>
<item><title>Bridge closed &amp; watched</title><link>https://valley.example/1</link>
 <pubDate>Mon, 04 Mar 2024 10:00:00 GMT</pubDate><dc:creator>Ann Vik</dc:creator>
 <source url="https://npa.example/rss">NPA</source>
 <description>&lt;p&gt;Teaser.&lt;/p&gt;</description>
 <content:encoded><![CDATA[<p>The whole <b>story</b>&nbsp;stands here.</p>]]></content:encoded></item>
<item><title>No words</title><link>https://valley.example/2</link></item>
<item><title>Only a summary</title><description>The mayor's plan is 3 &lt; 4 pages.</description></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Sammler</title><entry>
<title>Brücke</title><link href="https://sammler.example/2"/><updated>2024-03-04T10:00:00Z</updated>
<author><name>Bo</name></author>
<source><title>NPA</title><link rel="self" href="https://npa.example/atom"/></source>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Die Brücke ist gesperrt.</p></div></content>
</entry></feed>"""


def refusal(content: bytes | str) -> str:
    (found,) = entries(content.encode() if isinstance(content, str) else content, "feed")
    assert isinstance(found, Unreadable)
    return found.reason


def test_rss_entries_are_pages(tmp_path: Path) -> None:
    (tmp_path / "feed.rss").write_text(RSS, encoding="utf-8")
    first, second, third = pages([str(tmp_path / "feed.rss")])
    assert first == Page(
        url="https://valley.example/1",
        content=b"<p>The whole <b>story</b>&nbsp;stands here.</p>",
        media_type="text/html; charset=utf-8",
        stated=Stated(
            title="Bridge closed & watched",
            outlet="Valley News",
            byline="Ann Vik",
            language="en-us",
            published="Mon, 04 Mar 2024 10:00:00 GMT",
            source="NPA",
            source_url="https://npa.example/rss",
        ),
        place=f"{tmp_path}/feed.rss#1",
    )
    assert isinstance(second, Unreadable)
    assert (second.reason, second.url, second.place) == (
        "no text",
        "https://valley.example/2",
        f"{tmp_path}/feed.rss#2",
    )
    assert isinstance(third, Page)
    assert third.stated.title == "Only a summary"


def test_atom_entries_are_pages(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(ATOM, encoding="utf-8")
    (page,) = pages([str(tmp_path)])
    assert isinstance(page, Page)
    assert page.content.decode() == "<p>Die Brücke ist gesperrt.</p>"
    assert page.stated == Stated(
        title="Brücke",
        outlet="Sammler",
        byline="Bo",
        language="de",
        published="2024-03-04T10:00:00Z",
        source="NPA",
        source_url="https://npa.example/atom",
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "iso-8859-1", "utf-8-sig"])
def test_encodings(encoding: str) -> None:
    feed = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>' + ATOM
    (page,) = entries(feed.encode(encoding), "feed")
    assert isinstance(page, Page)
    assert "Brücke" in page.content.decode()


def test_marked_up_titles_and_lone_surrogates() -> None:
    title = '<title type="html">A &amp;lt;b&gt; &lt;i&gt;bridge&lt;/i&gt; &#55357;</title>'
    (page,) = entries(ATOM.replace("<title>Brücke</title>", title).encode(), "feed")
    assert isinstance(page, Page)
    assert page.stated.title.startswith("A <b> bridge")
    page.stated.title.encode()


def test_charset_of_the_server_counts() -> None:
    (page,) = entries(ATOM.encode("iso-8859-1"), "feed", charset="iso-8859-1")
    assert page == next(entries(ATOM.encode(), "feed"))


@pytest.mark.parametrize("encoding", ["punycode", "undefined", "hex", "no-such-thing", "utf-16", "\\x00"])
def test_a_wrong_encoding_is_not_believed(encoding: str) -> None:
    feed = f'<?xml version="1.0" encoding="{encoding}"?>' + ATOM
    (page,) = entries(feed.encode(), "feed", charset=encoding)
    assert isinstance(page, Page)
    assert "Brücke" in page.content.decode()


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {b} "&{a};&{a};&{a};&{a};&{a};&{a};&{a};&{a};">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
SQUARE = f'<!DOCTYPE x [<!ENTITY i "{"x" * 50_000}">'


@pytest.mark.parametrize("declared", [LAUGHS, SQUARE, '<!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/passwd">'])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-7"])
def test_entity_expansion_is_refused(declared: str, encoding: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    feed = f"{declared}]><rss version='2.0'><channel><item><title>{'&i;' * 9_000}</title></item></channel></rss>"
    packed = head.encode() + feed.encode("utf-7") if encoding == "utf-7" else (head + feed).encode(encoding)
    assert refusal(packed) == "unsafe feed"


def test_what_is_no_feed() -> None:
    assert refusal("<html><p>words</p></html>") == "not a feed"
    assert refusal("words") == "not a feed"
    assert refusal("<?xml version='1.0'?>") == "not a feed"
    assert refusal("") == "empty"
    assert refusal('<rss version="2.0"><channel><title>None yet</title></channel></rss>') == "empty"


@pytest.mark.parametrize("name", ["links", "content", "contents", "title_detail", "summary_detail", "href"])
@pytest.mark.parametrize("feed", [RSS, ATOM])
def test_elements_named_as_the_parser_names_its_own(feed: str, name: str) -> None:
    """feedparser keeps an element it does not know under its name, as words or as attributes."""
    first = next(entries(feed.encode(), "feed"))
    assert isinstance(first, Page)
    for odd in (f"<{name}>x</{name}>", f"<{name} of='y'/>"):
        for place in ("</title>", "</source>"):
            for found in entries(feed.replace(place, place + odd).encode(), "feed"):
                assert isinstance(found, (Page, Unreadable))
        inside = feed.replace("NPA", f"NPA{odd}") if feed is RSS else feed.replace("<source>", f"<source>{odd}")
        (page, *_) = entries(inside.encode(), "feed")
        assert isinstance(page, Page)
        assert page.content == first.content


def test_a_feed_cut_short_gives_its_entries() -> None:
    found = list(entries(RSS[: RSS.index("<item><title>Only")].encode(), "feed"))
    assert isinstance(found[0], Page)


def test_a_feed_too_large_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.rss").write_bytes(b"<rss>" + b" " * 30_000_000)
    (found,) = pages([str(tmp_path)])
    assert isinstance(found, Unreadable)
    assert found.reason == "too large"
