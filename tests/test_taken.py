from hypothesis import given
from hypothesis import strategies as st

from twosource.copies.taken import Taken
from twosource.records import Span
from twosource.reports.text import Word, words, words_of

PLACES = st.tuples(st.integers(0, 30), st.integers(0, 8)).map(lambda p: Span(p[0], p[0] + p[1]))


@given(st.lists(PLACES, max_size=8), PLACES)
def test_touches_as_one_by_one(held: list[Span], asked: Span) -> None:
    one_by_one = any(s.start < asked.end and asked.start < s.end for s in held)
    assert Taken(held).touches(asked.start, asked.end) == one_by_one


@given(st.text("ab.' -9", max_size=30), PLACES)
def test_words_of_a_stretch_are_those_of_its_text(text: str, span: Span) -> None:
    alone = [Word(w.key, w.start + span.start, w.end + span.start) for w in words(span.of(text))]
    assert words_of(text, span) == alone
