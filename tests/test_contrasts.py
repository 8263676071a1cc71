"""Two reports held against each other: counts of people, vague amounts, charges, ages, times, wounds."""

import pytest

from twosource.records import Report
from twosource.stories.amounts import amounts
from twosource.stories.case_contrasts import contrasts, first_names, spellings
from twosource.stories.charge_lists import charge_lists
from twosource.stories.contrasts import Contrast, Sides, ages, sides
from twosource.stories.time_contrasts import clocks
from twosource.stories.tolls import makeup, tolls
from twosource.stories.wounds import wounds


def pair(a: str, b: str, *, later: bool = False) -> Sides:
    return sides(
        Report("a", a, published="2020-01-06"), Report("b", b, published="2020-01-08" if later else "2020-01-06")
    )


def words(found: list[Contrast]) -> list[tuple[str, str]]:
    return [(c.a.words, c.b.words) for c in found]


def test_tolls_are_compared_whatever_the_noun() -> None:
    a, b = "The gunman killed two before he fled, police said.", "Three employees were killed at the mill."
    (one,) = tolls(pair(a, b))
    assert (one.fact, one.a.words, one.b.words, one.nature) == ("number killed", "two", "Three", "conflict")
    (later,) = tolls(pair(a, b, later=True))
    assert later.nature == "update"


@pytest.mark.parametrize(
    "other",
    [
        "The attack killed two people.",  # the same toll
        "So far this year 40 people have been killed in the county.",  # another toll
        "The last three officers killed in Hale were honored.",
        "This one hurt, the coach said.",
    ],
)
def test_what_is_no_other_toll(other: str) -> None:
    assert list(tolls(pair("The gunman killed two before he fled, police said.", other))) == []


def test_a_group_of_other_people() -> None:
    a = "Three others, one male and two females, were taken to Hale General."
    (one,) = makeup(pair(a, "The two men and one woman were standing near the door."))
    assert (one.kind, one.a.words, one.b.words) == ("number", "one", "two")
    assert list(makeup(pair(a, "One man and two women were standing near the door."))) == []


@pytest.mark.parametrize(
    ("one", "several", "fact"),
    [
        ("A car pulled up and somebody fired.", "They arrived in multiple cars and left.", "number of cars"),
        ("An offender walked up and fired.", "Several people walked up and opened fire.", "number of attackers"),
        ("She was only struck by one bullet.", "She was shot multiple times.", "number of wounds"),
        ("There are no known witnesses.", "Several witnesses saw a white truck.", "witnesses"),
    ],
)
def test_one_against_several(one: str, several: str, fact: str) -> None:
    (found,) = amounts(pair(one, several))
    assert found.fact == fact
    (turned,) = amounts(pair(several, one))
    assert (turned.a.words, turned.b.words) == (found.b.words, found.a.words)
    assert list(amounts(pair(one, one))) == []


def test_people_who_were_shot_at_are_no_attackers() -> None:
    assert list(amounts(pair("Five people were shot at on Monday.", "A man walked up and fired."))) == []


def test_charges_of_other_killings() -> None:
    (one,) = charge_lists(pair("Lindon is charged with manslaughter.", "Lindon was charged with second-degree murder."))
    assert words([one]) == [("manslaughter", "second-degree murder")]
    assert one.nature == "conflict"


def test_murder_of_no_degree_is_any_murder() -> None:
    assert list(charge_lists(pair("He is charged with murder.", "He was charged with first-degree murder."))) == []


def test_a_graver_charge_in_one_report() -> None:
    a, b = "He was arrested on a charge of receiving stolen property.", "Lindon was charged with felonious assault."
    (one,) = charge_lists(pair(a, b))
    assert one.nature == "update"


def test_ages_of_a_name_and_of_somebody_from_the_same_place() -> None:
    a = "They are Gerald Lindon, 36, of Wexby and two of his friends."
    (one,) = ages(pair(a, "One victim was a 34-year-old from Wexby, police said."))
    assert (one.fact, one.a.value, one.b.value) == ("age of Gerald Lindon", "36", "34")


def test_two_men_with_nothing_in_common_may_be_two_men() -> None:
    assert (
        list(ages(pair("A 30-year-old man called for help.", "Deputies arrested a 33-year-old man on Friday."))) == []
    )


def test_a_clock_time_without_its_half_is_either() -> None:
    assert list(clocks(pair("Shots were fired at 6:40 p.m.", "The shooting happened at 6:40 in Hale."))) == []
    assert words(list(clocks(pair("Shots were fired at 6:40 p.m.", "The shooting happened at 6:10 p.m.")))) == [
        ("6:40 p.m.", "6:10 p.m.")
    ]


def test_stamps_of_a_page_are_no_times_of_the_event() -> None:
    a = "Posted: Saturday, March 2, 2013 7:39 AM. A man was shot in Hale on Friday."
    assert list(clocks(pair(a, "A man was shot in Hale at 9:10 p.m., police said."))) == []


def test_wounds_of_one_person_by_age() -> None:
    a = "A 27-year-old was shot in the leg. A 20-year-old was hit in the chest."
    b = "The 20-year-old was shot in the back; the 27-year-old was shot in the leg."
    found = [c for c in wounds(pair(a, b)) if c.fact == "where the 20-year-old was hit"]
    assert words(found) == [("chest", "the back")]


def test_nobody_is_hit_in_the_back_of_a_house_or_on_foot() -> None:
    a = "The gunman fled on foot to the back of the house after the shooting."
    assert list(wounds(pair(a, "She was shot in the hand."))) == []


def test_facts_are_named_as_printed() -> None:
    (one,) = spellings(pair("Savonie McNeil was a baker.", "Savonnie McNeil was a baker."))
    assert one.fact == "spelling of Savonnie McNeil"


def test_names_with_no_word_in_common_are_two_peoples() -> None:
    assert list(spellings(pair("Editing by Frances Kerry.", "Assemblyman Nick Perry spoke."))) == []


def test_first_names_beside_the_same_other_person() -> None:
    a = "Charged in the deaths of Gary Rushby and Christopher Beatson, he denied it."
    (one,) = first_names(pair(a, "Christopher Beatson and Wayne Rushby were named on Monday."))
    assert one.fact == "first name of Rushby"


@pytest.mark.parametrize(
    ("a", "b", "fact"),
    [
        (
            "One man was pronounced dead at the scene.",
            "He was taken to a hospital, where he died.",
            "where the person died",
        ),
        ("They flagged down a car of the police.", "Officers responded to a 911 call.", "how the police were called"),
        ("The gun lay on a nightstand.", "He took the gun from the dresser.", "where the gun lay"),
        ("It began with a traffic stop.", "Officers saw two men walking.", "kind of stop"),
    ],
)
def test_words_that_exclude_one_another(a: str, b: str, fact: str) -> None:
    assert [c.fact for c in contrasts(Report("a", a), Report("b", b))] == [fact]
