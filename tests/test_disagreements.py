from hypothesis import given
from hypothesis import strategies as st

from twosource.records import Derivation, Disagreement, Lineage, Relation, Report
from twosource.statements.disagreements import disagreements

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
    suspect = next(d for d in found(ONE, TWO) if d.fact == "whether a suspect is held")
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


def test_what_a_copy_brought_up_to_date_is_an_update_and_no_slip_is() -> None:
    story = "Tom Reed, 31, is charged. Neighbors heard 12 shots. Reed remains at large and is evading officers."
    later = story.replace("12", "21").replace("remains at large and is evading officers", "turned himself in on Friday")
    copied = Lineage(
        ("r0", "r1"),
        1,
        derivations=(Derivation("r0", "r1", "edited", 0.9, 0.9),),
        relations=(Relation("r0", "r1", "same", 0.9, "copy"),),
    )
    assert [(d.fact, d.nature) for d in found(story, later, lineage=copied)] == [
        ("whether a suspect is held", "update")
    ]


def test_copies_of_an_unseen_original_are_held_against_the_next() -> None:
    story = "Tom Reed, 31, is charged. Reed remains at large and is evading officers."
    later = story.replace("remains at large and is evading officers", "turned himself in on Friday")
    copied = Lineage(
        ("r0", "r1", "r2"),
        1,
        derivations=tuple(Derivation("unseen:1", f"r{n}", "edited", 0.9, 0.9) for n in range(3)),
        relations=tuple(Relation(a, b, "same", 0.9, "copy") for a, b in (("r0", "r1"), ("r0", "r2"), ("r1", "r2"))),
    )
    (one,) = found(story, story, later, lineage=copied)
    assert set(one.values) == {"r0", "r1", "r2"}


@given(st.permutations([ONE, TWO, ONE.replace("31", "33")]))
def test_every_offset_reproduces_its_value(texts: list[str]) -> None:
    for d in found(*texts):
        for name, span in d.spans.items():
            assert texts[int(name[1:])][span.start : span.end] == d.values[name]
            assert d.says
