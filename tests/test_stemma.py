"""The tree of copies by what it costs to make one of another."""

import itertools

import numpy as np
import pytest

from factory import report
from twosource.faces.naming import alternatives
from twosource.records import Derivation
from twosource.stories.copying import collated_texts, common_original, copying_cost
from twosource.stories.doubt import _CAUTION, chances
from twosource.stories.heads import named_heads
from twosource.stories.lineage import trace
from twosource.stories.parallels import in_one_order, split_alike, told
from twosource.stories.plausible import plausibility
from twosource.stories.readings import reading
from twosource.stories.stemma import Known, Named, Stemma, stemma

TEXT = """The ferry ran aground below the old lighthouse before anybody on the bridge had noticed the fog.
Passengers were taken off in fishing boats that came out from three villages at once.
A cook carried two sleeping children down a rope ladder and went back for her spectacles.
The owners promise an inquiry and have sent a tug from the mainland.
Divers found a hole the size of a barn door beneath the engine room.
Nobody can say when the crossing will open again."""


def sentences(text: str = TEXT) -> list[tuple[str, ...]]:
    return [tuple(line.lower().rstrip(".").split()) for line in text.splitlines()]


def swapped(text: list[tuple[str, ...]], *changes: tuple[str, str]) -> list[tuple[str, ...]]:
    joined = [" ".join(s) for s in text]
    for old, new in changes:
        joined = [s.replace(old, new) for s in joined]
    return [tuple(s.split()) for s in joined]


def cost(parent: list[tuple[str, ...]], child: list[tuple[str, ...]]) -> float:
    made = collated_texts([parent, child])
    return copying_cost(made.units, *made.texts)


def grown(*texts: list[tuple[str, ...]], named: tuple[Named, ...] = ()) -> Stemma:
    n = len(texts)
    return stemma(collated_texts(texts), Known(np.zeros((n, n)), set(), set(), named))


@pytest.mark.parametrize(
    ("right", "slipped"),
    [("lighthouse", "lihgthouse"), ("children", "chilren"), ("inquiry", "inquriy"), ("consolation", "consoaltion")],
)
def test_a_slip_is_less_plausible_than_the_word(right: str, slipped: str) -> None:
    assert plausibility(slipped) < plausibility(right) - 1


def test_any_word_has_a_plausibility() -> None:
    assert plausibility("") <= 0
    assert np.isfinite(plausibility("\ud800" + "é" * 90))
    assert plausibility("la") > plausibility("lq")


def test_slips_synonyms_and_cuts_go_one_way() -> None:
    whole = sentences()
    assert cost(whole, whole) == 0
    for copy in (
        swapped(whole, ("lighthouse", "lihgthouse")),
        swapped(whole, ("found", "found found")),
        swapped(whole, ("children", "youngsters")),
        whole[:2],
    ):
        assert cost(whole, copy) < cost(copy, whole)


def test_a_long_cut_from_the_end_costs_what_a_short_one_does() -> None:
    assert cost(sentences(), sentences()[:2]) == cost(sentences(), sentences()[:5])


def test_spinning_many_words_costs_less_than_changing_each() -> None:
    whole = sentences()
    one = swapped(whole, ("found", "discovered"))
    pairs = (("anybody", "anyone"), ("noticed", "observed"), ("children", "youngsters"), ("promise", "pledge"))
    rarer = [(a, b) for a, b in (*pairs, ("found", "discovered")) if plausibility(b) < plausibility(a)]
    assert cost(whole, swapped(whole, *rarer)) < len(rarer) * cost(whole, one) + 6


def test_sentences_are_split_where_another_copy_ends_one() -> None:
    first, second, *rest = sentences()
    joined = [first + second, *rest]
    assert split_alike([joined, sentences()]) == [sentences(), sentences()]


def test_pairs_stand_in_one_order() -> None:
    alike = np.array([[1.0, 0, 0.9], [0, 0.8, 0], [0, 0, 0.7]])
    assert in_one_order(alike) == [(0, 0), (1, 1), (2, 2)]
    assert in_one_order(np.zeros((0, 3))) == []


