"""Sentences of several reports are encoded at one time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from twosource.copies.aligned import AlignedPairs
from twosource.copies.together import together
from twosource.copies.vectors import Vectors
from twosource.records import Report

A, B, C = (
    Report(name, f"Five people died in {name}. The mill of {name} burned down. Rain fell on {name}.", language="en")
    for name in ("Ansley", "Brindle", "Corran")
)


class Counting:
    """An encoder that notes what it is asked."""

    name = "counting"

    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.asked.append(list(texts))
        return np.eye(8, dtype=np.float32)[[len(text) % 8 for text in texts]]


def test_all_are_encoded_when_one_is_asked_for_and_none_before() -> None:
    counting = Counting()
    encoder = together(counting, [A, B, C])
    assert encoder is not None
    assert counting.asked == []
    rows = encoder.encode(["Rain fell on Brindle."])
    assert [len(texts) for texts in counting.asked] == [9]
    assert (rows == counting.encode(["Rain fell on Brindle."])).all()
    encoder.encode(["The mill of Corran burned down.", "Something else."])
    assert counting.asked[-1] == ["Something else."]


def test_long_texts_wait_until_they_are_asked_for() -> None:
    counting = Counting()
    encoder = together(counting, [Report("long", "Rain fell here. Snow fell there. " * 400), A])
    assert encoder is not None
    encoder.encode(["Rain fell here."])
    assert len(counting.asked[0]) == 3


def test_no_encoder_stays_none() -> None:
    assert together(None, [A]) is None


def test_pairs_that_are_known_do_not_bring_their_sentences() -> None:
    counting = Counting()
    assert AlignedPairs([A, B], {("Ansley", "Brindle"): ()}, counting)["Ansley", "Brindle"] == ()
    assert counting.asked == []
