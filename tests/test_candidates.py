import random
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.copies import fingerprints, sharing
from twosource.copies.candidates import candidates
from twosource.copies.fingerprints import RUN
from twosource.copies.ranking import likeness
from twosource.errors import InputError
from twosource.records import Candidate, Report
from twosource.reports.text import unaccented, words

VOCABULARY = """
mayor bridge river flood council vote school teacher bus driver fire station market price bread wheat
engine ship harbour storm roof window court judge jury trial appeal witness bank loan farm cattle vaccine nurse
clinic doctor border train ticket strike union wage factory steel mill coal mine shaft rescue helicopter
""".split()  # noqa: SIM905 - words read better than a list of strings


def story(seed: int, length: int = 60) -> str:
    chance = random.Random(seed)
    return ". ".join(" ".join(chance.choices(VOCABULARY, k=9)).capitalize() for _ in range(length // 9 + 1)) + "."


def crowd(count: int) -> list[Report]:
    return [
        Report(f"r{i}", story(i), f"Story {i}", f"outlet{i % 7}", published=date(2021, 3, 1) + timedelta(days=i % 20))
        for i in range(count)
    ]


def pairs(found: list[Candidate]) -> set[tuple[str, str]]:
    return {(pair.a, pair.b) for pair in found}


@pytest.mark.parametrize("encoder", ["default", None])
def test_a_verbatim_copy_is_a_candidate(encoder: str | None) -> None:
    reports = [*crowd(30), Report("copy", story(7), "Another title", "elsewhere")]
    assert ("copy", "r7") in pairs(list(candidates(reports, encoder=encoder)))  # type: ignore[arg-type]


def test_one_borrowed_sentence_is_found_years_later() -> None:
    sentence = "Witnesses told the coroner that the ferry had turned twice before it struck the pier"
    a = Report("a", f"{story(101)} {sentence}. {story(102)}", published="2015-01-01")
    b = Report("b", f"{story(103)} {sentence}, he wrote. {story(104)}", published="2019-01-01")
    assert ("a", "b") in pairs(list(candidates([*crowd(30), a, b], encoder=None)))


def test_order_changes_nothing() -> None:
    reports = [*crowd(25), Report("x", story(3)), Report("y", story(3) + story(9), published="2021-03-04")]
    forward = list(candidates(reports, encoder=None))
    shuffled = random.Random(1).sample(reports, len(reports))
    assert list(candidates(shuffled, encoder=None)) == forward


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=12), st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_laws_of_pairs(mixes: list[tuple[int, int]], chance: random.Random) -> None:
    reports = [Report(f"{i:02}", f"{story(a)} {story(b)}") for i, (a, b) in enumerate(mixes)]
    found = list(candidates(reports, encoder=None))
    texts = {report.id: report.text for report in reports}
    assert all(pair.a < pair.b for pair in found)
    assert len(pairs(found)) == len(found)
    assert found == sorted(found, key=lambda pair: (pair.a, pair.b))
    for pair in found:
        for here, there in pair.places:
            assert run_at(texts[pair.a], here) == run_at(texts[pair.b], there)
    chance.shuffle(reports)
    assert list(candidates(reports, encoder=None)) == found


def run_at(text: str, start: int) -> list[str]:
    assert start in {word.start for word in words(text)}
    return [unaccented(word.key) for word in words(text[start:])[:RUN]]


def test_a_dispatch_printed_by_very_many_is_one_chain() -> None:
    reports = [Report(f"p{i:03}", f"{story(500)} {story(i)}", outlet=f"o{i}") for i in range(120)]
    reached, fresh = {"p000"}, {"p000"}
    links = pairs(list(candidates(reports, encoder=None)))
    while fresh:
        fresh = {y for pair in links for x, y in (pair, pair[::-1]) if x in fresh} - reached
        reached |= fresh
    assert len(reached) == len(reports)
    assert len(links) <= 12 * len(reports)


def test_parts_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    reports = crowd(60)
    whole = list(candidates(reports, encoder=None))
    for room in (fingerprints, sharing):
        monkeypatch.setattr(room, "BATCH_WORDS", 500)
    monkeypatch.setattr(sharing, "BLOCK_LINKS", 300)
    assert whole
    assert list(candidates(reports, encoder=None)) == whole


def test_template_of_one_outlet_is_learnt_away() -> None:
    footer = "Sign up for our newsletter and follow the Valley Herald on every platform for breaking alerts."
    reports = [
        Report(f"t{i:02}", f"{story(600 + i)} {footer}", outlet="Valley Herald", published=date(2021, 1, 1 + i))
        for i in range(20)
    ]
    assert not any(pair.shared for pair in candidates(reports, encoder=None))


def test_a_stock_phrase_of_many_outlets_brings_nobody_together() -> None:
    stock = "Anyone with information is asked to call the department."
    own = [" ".join(f"word{i}x{j}" for j in range(60)) for i in range(40)]
    reports = [Report(f"s{i:02}", f"{text}. {stock}", outlet=f"Outlet {i}") for i, text in enumerate(own)]
    assert not any(pair.shared for pair in candidates(reports, encoder=None))


@pytest.mark.parametrize(
    ("later", "found"), [("2021-03-06", True), ("2021-04-20", True), ("2021-11-05", False), (None, True)]
)
def test_the_same_words_in_another_order_count_within_some_weeks(later: str | None, found: bool) -> None:
    words = [f"name{i}" for i in range(40)]
    turned = random.Random(2).sample(words, len(words))
    a = Report("a", f"{story(801)} {' '.join(words)}", published="2021-03-05")
    b = Report("b", f"{story(802)} {' '.join(turned)}", published=later)
    assert (("a", "b") in pairs(list(candidates([*crowd(30), a, b], encoder=None)))) == found


def test_translation_is_found() -> None:
    english = Report(
        "en", "The prime minister resigned on Monday after weeks of protest over bread prices.", language="en"
    )
    french = Report(
        "fr",
        "Le premier ministre a démissionné lundi après des semaines de protestation sur le prix du pain.",
        language="fr",
    )
    found = list(candidates([*crowd(30), english, french]))
    best = next(pair for pair in found if (pair.a, pair.b) == ("en", "fr"))
    assert best.likeness > 0.6


def test_odd_input_gives_a_clear_result() -> None:
    odd = ["", "\ud800\x00", "a\n" * 100_000, "word " * 200_000, "ראש الوزراء 总理 นายก", "x"]
    found = list(candidates([Report(str(i), text) for i, text in enumerate(odd)], encoder=None))
    assert pairs(found) <= {(str(i), str(j)) for i in range(6) for j in range(i + 1, 6)}
    assert list(candidates([])) == []
    assert list(candidates([Report("only", story(1))])) == []


def test_two_reports_with_one_id_are_refused() -> None:
    with pytest.raises(InputError, match="twice"):
        list(candidates([Report("twice", "one"), Report("twice", "two")], encoder=None))


def test_likeness_ranks_the_rewriting_first() -> None:
    originals = [Report(f"o{i}", story(i, 200)) for i in range(20)]
    rewriting = Report("r", " ".join(random.Random(5).sample(story(11, 200).split(), 150)))
    scores = likeness([rewriting], originals, encoder=None)
    assert scores.shape == (1, 20)
    assert scores[0].argmax() == 11


def test_dates_of_all_kinds_stand_together() -> None:
    dates = [None, "2021-03-04", "2021-03-04T10:00:00+02:00", date(2021, 3, 5), "1066-10-14"]
    reports = [Report(f"d{i}", story(42), published=moment) for i, moment in enumerate(dates)]  # type: ignore[arg-type]
    found = pairs(list(candidates(reports, encoder=None)))
    assert len(found) == 10


def test_likeness_with_nothing_to_rank() -> None:
    assert likeness([], [], encoder=None).shape == (0, 0)
    assert likeness([Report("q", "some words")], [], encoder=None).shape == (1, 0)
    assert likeness([Report("q", "")], [Report("a", "")], encoder=None).shape == (1, 1)
