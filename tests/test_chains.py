"""Sentence pairs that lie near each other make one chain."""

import itertools
import time

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from twosource.copies.chains import GAP, NEARLY_SAME, Chain, Paragraphs, chains, firm
from twosource.copies.likeness import Cells


def cells(places: list[tuple[int, int]], dice: list[float]) -> Cells:
    """Pairs at these places, alike as said, all else the same."""
    i, j = (np.array(column, dtype=np.int64) for column in zip(*places, strict=True))
    same = np.array(dice)
    return Cells(i, j, same, same, same, 0 * same, 10 * same, same, 10 * same, 0 * same)


def each_its_own(count: int) -> Paragraphs:
    return Paragraphs(np.arange(count, dtype=np.int64))


def spans(found: list[Chain]) -> list[tuple[int, int, int, int]]:
    return sorted((c.a_first, c.a_last, c.b_first, c.b_last) for c in found)


def test_a_paragraph_s_end_parts_reworded_sentences() -> None:
    pairs = cells([(0, 0), (1, 1)], [0.4, 0.4])
    assert spans(chains(pairs, each_its_own(2), each_its_own(2))) == [(0, 0, 0, 0), (1, 1, 1, 1)]


def test_nearly_the_same_words_run_on_beyond_it() -> None:
    pairs = cells([(0, 0), (1, 1)], [0.9, 0.9])
    assert spans(chains(pairs, each_its_own(2), each_its_own(2))) == [(0, 1, 0, 1)]


def test_in_a_text_about_something_else_all_that_is_near_is_one_copy() -> None:
    pairs = cells([(0, 0), (3, 2), (20, 3)], [0.4, 0.4, 0.4])
    found = chains(pairs, each_its_own(30), each_its_own(30), gap=6, across=True)
    assert spans(found) == [(0, 3, 0, 2), (20, 20, 3, 3)]


def test_a_plain_copy_loses_what_only_hangs_on_to_it() -> None:
    pairs = cells([(0, 0), (1, 1), (4, 5)], [1.0, 1.0, 0.2])
    chain = Chain(0, 4, 0, 5, (0, 1, 2))
    assert spans([firm(chain, pairs, np.array([1.0, 1.0, 0.2]))]) == [(0, 1, 0, 1)]
    assert firm(chain, pairs, np.array([1.0, 1.0, 0.7])) == chain


def test_a_reworded_chain_keeps_its_faint_pairs() -> None:
    chain = Chain(0, 4, 0, 5, (0, 1, 2))
    assert firm(chain, cells([(0, 0), (1, 1), (4, 5)], [0.5, 0.5, 0.2]), np.array([0.9, 0.9, 0.2])) == chain


def test_a_text_that_repeats_itself_costs_no_more_than_its_pairs() -> None:
    wide = 180
    places = [(x, y) for x in range(wide) for y in range(wide)]
    start = time.process_time()
    found = chains(cells(places, [0.9] * len(places)), each_its_own(wide), each_its_own(wide))
    assert spans(found) == [(0, wide - 1, 0, wide - 1)]
    assert time.process_time() - start < 5  # a pair at a time takes 15


@given(
    st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12), st.sampled_from([0.2, 0.9])), min_size=1, max_size=40)
)
def test_pairs_are_joined_as_one_by_one(told: list[tuple[int, int, float]]) -> None:
    held = {(x, y): dice for x, y, dice in told}
    places = sorted(held)
    number = np.array([n // 3 for n in range(13)])
    pairs, sides = cells(places, [held[p] for p in places]), Paragraphs(number)

    def near(one: tuple[int, int], other: tuple[int, int]) -> bool:
        (x, y), (v, w) = sorted((one, other))
        both = min(held[one], held[other]) >= NEARLY_SAME
        beside = both and v - x <= 1 and 0 <= w - y <= 1
        within = number[x] == number[v] or number[y] == number[w] or beside
        return bool(max(v - x, abs(w - y)) <= 1 + (GAP if both else 2) and within)

    groups = [[p] for p in places]
    for one, other in itertools.combinations(places, 2):
        mine, its = (next(g for g in groups if p in g) for p in (one, other))
        if near(one, other) and mine is not its:
            groups.remove(its)
            mine += its
    members = sorted(sorted(places.index(p) for p in g) for g in groups)
    assert sorted(list(c.pairs) for c in chains(pairs, sides, sides, gap=2)) == members
