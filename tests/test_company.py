"""Company of a pair: what nobody else joins is as likely as it is by itself."""

import math

from hypothesis import given
from hypothesis import strategies as some

from twosource.stories.clusters import UNCOMPARED
from twosource.stories.company import SURE, neighbours, with_company


@given(some.floats(-7, 7))
def test_a_pair_without_company_joins_if_it_is_likelier_than_not(odds: float) -> None:
    weighed = with_company({(0, 1): odds}, neighbours({(0, 1): odds}))
    value = weighed.get((0, 1), UNCOMPARED)  # far below nothing it counts no more than an uncompared pair
    assert math.copysign(1, value or odds) == math.copysign(1, odds)


def test_common_company_speaks_for_a_doubtful_pair() -> None:
    odds = {(a, b): 4.0 for a in range(5) for b in range(a + 1, 5)} | {(0, 1): -0.5}
    assert with_company(odds, neighbours(odds))[0, 1] > 0


def test_company_elsewhere_speaks_against_it() -> None:
    odds = {(0, 1): -0.5, (0, 2): 4.0, (0, 3): 4.0, (2, 3): 4.0, (1, 4): 4.0, (1, 5): 4.0, (4, 5): 4.0}
    assert with_company(odds, neighbours(odds))[0, 1] < -0.5


def test_sure_pairs_and_those_left_out_keep_their_own() -> None:
    odds = {(0, 1): SURE, (0, 2): 1.0, (1, 2): 1.0}
    weighed = with_company(odds, neighbours(odds), left_out=frozenset({2}))
    assert weighed == odds


def test_a_large_story_holds_a_doubtful_pair_as_a_small_one_does() -> None:
    for size in (4, 12, 80):
        odds = {(a, b): 2.0 for a in range(size) for b in range(a + 1, size)} | {(0, 1): -0.5}
        assert with_company(odds, neighbours(odds))[0, 1] > 0


def test_two_stories_of_twelve_with_doubtful_pairs_between_them_stay_apart() -> None:
    one, two = range(12), range(12, 24)
    within = {(a, b): 2.0 for of in (one, two) for a in of for b in of if a < b}
    odds = within | {(a, b): -1.5 for a in one for b in two} | {(0, 12): 0.5}
    assert with_company(odds, neighbours(odds)).get((0, 12), UNCOMPARED) < 0
