"""Scattered originals of a short stretch are one passage."""

from twosource.copies.summaries import with_summaries
from twosource.records import Passage


def test_a_summary_is_one_passage() -> None:
    parts = [Passage(100, 200, 3000, 3150, "reworded", 0.8), Passage(210, 300, 0, 120, "reworded", 0.9)]
    assert with_summaries(parts, 5000, 4000) == [Passage(100, 300, 0, 4000, "reworded", 0.9)]
    mirrored = with_summaries([p.mirrored() for p in parts], 4000, 5000)
    assert mirrored == [Passage(0, 4000, 100, 300, "reworded", 0.9)]


def test_passages_side_by_side_in_both_stay_as_they_are() -> None:
    parts = [Passage(100, 200, 300, 400, "reworded", 0.8), Passage(210, 300, 420, 500, "reworded", 0.9)]
    assert with_summaries(parts, 5000, 4000) == parts


def test_two_copied_paragraphs_brought_together_are_two_passages() -> None:
    parts = [Passage(100, 400, 9000, 9310, "reworded", 1.0), Passage(420, 700, 50, 300, "reworded", 1.0)]
    assert set(with_summaries(parts, 1000, 12_000)) == set(parts)
