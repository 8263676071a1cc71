from twosource.records import Report
from twosource.stories.claim_index import bearing, claim_index

BRIDGE = Report("bridge", "A footbridge over the Alder collapsed on Monday. 27 people were injured.")
FAIR = Report("fair", "The mayor's dog won a prize at the fair on Monday.")


def test_the_report_that_speaks_of_it_comes_first() -> None:
    index = claim_index([FAIR, BRIDGE])
    assert bearing("The footbridge collapsed on Monday.", index)[0] == "bridge"
    assert bearing("A dog won at the fair.", index, most=1) == ("fair",)


def test_what_nobody_speaks_of_finds_nothing() -> None:
    assert bearing("Volcanoes erupt.", claim_index([FAIR, BRIDGE])) == ()
    assert bearing("", claim_index([])) == ()
