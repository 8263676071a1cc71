"""The tables of a batch: those it works with, and those it leaves. Offsets count characters of a report's text."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import pyarrow as pa

_WORD, _WHOLE, _SHARE, _BYTES = pa.string(), pa.int64(), pa.float64(), pa.binary()


def _table(**columns: pa.DataType) -> pa.Schema:
    return pa.schema([pa.field(name, kind, nullable=False) for name, kind in columns.items()])


def _several(**columns: pa.DataType) -> pa.DataType:
    return pa.list_(pa.struct([pa.field(name, kind, nullable=False) for name, kind in columns.items()]))


_SPANS = dict.fromkeys(("a_start", "a_end", "b_start", "b_end"), _WHOLE)

# ---- worked with

# Reports as read, by day. `part`: the file it is in; `name` is given later; `moment`: microseconds, for their order.
READ = _table(
    day=_WORD, page_id=_WORD, id=_WORD, address=_WORD, captured=_WORD, place=_WORD, part=_WORD, moment=_WHOLE,
    report=_BYTES, profile=_BYTES, vector=_BYTES,
)  # fmt: skip
# Reports of one day, each page once and its latest version only, under a name of their own.
DAY = _table(day=_WORD, name=_WORD, page_id=_WORD, moment=_WHOLE, report=_BYTES, profile=_BYTES, vector=_BYTES)
# The smallest runs of words of each report, for finding copies at any distance.
PRINTS = _table(print=_WHOLE, name=_WORD, day=_WORD, moment=_WHOLE)
# Days -> the window that they are in, and the first day that this window does not see.
WINDOWS = _table(day=_WORD, window=_WHOLE, until=_WORD)
# Pairs that may be of one event: log-odds with company, and their own.
PAIRS = _table(a=_WORD, b=_WORD, odds=_SHARE, own=_SHARE)
ROUND_UPS = _table(name=_WORD)
# Days -> the file of their reports.
PLACES = _table(day=_WORD, file=_WORD)

# ---- left behind

RESULTS: Mapping[str, pa.Schema] = MappingProxyType(
    {
        "reports": _table(
            id=_WORD, story=_WORD, reason=_WORD, own=_SHARE, outlet=_WORD, title=_WORD, url=_WORD, published=_WORD,
            language=_WORD, byline=_WORD, event_date=_WORD, text=_WORD, page_id=_WORD,
            credits=_several(name=_WORD, kind=_WORD, words=_WORD, start=_WHOLE, end=_WHOLE),
        ),
        "stories": _table(
            id=_WORD, title=_WORD, event_date=_WORD, reports=_WHOLE, independent=_WHOLE,
            origins=_several(id=_WORD, name=_WORD, seen=pa.bool_(), derived=pa.bool_(), reports=pa.list_(_WORD)),
            notes=pa.list_(_WORD),
        ),
        "pairs": _table(
            story=_WORD, a=_WORD, b=_WORD, relation=_WORD, probability=_SHARE, via=_WORD,
            passages=_several(**_SPANS, kind=_WORD, score=_SHARE),
        ),
        "lineage": _table(
            story=_WORD, parent=_WORD, child=_WORD, kind=_WORD, share=_SHARE, probability=_SHARE, seen=pa.bool_(),
            evidence=_several(signal=_WORD, strength=_SHARE, detail=_WORD),
        ),
        "changes": _table(
            story=_WORD, parent=_WORD, child=_WORD, kind=_WORD, parent_text=_WORD, child_text=_WORD,
            parent_start=_WHOLE, parent_end=_WHOLE, child_start=_WHOLE, child_end=_WHOLE, says=_WORD,
        ),
        "refusals": _table(reason=_WORD, detail=_WORD, url=_WORD, place=_WORD, page_id=_WORD),
    }
)  # fmt: skip
