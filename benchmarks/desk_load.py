"""50 readers at the desk while 1,000 pages are being read: how long each answer takes, and whether any fails.

Readers ask for the list, a story, two reports side by side, the API's story and a search, one after the other, with a
pause of a person's length between. Goal: median <= 100 ms, none over 1 s, no error. The same readers are first timed
while nothing is read: what a busy machine costs is in both, so the ratio tells what reading adds.
"""

import asyncio
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import httpx2

from record import record
from twosource import answers
from twosource.store import Store

ROOT = Path(__file__).parent.parent
RATIOS = ("median", "p99", "worst")
READERS, PAGES, PAUSE = 50, 1_000, 1.0  # seconds between two questions of one reader
IDLE_SECONDS = float(os.environ.get("DESK_IDLE_SECONDS", "20"))
MOST_SECONDS = float(os.environ.get("DESK_LOAD_SECONDS", "240"))  # reading may go on longer; the readers then leave
PLACES = [
    "Ashford",
    "Brindle",
    "Corran",
    "Dunmore",
    "Elsdon",
    "Farnham",
    "Garrow",
    "Hexley",
    "Ingram",
    "Jarrow",
    "Kelso",
    "Larkhill",
    "Morven",
]
THINGS = ["mill", "school", "bridge", "depot", "ferry", "station", "library", "market", "quarry", "stadium"]
DEEDS = ["burned down", "was evacuated", "collapsed", "was sold", "reopened", "was flooded"]


def invented(number: int, chance: random.Random) -> dict[str, str]:
    """A report of some 200 words about one of 250 events; every other one copies the event's dispatch."""
    event = random.Random(number % 250)
    place, thing, deed = event.choice(PLACES), event.choice(THINGS), event.choice(DEEDS)
    seed = event if number % 2 else chance
    words = [
        f"The {thing} in {place} {deed} on day {event.randint(2, 28)} of the month, officials in {place} said.",
        *(
            f"Witness {seed.randint(1, 9999)} told of {seed.randint(2, 90)} people near the {seed.choice(THINGS)} "
            f"in {seed.choice(PLACES)}, {seed.randint(2, 40)} minutes before the {thing} {deed}."
            for _ in range(9)
        ),
    ]
    month, day = event.randint(1, 12), event.randint(1, 27)
    return {
        "id": f"r{number}",
        "text": " ".join(words),
        "title": f"{thing.title()} in {place} {deed}",
        "outlet": f"Paper {chance.randint(1, 60)}",
        "published": f"2025-{month:02}-{day:02}",
    }


@contextmanager
def desk(address: str) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "twosource", "serve", "--store", address, "--port", str(port)]
    with subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(ROOT / "src")}) as server:
        for _ in range(300):
            with socket.socket() as trial:
                if trial.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
        server.terminate()


async def reader(client: httpx2.AsyncClient, paths: list[str], enough: asyncio.Event, took: list[tuple]) -> None:
    chance = random.Random()
    await asyncio.sleep(PAUSE * chance.random())  # fifty people do not press a key in the same millisecond
    while not enough.is_set():
        path = chance.choice(paths)
        start = time.perf_counter()
        try:
            status = (await client.get(path)).status_code
        except httpx2.HTTPError as error:
            status = repr(error)
        took.append((time.perf_counter() - start, status, path, start))
        await asyncio.sleep(PAUSE * chance.uniform(0.5, 1.5))


@asynccontextmanager
async def readers(client: httpx2.AsyncClient, paths: list[str]) -> AsyncIterator[list[tuple]]:
    """Fifty at work; what each answer took comes into the list."""
    enough, took = asyncio.Event(), []
    tasks = [asyncio.create_task(reader(client, paths, enough, took)) for _ in range(READERS)]
    yield took
    enough.set()
    await asyncio.gather(*tasks)


async def measured(url: str, paths: list[str], lines: str) -> tuple[list[tuple], list[tuple], dict]:
    limits = httpx2.Limits(max_connections=READERS + 2)
    async with httpx2.AsyncClient(base_url=url, timeout=60, limits=limits) as client:
        async with readers(client, paths) as idle:
            await asyncio.sleep(IDLE_SECONDS)
        start = time.perf_counter()
        async with readers(client, paths) as busy:
            sent = await client.post("/api/uploads", files=[("files", ("news.jsonl", lines))])
            told = {"state": "", "counts": {}}
            while told["state"] not in ("done", "failed") and time.perf_counter() - start < MOST_SECONDS:
                await asyncio.sleep(0.5)
                told = (await client.get(sent.headers["location"])).json()
        seconds = round(time.perf_counter() - start, 1)
    for slow in sorted(busy)[-8:]:
        print(f"{slow[3] - start:6.1f} s after the start: {slow[0] * 1000:.0f} ms {slow[1]} {slow[2]}")
    return idle, busy, told | {"seconds": seconds}


def times(took: list[tuple]) -> dict[str, float]:
    """What the answers took, in milliseconds."""
    sorted_ms = sorted(row[0] * 1000 for row in took)
    return {
        "answers": len(sorted_ms),
        "median_ms": round(statistics.median(sorted_ms), 1),
        "p99_ms": round(sorted_ms[int(len(sorted_ms) * 0.99)], 1),
        "worst_ms": round(sorted_ms[-1], 1),
        "over_1_s": sum(ms > 1000 for ms in sorted_ms),
        "errors": sum(row[1] != 200 for row in took),
    }


def main() -> None:
    chance = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        address = str(Path(folder) / "load.db")
        store = Store(address)
        list(answers.read_in(store, answers.Order((str(ROOT / "examples" / "pages"),))))
        answer = answers.story(store)
        store.close()
        pairs = [f"/compare?a={c.a.id}&b={c.b.id}" for c in answer.comparisons[:6]]
        paths = [
            "/",
            "/?q=elevator",
            f"/story/{answer.story.id}",
            f"/api/stories/{answer.story.id}",
            "/api/stories",
            *pairs,
        ]
        lines = "\n".join(json.dumps(invented(n, chance)) for n in range(PAGES))
        with desk(address) as url:
            idle, busy, told = asyncio.run(measured(url, paths, lines))
    while_idle, while_reading = times(idle), times(busy)
    ratios = {f"{name}_ratio": round(while_reading[f"{name}_ms"] / while_idle[f"{name}_ms"], 2) for name in RATIOS}
    figures = {
        "readers": READERS,
        "pages": PAGES,
        "load_average_at_the_end": round(os.getloadavg()[0], 1),
        "reading": {key: told[key] for key in ("state", "counts", "seconds")},
        "idle": while_idle,
        "while reading": while_reading | ratios,
    }
    print(json.dumps(figures, indent=1))
    record("desk_load", figures)


if __name__ == "__main__":
    main()
