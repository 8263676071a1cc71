"""Two reports held against each other: counts of people, vague amounts, charges, ages, times, wounds."""

import pytest

from twosource.records import Report
from twosource.statements.amounts import amounts
from twosource.statements.case_contrasts import contrasts, first_names, spellings
from twosource.statements.charge_lists import charge_lists
from twosource.statements.contrasts import Contrast, Sides, ages, sides
from twosource.statements.place_contrasts import streets
from twosource.statements.seizures import finds
from twosource.statements.shooters import who_fired
from twosource.statements.time_contrasts import clocks, shot_on
from twosource.statements.tolls import makeup, tolls
from twosource.statements.wounds import wounds


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
        (
            "He killed himself in his car at Hale Airport.",
            "He took his own life in a car on a lonely road.",
            "where the gunman killed himself",
        ),
        (
            "The teen, with an aunt, surrendered at the police station in the afternoon.",
            "The teen surrendered in the evening at the police station with an aunt.",
            "part of the day",
        ),
        ("It began with a traffic stop.", "Officers saw two men walking.", "kind of stop"),
    ],
)
def test_words_that_exclude_one_another(a: str, b: str, fact: str) -> None:
    assert [c.fact for c in contrasts(Report("a", a), Report("b", b))] == [fact]


def test_a_birthday_between_two_reports_is_no_disagreement() -> None:
    old = Report("a", "Tom Lindon, 18, was charged with robbery.", published="2020-01-06")
    new = "Tom Lindon, {}, pleaded guilty to robbery."
    assert list(ages(sides(old, Report("b", new.format(19), published="2020-06-01")))) == []
    assert len(list(ages(sides(old, Report("b", new.format(19), published="2020-01-08"))))) == 1
    assert len(list(ages(sides(old, Report("b", new.format(17), published="2020-06-01"))))) == 1


def test_a_nickname_parts_no_first_name_from_its_age() -> None:
    a = 'The son, Tim Lindon, 13, and his father, Joe Adam "Duke" Lindon, 37, were found dead.'
    (one,) = ages(pair(a, "Tim Lindon, 13, was with his father, Joe “Joe Duke” Lindon, 38, that day."))
    assert (one.fact, one.a.value, one.b.value) == ("age of Joe Lindon", "37", "38")


def test_above_the_eye_is_not_in_the_eye() -> None:
    found = list(wounds(pair("Ada Lindon was shot above her right eye.", "Ada Lindon was shot in the eye.")))
    assert found[0].fact == "where Lindon was hit"


def test_a_street_is_no_avenue_of_the_same_name() -> None:
    a = "It happened near the corner of Seventh and Hale avenues, police said."
    (one,) = streets(pair(a, "They argued on 7th Street near Hale Avenue."))
    assert (one.kind, one.b.words) == ("place", "7th Street")
    assert list(streets(pair(a, "They argued on 7th Avenue."))) == []
    assert list(streets(pair("Both 7th Avenue and 7th Street were closed.", "They argued on 7th Street."))) == []


@pytest.mark.parametrize(
    ("a", "b", "differ"),
    [
        ("The 4-year-old girl died of a self-inflicted wound.", "Another young child was responsible for it.", True),
        ("The 4-year-old girl shot herself.", "The 2-year-old found the gun and fired a single shot.", True),
        ("A 12-year-old boy pulled the trigger.", "The girl was shot by an 11-year-old boy.", True),
        ("The 4-year-old girl shot herself.", "A woman was shot by her 4-year-old daughter.", False),
        ("The boy was shot by an older brother.", "The 7-year-old pulled the trigger.", False),
        ("The gunman then shot himself.", "The girl was shot by a 12-year-old boy.", False),
        ("The 4-year-old was shot by a man.", "The 2-year-old was shot the day before.", False),
    ],
)
def test_who_fired_by_accident(a: str, b: str, differ: bool) -> None:
    assert len(list(who_fired(pair(a, b)))) == differ
    assert len(list(who_fired(pair(b, a)))) == differ


def test_drugs_that_one_list_alone_names() -> None:
    a = "Officers seized heroin, crack cocaine and pills."
    (one,) = finds(pair(a, "They found heroin, meth, crack and pills at the house."))
    assert one.b.words == "meth"
    assert list(finds(pair(a, "Police recovered pills, crack and heroin."))) == []
    assert list(finds(pair(a, "Police recovered marijuana and heroin in Wexby."))) == []  # another find


def test_one_who_did_it_against_a_group() -> None:
    a, b = "A classmate dragged him inside.", "A group of students dragged the boy inside."
    (one,) = amounts(pair(a, b))
    assert (one.kind, one.fact) == ("number", "how many dragged")
    assert list(amounts(pair("A man said so.", "Several people asked for help."))) == []


def test_the_day_of_the_shooting_beside_other_days() -> None:
    a = "A baby was shot and wounded on Sunday by her father. The call came on Saturday, a clerk said."
    b = "He is charged with shooting his daughter in their Hale Avenue flat about 4 p.m. Saturday."
    (one,) = shot_on(pair(a, b))
    assert (one.a.words, one.b.words) == ("Sunday", "Saturday")
    assert list(shot_on(pair("He was shot and died on Sunday.", b))) == []  # he died on it
    assert list(shot_on(pair("Shooting in Hale Posted: Sunday, May 3.", b))) == []


def test_a_flat_is_a_home() -> None:
    a, b = "The boy was shot at {} on Hale Street before noon.", "Tom was shot on Hale Street before noon, at {}."
    facts = [
        [c.fact for c in contrasts(Report("a", a.format(one)), Report("b", b.format(two)))]
        for one, two in (("an apartment", "a home"), ("the apartment building", "a home"), ("an apartment", "a store"))
    ]
    assert facts == [[], ["kind of place"], ["kind of place"]]


def test_a_girl_of_a_town_is_not_the_town() -> None:
    (one,) = ages(
        pair("A 2-year-old Detroit girl was shot on Friday.", "A 3-year-old Detroit girl was shot on Friday.")
    )
    assert one.fact == "age of the girl"


def test_tolls_of_other_years_and_one_worker() -> None:
    a = "A blast ripped through a mill, killing one worker. Fourteen people died in a similar accident in 1988."
    assert list(tolls(pair(a, "One man is dead and a mill is gone, police said."))) == []
    (one,) = tolls(pair(a, "Two men are dead and a mill is gone, police said."))
    assert (one.a.words, one.b.words) == ("one", "Two")


def test_the_time_of_a_vigil_is_not_the_events() -> None:
    a = "The blast struck the mill at 6:40 on Thursday morning."
    assert list(clocks(pair(a, "A vigil is planned for 6 p.m. Friday at the church."))) == []
