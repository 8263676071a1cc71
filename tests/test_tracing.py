"""Every character of a report stands in its page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.records import Page, Report
from twosource.reports.decoding import decoded
from twosource.reports.markup import ink, plain, visible
from twosource.reports.reading import read
from twosource.reports.tracing import fragment, joined, located, source

PARAGRAPH = "The harbour master of Port Ellery said on Tuesday that the ferry hit the pier twice before it stopped. "
PAGE = (
    b"<!doctype html><html lang=en><head><title>Ferry strikes pier - Ellery Post</title></head><body>"
    b'<nav><a href="/">Home</a></nav><article><h1>Ferry strikes pier</h1>'
    b"<p>The harbour master of Port&nbsp;Ellery said on <b>Tues</b>day that the ferry &ldquo;Gudrun&rdquo; had struck "
    b"the pier twice &amp; then come to rest, with 41 people aboard.</p>"
    b"<p>Nobody was hurt, the <a href='x' title='a > b'>coast guard</a> said, and the pier was closed until "
    b"the end of the week.</p><p>The next sailing was cancelled, and passengers spent the night in the school hall.</p>"
    b"</article></body></html>"
)


def report() -> Report:
    found = read(Page(content=PAGE, media_type="text/html"))
    assert isinstance(found, Report)
    return found


def test_the_source_of_words_has_their_entities_and_tags() -> None:
    page, r = Page(content=PAGE, media_type="text/html"), report()
    start = r.text.index("Port")
    assert source(page, r, start, r.text.index(" that the ferry")) == "Port&nbsp;Ellery said on <b>Tues</b>day"


def test_every_trace_reproduces_its_text() -> None:
    page, r = Page(content=PAGE, media_type="text/html"), report()
    whole = decoded(page)
    covered = sum(len(ink(r.text[t.start : t.end])) for t in r.traces)
    assert covered == len(ink(r.text))
    for t in r.traces:
        want = ink(r.text[t.start : t.end])
        assert fragment(whole, t, want).key[0] == want


def test_words_that_are_not_in_the_page_are_not_in_the_text() -> None:
    found = located(["• The ferry sank | slowly", "Nowhere to be found"], visible("<p>The ferry sank</p><p>slowly</p>"))
    assert [b.text for b in found] == ["The ferry sank slowly"]


def test_a_short_heading_is_found_between_its_neighbours() -> None:
    text = f"<p>Repairs</p><p>{PARAGRAPH}One.</p><h2>Repairs</h2><p>{PARAGRAPH}Two.</p>"
    blocks = located([PARAGRAPH + "One.", "Repairs", PARAGRAPH + "Two."], visible(text))
    assert blocks[1].parts[0].page_start == text.rindex("Repairs")


def test_accents_written_as_two_characters_are_found() -> None:
    found = located(["Die Fähre fuhr über die Brücke"], visible("<p>Die Fähre fuhr über die Brücke</p>"))
    assert found[0].text == "Die Fähre fuhr über die Brücke"
    assert found[0].parts[0].page_end == len("<p>Die Fähre fuhr über die Brücke")


def test_offsets_outside_the_text_are_a_callers_mistake() -> None:
    with pytest.raises(ValueError, match="not inside"):
        source(Page(content=PAGE), report(), 0, 10_000)


@given(st.lists(st.text(st.sampled_from("abcé &<>;\"' \n\u200b"), min_size=1, max_size=30), max_size=6))
def test_whatever_stands_in_a_plain_page_is_traced(lines: list[str]) -> None:
    shown = plain("\n".join(lines))
    text, traces = joined(located(lines, shown))
    assert all(ink(text[t.start : t.end]) == ink(shown.text[t.page_start : t.page_end]) for t in traces)


@given(st.text(max_size=200))
def test_the_lexer_takes_anything(source: str) -> None:
    shown = visible(source)
    for at in range(len(shown.text)):
        start, end = shown.place(at)
        assert 0 <= start < end <= len(source)
