import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.records import Quotation
from twosource.reports.quotes import quotations


def given_as(text: str, language: str = "en") -> list[tuple[str, str, str, bool]]:
    return [(text[q.start : q.end], q.speaker, q.cue, q.direct) for q in quotations(text, language)]


def first(text: str, language: str = "en") -> Quotation:
    return quotations(text, language)[0]


def test_direct_quotation_before_its_cue() -> None:
    text = "“The bridge will stay shut until spring,” Mayor Ada Brown said on Monday."
    assert given_as(text) == [("“The bridge will stay shut until spring,”", "Mayor Ada Brown", "said", True)]


def test_inverted_subject_with_apposition() -> None:
    text = '"We heard a crack and then nothing," said Tom Reed, a fisherman from the village.'
    assert given_as(text) == [
        ('"We heard a crack and then nothing,"', "Tom Reed, a fisherman from the village", "said", True)
    ]


def test_split_quotation_keeps_its_speaker() -> None:
    text = '"The river is high," Ada Brown said. "Nobody should cross it tonight."'
    assert [(q[0], q[1]) for q in given_as(text)] == [
        ('"The river is high,"', "Ada Brown"),
        ('"Nobody should cross it tonight."', "Ada Brown"),
    ]


def test_speech_that_goes_on_in_a_paragraph_of_its_own() -> None:
    text = '"The river is high," Ada Brown said.\n\n"We will look again in the morning and decide then."'
    assert [q.speaker for q in quotations(text)] == ["Ada Brown", "Ada Brown"]


def test_reported_speech() -> None:
    text = "The council said that the bridge would stay shut until spring."
    assert given_as(text) == [("that the bridge would stay shut until spring", "The council", "said", False)]


def test_content_before_its_cue() -> None:
    text = "The bridge was built from poor steel, engineers said."
    assert given_as(text) == [("The bridge was built from poor steel", "engineers", "said", False)]


def test_according_to_at_both_ends() -> None:
    assert given_as("According to police, the lorry was empty.")[0][:2] == ("the lorry was empty", "police")
    assert given_as("The lorry was empty, according to police.")[0][:2] == ("The lorry was empty", "police")


def test_a_pronoun_is_the_last_speaker() -> None:
    text = "“The bridge will stay shut,” Ada Brown said. The wind rose. “We have no choice,” she added."
    assert [q.speaker for q in quotations(text)] == ["Ada Brown", "Ada Brown"]
    assert [text[q.speaker_span.start : q.speaker_span.end] for q in quotations(text) if q.speaker_span][-1] == "she"


def test_a_surname_is_the_full_name() -> None:
    text = "Ada Brown closed the bridge. “It will stay shut,” Brown said."
    assert first(text).speaker == "Ada Brown"


def test_words_in_marks_without_speaker_are_no_quotation() -> None:
    assert quotations("The film “Silent River” opens on Friday.") == ()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("„Die Brücke bleibt bis zum Frühjahr gesperrt“, sagte Bürgermeisterin Anna Braun.", "de"),
        ("« Le pont restera fermé jusqu'au printemps », a déclaré Anne Brun.", "fr"),
        ("«El puente seguirá cerrado hasta la primavera», dijo Ana Bravo.", "es"),
        ("„De brug blijft dicht tot het voorjaar”, zei Anna de Bruin.", "nl"),
    ],
)
def test_other_languages(text: str, language: str) -> None:
    found = [q for q in quotations(text, language) if q.direct]
    assert len(found) == 1
    assert "A" in found[0].speaker
    assert found[0].cue


@given(st.text(alphabet="abc \"“”'.,\nSaid said he: ", max_size=120))
def test_every_offset_is_in_the_text(text: str) -> None:
    for q in quotations(text):
        assert 0 <= q.start < q.end <= len(text)
        assert q.cue_span is None or text[q.cue_span.start : q.cue_span.end] == q.cue


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Kestrel Mills, which purchased the elevator in 2019, said it would close.", "it would close"),
        ('"We will rebuild," Kestrel Mills, which purchased the elevator in 2019, said.', '"We will rebuild,"'),
        ("According to Kestrel Mills, which purchased the elevator in 2019, nobody was hurt.", "nobody was hurt"),
        ("Nobody was hurt, according to Kestrel Mills, which purchased the elevator in 2019.", "Nobody was hurt"),
    ],
)
def test_a_relative_clause_is_no_part_of_the_speaker(text: str, said: str) -> None:
    (quotation,) = quotations(text)
    assert quotation.speaker == "Kestrel Mills"
    assert text[quotation.start : quotation.end] == said
