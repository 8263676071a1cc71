import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.copies.fingerprints import RUN, WINDOW, fingerprints, word_hashes
from twosource.reports.text import words

DISPATCH = (
    "The harbour master said on Tuesday that two ferries had collided in thick fog off the northern pier, "
    "and that all ninety passengers were brought ashore by fishing boats before noon."
)


def keys(text: str) -> set[int]:
    return set(fingerprints([text]).keys.tolist())


def test_a_run_long_enough_shares_a_key() -> None:
    run = " ".join(DISPATCH.split()[: RUN + WINDOW - 1])
    assert keys(f"Once upon a time there were other words. {run} came after it.") & keys(f"Quite different: {run}")


def test_unrelated_texts_share_none() -> None:
    assert not keys(DISPATCH) & keys("A cat sat on the mat and looked at the rain for most of the long afternoon.")


def test_folding_unites_case_accents_apostrophes_and_hyphens() -> None:
    plain = "the Orbans didnt see the 15 year old boy at the cafe on that day"
    fancy = "THE ORBÁNS DIDN’T see the 15-year-old boy; at the Cafe\u0301 on that day"
    assert keys(plain) == keys(fancy)


def test_the_place_is_where_the_run_starts() -> None:
    text = "  “Ça alors,” he said;\n\ntwo ferries had collided in thick fog off the northern pier."
    prints = fingerprints(["", text])
    starts = {word.start for word in words(text)}
    assert len(prints.keys)
    assert set(prints.starts.tolist()) <= starts
    assert set(prints.owners.tolist()) == {1}


def test_unspaced_scripts_have_keys() -> None:
    for shared in (
        "国家主席星期三与俄罗斯总统举行视频会晤",
        "首相は水曜日に東京で記者会見を開いた",
        "นายกรัฐมนตรีเดินทางถึงกรุงเทพ",
    ):
        assert keys(f"一二三 {shared} 四五六") & keys(shared)


def test_short_and_odd_texts_have_none() -> None:
    assert not len(fingerprints([]).keys)
    assert not len(fingerprints(["", "one two three", "\ud800 \x00\x07 ...", "\u200f\u202e"]).keys)


def test_large_texts_are_bounded() -> None:
    prints = fingerprints(["word\n" * 100_000, "x" * 5_000_000])
    assert len(np.unique(prints.keys)) == 1


@given(st.lists(st.text(max_size=60), max_size=5), st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_neighbours_change_nothing(others: list[str], text: str) -> None:
    alone, among = fingerprints([text]), fingerprints([*others, text])
    mine = among.owners == len(others)
    assert np.array_equal(among.keys[mine], alone.keys)
    assert np.array_equal(among.starts[mine], alone.starts)


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text_gives_words_at_its_places(text: str) -> None:
    hashes, starts = word_hashes(text)
    assert len(hashes) == len(starts)
    assert (np.diff(starts) > 0).all()
    assert ((starts >= 0) & (starts < max(1, len(text)))).all()
