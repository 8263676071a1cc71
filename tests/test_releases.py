"""Official statements that a report relays. All texts are invented."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.reports.credits import text_credits
from twosource.reports.releases import ReleasePhrase, release_cues, release_phrases


@pytest.mark.parametrize("phrase", release_phrases(), ids=lambda p: f"{p.language}-{p.kind}-{p.example}")
def test_each_phrase_of_the_table(phrase: ReleasePhrase) -> None:
    cues = release_cues(phrase.example)
    assert phrase.kind in {cue.kind for cue in cues}
    assert phrase.sender in {"-", *(cue.sender for cue in cues)}
    assert text_credits(phrase.example) == ()


@pytest.mark.parametrize(
    ("text", "kind", "sender"),
    [
        ("The pier fell, according to a news release from the Corran County Sheriff’s Office.", "release",
         "Corran County Sheriff’s Office"),
        ("Kestrel Mills said in a statement that it was sorry.", "statement", "Kestrel Mills"),
        ("Kilkee police said in a news release Friday that the pier fell.", "release", "police"),
        ("Deputies of the Corran County Sheriff’s Office came, the office said in a news release.", "release",
         "Corran County Sheriff’s Office"),
        ("The pier fell, according to a news release.", "release", ""),
        ("FOR IMMEDIATE RELEASE\nDeputies of the Corran County Sheriff’s Office came.", "form",
         "Corran County Sheriff’s Office"),
    ],
)  # fmt: skip
def test_the_sender(text: str, kind: str, sender: str) -> None:
    assert [(cue.kind, cue.sender) for cue in release_cues(text)] == [(kind, sender)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "He was treated and released. The family awaits his release from jail.",
        "The band's new release is out, and the release of water went on.",
        "Police said the pier fell.",
        "The Associated Press contributed to this report.",
    ],
)
def test_no_release(text: str) -> None:
    assert release_cues(text) == ()


def test_a_language_spares_the_phrases_of_others() -> None:
    text = "Der Pier fiel, teilte die Polizei mit."
    assert [cue.sender for cue in release_cues(text, language="de")] == ["Polizei"]
    assert release_cues(text, language="fr") == ()


PIECES = ["news release", "from", "the", "Kilkee Office", "said in a statement", "\n", "teilte die Polizei", "mit", "."]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=9), max_size=25).map(" ".join))
def test_each_cue_s_offsets_reproduce_its_words(text: str) -> None:
    cues = release_cues(text)
    assert all(text[cue.start : cue.end] == cue.words and cue.words for cue in cues)
    assert all(a.end <= b.start for a, b in itertools.pairwise(cues))


@pytest.mark.parametrize("piece", ["Aa ", "news release ", "Anyone with a ", "said in a statement "])
def test_cues_of_a_hostile_text_are_bounded(piece: str) -> None:
    assert len(release_cues(piece * (200_000 // len(piece)))) <= 200
