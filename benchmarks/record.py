"""Writes a benchmark's figures beside those of earlier runs, with date, machine and commit."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

RESULTS = Path(__file__).parent / "results"


def record(name: str, figures: Mapping[str, object]) -> Path:
    """Store `figures` as benchmarks/results/NAME.json and return its path."""
    git = ["git", "-C", str(RESULTS.parent), "rev-parse", "--short", "HEAD"]
    commit = subprocess.run(git, capture_output=True, text=True, check=False).stdout.strip()
    machine = {"platform": platform.platform(), "python": platform.python_version(), "cores": os.cpu_count()}
    date = datetime.now(UTC).isoformat(timespec="seconds")
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{name}.json"
    content = {"benchmark": name, "date": date, "commit": commit, "machine": machine, "figures": figures}
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path
