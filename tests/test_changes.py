import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.copies.changes import compare, gravest_first
from twosource.copies.quote_changes import shared_quotes
from twosource.records import Change, Passage, Report

STORY = (
    "A footbridge over the river Alder fell on Monday night and 27 people were taken to hospital. "
    "Mayor Ada Brown said the bridge would stay closed until spring. "
    "“We heard a loud crack and ran for the bank,” fisherman Tom Reed said. "
    "Engineers from Harwick had warned of rust in two letters last year."
)


def changes(a: str, b: str, published: str | None = None) -> list[Change]:
    """Changes between two texts taken as one aligned passage."""
    one, other = Report("a", a, published=published), Report("b", b, published=published)
    return compare(one, other, passages=[Passage(0, len(a), 0, len(b), "edited", 0.9)])


def kinds(a: str, b: str, published: str | None = None) -> list[tuple[str, str, str]]:
    return [(c.kind, c.a_text, c.b_text) for c in changes(a, b, published)]


def test_a_text_and_itself() -> None:
    assert changes(STORY, STORY) == []
    assert compare(Report("a", STORY), Report("b", STORY)) == []


@given(st.integers(min_value=2, max_value=99_999).filter(lambda n: n != 27))
def test_a_number_changed_alone_is_exactly_a_number_change(value: int) -> None:
    assert kinds(STORY, STORY.replace("27", f"{value}")) == [("number", "27", f"{value}")]


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("Ada Brown", "Eva Brown", "name"),
        ("Monday", "Tuesday", "time"),
        ("from Harwick", "from Dunmore", "place"),
        ("a loud crack", "a soft crack", "quote"),
        ("had warned", "had not warned", "negation"),
        ("fell on", "reportedly fell on", "hedge"),
        ("Tom Reed", "Tim Reed", "name"),
        ("closed until", "open until", "meaning"),
        ("two letters", "three letters", "number"),
    ],
)
def test_kinds(old: str, new: str, kind: str) -> None:
    found = changes(STORY, STORY.replace(old, new))
    assert [c.kind for c in found] == [kind]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("They politicised sport in 21 towns.", "They politicized sport in twenty-one towns."),
        ("The wall is 3 km long and very old.", "The wall is 1.9 miles long and very old."),
        ("The travellers' centre was closed.", "The travelers' center was closed."),
        ("Talks about the pact ended on Wednesday.", "Talks about the pact ended on December 15."),
        ("Envoy Yury Petrov met the press in the hall.", "Envoy Yuri Petrov met the press in the hall."),
        ("The old theatre often loses money.", "The old theatre oftentimes loses money."),
        ("The old hospital was struck by lightning.", "The old infirmary was struck by lightning."),
        ("Moscow rejected the plan for the canal.", "Russia rejected the plan for the canal."),
    ],
)
def test_what_agrees_is_no_change(a: str, b: str) -> None:
    assert kinds(a, b, published="2021-12-15") == []


def test_swapped_names_and_swapped_counts() -> None:
    assert {
        k
        for k, _, _ in kinds("Police named the dead man as Shade Miller.", "Police named the dead man as Miller Shade.")
    } == {"name"}
    swapped = kinds("Three men and two women were hurt in the fire.", "Three women and two men were hurt in the fire.")
    assert swapped
    assert {kind for kind, _, _ in swapped} <= {"number", "meaning"}


def test_it_says_so_in_words() -> None:
    found = changes("Tens of thousands of troops wait there.", "Tens of hundreds of troops wait there.")
    assert [c.says for c in found] == ["b turned 'Tens of thousands' into 'Tens of hundreds'"]


def test_cut_and_added_sentences_of_a_copy() -> None:
    a, b = Report("a", STORY + " The river is cold."), Report("b", STORY + " Boats are not allowed there now.")
    split = [Passage(0, len(STORY), 0, len(STORY), "verbatim", 1.0)]
    found = compare(a, b, passages=split)
    assert [(c.kind, c.a_text or c.b_text) for c in found] == [
        ("cut", "The river is cold."),
        ("added", "Boats are not allowed there now."),
    ]


def test_free_wording_is_compared_by_what_it_states() -> None:
    a = "Some 40 firefighters fought the blaze at the paper mill in Oster until dawn."
    b = "Until dawn the blaze at Oster's paper mill kept 60 firefighters busy."
    assert ("number", "40", "60") in kinds(a, b)


@given(st.lists(st.sampled_from(STORY.split()), max_size=60), st.lists(st.sampled_from(STORY.split()), max_size=60))
def test_every_offset_reproduces_its_text(left: list[str], right: list[str]) -> None:
    a, b = " ".join(left), " ".join(right)
    for c in changes(a, b):
        assert a[c.a_start : c.a_end] == c.a_text
        assert b[c.b_start : c.b_end] == c.b_text


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Deputies found a .38 caliber pistol in the shed.", "Deputies found a .38-caliber pistol in the shed."),
        ("The fire in Alder Street is out. Crews left at dawn.", "The fire in Alder Street is out.Crews left at dawn."),
        (
            "No charges have been filed in the Alder case so far.",
            "Charges have yet to be filed in the Alder case so far.",
        ),
        (
            "Tom Reed was found on the bank by a neighbor at dawn.",
            "The boy was found on the bank by a neighbor at dawn.",
        ),
        ("The envoy praised Norlands army in the long speech.", "The envoy praised Norland's army in the long speech."),
        ("HARWICK, Mich. (AP) — A bridge fell on Monday.", "HARWICK (KXYZ) — A bridge fell on Monday."),
        ("Call 555-0142 or write. The bridge fell in the night.", "Call 555 or write. The bridge fell in the night."),
        ("The old neighbourhoods by the river were flooded.", "The old neighborhoods by the river were flooded."),
        ("The storm reached the coast on Friday evening.", "The storm reached the coast on FRIDAY evening."),
    ],
)
def test_page_furniture_and_other_ways_to_say_it_are_no_changes(a: str, b: str) -> None:
    assert kinds(a, b) == []


