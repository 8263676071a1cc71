"""What people see: every face shows the same answer, and text from outside stays text."""

import csv
import io
import itertools
import json
import re
import sys
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from factory import report
from twosource.answers import Agreement, Comparison, Shift, StoryAnswer
from twosource.errors import MissingExtra
from twosource.faces import drawing, export, marking, naming, terminal, tree
from twosource.faces.page import page
from twosource.records import (
    Change,
    Credit,
    Derivation,
    Disagreement,
    Evidence,
    Lineage,
    Origin,
    Passage,
    Relation,
    Span,
    Story,
)

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>\u202egnp.exe javascript:alert(3) [bold]x[/bold]'


def answer(words: str = "Five people died.") -> StoryAnswer:
    a = report("Harbour Post", words, title=words, credits=(Credit("NPA", "dateline", words[:4], 0, 4),))
    b = report("Vale Echo", words, published=date(2026, 1, 2))
    passage = Passage(0, len(words), 0, len(words), "verbatim", 0.99)
    evidence = Evidence("shared narrative", 3.0, f"both print '{words}'", (passage,))
    derivations = tuple(Derivation("unseen:NPA", r.id, "verbatim", 1.0, 0.97, (evidence,)) for r in (a, b))
    lineage = Lineage(
        (a.id, b.id),
        1,
        (Origin("unseen:NPA", "NPA", False, (a.id, b.id)),),
        derivations,
        (Relation(a.id, b.id, "same", 0.98, "copy", (evidence,)),),
        {a.id: 0.0, b.id: 0.0},
        ("a doubt",),
    )
    change = Change("number", words[:4], words[:4], 0, 4, 0, 4, f"turned '{words}' round")
    disagreement = Disagreement("number", "conflict", "dead", {a.id: words}, {a.id: Span(0, 4)})
    compared = Comparison(a, b, lineage.relations[0], (passage,), (change,))
    story = Story("s-1", (a, b), words, date(2026, 1, 1))
    return StoryAnswer(
        "2 reports, 1 independent origin: NPA (unseen).", story, lineage, (compared,), (disagreement,), ()
    )


