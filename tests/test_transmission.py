"""The generator of known trees."""

import sys
from functools import partial
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))

from transmission import contracted, tradition, witnesses


@pytest.mark.parametrize("make", [tradition, witnesses, partial(witnesses, french=True)])
def test_the_same_seed_gives_the_same_tradition(make) -> None:
    assert make(7) == make(7)
    assert make(7) != make(8)


@pytest.mark.parametrize("seed", range(10))
def test_edges_form_no_cycle_and_name_what_is_there(seed: int) -> None:
    made = tradition(seed)
    ids = {r.id for r in made.reports}
    assert all(node in ids or node.startswith("lost:") for edge in made.edges for node in edge)
    left = set(made.edges)
    while left:
        leaves = {c for _, c in left} - {p for p, _ in left}
        assert leaves
        left = {e for e in left if e[1] not in leaves}


@pytest.mark.parametrize("seed", range(5))
def test_stripped_reports_tell_nothing(seed: int) -> None:
    for report in tradition(seed, stripped=True).reports:
        assert report.published is None
        assert report.outlet == ""
        assert "originally published" not in report.text


def test_a_lost_text_stays_only_where_two_copies_descend_from_it() -> None:
    edges = {("a", "x"), ("x", "b"), ("y", "c"), ("y", "d"), ("a", "y")}
    assert contracted(edges, {"x", "y"}) == {("a", "b"), ("a", "y"), ("y", "c"), ("y", "d")}


def test_a_lost_original_with_one_copy_leaves_no_edge() -> None:
    assert contracted({("x", "b"), ("b", "c")}, {"x"}) == {("b", "c")}