def test_a_day_and_a_cause_that_only_the_copy_gives() -> None:
    told = "The army said 12 people died at the Alder crossing. It gave no reason for their deaths."
    found = kinds(told, told.replace("crossing.", "crossing on March 3, 2015, after shelling."))
    assert found == [("time", "", "March 3, 2015"), ("meaning", "", "shelling")]


def test_the_day_that_a_weekday_was_is_no_new_day() -> None:
    told = "The bridge fell on Wednesday and 12 people were hurt."
    assert kinds(told, told.replace("Wednesday", "Wednesday, Dec. 15"), published="2021-12-16") == []


def test_another_group_of_people() -> None:
    told = "The blast at the old mill killed dozens of people and closed the road to Harwick."
    assert kinds(told, told.replace("people", "Alder River Guards")) == [("name", "people", "Alder River Guards")]
    told = "Monitors said that 39 rebel fighters died near the mill."
    assert kinds(told, told.replace("rebel fighters", "civilians")) == [("name", "rebel fighters", "civilians")]


def test_the_scene_moved() -> None:
    a = "A mill burned in Harwick on Monday. Nobody was hurt. Crews in Harwick said the roof fell in at noon."
    b = "Nobody was hurt. The roof fell in at noon, crews in Dunmore said, when a mill burned in Dunmore."
    passage = Passage(36, 52, 0, 16, "verbatim", 0.9)
    found = compare(Report("a", a), Report("b", b), passages=[passage])
    assert ("place", "Harwick", "Dunmore") in [(c.kind, c.a_text, c.b_text) for c in found]


def test_a_sentence_that_alignment_passed_over_is_compared_not_cut() -> None:
    first = "Nobody knows why the old footbridge over the river fell."
    a, b = (f"{first} The ferry carried {n} people to the island on Sunday." for n in ("18", "40"))
    passage = Passage(0, len(first), 0, len(first), "verbatim", 0.9)
    found = compare(Report("a", a), Report("b", b), passages=[passage])
    assert [(c.kind, c.a_text, c.b_text) for c in found] == [("number", "18", "40")]


def test_passages_that_overlap_without_end_are_gone_over_a_few_times() -> None:
    sentence = "The river rose by {} metres at Hale on Monday and the old bridge was closed to all. "
    a = Report("a", sentence.format(1) * 40)
    b = Report("b", sentence.format(1) * 39 + sentence.format(4))
    step, length = len(sentence.format(1)), len(a.text)
    whole = Passage(0, length, 0, length, "edited", 0.9)
    shifted = [Passage(0, length - n * step, n * step, length, "edited", 0.9) for n in range(1, 40)]
    found = compare(a, b, passages=[*reversed(shifted), whole])
    assert ("1", "4") in {(c.a_text, c.b_text) for c in found if c.kind == "number"}
    asked: list[Passage] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("twosource.copies.changes.sentence_pairs", lambda *given: asked.append(given[2]) or ())
        compare(a, b, passages=[*reversed(shifted), whole])
    assert 7 < sum(p.b_end - p.b_start for p in asked) / length <= 8
    assert asked[-1] == whole


def test_one_word_quoted_by_both_is_shared() -> None:
    a, b = Report("a", "He called it “brutal” and left."), Report("b", "The plan, “brutal” to him, was dropped.")
    assert [(x.of(a.text), y.of(b.text)) for x, y in shared_quotes(a, b)] == [("brutal", "brutal")]


@pytest.mark.parametrize(
    "text",
    [
        "The fire killed {} people.",
        "{} shot Sunday at a housing complex in Hale\nPolice are looking for the men who fired.",
        "Mayor Ada Lindon opened the bridge. The fire killed {}.",
        "A blaze at Hale hurt {}",
    ],
)
def test_a_number_in_a_short_sentence(text: str) -> None:
    found = compare(Report("a", text.format(17)), Report("b", text.format(71)))
    assert [(c.kind, c.a_text, c.b_text) for c in found] == [("number", "17", "71")]


def test_two_short_sentences_of_other_things_share_nothing() -> None:
    assert compare(Report("a", "The fire killed 17 people."), Report("b", "The mayor won a prize of 71 crowns.")) == []


def test_the_gravest_change_first() -> None:
    a = Report(
        "a", "Ada Lindon reportedly opened the old bridge on Monday, and 17 people were hurt there, police said."
    )
    b = Report("b", "Ida Lindon opened the bridge on Monday, and 71 people were hurt there, police said.")
    kinds = [c.kind for c in gravest_first(compare(a, b))]
    assert kinds[0] == "number"
    assert kinds.index("name") < kinds.index("hedge")
