"""Claims against a whole store: retrieval by the inverted index over 100,000 sentences. To results/claim_index.json."""

from __future__ import annotations

import dataclasses
import json
import statistics
import time
from collections import Counter

from record import record
from statements import HERE, gva, lines
from twosource.stories.claim_index import bearing, claim_index
from twosource.stories.claims import check

_SENTENCES = 100_000
_MOST = 8  # reports that one claim is held against


def main() -> None:
    """The gva reports, and again under other ids until there are enough sentences; every fourth claim."""
    reports = {r.id: r for r in gva().values()}
    again = {r.id + "+": dataclasses.replace(r, id=r.id + "+") for r in reports.values()}
    began = time.perf_counter()
    index = claim_index([*reports.values(), *again.values()])
    built = time.perf_counter() - began
    everything = reports | again
    retrieval, checking, verdicts = [], [], Counter()
    for claim in lines(HERE / "claims.jsonl")[::4]:
        began = time.perf_counter()
        found = bearing(claim["claim"], index, most=_MOST)
        retrieval.append(time.perf_counter() - began)
        began = time.perf_counter()
        verdicts[f"{claim['expect']}: {check(claim['claim'], [everything[name] for name in found]).verdict}"] += 1
        checking.append(time.perf_counter() - began)
    figures = {
        "sentences": len(index.reports),
        "enough": len(index.reports) >= _SENTENCES,
        "seconds to build": round(built, 1),
        "median milliseconds, retrieval": round(1000 * statistics.median(retrieval), 1),
        "median milliseconds, check": round(1000 * statistics.median(checking), 1),
        "verdicts": dict(sorted(verdicts.items())),
    }
    print(json.dumps(figures, indent=1))
    print(record("claim_index", figures))


if __name__ == "__main__":
    main()
