"""Faults on purpose: what was tried, what came through, what was lost. `python benchmarks/faults.py ROUNDS [SEED]`.

Each round does a piece of work in a process of its own, does something bad to it at a random moment, then does the work
again and compares what is there with what an undisturbed run leaves. Lost: anything missing, there twice or different.
"""

from __future__ import annotations

import hashlib
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from record import record
from twosource.batch.run import WORK
from twosource.pages.sources import pages
from twosource.records import Page
from twosource.reports.reading import read
from twosource.store import Store

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))
from invented import invented, written  # noqa: E402 - the tests' texts

READ = "import sys; from twosource.pipeline import infer, take_in; from twosource.store import Store\n" + (
    "s = Store(sys.argv[2]); list(take_in(s, [sys.argv[1]])); infer(s, encoder=None); s.close()"
)
BATCH = "import sys; from pathlib import Path; from twosource.engine import Local\n" + (
    "from twosource.batch.run import Batch, run; run([sys.argv[1]], Batch(Local(1), Path(sys.argv[2]), False, 12))"
)
OURS = ("StoreFull", "StoreBusy", "StoreError", "WorkerLost")


def started(script: str, given: Path, out: Path, limit: int = 0) -> subprocess.Popen[bytes]:
    """The work in a process, which may write files of `limit` bytes only."""

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    command = [sys.executable, "-c", script, str(given), str(out)]
    return subprocess.Popen(command, stderr=subprocess.PIPE, preexec_fn=small if limit else None)  # noqa: PLW1509


def in_store(out: Path) -> object:
    store = Store(str(out))
    held = sorted((r.id, r.text) for r in store.reports())
    told = sorted((s.story.id, s.lineage.independent, len(s.story.reports)) for s in store.stories())
    faults = store.health().faults
    store.close()
    return held, told, faults


def in_folder(out: Path) -> object:
    left = (p for p in out.rglob("*") if p.is_file() and WORK not in p.relative_to(out).parts)
    return sorted((str(p.relative_to(out)), hashlib.sha256(p.read_bytes()).hexdigest()) for p in left)


Work = tuple[str, str, Callable[[Path], object]]
WORKS: tuple[Work, ...] = (("reading and stories", READ, in_store), ("batch", BATCH, in_folder))


def finished(script: str, given: Path, out: Path) -> float:
    start = time.monotonic()
    done = started(script, given, out)
    said = done.communicate()[1].decode()
    assert done.returncode == 0, said[-500:]
    return time.monotonic() - start


def tried(name: str, rounds: int, one: Callable[[], bool]) -> dict[str, object]:
    survived = sum(one() for _ in range(rounds))
    told = {"fault": name, "tried": rounds, "survived": survived, "lost": rounds - survived}
    print(told, flush=True)
    return told


def killed(work: Work, given: Path, chance: random.Random, rounds: int) -> dict[str, object]:
    """kill -9 at a random moment, again and again on the same place; each time what is there must be whole."""
    name, script, held = work
    folder = Path(tempfile.mkdtemp())
    whole = finished(script, given, folder / "whole")

    def one() -> bool:
        running = started(script, given, folder / "out")
        time.sleep(chance.uniform(0.3, 1.0) * whole)
        running.kill()
        running.communicate()
        finished(script, given, folder / "out")
        same = held(folder / "out") == held(folder / "whole")
        for path in folder.glob("out*"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        return same

    try:
        return tried(f"kill -9, {name}", rounds, one)
    finally:
        shutil.rmtree(folder)


def full(work: Work, given: Path, chance: random.Random, rounds: int) -> dict[str, object]:
    """A file that cannot grow further, as on a full disk: a message of ours, and nothing lost when there is room."""
    name, script, held = work
    folder = Path(tempfile.mkdtemp())
    finished(script, given, folder / "whole")

    def one() -> bool:
        done = started(script, given, folder / "out", limit=chance.randrange(200, 60_000))
        said = done.communicate()[1].decode()
        ours = done.returncode == 0 or any(word in said.splitlines()[-1] for word in OURS)
        if not ours:
            print(said[-600:], flush=True)
        finished(script, given, folder / "out")
        same = held(folder / "out") == held(folder / "whole")
        for path in folder.glob("out*"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        return ours and same

    try:
        return tried(f"disk full, {name}", rounds, one)
    finally:
        shutil.rmtree(folder)


def two_at_once(given: Path, rounds: int) -> dict[str, object]:
    """Two processes read the same pages into one store."""
    folder = Path(tempfile.mkdtemp())
    finished(READ, given, folder / "whole")

    def one() -> bool:
        both = [started(READ, given, folder / "out") for _ in range(2)]
        said = [running.communicate()[1].decode()[-300:] for running in both]
        same = all(r.returncode == 0 for r in both) and in_store(folder / "out") == in_store(folder / "whole")
        if not same:
            print(said, flush=True)
        for path in folder.glob("out*"):
            path.unlink()
        return same

    try:
        return tried("two processes on one store", rounds, one)
    finally:
        shutil.rmtree(folder)


def corrupted(chance: random.Random, rounds: int) -> dict[str, object]:
    """Bytes of a web archive changed, cut out or put in at random: every record before them is read, nothing raises."""
    from test_batch import _warc

    folder = Path(tempfile.mkdtemp())
    for number, told in enumerate(invented(20)):
        _warc(folder / f"{number}.warc", "2024-05-01T10:00:00Z", told["text"])
    parts = [(folder / f"{number}.warc").read_bytes() for number in range(20)]

    def one() -> bool:
        content = bytearray(b"".join(parts))
        at = chance.randrange(len(content))
        for _ in range(chance.randint(1, 30)):
            content[at : at + chance.randint(0, 3)] = os.urandom(chance.randint(0, 3))
        (folder / "all.warc").write_bytes(content)
        found = list(pages([str(folder / "all.warc")]))
        read_of = [read(page) for page in found if isinstance(page, Page)]
        before = next(n for n in range(21) if sum(map(len, parts[:n])) > at) - 1
        return len(read_of) >= before

    try:
        return tried("web archive damaged", rounds, one)
    finally:
        shutil.rmtree(folder)


def main() -> None:
    rounds, chance = int(sys.argv[1]), random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    folder = Path(tempfile.mkdtemp())
    given = written(folder / "in.jsonl", invented(24))
    told = [corrupted(chance, 50 * rounds)]
    told += [killed(work, given, chance, rounds) for work in WORKS]
    told += [full(work, given, chance, rounds) for work in WORKS]
    told.append(two_at_once(given, max(1, rounds // 2)))
    shutil.rmtree(folder)
    record("faults", {"seed": sys.argv[2:] or ["1"], "faults": told, "lost": sum(int(str(t["lost"])) for t in told)})


if __name__ == "__main__":
    main()
