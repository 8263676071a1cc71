"""What stands in quotation marks, in many languages."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.reports.quotation_marks import quoted_spans


def quoted(text: str) -> list[str]:
    return [span.of(text) for span in quoted_spans(text)]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('"It is over," the mayor said. "Go home."', ["It is over,", "Go home."]),
        ("“It is over,” the mayor said.", ["It is over,"]),
        ("„Es ist vorbei“, sagte sie.", ["Es ist vorbei"]),
        ("„Vége van” – mondta.", ["Vége van"]),
        ("« C'est fini », a dit le maire.", [" C'est fini "]),
        ("»Es ist vorbei«, sagte sie.", ["Es ist vorbei"]),
        ("”Det är över”, sade hon.", ["Det är över"]),
        ("市长说：“结束了。”", ["结束了。"]),
        ("市長は「終わった」と語った。", ["終わった"]),
        ('他说"结束了"。', ["结束了"]),
        ("``It is over,'' he said.", ["It is over,"]),
        ("‘It’s over,’ the mayor said.", ["It’s over,"]),
        ("He's 6'2\" and the dog's bowl is 12\" wide.", []),
        ("The '90s weren't kind, they said.", []),
        ('דובר צה"ל אמר "זה נגמר" אתמול', ["זה נגמר"]),
        ("He wrote \"we 'never' met\" twice.", ["we 'never' met"]),
        ('An open "mark leads nowhere.', []),
    ],
)
def test_marks_of_many_languages(text: str, inside: list[str]) -> None:
    assert quoted(text) == inside


def test_a_speech_of_several_paragraphs_counts_each() -> None:
    text = 'He said: "We came.\n\n"We saw.\n\n"We left," and sat down.'
    assert quoted(text) == ["We came.", "We saw.", "We left,"]


def test_a_lost_mark_does_not_swallow_the_next_paragraph() -> None:
    assert quoted('He said: "We came.\n\nNobody saw them. "We left," he said.') == ["We left,"]


@given(st.text(alphabet="ab \"'“”„«»‘’「」`.\n", max_size=60))
def test_spans_lie_in_order_inside_the_text(text: str) -> None:
    spans = quoted_spans(text)
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
