import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.copies.same_names import KnownNames, same_name

KEYS = st.lists(
    st.sampled_from(
        ["xi", "jinping", "yury", "yuri", "un", "united", "nations", "usa", "ross", "ros", "'s", "burdine.roe"]
    ),
    max_size=3,
).map(" ".join)


@pytest.mark.parametrize(
    ("x", "y", "one"),
    [
        ("xi jinping", "xi", True),
        ("yury ushakov", "yuri ushakov", True),
        ("united states", "usa", True),
        ("world health organisation", "who", True),
        ("ros", "rose", False),
        ("ada merrow", "ada brown", False),
    ],
)
def test_spellings_of_one_name(x: str, y: str, one: bool) -> None:
    assert same_name(x, y) is one
    assert same_name(y, x) is one


@given(st.lists(KEYS, max_size=6), KEYS)
def test_known_names_are_those_that_are_one_with_any(known: list[str], key: str) -> None:
    assert (key in KnownNames(known)) == any(same_name(key, other) for other in known)
