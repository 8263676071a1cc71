"""Whatever comes from outside, reading it gives pages, reports or reasons and raises nothing; a short, seeded run."""

import io
import json
import os
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import twosource as ts
from twosource.pages.feeds import feed_file
from twosource.pages.jsonl import json_lines
from twosource.pages.warc import warc_records
from twosource.records import Page, Report, Unreadable
from twosource.reports.credits import credits
from twosource.reports.reading import read
from twosource.store import Store

# A longer run: TWOSOURCE_ODD=20000
ODD = settings(max_examples=int(os.environ.get("TWOSOURCE_ODD", "60")))

# What pages are made of, and what breaks parsers.
PIECES = st.sampled_from(
    [
        *(b"<html>", b"<body><article>", b"<p>", b"</p>", b"<script type='application/ld+json'>", b"</script>"),
        *(b'{"@type":"NewsArticle",', b'"author":[{},[],null,1]', b"<meta charset=utf-16>", b"<!--", b"-->"),
        *(b"<![CDATA[", b"&#xD800;", b"&#0;", b"&#99999999;", b"\xff\xfe", b"\x00", b"\xed\xa0\x80"),
        *(b"(AFP) - ", b"By Jane Roe, Associated Press", b"MOSCOW, Dec. 35 (", b"burs-alf/gkg/lch", b"1/2/3 "),
        *(b"<time datetime='9999-99-99T99:99'>", b"<title>", b"<svg><a ", b'"' * 40, b"<" * 50),
        *(b"The mill burned down on Tuesday, said Ada Merrow. ", "«»„“”‘’…—\u202e\u200b".encode()),
    ]
)
CONTENT = st.lists(PIECES | st.binary(max_size=30), max_size=40).map(b"".join)
WORDS = st.text(max_size=300) | st.lists(PIECES, max_size=12).map(
    lambda p: b"".join(p).decode("utf-8", "surrogateescape")
)


@ODD
@given(CONTENT, st.sampled_from(["", "text/html", "text/plain", "text/html; charset=klingon", "a/b;;;="]))
def test_any_page_is_read_or_refused(content: bytes, media_type: str) -> None:
    outcome = read(Page("http://a.example/x", content, media_type))
    assert isinstance(outcome, Report | Unreadable)
    if isinstance(outcome, Report):
        assert all(c.start < 0 or c.words == outcome.text[c.start : c.end] for c in outcome.credits)


@ODD
@given(WORDS)
def test_credits_of_any_text_stand_where_they_say(text: str) -> None:
    found = credits(Report("a", text))
    assert all(c.start < 0 or text[c.start : c.end] == c.words for c in found)


@ODD
@given(CONTENT)
def test_any_feed_gives_entries_or_reasons(content: bytes) -> None:
    feed = b"<?xml version='1.0'?><rss><channel><item><title>" + content + b"</title></item></channel></rss>"
    assert all(isinstance(one, Page | Unreadable) for one in feed_file(io.BytesIO(feed), "x.xml"))


@ODD
@given(CONTENT, st.integers(-5, 500))
def test_any_archive_gives_pages_or_reasons(content: bytes, length: int) -> None:
    head = f"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: {length}\r\n\r\n"
    told = list(warc_records(io.BytesIO(head.encode() + b"HTTP/1.1 200 OK\r\n\r\n" + content), "x.warc"))
    assert told
    assert all(isinstance(one, Page | Unreadable) for one in told)


NAMES = st.sampled_from(["id", "text", "date", "url"])
VALUES = st.none() | st.text(max_size=20) | st.integers() | st.floats()
LINES = st.binary(max_size=40) | st.dictionaries(NAMES, VALUES).map(lambda told: json.dumps(told).encode())


@ODD
@given(st.lists(LINES, max_size=6))
def test_any_lines_give_pages_or_reasons(lines: list[bytes]) -> None:
    told = list(json_lines(io.BytesIO(b"\n".join(lines)), "x.jsonl"))
    assert told
    assert all(isinstance(one, Page | Unreadable) for one in told)


@pytest.fixture(scope="module")
def asked() -> Store:
    store = Store("sqlite://")
    report = Report(
        "a", "The mill burned down on Tuesday, said Ada Merrow.", published=datetime(2024, 5, 1, tzinfo=UTC)
    )
    store.keep(Page("http://a.example", b"x"), report)
    return store


@ODD
@given(words=WORDS)
def test_any_words_can_be_searched_for_and_asked(asked: Store, words: str) -> None:
    assert asked.story_lines(words)[0] == 0
    assert len(asked.reports_named(words)) <= 1
    found = ts.check(words, list(asked.reports()))
    assert found.verdict in ("supported", "altered", "contradicted", "not found")


@pytest.mark.parametrize("words", ["%" * 60_000, "İ_" * 40_000, "ab " * 40_000])
def test_words_of_any_length_can_be_searched_for(asked: Store, words: str) -> None:
    assert asked.story_lines(words)[0] == 0
    assert asked.reports_named(words) == []
    assert asked.stories_named(words) == []
