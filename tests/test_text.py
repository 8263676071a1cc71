"""Sentences and words keep their places."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.reports.text import blocks, fold, sentences, unaccented, words


def cut(text: str, language: str | None = None) -> list[str]:
    return [s.of(text) for s in sentences(text, language)]


def test_abbreviations_and_initials_do_not_end_a_sentence() -> None:
    assert cut("Mr. Smith went to Washington, D.C. on Jan. 5. He came back.") == [
        "Mr. Smith went to Washington, D.C. on Jan. 5.",
        "He came back.",
    ]


def test_a_line_break_ends_a_heading() -> None:
    assert cut("Headline here\nThe story begins.") == ["Headline here", "The story begins."]


def test_hard_wrapped_lines_are_joined() -> None:
    text = "\n".join(["the quick brown fox jumped over the lazy dog and then it went on"] * 8) + "."
    assert len(cut(text)) == 1


def test_a_line_that_goes_on_in_lower_case_is_joined() -> None:
    assert cut("He was\nseen there.") == ["He was\nseen there."]


def test_han_and_arabic_sentences() -> None:
    assert cut("他说好。再见。", "zh") == ["他说好。", "再见。"]
    assert len(cut("ذهب الرجل إلى السوق؟ نعم ذهب.", "ar")) == 2


def test_words_fold_case_width_and_apostrophes() -> None:
    assert [w.key for w in words("Don’t Ｓtop — 3.5 good-neighbourliness")] == [
        "don't",
        "stop",
        "3.5",
        "good-neighbourliness",
    ]
    assert [w.key for w in words("他说好")] == ["他", "说", "好"]
    assert unaccented("Orbán Čapek") == "orban capek"


@settings(deadline=None)
@given(st.text(alphabet=st.characters(codec=None, exclude_categories=()), max_size=300))
def test_every_offset_reproduces_its_text(text: str) -> None:
    assert all(fold(text[w.start : w.end]) == w.key for w in words(text))
    spans = sentences(text)
    assert all(s.of(text).strip() == s.of(text) != "" for s in spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    kept = "".join(text[s.start : s.end] for s in spans)
    assert "".join(kept.split()) == "".join(text.split())
    assert all(b.of(text).strip() for b in blocks(text))


def test_long_input_finishes() -> None:
    """Five million characters without a break; a square algorithm would not come back."""
    assert len(sentences("word " * 1_000_000)) <= 1_000  # in pieces the splitter can bear
    assert len(sentences("Word\n" * 100_000)) == 100_000
