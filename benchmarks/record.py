"""Keeps what a benchmark measured: figures, date, machine and commit, one JSON file a benchmark."""

import json
import os
import platform
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parent.parent


def record(name: str, figures: Mapping[str, object]) -> Path:
    """Write benchmarks/results/NAME.json and say what stands in it."""
    kept = {
        "date": datetime.now(UTC).isoformat(timespec="minutes"),
        "machine": f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores",
        "commit": _commit(),
        "figures": dict(figures),
    }
    path = ROOT / "benchmarks" / "results" / f"{name}.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(kept, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps(kept, indent=2, ensure_ascii=False))
    return path


def data(folder: str) -> Path:
    """A folder of the measuring data: beside the project, or where TWOSOURCE_DATA says."""
    return Path(os.environ.get("TWOSOURCE_DATA", ROOT.parent / "shared" / "data")) / folder


def _commit() -> str:
    found = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return found.stdout.strip() or "none"
