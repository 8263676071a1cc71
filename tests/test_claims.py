import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.records import Lineage, Origin, Relation, Report
from twosource.statements.claims import check

BRIDGE = Report(
    "bridge",
    "A footbridge over the river Alder collapsed on Monday night and 27 people were injured. "
    "Mayor Ada Brown said the bridge would stay closed until spring. "
    "Police arrested Tom Reed after he attacked Carl Lindon with a knife. "
    "The contractor was allegedly paid twice.",
)


def verdict(claim: str) -> str:
    return check(claim, [BRIDGE]).verdict


@pytest.mark.parametrize(
    "claim",
    [
        "27 people were injured when a footbridge over the Alder collapsed.",
        "Twenty-seven people were hurt when a footbridge collapsed on Monday.",
        "Police arrested Tom Reed.",
        "Ada Brown said the bridge would stay closed until spring.",
    ],
)
def test_what_is_reported_is_supported(claim: str) -> None:
    answer = check(claim, [BRIDGE])
    assert (answer.verdict, answer.independent) == ("supported", 1)
    assert answer.supporting[0].text == BRIDGE.text[answer.supporting[0].start : answer.supporting[0].end]


@pytest.mark.parametrize(
    "claim",
    [
        "28 people were injured when a footbridge over the Alder collapsed.",
        "Police did not arrest Tom Reed.",
        "Police arrested Tim Reed.",
        "Ada Brown said the bridge would stay open until spring.",
        "27 people were killed when a footbridge over the Alder collapsed.",
        "A footbridge over the river Alder collapsed on Tuesday night.",
        "Carl Lindon attacked Tom Reed with a knife.",
        "The contractor was paid twice.",
    ],
)
def test_what_was_distorted_is_altered_or_contradicted(claim: str) -> None:
    assert verdict(claim) in {"altered", "contradicted"}


@pytest.mark.parametrize("claim", ["The mayor's dog won a prize at the fair.", "", "???"])
def test_what_nobody_reports_is_not_found(claim: str) -> None:
    assert verdict(claim) == "not found"


@given(st.integers(min_value=0, max_value=10**7).filter(lambda n: n != 27))
def test_a_changed_number_is_never_supported(value: int) -> None:
    assert verdict(f"{value} people were injured when a footbridge over the Alder collapsed.") != "supported"


_TOLLS = (
    "{} people were killed when a bus overturned near Wexby.",
    "{} passengers were taken to Hale General with broken bones.",
    "Police arrested {} men after the fire at the mill.",
    "The storm cut off power to {} homes along the coast.",
    "The council spent {} dollars on the new library.",
    "Rescuers searched the lake for {} hours on Sunday.",
)


@given(st.lists(st.integers(2, 900), min_size=6, max_size=6), st.integers(0, 5), st.integers(2, 900))
def test_a_claim_with_another_number_than_is_told_is_never_supported(told: list[int], at: int, claimed: int) -> None:
    report = Report("told", " ".join(line.format(n) for line, n in zip(_TOLLS, told, strict=True)))
    verdict = check(_TOLLS[at].format(claimed), [report]).verdict
    assert (verdict == "supported") == (claimed == told[at])


def test_kin_of_somebody_else_is_not_supported() -> None:
    told = Report("a", "The sheriff named the victims on Monday. Two cousins of Ada Brown live in the town.")
    assert check("The victims were cousins of the sheriff.", [told]).verdict != "supported"
    assert check("Two cousins of Ada Brown live in the town.", [told]).verdict == "supported"


def test_copies_count_once() -> None:
    copy = Report("copy", BRIDGE.text)
    lineage = Lineage(
        ("bridge", "copy"),
        1,
        origins=(Origin("bridge", "The Post", True, ("bridge", "copy")),),
        relations=(Relation("bridge", "copy", "same", 1.0, "copy"),),
    )
    claim = "27 people were injured when a footbridge collapsed."
    assert check(claim, [BRIDGE, copy]).independent == 1
    assert check(claim, [BRIDGE, copy], lineage=lineage).independent == 1


def test_copies_add_nothing_where_no_lineage_is_given() -> None:
    other = Report(
        "other",
        "Twenty-seven people were hurt when the old footbridge at Millgate gave way, the hospital said. "
        "A nurse on her way home saw it fall and called for help from a shop.",
    )
    claim = "27 people were injured when a footbridge collapsed."
    copies = [Report(f"copy{n}", BRIDGE.text, outlet=f"Paper {n}") for n in range(3)]
    alone = check(claim, [BRIDGE, *copies])
    assert (len(alone.supporting), alone.independent) == (4, 1)
    both = check(claim, [other, BRIDGE, *copies])
    assert both.independent == check(claim, [other, BRIDGE]).independent


def test_losing_a_life_is_dying() -> None:
    told = Report(
        id="a",
        text="A huge blast tore the warehouse apart on Thursday; one worker lost his life and nine were injured.",
    )
    answer = check("The blast at the warehouse killed one worker.", [told])
    assert answer.verdict == "supported"
