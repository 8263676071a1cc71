"""Odd input for as long as one likes: what is read must be read or refused, what is asked be answered; nothing raises.

    python benchmarks/fuzz.py MINUTES [SEED]           figures go to results/fuzz.json
    python benchmarks/fuzz.py again TARGET SEED NUMBER  one input once more, its error shown

Inputs are whole ones (invented pages, feeds, archives, lines, questions; real pages where TWOSOURCE_DATA has them) with
bytes changed, cut, doubled, and pieces that break parsers put in. Each is made from its seed and number alone.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import signal
import sys
import tarfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

from record import record
from scale import TEMPLATES
from twosource.copies.alignment import align
from twosource.copies.changes import compare
from twosource.pages.feeds import feed_file
from twosource.pages.jsonl import json_lines
from twosource.pages.warc import warc_records
from twosource.records import Page, Report, Unreadable
from twosource.reports.credits import credits
from twosource.reports.reading import read
from twosource.statements.claims import check
from twosource.store import Store

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from invented import invented  # the tests' texts

DATA = Path(os.environ.get("TWOSOURCE_DATA", Path(__file__).parents[2] / "shared" / "data")) / "html"
REAL_PAGES = 60
REAL_BYTES = 60_000
# An input that takes longer counts as a failure.
SECONDS = 20
SAVED_EVERY = 300
READ: Counter[str] = Counter()
# What breaks parsers.
ODD = (
    b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"&#xD800;", b"&#0;", b"&#99999999;", b"<![CDATA[", b"<!--", b"-->", b"]]>",
    b"<script type='application/ld+json'>", b"</script>", b'{"@graph":[[[', b'"author":[{},[],null,1]', b"<svg>",
    b"<meta charset=utf-16>", b"<meta charset=utf-7>", b"<base href='//['>", b"<link rel=canonical href='http://[::'>",
    b"<time datetime='9999-99-99T99:99'>", b"<div>" * 300, b"<" * 60, b'"' * 40, b"(AFP) - ", b"(Reuters/AP/", b"By ",
    b"MOSCOW, Dec. 35 (", b"burs-alf/gkg/lch", b"1/2/3 ", b"9" * 400, b"1e999", b"-0.0", b"\\ud800", b"\\u0000",
    "«»„“”‘’…—\u202e\u200b\u0130ß\u0345ﬀ".encode(), "我们说“不”。".encode(), "קול\u05f4".encode(), b"\n\n",
    b"''``''", b"\r",
    b"WARC/1.0\r\n", b"Content-Length: -1\r\n", b"Content-Length: 99999999999\r\n", b"Transfer-Encoding: chunked\r\n",
    b"Content-Encoding: gzip\r\n", b"HTTP/1.1 999 \r\n", b"<!ENTITY a '&a;&a;'>", b"<!DOCTYPE a [", b"* OR 1=1 --",
    b'NEAR("', b"<p>",
)  # fmt: skip


@cache
def texts() -> list[dict[str, str]]:
    return invented(40)


@cache
def pages() -> list[bytes]:
    """Whole pages: invented ones in templates, and real ones."""
    told = [{"title": t["title"], "outlet": t["outlet"], "day": t["published"], "text": t["text"]} for t in texts()]
    made = [TEMPLATES[n % len(TEMPLATES)].format(**t, menu="", links="", head="").encode() for n, t in enumerate(told)]
    return made + list(real_pages())


def real_pages() -> Iterator[bytes]:
    """Some of the real pages, where there are any."""
    for path in sorted(DATA.glob("*.tar.xz"))[:2]:
        with tarfile.open(path) as archive:
            held = (m for m in archive if m.name.endswith(".html.gz"))
            for member, _ in zip(held, range(REAL_PAGES // 2), strict=False):
                if file := archive.extractfile(member):
                    yield gzip.decompress(file.read())[:REAL_BYTES]


def altered(content: bytes, chance: random.Random) -> bytes:
    """The bytes with a few things done to them."""
    made = bytearray(content)
    for _ in range(chance.choice([1, 2, 4, 8, 40])):
        at, length = chance.randrange(len(made) + 1), chance.choice([0, 1, 3, 30, 900])
        deed = chance.randrange(5)
        if deed == 0:
            made[at : at + length] = b""
        elif deed == 1:
            made[at:at] = chance.choice(ODD)
        elif deed == 2:
            made[at : at + length] = chance.randbytes(length)
        elif deed == 3:
            made[at:at] = made[at : at + length] * chance.choice([1, 2, 20])
        else:
            start = chance.randrange(len(made) + 1)
            made[at:at] = made[start : start + length]
    return bytes(made)


def told(chance: random.Random) -> str:
    """Words: a text, altered."""
    text = chance.choice(texts())["text"].encode()
    start = chance.randrange(len(text))
    return altered(text[start : start + chance.choice([20, 200, 4000])], chance).decode("utf-8", "surrogateescape")


def report(name: str, chance: random.Random) -> Report:
    return Report(
        name, told(chance), title=told(chance)[:60], published=None, language=chance.choice([None, "en", "de", "zh"])
    )


def reading(chance: random.Random) -> None:
    """HTML, text or neither."""
    types = ("", "text/html", "text/plain", "text/html; charset=klingon", "application/xhtml+xml", "a/b;;;=")
    url = chance.choice(["http://a.example/x", "", "http://[", "x:y", "http://a.example/2024/05/35/\udc80"])
    outcome = read_one(Page(url, altered(chance.choice(pages()), chance), chance.choice(types)))
    if isinstance(outcome, Report):
        assert all(c.start < 0 or c.words == outcome.text[c.start : c.end] for c in outcome.credits), "a credit's place"


def read_one(page: Page) -> Report | Unreadable:
    """The page read, and counted."""
    READ["pages"] += 1
    outcome = read(page)
    assert isinstance(outcome, Report | Unreadable), outcome
    return outcome


def crediting(chance: random.Random) -> None:
    text = told(chance)
    assert all(c.start < 0 or text[c.start : c.end] == c.words for c in credits(Report("a", text))), "a credit's place"


def feed(chance: random.Random) -> None:
    items = "".join(
        f"<item><title>{t['title']}</title><link>{t['url']}</link><pubDate>{t['published']}</pubDate>"
        f"<source url='http://x.example'>{t['outlet']}</source><description>{t['text']}</description></item>"
        for t in chance.sample(texts(), 3)
    )
    whole = f"<?xml version='1.0'?><rss version='2.0'><channel><title>x</title>{items}</channel></rss>".encode()
    given(feed_file(io.BytesIO(altered(whole, chance)), "x.xml"))


def archive(chance: random.Random) -> None:
    """A web archive, packed or not."""
    records = b"".join(warc_record(chance.choice(pages())[:3000]) for _ in range(3))
    content = altered(gzip.compress(records, 1) if chance.random() < 0.3 else records, chance)
    given(warc_records(io.BytesIO(content), "x.warc"))


def warc_record(content: bytes) -> bytes:
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + content
    head = f"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body + b"\r\n\r\n"


def lines(chance: random.Random) -> None:
    whole = "\n".join(json.dumps(t) for t in chance.sample(texts(), 3)).encode()
    given(json_lines(io.BytesIO(altered(whole, chance)), "x.jsonl"))


def given(outcomes: Iterator[Page | Unreadable]) -> None:
    """Pages or reasons, and each page read or refused."""
    for one in outcomes:
        assert isinstance(one, Page | Unreadable), one
        if isinstance(one, Page):
            read_one(one)


@cache
def store() -> Store:
    held = Store("sqlite://")
    for t in texts()[:8]:
        held.keep(Page(t["url"], b"x"), Report(t["id"], t["text"], title=t["title"]))
    return held


def asking(chance: random.Random) -> None:
    """Words to search for, names, claims."""
    words = told(chance)
    store().story_lines(words)
    store().reports_named(words)
    found = check(words, list(store().reports()))
    assert found.verdict in ("supported", "altered", "contradicted", "not found"), found.verdict


def comparing(chance: random.Random) -> None:
    """Two texts, one of them the other altered: passages and changes lie where they say."""
    a = report("a", chance)
    other = altered(a.text.encode("utf-8", "surrogateescape"), chance).decode("utf-8", "surrogateescape")
    b = Report("b", other, language=a.language)
    passages = align(a, b, encoder=None)
    assert all(0 <= p.a_start < p.a_end <= len(a.text) and 0 <= p.b_start < p.b_end <= len(b.text) for p in passages)
    for change in compare(a, b, passages=passages):
        assert a.text[change.a_start : change.a_end] == change.a_text, change
        assert b.text[change.b_start : change.b_end] == change.b_text, change


TARGETS: dict[str, Callable[[random.Random], None]] = {
    "reading": reading, "credits": crediting, "feeds": feed, "web archives": archive, "JSON Lines": lines,
    "questions": asking, "changes": comparing,
}  # fmt: skip


class TooSlowError(Exception):
    """An input took longer than SECONDS."""


def _alarm(*_: object) -> None:
    raise TooSlowError


def tried(target: str, seed: str, number: int) -> str:
    """Where one input ended: "" where all is well."""
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        TARGETS[target](random.Random(f"{seed} {target} {number}"))
    except Exception as error:  # noqa: BLE001 - any is what is looked for
        at = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} in {Path(at.filename).name}:{at.name}: {str(error)[:160]!r}"
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return ""


def run(minutes: float, seed: str) -> None:
    """Every target in turn until the time is over."""
    counts: Counter[str] = Counter()
    failures: dict[str, str] = {}
    start = saved = time.monotonic()
    number = 0
    while time.monotonic() - start < 60 * minutes:
        for target in TARGETS:
            counts[target] += 1
            if ended := tried(target, seed, number):
                print(f"again '{target}' {seed} {number}: {ended}", flush=True)
                failures.setdefault(ended, f"{target} {seed} {number}")
        number += 1
        if time.monotonic() - saved > SAVED_EVERY:
            saved = time.monotonic()
            save(saved - start, seed, counts, failures)
    save(time.monotonic() - start, seed, counts, failures)
    print(dict(counts), len(failures), "failures")


def save(spent: float, seed: str, counts: Counter[str], failures: dict[str, str]) -> None:
    shown = [{"failure": ended, "input": where} for ended, where in failures.items()]
    told = {"minutes": round(spent / 60, 1), "seed": seed, "inputs": sum(counts.values()), "of it": dict(counts)}
    told |= {"pages read": READ["pages"]}
    record("fuzz", told | {"failures": len(shown), "each": shown})


def main() -> None:
    signal.signal(signal.SIGVTALRM, _alarm)
    if sys.argv[1] == "again":
        TARGETS[sys.argv[2]](random.Random(f"{sys.argv[3]} {sys.argv[2]} {sys.argv[4]}"))
    else:
        run(float(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "1")


if __name__ == "__main__":
    main()