class Tags(HTMLParser):
    """Collects elements and attributes, as a browser would."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(words)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes += attrs


@pytest.mark.parametrize("render", [page, lambda a: drawing.svg(a.lineage, {r.id: r for r in a.story.reports})])
def test_hostile_text_stays_text(render) -> None:
    tags = Tags(render(answer(HOSTILE)))
    assert not tags.names & {"script", "img", "iframe", "object"}
    assert not [name for name, _ in tags.attributes if name.startswith("on")]
    assert all(
        not (value or "").startswith("javascript:") for name, value in tags.attributes if name in ("href", "src")
    )


def test_the_page_fetches_nothing_and_says_the_answer() -> None:
    words = page(answer())
    assert not re.search(r'(?:src|href)="(?!#)', words)
    assert "default-src 'none'" in words
    for said in ("independent origin", "NPA", "Five people died.", "number", "a doubt", "2 January 2026"):
        assert said in words


def test_every_link_of_the_page_leads_somewhere() -> None:
    tags = Tags(page(answer()))
    anchors = {value for name, value in tags.attributes if name == "id"}
    assert {(value or "")[1:] for name, value in tags.attributes if name == "href"} <= anchors


@given(st.text(min_size=5, max_size=80))
def test_pieces_joined_are_the_text(words: str) -> None:
    compared = answer(words).comparisons[0]
    found = marking.pieces(compared, "a", compared.a.credits)
    assert "".join(piece.text for piece in found) == words
    assert all(piece.kind == "verbatim" and piece.passage == 1 for piece in found)
    assert [piece.first for piece in found] == [True] + [False] * (len(found) - 1)
    assert "".join(piece.text for piece in found if piece.credit == "NPA") == words[:4]


def test_what_is_cut_or_added_is_marked_inside_a_passage_and_nowhere_else() -> None:
    compared = answer("Five people died in the fire.").comparisons[0]
    inside, outside = compared.passages[0].a_start, compared.passages[0].a_end
    shorter = replace(compared.passages[0], a_end=outside - 5)
    cuts = tuple(replace(compared.changes[0], kind="cut", a_start=s, a_end=s + 4) for s in (inside + 1, outside - 4))
    found = marking.pieces(replace(compared, passages=(shorter,), changes=cuts), "a")
    assert [piece.change for piece in found if piece.change] == ["cut"]
    assert next(piece for piece in found if piece.change).kind == "verbatim"


def shown(thing: StoryAnswer) -> str:
    console = Console(file=io.StringIO(), width=200, color_system=None)
    terminal.story_answer(console, thing)
    return console.file.getvalue()  # type: ignore[attr-defined]


def test_the_terminal_shows_the_tree_and_neutralises_control_characters() -> None:
    words = shown(answer())
    for said in (
        "2 reports, 1 independent",
        "NPA",
        "not among the pages",
        "Vale Echo",
        "verbatim 100%",
        "number: turned",
    ):
        assert said in words
    hostile = shown(answer(HOSTILE + "\x1b[2J"))
    assert "\x1b" not in hostile
    assert "\u202e" not in hostile
    assert "[bold]x[/bold]" in hostile


def chain(length: int) -> Lineage:
    ids = tuple(f"r{n:03}" for n in range(length))
    derivations = tuple(Derivation(a, b, "edited", 0.9, 0.9) for a, b in itertools.pairwise(ids))
    return Lineage(ids, 1, (Origin("r000", "A", True, ids),), derivations)


def test_a_child_stands_to_the_right_of_all_its_parents() -> None:
    lineage = chain(40)
    second = Derivation("r010", "r030", "edited", 0.2, 0.6)
    both = Lineage(lineage.reports, 1, lineage.origins, (*lineage.derivations, second))
    drawn = tree.picture(both, {})
    assert all(drawn.nodes[d.child].x > drawn.nodes[d.parent].x for d in both.derivations)
    boxes = [(n.x, n.y) for n in drawn.nodes.values()]
    assert len(set(boxes)) == len(boxes) == 40


def test_a_very_long_chain_is_drawn() -> None:
    assert len(tree.picture(chain(3000), {}).nodes) == 3000


def test_json_holds_the_whole_answer() -> None:
    told = json.loads(export.as_json(answer()))
    assert told["lineage"]["independent"] == 1
    assert told["comparisons"][0]["passages"][0]["kind"] == "verbatim"
    assert told["disagreements"][0]["values"] == {"harbour-post": "Five people died."}


def test_json_lines_and_csv_have_a_row_a_report() -> None:
    rows = [json.loads(line) for line in export.json_lines(answer()).splitlines()]
    table = list(csv.DictReader(io.StringIO(export.comma_separated(answer()))))
    assert [r["report"] for r in rows] == [r["report"] for r in table] == ["harbour-post", "vale-echo"]
    assert table[0]["origins"] == "NPA"


def test_a_cell_is_never_a_formula() -> None:
    (first, _) = csv.DictReader(io.StringIO(export.comma_separated(answer("=HYPERLINK(1)"))))
    assert first["title"] == "'=HYPERLINK(1)"


def test_prov_names_every_derivation_and_its_ends() -> None:
    told = json.loads(export.prov(answer("a b/c")))
    for derived in told["wasDerivedFrom"].values():
        assert {derived["prov:generatedEntity"], derived["prov:usedEntity"]} <= told["entity"].keys()
    assert len(told["wasDerivedFrom"]) == 2


def test_json_ld_says_what_each_article_is_based_on() -> None:
    graph = json.loads(export.json_ld(answer()))["@graph"]
    assert graph[0]["isBasedOn"][0]["publisher"]["name"] == "NPA"
    assert graph[1]["datePublished"] == "2026-01-02"


def test_json_ld_says_where_each_statement_appears() -> None:
    told = answer()
    told = replace(told, agreements=(Agreement("day", "day", {"vale-echo": "Five"}, {"vale-echo": Span(0, 4)}),))
    claims = [one for one in json.loads(export.json_ld(told))["@graph"] if one["@type"] == "Claim"]
    assert [c["name"] for c in claims] == ["dead: Five people died.", "day: Five"]
    assert [[a["@id"] for a in c["appearance"]] for c in claims] == [["#harbour-post"], ["#vale-echo"]]


def test_the_tree_as_png() -> None:
    for words in ("Five people died.", HOSTILE + "\x00\ud800"):
        body = export.rendered("png", answer(words))
        assert body.startswith(b"\x89PNG\r\n\x1a\n")
        width, height = (int.from_bytes(body[at : at + 4], "big") for at in (16, 20))
        drawn = tree.picture(answer(words).lineage, {r.id: r for r in answer(words).story.reports})
        assert (width, height) == (round(drawn.width * 2), round(drawn.height * 2))


def test_a_tree_too_large_for_a_sharp_png_is_painted_smaller() -> None:
    body = drawing.png(chain(40), {})
    assert max(int.from_bytes(body[at : at + 4], "big") for at in (16, 20)) <= drawing.PNG_MOST


def test_without_its_library_png_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(MissingExtra, match=r"twosource\[png\]"):
        export.rendered("png", answer())


def test_letters_stand_for_the_origins_that_count() -> None:
    origins = tuple(Origin(f"o{n}", "x", True, (f"o{n}",), derived=n == 1) for n in range(30))
    letters = naming.origin_letters(Lineage((), 29, origins))
    assert "o1" not in letters
    assert [letters[name] for name in ("o0", "o2", "o26", "o27", "o29")] == ["A", "B", "Z", "A2", "C2"]


def test_each_box_has_a_row_and_a_copy_hangs_under_what_it_took_most_from() -> None:
    ids = ("a", "b", "c", "d")
    taken = (("a", "c", 0.9), ("b", "c", 0.2), ("a", "d", 0.5))
    derivations = tuple(Derivation(parent, child, "edited", share, 0.9) for parent, child, share in taken)
    drawn = tree.picture(Lineage(ids, 2, (Origin("a", "A", True, ("a", "c", "d")),), derivations), {})
    assert list(drawn.nodes) == ["a", "c", "d", "b"]
    assert drawn.nodes["a"].y == (drawn.nodes["c"].y + drawn.nodes["d"].y) / 2
    assert drawn.nodes["b"].y > drawn.nodes["d"].y
    assert [drawn.nodes[name].letters for name in ids] == ["A", "", "A", "A"]


def test_people_read_names_not_ids() -> None:
    names = naming.report_names(
        [report("Vale Echo", "x", id="r1"), report("Vale Echo", "y", id="r12"), report("Post", "z", id="r3")]
    )
    assert names == {"r1": "Vale Echo (r1)", "r12": "Vale Echo (r12)", "r3": "Post"}
    assert naming.in_words("r3 turned 'r31' into 'x'; r1 and r12 agree", names) == (
        "Post turned 'r31' into 'x'; Vale Echo (r1) and Vale Echo (r12) agree"
    )
    assert naming.by_value({"r1": "5", "r12": "6", "r3": "6"}, names) == {
        "6": ["Vale Echo (r12)", "Post"],
        "5": ["Vale Echo (r1)"],
    }


def test_prov_is_prov() -> None:
    prov_model = pytest.importorskip("prov.model")
    for words in ("Five people died.", HOSTILE):
        document = prov_model.ProvDocument.deserialize(content=export.prov(answer(words)), format="json")
        assert len(list(document.get_records(prov_model.ProvDerivation))) == 2


def test_graphml_is_read_by_a_library_for_graphs() -> None:
    networkx = pytest.importorskip("networkx")
    for words in ("Five people died.", HOSTILE + "\x00"):
        told = answer(words)
        graph = networkx.parse_graphml(export.graphml(told))
        edges = {(d.parent, d.child): (d.kind, d.share) for d in told.lineage.derivations}
        assert {(a, b): (e["kind"], e["share"]) for a, b, e in graph.edges(data=True)} == edges
        assert [n for n, data in graph.nodes(data=True) if not data["seen"]]


def test_how_a_story_grew_in_words() -> None:
    names = {"p1": "Courier", "p2": "Ledger"}
    joined = Shift("joined", "story:p1", ("p2",), "", "p2 with p1: the same place")
    assert naming.shift_in_words(joined, names) == "Ledger came in. Ledger with Courier: the same place."
    merged = Shift("merged", "story:p1", tuple(f"q{n}" for n in range(6)), "story:q0", "a person decided so")
    said = "Another story was joined to it: q0, q1, q2, q3, 2 more. A person decided so."
    assert naming.shift_in_words(merged, names) == said
    split = Shift("split", "story:p1", ("p2",), "story:p9", "more like one another than the rest")
    assert naming.shift_in_words(split, names).startswith("Ledger left another story and came here.")
    opened = Shift("opened", "story:p1", ("p1", "p2"), "", "")
    assert naming.shift_in_words(opened, names) == "It began with Courier, Ledger."


def test_graphml_has_every_end_of_every_edge() -> None:
    root = ElementTree.fromstring(export.graphml(answer(HOSTILE + "\x00")))
    space = "{http://graphml.graphdrawing.org/xmlns}"
    nodes = {node.get("id") for node in root.iter(f"{space}node")}
    edges = list(root.iter(f"{space}edge"))
    assert len(edges) == 2
    assert all({edge.get("source"), edge.get("target")} <= nodes for edge in edges)


def test_a_tall_tree_begins_with_its_origin_and_is_shown_at_full_size() -> None:
    derivations = [Derivation("a", f"b{n:02}", "verbatim", 1.0, 0.9) for n in range(30)]
    derivations += [Derivation("b00", f"c{n}", "edited", 1.0, 0.9) for n in range(3)]
    derivations += [Derivation("c0", "d", "edited", 1.0, 0.9), Derivation("d", "e", "edited", 1.0, 0.9)]
    ids = tuple(dict.fromkeys(name for d in derivations for name in (d.parent, d.child)))
    drawn = tree.picture(Lineage(ids, 1, (Origin("a", "A", True, ids),), tuple(derivations)), {})
    assert drawn.nodes["a"].y == min(node.y for node in drawn.nodes.values())
    assert drawn.nodes["b00"].y > drawn.nodes["b29"].y  # the one with copies of its own comes last
    assert drawn.wide
    assert not tree.picture(Lineage(("a",), 1, (Origin("a", "A", True, ("a",)),)), {}).wide


def test_values_written_differently_are_one() -> None:
    values = {"r1": "Nine", "r2": "9", "r3": "nine", "r4": "nine", "r5": "ten", "r6": "6:40"}
    assert naming.by_value(values, {}) == {"nine": ["r1", "r2", "r3", "r4"], "ten": ["r5"], "6:40": ["r6"]}


def test_an_update_is_told_in_the_order_in_which_it_came() -> None:
    late = report("Vale Echo", "Two died.", published=date(2026, 1, 3))
    early = [report(f"Post {n}", "One died.", published=date(2026, 1, n)) for n in (1, 2)]
    members = (late, *early)
    dead = {r.id: r.text.partition(" ")[0] for r in members}
    spans = dict.fromkeys(dead, Span(0, 3))
    facts = tuple(Disagreement("number", nature, "dead", dead, spans) for nature in ("update", "conflict"))
    lineage = Lineage(tuple(dead), 3, tuple(Origin(r.id, r.outlet, True, (r.id,)) for r in members))
    told = StoryAnswer("3 reports.", Story("s-1", members, "Mill burns"), lineage, (), facts, ())
    console = Console(record=True, width=200, file=io.StringIO())
    terminal.story_answer(console, told)
    shown = console.export_text()
    assert "dead (update): One (Post 1, Post 2) → Two (Vale Echo)" in shown
    assert "dead (conflict): One (Post 1, Post 2) | Two (Vale Echo)" in shown
