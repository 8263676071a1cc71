from collections.abc import Sequence
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.copies import vectors
from twosource.copies.vectors import (
    CachedEncoder,
    MemoryCache,
    Vectors,
    chosen_encoder,
    default_encoder,
    report_vectors,
    sentence_transformers,
    speakable_text,
    vector_key,
)
from twosource.errors import InputError, MissingExtra
from twosource.records import Report

ODD_TEXTS = [
    "ראש הממשלה הגיע לירושלים",
    "وصل رئيس الوزراء إلى القاهرة",
    "总理抵达北京",
    "首相が東京に到着した。",
    "นายกรัฐมนตรีเดินทางถึงกรุงเทพ",
    "\x00\x07 bells \ud800 and lone surrogates \udfff",
    "one endless word " + "x" * 200_000,
    "mixed עברית and عربي and English \u200f\u202e",
]


class Letters:
    """A tiny encoder: counts of letters; tells how many texts it was asked for."""

    name = "letters"

    def __init__(self) -> None:
        self.asked = 0

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.asked += len(texts)
        rows = np.array([[text.count(c) for c in "abcdefghij"] for text in texts], dtype=np.float32)
        return vectors.unit_rows(rows.reshape(len(texts), 10))


def test_packaged_encoder_finds_a_translation() -> None:
    encoder = default_encoder()
    assert encoder is not None
    rows = encoder.encode(
        ["The prime minister resigned on Monday.", "Le premier ministre a démissionné lundi.", "Rain."]
    )
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-3)
    assert rows[0] @ rows[1] > 0.6 > rows[0] @ rows[2]


def test_odd_texts_break_nothing() -> None:
    encoder = default_encoder()
    assert encoder is not None
    rows = encoder.encode(ODD_TEXTS)
    assert np.isfinite(rows).all()
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-3)


def test_a_text_without_words_is_like_nothing() -> None:
    encoder = default_encoder()
    assert encoder is not None
    assert not encoder.encode(["", " \n", "...", "\x00"]).any()


@given(st.text(max_size=80))
@settings(max_examples=40, deadline=None)
def test_any_text_gives_a_finite_row(text: str) -> None:
    encoder = default_encoder()
    assert encoder is not None
    length = float(np.linalg.norm(encoder.encode([text])))
    assert abs(length - 1) < 1e-3 or length == 0


def test_each_text_is_encoded_once() -> None:
    inner = Letters()
    encoder = CachedEncoder(inner, MemoryCache())
    first = encoder.encode(["abc", "abd", "abc"])
    again = encoder.encode(["abd", "abc"])
    assert inner.asked == 2
    assert np.array_equal(first[[1, 0]], again)
    assert encoder.name == "letters"


def test_memory_cache_is_bounded() -> None:
    cache = MemoryCache(limit=2)
    cache.put({name: np.zeros(3, dtype=np.float32) for name in "abc"})
    assert set(cache.get(["a", "b", "c"])) == {"b", "c"}


def test_no_texts_give_no_rows() -> None:
    assert CachedEncoder(Letters(), MemoryCache()).encode([]).shape == (0, 10)


def test_keys_tell_encoders_and_texts_apart() -> None:
    assert len({vector_key("x", "a"), vector_key("y", "a"), vector_key("x", "b")}) == 3
    assert vector_key("x", "\ud800")


def test_sentence_transformers_says_which_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors.importlib.util, "find_spec", lambda _: None)
    with pytest.raises(MissingExtra, match=r"twosource\[models\]"):
        sentence_transformers("LaBSE")


def test_choice_of_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    inner = Letters()
    assert chosen_encoder(None) is None
    assert chosen_encoder(inner) is inner
    assert chosen_encoder("default") is default_encoder()
    monkeypatch.setattr(vectors.importlib.util, "find_spec", lambda _: None)
    default_encoder.cache_clear()
    try:
        assert chosen_encoder("default") is None
    finally:
        default_encoder.cache_clear()


def test_report_vectors_are_unit_rows_or_zeros() -> None:
    reports = [Report("1", "abc def. jih.", "bad"), Report("2", "", ""), Report("3", "a\n" * 100_000)]
    rows = report_vectors(reports, Letters())
    assert np.allclose(np.linalg.norm(rows, axis=1), [1, 0, 1], atol=1e-5)


def test_the_opening_makes_a_report_vector() -> None:
    opening = "The bridge at Hale was closed. " * 30
    one, other = (Report(name, opening + more, "Bridge") for name, more in (("1", "abc " * 90), ("2", "xyz " * 90)))
    assert len(opening) > vectors.REPORT_CHARACTERS
    rows = report_vectors([one, other], Letters())
    assert np.array_equal(rows[0], rows[1])


def test_speakable_text_is_bounded() -> None:
    assert len(speakable_text("word " * 1_000_000)) <= vectors.MAX_CHARACTERS


@pytest.fixture
def _packaged_again():
    yield
    vectors.use_by_default(vectors.PACKAGED)


@pytest.mark.usefixtures("_packaged_again")
def test_what_default_means_can_be_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    vectors.use_by_default("none")
    assert chosen_encoder("default") is None
    model = SimpleNamespace(encode=lambda texts, **_: Letters().encode(texts))
    made = SimpleNamespace(SentenceTransformer=lambda _: model)
    monkeypatch.setattr(vectors.importlib.util, "find_spec", lambda _: True)
    monkeypatch.setattr(vectors.importlib, "import_module", lambda _: made)
    vectors.use_by_default("some/model")
    encoder = chosen_encoder("default")
    assert encoder is not None
    assert encoder.name == "some/model"
    assert np.array_equal(encoder.encode(["abc", ""])[0], Letters().encode(["abc"])[0])
    assert not encoder.encode(["\x00"]).any()


@pytest.mark.usefixtures("_packaged_again")
def test_a_model_that_cannot_be_used_leaves_the_default_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors.importlib.util, "find_spec", lambda _: None)
    with pytest.raises(MissingExtra, match="models"):
        vectors.use_by_default("some/model")
    assert vectors.default_is() == vectors.PACKAGED


def test_a_model_that_is_not_there_says_what_to_give(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> None:
        raise OSError(f"{name} is no folder")

    monkeypatch.setattr(vectors.importlib.util, "find_spec", lambda _: True)
    monkeypatch.setattr(vectors.importlib, "import_module", lambda _: SimpleNamespace(SentenceTransformer=absent))
    with pytest.raises(InputError, match="give a sentence"):
        sentence_transformers("nowhere").encode(["abc"])
