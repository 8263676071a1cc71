"""Claims against a whole store of 100,000 reports, asked as every face asks. To results/claim_index.json.

The store holds the gva reports, their incidents as stories, and reports made from them by the mutator, five a story.
The made ones say other things in nearly the same words, so the verdicts here tell nothing of right and wrong
(benchmarks/statements.py does that); the times do.
"""

from __future__ import annotations

import json
import resource
import statistics
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import numpy as np
import sqlalchemy as sa

from mutator import FAMILY, mutated
from record import record
from statements import DATA, HERE, gva, lines
from twosource.answers import checked
from twosource.batch.files import batched
from twosource.copies.vectors import default_encoder, report_vectors, unit_rows
from twosource.inference import way
from twosource.records import Lineage, Page, Report, Story
from twosource.statements.claim_index import bearing, stems_of
from twosource.store import Store, StoredStory
from twosource.store.tables import PLACED, REPORTS, ROUNDS

_REPORTS = 100_000
_BATCH = 1000
_NOISE = 0.02  # a dimension: cosine about .9 with the original


def stories(made: int) -> Iterator[tuple[Report, ...]]:
    """The reports of each incident, then made ones, five at a time."""
    events: dict[str, list[Report]] = defaultdict(list)
    reports = gva()
    for row in lines(DATA / "gva" / "reports.jsonl.gz"):
        events[str(row["event"])].append(reports[str(row["id"])])
    yield from (tuple(found) for found in events.values())
    others = mutated(list(reports.values()), made - len(reports))
    while family := tuple(islice(others, FAMILY)):
        yield family


def filled(store: Store, told: Iterable[tuple[Report, ...]]) -> None:
    """Keep reports and stories as reading and inference would; every report its own account."""
    kept, batch = [], []
    for number, reports in enumerate(told):
        batch += [(Page(f"https://example.org/{r.id}", r.text.encode(), place=r.id), r) for r in reports]
        lineage = Lineage(tuple(r.id for r in reports), len(reports))
        kept.append(StoredStory(Story(f"story:{number}", reports), lineage, f"{number:016}"))
        if len(batch) >= _BATCH:
            store.keep_all(batch)
            batch = []
    store.keep_all(batch)
    store.keep_stories(kept)


def placed(store: Store) -> None:
    """A vector for every report as a round would leave it: of the gva reports their own, of made ones one of those with
    noise."""
    encoder = default_encoder()
    if encoder is None:
        return
    own = dict(zip(reports := gva(), report_vectors(list(reports.values()), encoder), strict=True))
    rows, draw = list(own.values()), np.random.default_rng(1)
    with store._writing() as db:
        for names in batched(list(db.execute(sa.select(REPORTS.c.page_id, REPORTS.c.id))), _BATCH):
            noise = draw.normal(0, _NOISE, (len(names), len(rows[0])))
            vectors = unit_rows(np.array([own.get(r.id, rows[n % len(rows)]) for n, r in enumerate(names)]) + noise)
            kept = [
                {"page_id": page, "profile": b"", "vector": v.astype("<f2").tobytes()}
                for (page, _), v in zip(names, vectors, strict=True)
            ]
            db.execute(sa.insert(PLACED), kept)
        db.execute(sa.update(ROUNDS).values(way=way(encoder)))


def asked(store: Store, events: dict[str, str]) -> dict[str, object]:
    """Time and verdicts of every claim; whether a claim that is of a story finds it."""
    took, waited, verdicts, found, told = [], [], Counter(), 0, 0
    for claim in (c for c in lines(HERE / "claims.jsonl") if c.get("set", "gva") == "gva"):
        wall, began = time.perf_counter(), time.process_time()
        answer = checked(store, str(claim["claim"]))
        took.append(time.process_time() - began)
        waited.append(time.perf_counter() - wall)
        likest = bearing(str(claim["claim"]), store.postings)
        verdicts[f"{claim['expect']}: {answer.verdict}"] += 1
        if claim["expect"] != "invented":
            told += 1
            found += any(events.get(report.id) == claim["story"] for report in likest)
    return {
        "claims": len(took),
        "median milliseconds a claim, processor": round(1000 * statistics.median(took), 1),
        "worst milliseconds, processor": round(1000 * max(took), 1),
        "median milliseconds a claim, clock": round(1000 * statistics.median(waited), 1),
        "story among the reports found": f"{found} of {told}",
        "verdicts": dict(sorted(verdicts.items())),
    }


def main() -> None:
    made = int(sys.argv[1]) if len(sys.argv) > 1 else _REPORTS
    events = {str(row["id"]): str(row["event"]) for row in lines(DATA / "gva" / "reports.jsonl.gz")}
    with tempfile.TemporaryDirectory() as folder:
        address = Path(folder) / "claims.db"
        store = Store(str(address))
        filled(store, stories(made))
        placed(store)
        before = address.stat().st_size
        began = time.process_time()
        indexed = store.postings.bring_up_to_date(stems_of)
        store.signs.bring_up_to_date()
        seconds = time.process_time() - began
        figures = {
            "reports": indexed,
            "processor seconds to index": round(seconds, 1),
            "megabytes of index": round((address.stat().st_size - before) / 1e6),
            "peak MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
            **asked(store, events),
        }
        store.close()
    print(json.dumps(figures, indent=1))
    if made == _REPORTS:
        print(record("claim_index", figures))


if __name__ == "__main__":
    main()
