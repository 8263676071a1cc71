"""A story as Parquet tables for those who count: reports, pairs, their passages with places, changes, derivations."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from ..answers import Comparison, StoryAnswer
from ..errors import MissingExtra, StoreFull

Rows = Sequence[Mapping[str, object]]  # of one table, all with the same columns; they go straight to the file

_SPANS = ("a_start", "a_end", "b_start", "b_end")


def tables(answer: StoryAnswer) -> Mapping[str, Rows]:
    """Name of the table -> its rows. Offsets count characters of the reports' texts."""
    told = answer.story.id
    pairs = [(c, {"story": told, "a": c.a.id, "b": c.b.id}) for c in answer.comparisons]
    return {
        "reports": [
            {
                "story": told,
                "id": r.id,
                "outlet": r.outlet,
                "title": r.title,
                "url": r.url,
                "published": str(r.published or ""),
                "language": r.language or "",
                "text": r.text,
                "own": float(answer.lineage.own.get(r.id, 1.0)),
            }
            for r in answer.story.reports
        ],
        "pairs": [_pair(c, ids) for c, ids in pairs],
        "passages": [
            ids | {"kind": p.kind, "score": p.score} | {name: getattr(p, name) for name in _SPANS}
            for c, ids in pairs
            for p in c.passages
        ],
        "changes": [
            ids | {"kind": x.kind, "a_text": x.a_text, "b_text": x.b_text} | {name: getattr(x, name) for name in _SPANS}
            for c, ids in pairs
            for x in c.changes
        ],
        "derivations": [
            {
                "story": told,
                "parent": d.parent,
                "child": d.child,
                "kind": d.kind,
                "share": d.share,
                "probability": d.probability,
                "seen": d.parent in answer.lineage.reports,
            }
            for d in answer.lineage.derivations
        ],
    }


def _pair(compared: Comparison, ids: Mapping[str, object]) -> Mapping[str, object]:
    """How two reports are related, and how many characters of each stand in passages that they share."""
    relation, passages = compared.relation, compared.passages
    return {
        **ids,
        "relation": relation.kind if relation else "none",
        "probability": float(relation.probability) if relation else 0.0,
        "via": relation.via if relation else "none",
        "passages": len(passages),
        "a_shared": len({at for p in passages for at in range(p.a_start, p.a_end)}),
        "b_shared": len({at for p in passages for at in range(p.b_start, p.b_end)}),
    }


def write(answer: StoryAnswer, folder: Path) -> list[Path]:
    """A file a table, NAME.parquet, in this folder; a table without rows gives none."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ModuleNotFoundError as missing:
        raise MissingExtra("Parquet", "parquet") from missing
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, rows in tables(answer).items():
            if rows:
                written.append(folder / f"{name}.parquet")
                pyarrow.parquet.write_table(pyarrow.Table.from_pylist(list(rows)), written[-1])
    except OSError as error:
        raise StoreFull(f"{folder} cannot be written ({error.strerror}): name another folder") from error
    return written


def packed(answer: StoryAnswer) -> bytes:
    """The same files in one zip, for those who ask over the network; the same bytes for the same answer."""
    out = io.BytesIO()
    with TemporaryDirectory() as folder, zipfile.ZipFile(out, "w") as archive:
        for path in write(answer, Path(folder)):
            archive.writestr(zipfile.ZipInfo(path.name), path.read_bytes())
    return out.getvalue()