def test_sentences_about_other_people_are_other_sentences() -> None:
    mine, other = (tuple(f"{name} ran to the pier".split()) for name in ("ada moss", "ivo reed"))
    facts = frozenset({"ada", "moss", "ivo", "reed"})
    assert len(collated_texts([[mine], [other]]).units) == 1
    assert len(collated_texts([[mine], [other]], facts).units) == 2


def test_a_chain_is_told_from_a_star() -> None:
    first = sentences()
    second = swapped(first, ("lighthouse", "lihgthouse"), ("villages", "vilalges"))
    third = swapped(second, ("mainland", "mianland"))
    fourth = swapped(first, ("passengers", "passnegers"))
    assert grown(third, first, fourth, second).parents == (3, -1, 1, 1)


def test_a_lost_original_is_put_in_and_reads_right() -> None:
    whole = sentences()
    copies = [
        swapped(whole, ("lighthouse", "lihgthouse"), ("villages", "vilalges"), ("anybody", "anbyody")),
        swapped(whole, ("children", "chidlren"), ("mainland", "mianland"), ("crossing", "corssing")),
        swapped(whole, ("passengers", "passnegers"), ("inquiry", "inquriy"), ("spectacles", "spectalces")),
    ]
    made = grown(*copies)
    assert made.parents == (3, 3, 3, -1)
    original = collated_texts([*copies, whole])
    assert common_original(original.units, None, original.texts[:3]) == original.texts[3]


def test_a_credited_agency_heads_its_copies() -> None:
    whole = sentences()
    copies = [swapped(whole, ("lighthouse", "lihgthouse")), swapped(whole, ("children", "chidlren")), whole[:5]]
    made = grown(*copies, named=(Named({0: 6.0, 1: 6.0}, True),))
    assert made.parents[3] == -1
    assert made.parents[:2] == (3, 3)


def test_agencies_head_and_a_lone_station_does_not() -> None:
    texts = [f"{line}\n\n{TEXT}" for line in ("(AFP) -", "(AFP) -", "")]
    texts[2] += "\n\nThis story was originally published by KORV."
    members = [reading(report(str(i), t)) for i, t in enumerate(texts)]
    heads = named_heads(members, ["AFP", "KORV"])
    assert [h.name for h in heads if h.sure] == ["AFP"]
    assert heads[0].head
    assert set(heads[0].children) == {0, 1}


def brute_chances(costs: np.ndarray, heads: np.ndarray) -> np.ndarray:
    """The same by counting all trees with one head."""
    m, total, found = len(heads), 0.0, np.zeros_like(costs)
    for parents in itertools.product(range(-1, m), repeat=m):
        if parents.count(-1) != 1 or any(_lost(parents, v) for v in range(m)):
            continue
        weight = np.exp(-sum(heads[c] if p < 0 else costs[p, c] for c, p in enumerate(parents)) / _CAUTION)
        total += weight
        for c, p in enumerate(parents):
            if p >= 0:
                found[p, c] += weight
    return found / total


def _lost(parents: tuple[int, ...], node: int) -> bool:
    """Whether no way leads from the node up to a head."""
    for _ in parents:
        if node < 0:
            return False
        node = parents[node]
    return node >= 0


def test_chances_are_those_of_all_trees_together() -> None:
    dice = np.random.default_rng(3)
    costs, heads = dice.uniform(0, 12, (4, 4)), dice.uniform(0, 20, 4)
    assert np.allclose(chances(costs, heads), brute_chances(costs, heads))


def test_chances_hold_where_costs_lie_far_apart() -> None:
    dice = np.random.default_rng(5)
    for _ in range(20):
        costs, heads = dice.uniform(0, 90, (4, 4)), 10_000 + dice.uniform(0, 120, 4)
        costs[dice.random((4, 4)) < 0.2] = np.inf
        found = chances(costs, heads)
        known = brute_chances(costs, heads - 10_000)
        assert np.allclose(found, known, rtol=1e-6, atol=1e-12)


