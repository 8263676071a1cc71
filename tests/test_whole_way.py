"""The example pages, the whole way, against their truth file; and laws of the whole."""

import json
from functools import cache
from pathlib import Path

import pytest

import twosource as ts
from twosource import answers
from twosource.pages.sources import pages
from twosource.pipeline import infer, take_in
from twosource.store import Store

EXAMPLES = Path(__file__).parent.parent / "examples"
TRUTH = json.loads((EXAMPLES / "truth.json").read_text(encoding="utf-8"))
STORY = TRUTH["story"]


@cache
def examples() -> dict[str, ts.Report | ts.Unreadable]:
    found = {}
    for page in pages([str(EXAMPLES / "pages")]):
        assert isinstance(page, ts.Page)
        found[Path(page.place).name[:2]] = ts.read(page)
    return found


@cache
def lineage() -> ts.Lineage:
    return ts.trace([r for r in examples().values() if isinstance(r, ts.Report)])


def number(report_id: str) -> str:
    return next(n for n, r in examples().items() if isinstance(r, ts.Report) and r.id == report_id)


@pytest.mark.parametrize("name", sorted(TRUTH["pages"]))
def test_pages_read_as_the_truth_says(name: str) -> None:
    truth, report = TRUTH["pages"][name], examples()[name]
    assert isinstance(report, ts.Report) == truth["readable"]
    if not isinstance(report, ts.Report):
        return
    assert report.language == truth["language"]
    assert not [line for line in truth["boilerplate"] if line in report.text]
    names = {c.name for c in report.credits if c.kind != "photo"}
    assert {_called(c) for c in truth["credits"]} <= {_called(n) for n in names}
    allowed = {_called(c) for c in [*truth["credits"], *truth["own_credits"]]}
    assert {_called(n) for n in names if n} <= allowed


def _called(name: str) -> str:
    also = TRUTH["also_called"]
    return next((main for main, others in also.items() if name in (main, *others)), name)


def test_all_are_one_story_of_one_day() -> None:
    (story,) = ts.group([r for r in examples().values() if isinstance(r, ts.Report)])
    assert len(story.reports) == 13
    assert str(story.event_date) == STORY["event_date"]


def test_the_count_of_independent_origins() -> None:
    assert lineage().independent == STORY["independent"]


def test_relations_of_all_pairs() -> None:
    ids = {n: r.id for n, r in examples().items() if isinstance(r, ts.Report)}
    wrong = [
        (p["a"], p["b"], p["relation"], lineage().relation(ids[p["a"]], ids[p["b"]]))
        for p in STORY["pairs"]
        if lineage().relation(ids[p["a"]], ids[p["b"]]) != p["relation"]
    ]
    assert not wrong


def test_who_took_from_whom() -> None:
    found = {(number(d.parent), number(d.child)) for d in lineage().derivations}
    assert found == {(d["parent"], d["child"]) for d in STORY["derivations"]}


def test_what_kind_of_copy_each_is() -> None:
    kinds = {(d["parent"], d["child"]): d["kinds"] for d in STORY["derivations"]}
    assert not [d for d in lineage().derivations if d.kind not in kinds[number(d.parent), number(d.child)]]


def test_origins_are_named() -> None:
    counted = {_called(o.name) for o in lineage().origins if not o.derived}
    assert counted == {_called(o["name"]) for o in STORY["origins"]}


def test_the_store_gives_the_same_answer_twice(tmp_path: Path) -> None:
    store = Store(str(tmp_path / "x.db"))
    list(take_in(store, [str(EXAMPLES / "pages")]))
    first = infer(store)
    assert infer(store) == []
    assert store.stories() == first
    told = max(answers.stories(store).rows, key=lambda s: s.reports)
    assert (told.reports, told.independent) == (13, STORY["independent"])
    assert [r.reason for r in answers.refusals(store).rows] == ["sign-in wall"]
