"""Faults on purpose: what was tried, what came through, what was lost. `python benchmarks/faults.py KILLS [SEED]`.

Each round does a piece of work in a process of its own, does something bad to it at a random moment, then does the work
again and compares what is there with what an undisturbed run leaves. Lost: anything missing, there twice or different.
KILLS is how often each of reading, batch and migration is killed (67: 201 in all); the other faults come a tenth as
often or more. Full and read-only disks are small file systems in memory where one may be mounted, else a limit on the
size of files.
"""

from __future__ import annotations

import hashlib
import os
import random
import resource
import shutil
import signal
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
# Two workers, one of which is killed, as by a system that is out of memory.
WORKERS = BATCH.replace("Local(1)", "Local(2)").replace("run([", "__name__ == '__main__' and run([")
# The clock says anything from 1970 to 2096, another time at each look.
CLOCK = "import random, time; time.time = lambda: random.uniform(0, 4e9)\n"
# An old store is opened; `ready` is said before its schema is brought up to date.
MIGRATION = "import sys; from twosource.store import Store\nprint('ready', flush=True)\nStore(sys.argv[2]).close()"
OURS = ("StoreFull", "StoreBusy", "StoreError", "WorkerLost")


def started(script: str, given: Path, out: Path, limit: int = 0) -> subprocess.Popen[bytes]:
    """The work in a process, which may write files of `limit` bytes only."""

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    command = [sys.executable, "-c", script, str(given), str(out)]
    pipes = {"stderr": subprocess.PIPE, "stdout": subprocess.PIPE}
    return subprocess.Popen(command, **pipes, preexec_fn=small if limit else None)  # noqa: PLW1509


def said_of_ours(done: subprocess.Popen[bytes]) -> bool:
    """Whether the work ended well, or with a message of ours."""
    said = done.communicate()[1].decode()
    ours = done.returncode == 0 or any(word in (said.splitlines() or [""])[-1] for word in OURS)
    if not ours:
        print(said[-600:], flush=True)
    return ours


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


def cleared(folder: Path) -> None:
    for path in folder.glob("out*"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def each(name: str, rounds: int, work: Work, given: Path, bad: Callable[[Path, float], bool]) -> dict[str, object]:
    """Rounds of one fault: `bad` does it to the work in a folder, whose whole run took so many seconds; then the work
    is done again, and what is there must be what an undisturbed run leaves."""
    what, script, held = work
    folder = Path(tempfile.mkdtemp())
    whole = finished(script, given, folder / "whole")
    wanted = held(folder / "whole")

    def one() -> bool:
        well = bad(folder / "out", whole)
        finished(script, given, folder / "out")
        same = held(folder / "out") == wanted
        cleared(folder)
        return well and same

    try:
        return tried(f"{name}, {what}", rounds, one)
    finally:
        shutil.rmtree(folder)


def killed(work: Work, given: Path, chance: random.Random, rounds: int) -> dict[str, object]:
    """kill -9 at a random moment; each time what is there must be whole."""

    def kill(out: Path, whole: float) -> bool:
        running = started(work[1], given, out)
        time.sleep(chance.uniform(0.3, 1.0) * whole)
        running.kill()
        running.communicate()
        return True

    return each("kill -9", rounds, work, given, kill)


def killed_migration(chance: random.Random, rounds: int) -> dict[str, object]:
    """kill -9 while a store of the first schema is brought up to date."""
    from test_store_engines import filled, upgraded
    from twosource.store import opening

    folder = Path(tempfile.mkdtemp())

    def old(name: str) -> Path:
        address = folder / name
        made = upgraded(str(address), "0001")
        with opening.writing(made, str(address)) as db:
            filled(db, "0001")
        made.dispose()
        return address

    def took(address: Path, after: float = 60.0) -> float:
        running = started(MIGRATION, folder, address)
        assert running.stdout
        running.stdout.readline()
        start = time.monotonic()
        try:
            running.wait(after)
        except subprocess.TimeoutExpired:
            running.kill()
        running.communicate()
        return time.monotonic() - start

    whole = took(old("whole"))
    wanted = in_store(folder / "whole")

    def one() -> bool:
        took(old("out"), chance.uniform(0.0, 1.0) * whole)
        same = in_store(folder / "out") == wanted
        cleared(folder)
        return same

    try:
        return tried("kill -9, migration", rounds, one)
    finally:
        shutil.rmtree(folder)


def lost_worker(given: Path, chance: random.Random, rounds: int) -> dict[str, object]:
    """A worker of the batch is killed, as by a system that is out of memory: a message of ours, nothing lost."""

    def kill(out: Path, whole: float) -> bool:
        running = started(WORKERS, given, out)
        time.sleep(chance.uniform(0.2, 1.0) * whole)
        below = Path(f"/proc/{running.pid}/task/{running.pid}/children")
        workers = below.read_text().split() if below.exists() else []
        if workers:
            os.kill(int(chance.choice(workers)), signal.SIGKILL)
        return said_of_ours(running)

    work = ("a worker of the batch", BATCH, in_folder)
    return each("out of memory", rounds, work, given, kill)


def limited(work: Work, given: Path, chance: random.Random, rounds: int) -> dict[str, object]:
    """A file that cannot grow further: a message of ours, and nothing lost when there is room."""
    return each(
        "file cannot grow", rounds, work, given,
        lambda out, _: said_of_ours(started(work[1], given, out, limit=chance.randrange(200, 60_000))),
    )  # fmt: skip


def clock(work: Work, given: Path, rounds: int) -> dict[str, object]:
    """The machine's clock jumps about."""
    return each("clock jumps", rounds, work, given, lambda out, _: said_of_ours(started(CLOCK + work[1], given, out)))


def mounted(at: Path, size: int) -> bool:
    """A file system in memory of so many bytes; False where none may be mounted."""
    at.mkdir(exist_ok=True)
    made = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(at)]
    return subprocess.run(made, capture_output=True, check=False).returncode == 0


