"""A story as Parquet: every passage, change and derivation, with offsets that reproduce the words."""

import io
import zipfile
from pathlib import Path

import pytest

from twosource import answers
from twosource.faces.parquet import packed, tables, write
from twosource.store import Store


def test_tables_hold_the_whole_answer(example_store: str) -> None:
    answer = answers.story(Store(example_store))
    told = tables(answer)
    assert len(told["reports"]) == len(answer.story.reports)
    assert len(told["passages"]) == sum(len(c.passages) for c in answer.comparisons)
    assert [(row["a"], row["b"], row["passages"]) for row in told["pairs"]] == [
        (c.a.id, c.b.id, len(c.passages)) for c in answer.comparisons
    ]
    for row in told["passages"]:
        assert row["score"] > 0
    assert len(told["derivations"]) == len(answer.lineage.derivations)
    texts = {row["id"]: str(row["text"]) for row in told["reports"]}
    for pair in told["pairs"]:
        assert 0 < pair["a_shared"] <= len(texts[pair["a"]])
    for change in told["changes"]:
        assert texts[change["a"]][change["a_start"] : change["a_end"]] == change["a_text"]


def test_in_one_zip_for_the_network(example_store: str, tmp_path: Path) -> None:
    answer = answers.story(Store(example_store))
    names = {path.name: path.read_bytes() for path in write(answer, tmp_path)}
    with zipfile.ZipFile(io.BytesIO(packed(answer))) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == names
    assert packed(answer) == packed(answer)


def test_files_come_back_as_they_went(example_store: str, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    answer = answers.story(Store(example_store))
    for path in write(answer, tmp_path / "out"):
        assert parquet.read_table(path).to_pylist() == list(tables(answer)[path.stem])
