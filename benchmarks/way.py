"""What the whole way costs beside reading alone: pages per second, in one run, on the same real pages."""

from __future__ import annotations

import gzip
import os
import tarfile
import tempfile
import time
from pathlib import Path

from record import record
from twosource.pages.sources import pages
from twosource.pipeline import infer, take_in
from twosource.reports.reading import read
from twosource.store import Store

DATA = Path(os.environ.get("TWOSOURCE_DATA", Path(__file__).parents[2] / "shared" / "data")) / "html"
SETS = ("article_extraction_benchmark", "wcxb_dev", "fundus_pages")


def unpacked(folder: Path) -> int:
    """Write all the sets' HTML pages into `folder`, plain; how many."""
    count = 0
    for name in SETS:
        with tarfile.open(DATA / f"{name}.tar.xz") as archive:
            for member in archive:
                if member.name.endswith(".html.gz"):
                    count += 1
                    content = gzip.decompress(archive.extractfile(member).read())
                    (folder / f"{name}-{count:04}.html").write_bytes(content)
    return count


def seconds(work: object) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        count = unpacked(folder)
        captured = list(pages([str(folder)]))
        read(captured[0])  # the extractor's own loading is not counted
        alone = seconds(lambda: [read(page) for page in captured])
        store = Store(str(folder / "way.db"))
        kept = seconds(lambda: list(take_in(store, [str(folder)])))
        known = seconds(lambda: list(take_in(store, [str(folder)])))
        inferred = seconds(lambda: infer(store))
        stories = store.stories()
    figures = {
        "pages": count,
        "stories": len(stories),
        "reading alone, pages/s": round(count / alone, 1),
        "read and kept, pages/s": round(count / kept, 1),
        "known already, pages/s": round(count / known, 1),
        "stories and lineage, pages/s": round(count / inferred, 1),
        "whole way, pages/s": round(count / (kept + inferred), 1),
        "whole way : reading alone": round((kept + inferred) / alone, 2),
    }
    for key, value in figures.items():
        print(f"{key}: {value}")
    record("way", figures)


if __name__ == "__main__":
    main()
