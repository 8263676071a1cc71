import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.records import Quotation
from twosource.reports.quotes import quotations
from twosource.reports.speakers import same_speaker


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


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The mayor said the bridge was safe, but agreed that the rust was bad.", "the bridge was safe"),
        ("Ada Brown said on Tuesday that the bridge was safe.", "that the bridge was safe"),
        ("Ada Brown told reporters that the bridge was safe.", "that the bridge was safe"),
        ("Ada Brown called for a new bridge.", "a new bridge"),
        ("The bridge was safe, Ada Brown said in a statement.", "The bridge was safe"),
    ],
)
def test_where_reported_words_begin_and_end(text: str, said: str) -> None:
    given = quotations(text)[0]
    assert (text[given.start : given.end], given.direct) == (said, False)


def test_a_preposition_belongs_to_its_cue() -> None:
    assert first("Ada Brown called for a new bridge over the river.").cue == "called for"


def test_what_others_say_of_the_subject_is_not_its_speech() -> None:
    assert quotations("The bridge is expected to reopen in spring.") == ()
    assert quotations("The mayor seemed to like the new bridge.") == ()


def test_a_noun_is_no_cue() -> None:
    assert quotations("The reports on the bridge were printed in full and the comments were not.") == ()


def test_short_speech_after_its_cue_and_a_scare_quote() -> None:
    assert [q[0] for q in given_as("As she spoke, a man yelled, “Stay off it!” and left.")] == ["“Stay off it!”"]
    assert not [q for q in quotations("They opened the so-called “bridge to nowhere” on Friday.") if q.direct]


def test_a_heading_that_names_its_speaker() -> None:
    text = "Ada Brown: The bridge must close now\n\nThe river is high."
    assert given_as(text) == [("The bridge must close now", "Ada Brown", ":", False)]
    assert quotations("Exclusive: The bridge must close now\n\nThe river is high.") == ()


@pytest.mark.parametrize(
    ("x", "y"),
    [("Yury Ushakov", "Yuri Ushakov"), ("Ushakov", "Yury Ushakov"), ("Hszi", "Xi"), ("Hszi", "Xi Jinping")],
)
def test_one_speaker_across_reports(x: str, y: str) -> None:
    assert same_speaker(x, y)
    assert same_speaker(y, x)


@pytest.mark.parametrize(("x", "y"), [("Ada Brown", "Eva Brown"), ("Ada Brown", "Ada"), ("", "Ada Brown")])
def test_two_speakers(x: str, y: str) -> None:
    assert not same_speaker(x, y)


def test_a_turn_of_a_transcript_is_its_speakers_without_the_label() -> None:
    text = 'They spoke on Sunday.\n\n"ROE: Well, look, the bridge has to close for good.\n\n"POE: I do not agree."'
    turns = {q.speaker: text[q.start : q.end] for q in quotations(text) if q.speaker in {"ROE", "POE"}}
    assert turns == {"ROE": "Well, look, the bridge has to close for good", "POE": "I do not agree"}


def test_marks_that_end_a_reported_clause_are_no_quotation_by_themselves() -> None:
    text = "The mayor's office said on Friday that if the bridge were to close, “she would sign this law.”"
    assert [text[q.start : q.end] for q in quotations(text) if q.direct] == []
    plain = "“If the bridge were to close, I would sign this law,” the mayor said on Friday."
    assert [q.direct for q in quotations(plain)] == [True]