def test_chances_where_one_heads_all_and_where_no_tree_is() -> None:
    costs = np.array([[0.0, 3, 3], [np.inf, 0, 1], [np.inf, 1, 0]])
    likely = chances(costs, np.zeros(3))
    assert np.allclose(likely.sum(axis=0), [0, 1, 1])
    apart = np.full((4, 4), np.inf)
    apart[0, 1] = apart[1, 0] = apart[2, 3] = apart[3, 2] = 1.0
    assert np.isfinite(chances(apart, np.zeros(4))).all()
    assert chances(np.zeros((0, 0)), np.zeros(0)).shape == (0, 0)


def test_three_copies_show_the_chain_in_the_lineage() -> None:
    first = TEXT.replace("\n", " ")
    second = first.replace("lighthouse", "lihgthouse").replace("villages", "vilalges")
    third = second.replace("mainland", "mianland")
    lineage = trace([report("c", first), report("a", second), report("b", third)])
    assert {(d.parent, d.child) for d in lineage.derivations} == {("c", "a"), ("a", "b")}
    assert all(d.probability > 0.5 for d in lineage.derivations)


def doubtful() -> list:
    """Two copies that read alike, and a third that may be from either."""
    first = TEXT.replace("\n", " ")
    second = first.replace("lighthouse", "lihgthouse")
    third = second.replace("mainland", "mianland")
    return [report("c", first), report("a", second), report("d", second), report("b", third)]


def test_another_parent_is_told_where_the_odds_are_near() -> None:
    by_child = {d.child: d for d in trace(doubtful()).derivations}
    copy = by_child["b"]
    assert copy.parent in {"a", "d"}
    assert {a.parent for a in copy.alternatives} >= {"a", "d"} - {copy.parent}
    assert all(0.15 <= a.probability <= 1 for a in copy.alternatives)
    assert alternatives(copy, {"d": "KORV", "a": "KORV"}).startswith("or from KORV (0.")
    assert alternatives(Derivation("a", "b", "edited", 1.0, 1.0), {}) == ""


def test_a_lost_text_that_a_copy_credits_is_that_outlets() -> None:
    whole = sentences()
    copies = [
        swapped(whole, ("lighthouse", "lihgthouse"), ("villages", "vilalges")),
        swapped(whole, ("children", "chidlren"), ("mainland", "mianland")),
        [*whole[:4], *sentences("the harbour master had gone home an hour before it struck")],
    ]
    made = grown(*copies, named=(Named({0: 6.0}, False, "KORV", sure=False),))
    assert made.names == {3: "KORV"}
    assert made.parents[0] == 3


def test_an_outlet_named_in_passing_puts_in_nothing_by_itself() -> None:
    whole = sentences()
    copies = [whole, swapped(whole, ("lighthouse", "lihgthouse")), swapped(whole, ("children", "chidlren"))]
    made = grown(*copies, named=(Named({1: 3.0}, False, "KORV", sure=False),))
    assert made.parents == (-1, 0, 0)
    assert not made.names


def test_a_notice_of_copyright_ties_no_copy_to_another() -> None:
    texts = [f"{TEXT}\n\nCopyright 2017 by WKMG. All rights reserved." for _ in range(3)]
    members = [reading(report(str(i), t)) for i, t in enumerate(texts)]
    (head,) = named_heads(members, ["WKMG"])
    assert not head.sure
    assert set(head.children.values()) == {0.0}


def test_a_sentence_put_in_other_words_costs_less_than_one_written_anew() -> None:
    whole = sentences()
    (recast,) = sentences(
        "men who dive discovered a gap as wide as the gate of a stable below the room with the motors"
    )
    copy = [*whole[:4], recast, whole[5]]
    known = {tuple(sorted((whole[4], recast))): 0.5}
    made = collated_texts([whole, copy, [*whole[:4], whole[5]]], retold=known)  # type: ignore[arg-type]
    full, child, lacking = made.texts
    assert copying_cost(made.units, full, child) < copying_cost(made.units, lacking, child)


def test_datelines_are_no_text() -> None:
    own = reading(report("MPA", f"PORT ANSLEY, March 14 (MPA) - {TEXT}"))
    assert told(own) == told(reading(report("other", TEXT)))