def disk(name: str, work: Work, given: Path, chance: random.Random, rounds: int) -> dict[str, object]:
    """A disk that is full, or read-only after half the work: a message of ours, and nothing lost afterwards."""
    what, script, held = work
    folder = Path(tempfile.mkdtemp())
    whole = finished(script, given, folder / "whole")
    wanted, needed = held(folder / "whole"), used(folder)
    at = folder / "disk"
    if not mounted(at, 2**26):
        shutil.rmtree(folder)
        return {"fault": f"{name}, {what}", "tried": 0, "survived": 0, "lost": 0}

    def one() -> bool:
        if name == "disk full":
            remounted(at, f"size={chance.randrange(4096, needed)}")
            ours = said_of_ours(started(script, given, at / "out"))
        else:
            running = started(script, given, at / "out")
            time.sleep(chance.uniform(0.3, 1.0) * whole)
            running.kill()
            running.communicate()
            remounted(at, "ro")
            ours = said_of_ours(started(script, given, at / "out"))
        remounted(at, "rw,size=64m")
        finished(script, given, at / "out")
        same = held(at / "out") == wanted
        cleared(at)
        return ours and same

    try:
        return tried(f"{name}, {what}", rounds, one)
    finally:
        subprocess.run(["umount", "-l", str(at)], check=False)
        shutil.rmtree(folder)


def used(folder: Path) -> int:
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file())


def remounted(at: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", str(at)], check=True)


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
        cleared(folder)
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
    few = max(1, rounds // 10)
    told = [corrupted(chance, 50 * few)]
    told += [killed(work, given, chance, rounds) for work in WORKS]
    told += [killed_migration(chance, rounds), lost_worker(given, chance, few)]
    for work in WORKS:
        told += [limited(work, given, chance, few), clock(work, given, few)]
        told += [disk(name, work, given, chance, few) for name in ("disk full", "disk read-only")]
    told.append(two_at_once(given, few))
    shutil.rmtree(folder)
    record("faults", {"seed": sys.argv[2:] or ["1"], "faults": told, "lost": sum(int(str(t["lost"])) for t in told)})


if __name__ == "__main__":
    main()
