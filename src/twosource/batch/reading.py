"""Pages -> rows of reports, a part of the archive at a time; each with its profile and vector, made once for good."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from ..copies.vectors import fresh_encoder, report_vectors
from ..engine import one_thread
from ..errors import InputError
from ..pages.files import files
from ..pages.jsonl import record_page
from ..pages.sources import pages
from ..records import Page, Report, Unreadable
from ..reports.reading import read
from ..store import rows as stored
from ..stories.profiles import profile
from ..timing import Clock
from .files import Row, batched, content_digest, counts, digest, rows, write
from .packing import clean, moment, packed_profile, packed_report, packed_vector
from .schemas import READ, RESULTS

# Pages of one part: some tens of seconds of work, which is what a killed worker loses.
PAGES_TOGETHER = 500
# Rows of a Parquet file in memory at once.
_ROWS_TOGETHER = 256


@dataclass(frozen=True, slots=True)
class Source:
    """A file of the archive, or some small ones of a folder."""

    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """Some pages of a source: those from `start` up to `stop`."""

    source: Source
    start: int
    stop: int
    digest: str
    folder: str  # where the tables go
    encoded: bool


@dataclass(frozen=True, slots=True)
class Read:
    """What became of a part."""

    digest: str
    table: str
    days: tuple[str, ...]
    read: int
    refused: tuple[tuple[str, int], ...]  # reason -> how many
    seconds: tuple[tuple[str, float], ...] = ()  # room -> processor time; none where it was done before


def sources(given: Sequence[str]) -> list[Source]:
    """The files that are named; those of a folder together, PAGES_TOGETHER at a time. InputError where none is."""
    found: list[Source] = []
    for name in given:
        path = Path(name)
        if not path.exists():
            raise InputError(f"{name}: there is nothing here; name a file or a folder")
        inside = [str(file) for file in files(path)]
        if not inside:
            raise InputError(f"{name}: an empty folder")
        pages_of = [file for file in inside if _one_page(file)]
        found += [Source((file,)) for file in inside if not _one_page(file)]
        found += [Source(tuple(some)) for some in batched(pages_of, PAGES_TOGETHER)] if pages_of else []
    return found


def _one_page(file: str) -> bool:
    return file.lower().endswith((".html", ".htm", ".xhtml", ".txt"))


def counted(source: Source) -> tuple[Source, str, int]:
    """The source, a digest of its bytes, and how many pages it holds."""
    content = [content_digest(Path(path)) for path in source.paths if Path(path).is_file()]
    return source, digest("source", *source.paths, *content), sum(1 for _ in captured(source.paths))


def captured(paths: Sequence[str]) -> Iterator[Page | Unreadable]:
    """The pages of files, Parquet among them."""
    for path in paths:
        yield from _parquet(Path(path)) if path.endswith(".parquet") else pages([path])


def _parquet(path: Path) -> Iterator[Page | Unreadable]:
    """A page for each row; the columns are named as the fields of JSON Lines."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    number = 0
    try:
        for batch in pq.ParquetFile(path).iter_batches(_ROWS_TOGETHER):
            for row in batch.to_pylist():
                number += 1
                told = {key: str(value) if hasattr(value, "isoformat") else value for key, value in row.items()}
                yield record_page(told, f"{path}:{number}")
    except (OSError, pa.ArrowInvalid) as error:
        yield Unreadable("damaged", f"{error}; the rows after this place are lost", place=f"{path}:{number}")


def read_part(part: Reading) -> Read:
    """Read the pages of a part into its table; refusals into theirs, written first: a table that is there is whole."""
    table, refusals = tables_of(part.folder, part.digest)
    if table.exists():
        told = counts(rows([table], ["day"]), "day"), counts(rows([refusals], ["reason"]), "reason")
        return Read(
            part.digest, str(table), tuple(sorted(told[0])), sum(told[0].values()), tuple(sorted(told[1].items()))
        )
    clock = Clock()
    with one_thread():
        outcomes = _outcomes(part, clock)
        reports = [(page, outcome) for page, outcome in outcomes if isinstance(outcome, Report) and page]
        refused = [outcome for _, outcome in outcomes if isinstance(outcome, Unreadable)]
        made = sorted(_rows(part, reports, clock), key=lambda row: (row["day"], row["page_id"], row["place"]))
    write((asdict(refusal) for refusal in map(_clean, refused)), RESULTS["refusals"], refusals)
    write(made, READ, table)
    days = tuple(sorted({row["day"] for row in made}))
    reasons = tuple(sorted(Counter(refusal.reason for refusal in refused).items()))
    return Read(part.digest, str(table), days, len(made), reasons, clock.told())


def tables_of(folder: str, name: str) -> tuple[Path, Path]:
    """Where a part's reports and refusals lie."""
    return Path(folder) / f"{name}.parquet", Path(folder) / f"{name}.refused.parquet"


def _outcomes(part: Reading, clock: Clock) -> list[tuple[Page | None, Report | Unreadable]]:
    made: list[tuple[Page | None, Report | Unreadable]] = []
    for page in itertools.islice(captured(part.source.paths), part.start, part.stop):
        with clock("reading"):
            # the bytes are not needed any more
            made.append((replace(page, content=b""), read(page)) if isinstance(page, Page) else (None, page))
    return made


def _rows(part: Reading, reports: Iterable[tuple[Page, Report]], clock: Clock) -> Iterator[Row]:
    for some in batched(reports, _ROWS_TOGETHER):
        encoder = fresh_encoder() if part.encoded else None
        cleaned = [(page, clean(report)) for page, report in some]
        with clock("vectors"):
            told = [report for _, report in cleaned]
            vectors = [packed_vector(v) for v in report_vectors(told, encoder)] if encoder else [b""] * len(told)
        for (page, report), vector in zip(cleaned, vectors, strict=True):
            with clock("profiles"):
                packed = packed_profile(profile(report))
            yield _row(part, page, report) | {"profile": packed, "vector": vector}


def _row(part: Reading, page: Page, report: Report) -> Row:
    return {
        "day": day_of(page, report),
        "page_id": report.page_id,
        "id": stored.short(report.id),
        "address": stored.address(page),
        "captured": stored.captured(page),
        "place": stored.clean(page.place),
        "part": part.digest,
        "moment": moment(report),
        "report": packed_report(report),
    }


def day_of(page: Page, report: Report) -> str:
    """The day that a report belongs to: of publication, else of its capture; "" where neither is known."""
    published = report.published
    day = published.date() if isinstance(published, datetime) else published
    return str(day or (page.captured.date() if page.captured else ""))


def _clean(refusal: Unreadable) -> Unreadable:
    return Unreadable(*(stored.clean(getattr(refusal, name)) for name in RESULTS["refusals"].names))
