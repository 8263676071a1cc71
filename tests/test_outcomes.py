from twosource.records import Report
from twosource.statements.contrasts import sides
from twosource.statements.outcomes import charges, conditions, custody
from twosource.statements.wounds import casualties, wounds


def pair(a: str, b: str):  # type: ignore[no-untyped-def]
    return sides(Report("a", a), Report("b", b))


def test_at_large_against_arrested() -> None:
    (one,) = custody(pair("The gunman remains at large, police said.", "Tom Reed was arrested on Friday, police said."))
    assert (one.a.words, one.b.words, one.nature) == ("at large", "arrested", "update")


def test_searching_for_a_thing_is_no_suspect_at_large() -> None:
    assert list(custody(pair("Divers are searching for the gun.", "Tom Reed was arrested on Friday."))) == []


def test_not_looking_for_a_shooter_is_not_looking_for_one() -> None:
    for a in ("Deputies are not looking for a shooter.", "No other suspects were being sought."):
        assert list(custody(pair(a, "Tom Reed was booked on Friday."))) == []


def test_pending_charges_against_a_charge() -> None:
    (one,) = charges(pair("Charges are pending, police said.", "Tom Reed was charged with assault."))
    assert (one.fact, one.nature) == ("what the charge is", "update")


def test_a_condition_that_changed_beside_the_older_one() -> None:
    a = "The girl remained in extremely critical condition on Monday."
    b = "Ada Lindon is said to be in stable condition. On Monday the girl was in extremely critical condition."
    (one,) = conditions(pair(a, b))
    assert (one.a.value, one.b.value) == ("critical", "stable")


def test_two_words_for_one_condition_do_not_differ() -> None:
    assert list(conditions(pair("He was in stable condition.", "He was in fair condition."))) == []


def test_how_many_are_in_a_condition() -> None:
    a = "Seven men were shot, leaving two of them in critical condition."
    b = "Seven men were shot; one was in critical condition."
    (one,) = casualties(pair(a, b))
    assert one.kind == "number"


def test_where_a_person_was_hit() -> None:
    (one,) = wounds(pair("The baby was shot in the hip.", "A bullet struck the child in the abdomen."))
    assert (one.a.value, one.b.value) == ("hip", "abdomen")
    assert list(wounds(pair("It spread by word of mouth.", "A bullet struck the child in the abdomen."))) == []


def test_one_of_the_wounded_went_home() -> None:
    a = "Ed has been released from the hospital. Al is in good condition and Bo is in serious condition."
    b = "One is in good condition, police said. Bo is in serious condition and Al is in good condition."
    (one,) = conditions(pair(b, a))
    assert (one.a.value, one.b.value, one.nature) == ("good", "released", "update")
    assert list(conditions(pair(b, a.replace("has been", "was treated and")))) == []


def test_an_arrest_that_opens_its_report_is_of_its_case() -> None:
    a = "Hale police are searching for a murder suspect."
    b = "A man sought since November was arrested in Kent this week. Tom Reed was arrested and brought back to Hale."
    (one,) = custody(pair(a, b))
    assert one.b.start < b.index("Kent")


def test_the_dead_of_another_year_are_not_the_wounded_of_this() -> None:
    a = "Two were in critical condition. Fourteen people died in a similar accident at the mill in 1988."
    assert list(conditions(pair(a, "Two of the people hurt were in critical condition with burns."))) == []
    assert (
        list(conditions(pair("Fourteen died in a similar accident in 1988.", "Two were in critical condition."))) == []
    )
