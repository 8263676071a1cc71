"""Passages of two reports: laws and worked examples. All texts are invented."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.copies.alignment import align
from twosource.records import Passage, Report

DISPATCH = (
    "The harbour of Velmora was closed on Tuesday after a grain ship ran aground at the northern pier.\n\n"
    "Nobody was hurt, but some forty tonnes of maize spilled into the basin, the port authority said.\n\n"
    "Divers are to inspect the hull before tugs try to free the vessel at high tide on Thursday.\n\n"
    "Farmers in the hinterland fear that their produce will rot in silos unless shipping resumes soon."
)
REWORDED = (
    "Velmora's harbour had to close on Tuesday when a ship loaded with grain ran aground at its northern pier.\n\n"
    "Though nobody was hurt, around forty tonnes of maize spilled in the basin, according to the port authority.\n\n"
    "The hull will be inspected by divers before tugs attempt to free the vessel at high tide Thursday.\n\n"
    "Produce may rot in the silos, farmers of the hinterland fear, unless shipping is resumed soon."
)
UNRELATED = (
    "A choir from the hills won the national prize for folk music after three rounds of singing.\n\n"
    "Its conductor, a retired teacher, began with eight pupils in a barn some thirty years ago."
)
SPOKEN = (
    "Residents of Oakfield learnt of the verdict by radio.\n\n"
    "“We shall rebuild every bridge that the river took from our valley this spring,” the mayor said."
)
HEARD = (
    "Engineers counted eleven damaged crossings.\n\n"
    "Speaking to pupils, the mayor promised: “We shall rebuild every bridge that the river took from our valley this "
    "spring.”"
)


def report(text: str, name: str = "a", language: str | None = "en") -> Report:
    return Report(id=name, text=text, language=language)


def passages(a: str, b: str) -> list[Passage]:
    return align(report(a), report(b, "b"), encoder=None)


def test_a_text_against_itself_is_one_verbatim_passage() -> None:
    (passage,) = passages(DISPATCH, DISPATCH)
    assert (passage.a_start, passage.a_end, passage.kind) == (0, len(DISPATCH), "verbatim")


def test_nothing_is_shared_with_an_empty_text() -> None:
    assert passages("", DISPATCH) == []
    assert passages("", "") == []
    assert passages(" \n", " \n") == []


def test_reworded_sentences_are_found_one_by_one() -> None:
    found = passages(DISPATCH, REWORDED)
    assert [p.kind for p in found] == ["reworded"] * 4
    firsts = [(DISPATCH[p.a_start :].split(maxsplit=1)[0], REWORDED[p.b_start :].split(maxsplit=1)[0]) for p in found]
    assert firsts == [("The", "Velmora's"), ("Nobody", "Though"), ("Divers", "The"), ("Farmers", "Produce")]


def test_unrelated_reports_share_nothing() -> None:
    assert passages(DISPATCH, UNRELATED) == []


def test_a_quotation_of_both_is_no_copy() -> None:
    assert {p.kind for p in passages(SPOKEN, HEARD)} <= {"quoted"}


def test_page_furniture_is_no_copy() -> None:
    form = "\n\nLeave a Reply\n\nYour email address will not be published."
    assert passages(DISPATCH + form, UNRELATED + form) == []


@pytest.mark.parametrize("noise", [str.upper, str.title, lambda t: t.replace(" ", "  ")])
def test_case_and_white_space_leave_a_copy_verbatim_or_edited(noise) -> None:
    found = passages(DISPATCH, noise(DISPATCH))
    assert found
    assert {p.kind for p in found} <= {"verbatim", "edited"}


@pytest.mark.parametrize(("a", "b"), [(DISPATCH, REWORDED), (SPOKEN, HEARD), (DISPATCH, UNRELATED + "\n\n" + DISPATCH)])
def test_seen_from_b_the_passages_are_the_same(a: str, b: str) -> None:
    there = sorted((p.a_start, p.a_end, p.b_start, p.b_end, p.kind) for p in passages(a, b))
    back = sorted((p.b_start, p.b_end, p.a_start, p.a_end, p.kind) for p in passages(b, a))
    assert there == back


@pytest.mark.parametrize("copy", [DISPATCH, REWORDED])
def test_unrelated_text_on_either_side_moves_no_passage(copy: str) -> None:
    before = UNRELATED + "\n\n"
    alone = {(DISPATCH[p.a_start : p.a_end], copy[p.b_start : p.b_end]) for p in passages(DISPATCH, copy + " ")}
    padded = before + copy + "\n\n" + UNRELATED
    within = {(DISPATCH[p.a_start : p.a_end], padded[p.b_start : p.b_end]) for p in passages(DISPATCH, padded)}
    assert within == alone


OTHER_THINGS = (
    "The orchard behind the mill gave more pears than any year since the flood. A beekeeper sold nine jars on the "
    "first day. Rain kept the cricket club indoors until June. Her grandmother taught chess in the library cellar. "
    "Two herons nest beside the lock. Tram drivers learnt the new timetable by heart. The recipe asks for caraway. "
    "Frost split the fountain's basin. The choir sings Tallis every second winter. A glazier counted forty panes. "
    "Sheep wandered over the golf course. Moss covers the north wall of the observatory. The cobbler closes at noon."
)


def places(a: str, b: str, at_a: int = 0, at_b: int = 0) -> list[tuple[int, int, int, int]]:
    """Of the passages, from where the copied texts begin."""
    return [(p.a_start - at_a, p.a_end - at_a, p.b_start - at_b, p.b_end - at_b) for p in passages(a, b)]


PADDINGS = [("", " " + UNRELATED), (OTHER_THINGS, ""), (UNRELATED, OTHER_THINGS), (OTHER_THINGS * 3, "")]


@pytest.mark.parametrize(("before", "after"), PADDINGS)
def test_unrelated_text_around_both_moves_no_verbatim_passage(before: str, after: str) -> None:
    a, b = f"{before}\n\n{DISPATCH}", f"{DISPATCH}\n\n{after}"
    assert places(a, b, at_a=len(before) + 2) == places(DISPATCH, DISPATCH + "\n") == [(0, len(DISPATCH)) * 2]


@pytest.mark.parametrize(("before", "after"), PADDINGS)
def test_unrelated_text_around_a_reworded_copy_leaves_covered_what_was(before: str, after: str) -> None:
    """Not always the same passages: what lies between two of them may be bridged in a text about other things. In
    real reports of one event of one pair in four a passage moves more than that: benchmarks/alignment.py, `padding`."""
    a, b = f"{before}\n\n{DISPATCH}", f"{REWORDED}\n\n{after}"
    found, alone = places(a, b, at_a=len(before) + 2), places(DISPATCH, REWORDED)
    assert all(any(p[0] <= q[0] and q[1] <= p[1] and p[2] <= q[2] and q[3] <= p[3] for p in found) for q in alone)
    assert (found[0][0], found[-1][1], found[0][2], found[-1][3]) == (0, len(DISPATCH), 0, len(REWORDED))


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.sampled_from((DISPATCH + "\n\n" + REWORDED + "\n\n" + SPOKEN).split("\n\n")), max_size=6),
    st.lists(st.sampled_from((DISPATCH + "\n\n" + HEARD + "\n\n" + UNRELATED).split("\n\n")), max_size=6),
)
def test_offsets_lie_in_the_texts_and_mirror(left: list[str], right: list[str]) -> None:
    a, b = "\n\n".join(left), "\n\n".join(right)
    found = passages(a, b)
    for p in found:
        assert 0 <= p.a_start < p.a_end <= len(a)
        assert 0 <= p.b_start < p.b_end <= len(b)
        assert 0 <= p.score <= 1
    assert {p.mirrored() for p in passages(b, a)} == set(found)


@given(st.text(max_size=80), st.text(max_size=80))
@settings(deadline=None, max_examples=60)
def test_any_text_gives_a_clear_result(a: str, b: str) -> None:
    assert all(p.a_end <= len(a) and p.b_end <= len(b) for p in passages(a, b))


@pytest.mark.parametrize(
    "text",
    [
        "\x00\x01\x02 " * 500,
        "hello \ud800 world of lone surrogates. " * 40,
        "שלום עולם hello \u202e مرحبا بالعالم. " * 40,
        "word " * 200_000,
        "Line\n" * 20_000,
        "北京大学的学生在图书馆里读书。" * 500,
    ],
)
def test_bad_input_is_bounded(text: str) -> None:
    for p in passages(text, text[: len(text) // 2] + " something else entirely."):
        assert 0 <= p.a_start <= p.a_end <= len(text)


def _invented_words(count: int, seed: int) -> list[str]:
    """Words of no language, some again and again, as in any text."""
    draw = random.Random(seed)
    known = ["".join(draw.choices("abdegiklmnoprstuvy", k=draw.randint(3, 9))) for _ in range(20_000)]
    return draw.choices(known, k=count)


def _endless() -> tuple[str, str]:
    text = " ".join(_invented_words(760_000, 1))
    return text, text[:-9] + " other"


def _one_word_lines() -> tuple[str, str]:
    lines = [f"{word}{number % 1000}" for number, word in enumerate(_invented_words(100_000, 2))]
    return "\n".join(lines), "\n".join(lines[:99_000]) + "\nend"


# A sentence of 5 MB against one takes 13 seconds of processor time, most of it to find the words.
MOST_SECONDS = 60
HUGE = {
    "a sentence of 5 MB, its end changed": (_endless, 5_000_000),
    "5 MB without a space": (lambda: ("x" * 5_000_000, "x" * 4_999_999), 0),
    "100,000 lines of one word": (_one_word_lines, 900_000),
    "lone surrogates": (lambda: ("\ud800\udfff pier \udc00. " * 20_000, "\ud800 pier \udfff. " * 20_000), 0),
    "mixed directions": (lambda: ("שלום hello \u202e مرحبا. " * 20_000, "שלום hello \u202d\u2067 مرحبا. " * 20_000), 0),
}


@pytest.mark.parametrize("name", HUGE)
def test_huge_input_on_both_sides_is_bounded(name: str) -> None:
    made, least = HUGE[name]
    a, b = made()
    began = time.process_time()
    found = passages(a, b)
    assert time.process_time() - began < MOST_SECONDS
    assert all(0 <= p.a_start <= p.a_end <= len(a) and 0 <= p.b_start <= p.b_end <= len(b) for p in found)
    assert sum(p.a_end - p.a_start for p in found if p.kind == "verbatim") >= least
