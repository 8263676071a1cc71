"""Build src/twosource/stories/background.npz: hashed phrase frequencies of the open news sets.

Labelled stories are left out.

python benchmarks/build_background.py
"""

import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from twosource.reports.text import words
from twosource.stories.background import phrase_keys, word_key

ROOT = Path(__file__).parent.parent
DATA = Path(os.environ.get("TWOSOURCE_DATA", ROOT.parent / "shared" / "data"))
TARGET = ROOT / "src" / "twosource" / "stories" / "background.npz"
SIZES = (1, 2, 3, 4)  # words a phrase
LEAST = 2  # events that must print a phrase for it to be kept


def labelled(name: str) -> set[str]:
    """Ids of the reports of labelled stories, which evaluation must not see here."""
    path = DATA / name / "labels.json"
    stories = json.loads(path.read_text())["stories"] if path.exists() else []
    return {report for story in stories for report in story["reports"]}


def texts() -> Iterator[tuple[str, str]]:
    """(event, text) of the unlabelled reports; a labelled report's whole event is left out."""
    for name in ("gva", "politics", "ecbplus"):
        with gzip.open(DATA / name / "reports.jsonl.gz", "rt", encoding="utf-8") as file:
            rows = [json.loads(line) for line in file]
        held = labelled(name)
        held_events = {row["event"] for row in rows if row["id"] in held}
        yield from ((f"{name}:{r['event']}", r["text"]) for r in rows if r["event"] not in held_events)


def phrases_by_event() -> dict[str, np.ndarray]:
    """The distinct 32-bit phrase hashes of each event."""
    found: dict[str, list[np.ndarray]] = {}
    for event, text in texts():
        codes = [word_key(w.key) for w in words(text)]
        found.setdefault(event, []).extend(phrase_keys(codes, n) for n in SIZES)
    return {e: np.unique(np.concatenate(k) >> np.uint64(32)).astype(np.uint32) for e, k in found.items()}


def main() -> None:
    """Count events per phrase and write the table."""
    events = phrases_by_event()
    keys, counts = np.unique(np.concatenate(list(events.values())), return_counts=True)
    kept = counts >= LEAST
    table = {"keys": keys[kept], "events": np.minimum(counts[kept], 255).astype(np.uint8), "total": len(events)}
    np.savez_compressed(TARGET, **table)
    print(f"{kept.sum():,} phrases of {len(events):,} events, {TARGET.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
