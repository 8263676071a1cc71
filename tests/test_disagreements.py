from hypothesis import given
from hypothesis import strategies as st

from twosource.records import Disagreement, Lineage, Relation, Report
from twosource.stories.disagreements import disagreements

ONE = (
    "Carl Lindon, 31, was shot outside a shop in the 1700 block of Hale Avenue around 4:20 p.m. Monday, police said. "
    "He was in critical condition. Neighbors heard 12 shots. Police are searching for a suspect."
)
TWO = (
    "A gunman fired on a man outside a shop in the 1800 block of Hale Avenue about 4:30 p.m. Monday. "
    "Karl Lindon, 28, was listed in stable condition. People nearby heard 20 shots. A suspect was arrested on Friday."
)


def found(*texts: str, lineage: Lineage | None = None) -> list[Disagreement]:
    reports = [Report(f"r{n}", text, published=f"2020-01-0{6 + n}") for n, text in enumerate(texts)]
    return disagreements(reports, lineage=lineage)


def by_kind(*texts: str) -> dict[str, list[set[str]]]:
    kinds: dict[str, list[set[str]]] = {}
    for d in found(*texts):
        kinds.setdefault(d.kind, []).append(set(d.values.values()))
    return kinds


def test_numbers_ages_times_places_and_outcomes() -> None:
    kinds = by_kind(ONE, TWO)
    assert {"12", "20"} in kinds["number"]
    assert {"31", "28"} in kinds["age"]
    assert {"4:20 p.m.", "4:30 p.m."} in kinds["time"]
    assert any("1700 block of Hale Avenue" in values for values in kinds["place"])
    assert {"critical", "stable"} in kinds["outcome"]


def test_a_case_that_went_on_is_an_update() -> None:
    suspect = next(d for d in found(ONE, TWO) if d.fact == "custody")
    assert suspect.nature == "update"
    assert set(suspect.values.values()) == {"are searching for", "arrested"}


def test_the_same_report_twice_has_no_disagreements() -> None:
    assert found(ONE, ONE) == []


def test_two_spellings_of_a_name() -> None:
    a = "Police named the victim as Jonathan Walker on Friday. Jonathan Walker was a baker."
    b = "The dead man is Jonathon Walker, police said. Jonathon Walker baked bread."
    assert {"Jonathan Walker", "Jonathon Walker"} in by_kind(a, b)["name"]


def test_copies_are_collapsed_when_the_lineage_is_known() -> None:
    same = Lineage(("r0", "r1"), 1, relations=(Relation("r0", "r1", "same", 0.9, "copy"),))
    assert found(ONE, TWO, lineage=same) == []


def test_copies_are_collapsed_where_no_lineage_is_given() -> None:
    filler = " The shop has stood on the corner since 1962 and belongs to the Lindon family, neighbors said at length."
    copy = (ONE + filler).replace("12 shots", "21 shots")
    assert [d for d in found(ONE + filler, copy) if d.kind == "number"] == []


@given(st.permutations([ONE, TWO, ONE.replace("31", "33")]))
def test_every_offset_reproduces_its_value(texts: list[str]) -> None:
    for d in found(*texts):
        for name, span in d.spans.items():
            assert texts[int(name[1:])][span.start : span.end] == d.values[name]
            assert d.says
