"""Laws of the lineage, on invented stories."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.lineages.lineage import trace
from twosource.records import Correction, Credit, Lineage, Report

FIRE = (
    "A fire that broke out in the covered market of Lower Penwick on Tuesday left eleven people hurt and "
    "kept crews at work until dawn.\n\n"
    "Tilda Marrow, who lives across the road, saw smoke pour out of the roof a little after two and ran "
    "to wake her neighbours. Fire chief Owen Pask blamed a leaking gas pipe, though his department has "
    "yet to finish its report.\n\n"
    "Some ninety residents spent the night on camp beds in a gymnasium, wrapped in blankets that a local "
    "hotel had sent over. The building, put up in 1911, had been due for a new roof this autumn.\n\n"
    "Volunteers brought soup, bread and more dry socks than anybody could use."
)

OTHER = (
    "Eleven injured as Penwick's market hall burns\n\n"
    "Flames tore through the old market hall in the early hours. By sunrise its iron ribs stood bare, and "
    "eleven of the traders who sleep above their stalls were in hospital.\n\n"
    '"It went up like paper," said Irena Voll, a fishmonger. Gas had been smelt for days, she told this '
    "newspaper, and nobody came.\n\n"
    "Town hall has promised rent-free stalls on the quay from next week while surveyors decide whether "
    "the shell can stand."
)

THIRD = (
    "The council will meet behind closed doors on Friday to hear why half of the hydrants near the market "
    "were dry.\n\n"
    "Members of every party want answers from the water company, which put a new meter on the main in "
    "spring and has said nothing since. Eleven people are still being treated for burns and smoke."
)


def report(name: str, text: str, **more: object) -> Report:
    return Report(id=name, text=text, **more)  # type: ignore[arg-type]


def summary(lineage: Lineage) -> tuple[object, ...]:
    relations = tuple((r.a, r.b, r.kind, r.via) for r in lineage.relations)
    links = tuple((d.parent, d.child, d.kind, d.share, d.probability) for d in lineage.derivations)
    return lineage.reports, lineage.independent, lineage.origins, relations, links, dict(lineage.own)


def assert_no_cycle(lineage: Lineage) -> None:
    below: dict[str, set[str]] = {}
    for d in lineage.derivations:
        below.setdefault(d.parent, set()).add(d.child)
    for start, children in below.items():
        seen, open_nodes = set(), list(children)
        while open_nodes:
            node = open_nodes.pop()
            assert node != start
            if node not in seen:
                seen.add(node)
                open_nodes.extend(below.get(node, ()))


def test_three_reporters_are_three() -> None:
    lineage = trace([report("a", FIRE), report("b", OTHER), report("c", THIRD)])
    assert lineage.independent == 3
    assert not lineage.derivations
    assert {o.reports for o in lineage.origins} == {("a",), ("b",), ("c",)}
    assert all(o.seen for o in lineage.origins)


def test_a_verbatim_copy_adds_no_origin() -> None:
    alone = trace([report("a", FIRE), report("b", OTHER)])
    with_copy = trace([report("a", FIRE), report("b", OTHER), report("c", FIRE)])
    assert with_copy.independent == alone.independent == 2
    assert with_copy.relation("a", "c") == "same"
    assert with_copy.relation("a", "b") == "none"


def test_two_identical_reports_without_dates() -> None:
    lineage = trace([report("a", FIRE), report("b", FIRE)])
    assert lineage.independent == 1
    assert len(lineage.derivations) == 1
    assert lineage.derivations[0].probability == pytest.approx(0.5, abs=0.001)


def test_the_earlier_is_the_parent() -> None:
    early, late = datetime(2020, 3, 1, 8, tzinfo=UTC), datetime(2020, 3, 2, 9, tzinfo=UTC)
    lineage = trace([report("a", FIRE, published=late), report("b", FIRE, published=early)])
    (link,) = lineage.derivations
    assert (link.parent, link.child) == ("b", "a")
    assert link.probability > 0.5
    assert any("earlier" in e.detail for e in link.evidence)


def test_a_cut_copy_descends_from_the_whole() -> None:
    lineage = trace([report("a", FIRE[:520].rsplit(".", 1)[0] + "."), report("b", FIRE)])
    (link,) = lineage.derivations
    assert (link.parent, link.child) == ("b", "a")
    assert link.share > 0.9
    assert lineage.own["a"] < 0.1
    assert lineage.own["b"] == 1.0


def test_copies_of_an_agency_that_is_not_here_share_an_unseen_origin() -> None:
    edited = FIRE.replace("eleven people hurt", "11 people injured").replace("a little after two", "shortly after two")
    lineage = trace(
        [
            report("a", "LOWER PENWICK (AP) - " + FIRE, outlet="Morning Post"),
            report("b", "LOWER PENWICK (AP) - " + edited, outlet="Evening Star"),
            report("c", OTHER, outlet="Quay Gazette"),
        ]
    )
    assert lineage.independent == 2
    unseen = next(o for o in lineage.origins if not o.seen)
    assert unseen.name == "AP"
    assert unseen.reports == ("a", "b")
    assert {(d.parent, d.child) for d in lineage.derivations} >= {(unseen.id, "a"), (unseen.id, "b")}


def test_credits_that_contradict_each_other_make_no_cycle() -> None:
    def says(other: str) -> tuple[Credit, ...]:
        return (Credit(other, "reported", f"{other} reported"),)

    lineage = trace(
        [
            report("a", FIRE, outlet="Alpha Post", credits=says("Beta Star")),
            report("b", FIRE, outlet="Beta Star", credits=says("Gamma Echo")),
            report("c", FIRE, outlet="Gamma Echo", credits=says("Alpha Post")),
        ]
    )
    assert lineage.independent == 1
    assert_no_cycle(lineage)


def test_two_that_credit_each_other_count_as_one_account_each() -> None:
    lineage = trace(
        [
            report("a", FIRE, outlet="Alpha Post", credits=(Credit("Beta Star", "reported", "Beta Star reported"),)),
            report("b", OTHER, outlet="Beta Star", credits=(Credit("Alpha Post", "reported", "Alpha Post reported"),)),
        ]
    )
    assert lineage.independent >= 1
    assert_no_cycle(lineage)


def test_nothing_and_one() -> None:
    assert trace([]).independent == 0
    lineage = trace([report("a", FIRE)])
    assert lineage.independent == 1
    assert lineage.origins[0].id == "a"
    assert lineage.own["a"] == 1.0


def test_texts_with_nothing_in_them() -> None:
    lineage = trace([report("a", ""), report("b", "   "), report("c", FIRE)])
    assert lineage.reports == ("a", "b", "c")
    assert lineage.notes
    assert_no_cycle(lineage)


def test_an_unknown_agency_is_taken_at_its_word() -> None:
    credit = (Credit("Nordwind Dienst", "byline", "By Nordwind Dienst"),)
    lineage = trace(
        [report("a", FIRE, outlet="X Post", credits=credit), report("b", FIRE, outlet="Y Post", credits=credit)]
    )
    assert lineage.independent == 1
    assert [o.name for o in lineage.origins] == ["Nordwind Dienst"]


def test_dates_in_the_future_do_no_harm() -> None:
    far = datetime(2999, 1, 1, tzinfo=UTC)
    lineage = trace([report("a", FIRE, published=far), report("b", FIRE, published=datetime(2020, 1, 1, tzinfo=UTC))])
    assert [(d.parent, d.child) for d in lineage.derivations] == [("b", "a")]


def correction(verb: str, *subjects: str, day: int = 1) -> Correction:
    return Correction(verb, subjects, "Ada", datetime(2024, 5, day, tzinfo=UTC), "told on the phone")  # type: ignore[arg-type]


def test_a_person_parts_what_looks_the_same() -> None:
    reports = [report("a", FIRE), report("b", FIRE)]
    lineage = trace(reports, corrections=[correction("independent", "a", "b")])
    assert lineage.independent == 2
    assert lineage.relation("a", "b") == "none"
    (relation,) = lineage.relations
    assert "Ada" in relation.evidence[0].detail
    assert trace(reports).independent == 1


def test_a_person_names_the_parent() -> None:
    reports = [report("a", FIRE), report("b", OTHER)]
    lineage = trace(reports, corrections=[correction("copied from", "a", "b")])
    assert lineage.independent == 1
    (link,) = lineage.derivations
    assert (link.parent, link.child, link.probability) == ("b", "a", 1.0)
    assert link.evidence[0].signal == "correction"


def test_the_later_word_wins() -> None:
    reports = [report("a", FIRE), report("b", FIRE)]
    both = [correction("independent", "a", "b", day=1), correction("same release", "a", "b", day=2)]
    assert trace(reports, corrections=both).independent == 1
    assert trace(reports, corrections=both).relations[0].via == "release"
    assert summary(trace(reports, corrections=both)) == summary(trace(reports, corrections=both[::-1]))


def test_people_who_contradict_each_other_make_no_cycle() -> None:
    reports = [report(n, t) for n, t in (("a", FIRE), ("b", OTHER), ("c", THIRD))]
    told = [correction("copied from", *pair) for pair in (("a", "b"), ("b", "c"), ("c", "a"))]
    assert_no_cycle(trace(reports, corrections=told))


def test_every_link_gives_reasons_with_places() -> None:
    edited = FIRE.replace("blamed", "pointed to").replace("Some ninety", "About 90")
    reports = {r.id: r for r in (report("a", FIRE), report("b", edited, published="2020-01-02"), report("c", OTHER))}
    lineage = trace(list(reports.values()))
    for link in lineage.derivations:
        assert link.evidence
        for e in link.evidence:
            for p in e.passages:
                assert reports[link.child].text[p.a_start : p.a_end].strip()
                assert reports[link.parent].text[p.b_start : p.b_end].strip()


SENTENCES = [s.strip() + "." for t in (FIRE, OTHER, THIRD) for s in t.replace("\n", " ").split(".") if len(s) > 20]
TEXTS = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8, unique=True).map(" ".join)
OUTLETS = st.sampled_from(["", "AP", "Alpha Post", "Beta Star"])


@st.composite
def stories(draw: st.DrawFn) -> list[Report]:
    count = draw(st.integers(2, 5))
    start = datetime(2020, 1, 1, tzinfo=UTC)
    return [
        Report(
            id=f"r{i}",
            text=draw(TEXTS),
            outlet=draw(OUTLETS),
            published=draw(st.none() | st.integers(0, 90).map(lambda h: start + timedelta(hours=h))),
            credits=tuple(Credit(o, "reported", f"{o} reported") for o in draw(st.sets(OUTLETS, max_size=1)) if o),
        )
        for i in range(count)
    ]


@settings(max_examples=25, deadline=None)
@given(stories(), st.randoms(use_true_random=False))
def test_order_changes_nothing_and_no_cycle(reports: list[Report], dice: object) -> None:
    lineage = trace(reports)
    shuffled = list(reports)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    assert summary(trace(shuffled)) == summary(lineage)
    assert_no_cycle(lineage)
    assert 1 <= lineage.independent <= len(reports)
    assert all(0 <= share <= 1 for share in lineage.own.values())
    assert all(0 <= d.share <= 1 and 0 <= d.probability <= 1 for d in lineage.derivations)


@settings(max_examples=15, deadline=None)
@given(stories(), st.integers(0, 4))
def test_a_copy_of_any_report_never_adds_an_origin(reports: list[Report], which: int) -> None:
    original = reports[which % len(reports)]
    copy = Report(
        id="copy", text=original.text, outlet=original.outlet, published=original.published, credits=original.credits
    )
    assert trace([*reports, copy]).independent <= trace(reports).independent


def test_a_report_that_nobody_copied_can_go_without_a_change_for_the_others() -> None:
    reports = [report("a", FIRE, published="2024-05-01"), report("b", FIRE, published="2024-05-02"), report("c", OTHER)]
    whole, less = trace([*reports, report("d", THIRD)]), trace(reports)
    carried = {o.reports: (o.name, o.seen, o.derived) for o in whole.origins if o.reports != ("d",)}
    assert carried == {o.reports: (o.name, o.seen, o.derived) for o in less.origins}


def test_a_report_of_two_accounts_is_part_of_each_and_counts_for_neither() -> None:
    a = report("a", FIRE, outlet="Penwick Wire")
    b = report("b", OTHER + "\n\n" + THIRD, outlet="Lower Penwick Mail")
    both = f"{FIRE}\n\n{THIRD}\n\nCompiled from reports by Penwick Wire and the Lower Penwick Mail."
    credits = (Credit("Penwick Wire", "compiled", "x"), Credit("Lower Penwick Mail", "compiled", "x"))
    lineage = trace([a, b, report("c", both, outlet="Ledger", credits=credits)])
    assert lineage.independent == 2
    assert {d.parent for d in lineage.derivations if d.child == "c"} == {"a", "b"}


def test_unseen_originals_have_children_and_are_nobodys() -> None:
    credit = (Credit("AFP", "dateline", "(AFP)"),)
    lineage = trace([report("a", FIRE, credits=credit), report("b", FIRE, credits=credit), report("c", OTHER)])
    assert not [d for d in lineage.derivations if d.child.startswith("unseen:")]
    assert {d.parent for d in lineage.derivations} <= {"unseen:AFP", "a", "b"}


def test_without_an_encoder_the_notes_say_so() -> None:
    assert any("no encoder" in n for n in trace([report("a", FIRE), report("b", OTHER)], encoder=None).notes)


def test_the_first_line_of_evidence_is_a_plain_fact() -> None:
    (relation,) = trace([report("a", FIRE, outlet="X"), report("b", FIRE, outlet="Y")]).relations
    assert "narrative sentences of" in relation.evidence[0].detail
    assert not [e for e in relation.evidence if e.strength < 0 and not e.detail.startswith(("against", "no "))][1:]
