"""What independent accounts agree on: counted in origins, in words that stand where it is said."""

from factory import report
from twosource.answers.agreeing import MOST, MOST_OF_A_KIND, agreements
from twosource.records import Disagreement, Lineage, Origin, Report, Span

MILL = "The mill on Quarry Lane burned down on Tuesday. Jane Roe, 34, said four people were hurt."
OWN = "Four people were hurt when a mill on Quarry Lane caught fire on Tuesday, said Jane Roe, 34, of Ashford."


def lineage(*families: tuple[Report, ...]) -> Lineage:
    origins = tuple(Origin(f[0].id, f[0].outlet, True, tuple(r.id for r in f)) for f in families)
    return Lineage(tuple(r.id for family in families for r in family), len(families), origins)


def test_two_origins_that_say_the_same() -> None:
    echo, post = report("Vale Echo", MILL), report("Harbour Post", OWN)
    found = agreements((echo, post), lineage((echo,), (post,)), ())
    facts = {"age of Jane Roe", "number of people", "name", "day"}
    assert facts >= {a.fact for a in found} >= {"number of people", "day"}
    assert {a.fact.partition(" ")[0] for a in found} == {a.kind for a in found}
    for agreement in found:
        assert set(agreement.values) == {"vale-echo", "harbour-post"}
        for one in (echo, post):
            assert agreement.spans[one.id].of(one.text) == agreement.values[one.id]
    assert "four people" in {a.values["vale-echo"] for a in found}


def test_a_copy_agrees_with_nobody() -> None:
    echo, copy = report("Vale Echo", MILL), report("Copycat", MILL)
    assert agreements((echo, copy), lineage((echo, copy)), ()) == ()


def test_what_is_disputed_is_no_agreement() -> None:
    echo, post = report("Vale Echo", MILL), report("Harbour Post", OWN)
    at = {"vale-echo": Span(MILL.index("four"), MILL.index("four") + 4), "harbour-post": Span(0, 4)}
    disputed = Disagreement("number", "conflict", "hurt", dict.fromkeys(at, "four"), at)
    found = agreements((echo, post), lineage((echo,), (post,)), (disputed,))
    assert "number" not in {a.kind for a in found}


def test_a_measure_is_called_by_its_name() -> None:
    echo = report("Vale Echo", "The gap is 40 metres long, Dan Poe said. Repairs will cost $5 million.")
    post = report("Harbour Post", "It will cost $5 million to mend. On Monday the gap was 40 metres long.")
    facts = {a.fact: a.kind for a in agreements((echo, post), lineage((echo,), (post,)), ())}
    assert facts == {"length": "number", "sum of money": "number"}


def test_a_table_that_can_be_read() -> None:
    names = " ".join(f"{first} {last} came." for first in ("Ada", "Bea", "Cyd") for last in ("Roe", "Doe", "Poe"))
    echo, post = report("Vale Echo", names), report("Harbour Post", "Nobody else. " + names)
    found = agreements((echo, post), lineage((echo,), (post,)), ())
    assert 0 < len(found) <= MOST
    assert sum(a.kind == "name" for a in found) <= MOST_OF_A_KIND
