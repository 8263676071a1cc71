"""Sentence pairs that lie near each other make one chain."""

import numpy as np

from twosource.copies.chains import Chain, Paragraphs, chains, firm
from twosource.copies.likeness import Cells


def cells(places: list[tuple[int, int]], dice: list[float]) -> Cells:
    """Pairs at these places, alike as said, all else the same."""
    i, j = (np.array(column, dtype=np.int64) for column in zip(*places, strict=True))
    same = np.array(dice)
    return Cells(i, j, same, same, same, 0 * same, 10 * same, same, 10 * same)


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
