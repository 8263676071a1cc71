"""Reading: text F1, dates, traces, refusals and speed on real pages (shared data, html); the event's date on gva.

    python benchmarks/reading.py                    ours and trafilatura as it comes
    python benchmarks/reading.py --peers            resiliparse and newspaper4k too (slow: newspaper4k takes minutes)

Writes benchmarks/results/reading.json. Text F1 is the measure of scrapinghub's article-extraction-benchmark: shingles
of 4 tokens, precision and recall averaged over pages.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import signal
import statistics
import tarfile
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from record import record
from twosource.records import Page, Report, Unreadable
from twosource.reports.dates import event_date
from twosource.reports.decoding import decoded, text_of
from twosource.reports.markup import ink
from twosource.reports.reading import read
from twosource.reports.tracing import fragment

DATA = Path(os.environ.get("TWOSOURCE_DATA") or Path(__file__).parent.parent.parent / "shared/data")
SETS = ("article_extraction_benchmark", "wcxb_dev", "fundus_pages")
PATIENCE = 20.0  # seconds of wall time for one page of a peer
_TOKEN = re.compile(r"\w+")


class Case(NamedTuple):
    """A page with the text and the time of publication that it should give."""

    data: str
    page: Page
    text: str
    published: str = ""


def cases(folder: Path) -> Iterator[Case]:
    """All pages of the three archives, unpacked into `folder`."""
    for name in SETS:
        with tarfile.open(DATA / f"html/{name}.tar.xz") as archive:
            archive.extractall(folder / name, filter="data")
    for key, truth in json.loads((folder / SETS[0] / "ground-truth.json").read_text()).items():
        page = _page(folder / SETS[0] / f"html/{key}.html.gz", truth.get("url", ""))
        yield Case(SETS[0], page, truth["articleBody"])
    for path in sorted((folder / SETS[1] / "ground-truth").glob("*.json")):
        truth = json.loads(path.read_text())
        page = _page(folder / SETS[1] / f"html/{path.stem}.html.gz", truth["url"])
        yield Case(SETS[1], page, truth["ground_truth"]["main_content"])
    for path in sorted((folder / SETS[2]).rglob("test_data/*/*.json")):
        yield from _publisher(path)


def _page(path: Path, url: str) -> Page:
    return Page(url=url, content=gzip.open(path).read(), media_type="text/html", place=path.name)


def _publisher(path: Path) -> Iterator[Case]:
    """One publisher's pages with their truths, which name no file: each goes to the page that prints its words."""
    left = [_page(p, "") for p in sorted(path.parent.glob(f"{path.stem}_[0-9]*.html.gz"))]
    for truth in json.loads(path.read_text()).values():
        body = truth["body"]
        paragraphs = [p for section in body["sections"] for p in [*section["headline"], *section["paragraphs"]]]
        words = [w for p in paragraphs for w in re.findall(r"\w+ \w+ \w+", p)[:10]]
        page = max(left, key=lambda page: sum(w in text_of(page.content) for w in words))
        left.remove(page)
        yield Case(
            SETS[2], page, "\n".join([*(body.get("summary") or []), *paragraphs]), truth["publishing_date"] or ""
        )


def shingles(text: str, n: int = 4) -> Counter[tuple[str, ...]]:
    tokens = _TOKEN.findall(text)
    return Counter(tuple(tokens[i : i + n]) for i in range(max(1, len(tokens) - n + 1)) if tokens)


def f1(pairs: Sequence[tuple[str, str]]) -> dict[str, float]:
    """Precision, recall and F1 of (true, given) texts, as the benchmark's evaluate.py counts them."""
    precisions, recalls = [], []
    for true, given in pairs:
        a, b = shingles(true), shingles(given)
        both = sum((a & b).values())
        if b:
            precisions.append(both / b.total())
        if a:
            recalls.append(both / a.total())
    p, r = statistics.mean(precisions), statistics.mean(recalls)
    return {"precision": round(p, 4), "recall": round(r, 4), "f1": round(2 * p * r / (p + r), 4)}


def with_trafilatura(page: Page) -> str:
    import trafilatura

    return trafilatura.extract(page.content, include_comments=False) or ""


def with_resiliparse(page: Page) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    text = extract_plain_text(text_of(page.content), main_content=True, alt_texts=False, links=False)
    return str(text)


def with_newspaper(page: Page) -> str:
    import newspaper

    article = newspaper.Article(page.url or "https://example.org/", language="en", fetch_images=False)
    article.download(input_html=text_of(page.content))
    article.parse()
    return str(article.text)


def in_time(extract: Callable[[Page], str], page: Page, failed: list[str]) -> str:
    """The text; "", with the page noted in `failed`, where the extractor raises or takes more than PATIENCE."""

    def stop(*_: object) -> None:
        raise TimeoutError(f"more than {PATIENCE} seconds")

    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    try:
        return extract(page)
    except Exception as error:  # noqa: BLE001  a peer may raise anything; each failure stands in the results
        failed.append(f"{page.place}: {type(error).__name__}")
        return ""
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def measured(found: Sequence[Case], extract: Callable[[Page], str]) -> dict[str, object]:
    """F1 of each set, and pages per second of processor time (the machine may be shared).

    A page on which the extractor fails counts as an empty text.
    """
    failed: list[str] = []
    begun = time.process_time()
    texts = [in_time(extract, case.page, failed) for case in found]
    speed = len(found) / (time.process_time() - begun)
    scores: dict[str, object] = {
        name: f1([(c.text, t) for c, t in zip(found, texts, strict=True) if c.data == name]) for name in SETS
    }
    return {**scores, "pages_per_second": round(speed, 1), "failed_counted_as_empty": failed}


def cost_ratio(found: Sequence[Case]) -> float:
    """Processor time of reading over that of trafilatura alone, page by page in turn: a busy machine slows both."""
    spent = {"ours": 0.0, "trafilatura": 0.0}
    for case in found[::3]:
        for name, work in (("ours", read), ("trafilatura", with_trafilatura)):
            begun = time.process_time()
            work(case.page)
            spent[name] += time.process_time() - begun
    return round(spent["ours"] / spent["trafilatura"], 2)


def traced(page: Page, report: Report) -> tuple[int, int]:
    """Printable characters of the text, and how many of them the page's own characters give back."""
    whole, good = decoded(page), 0
    for trace in report.traces:
        want = ink(report.text[trace.start : trace.end])
        good += len(want) if fragment(whole, trace, want).key[0] == want else 0
    return len(ink(report.text)), good


def right_date(found: date | datetime | None, stated: str) -> bool:
    """The same day as stated, or within an hour of it."""
    if found is None:
        return False
    want = datetime.fromisoformat(stated)
    if isinstance(found, datetime):
        near = want.tzinfo is not None and abs((found - want).total_seconds()) <= 3600
        return near or found.date() == want.date()
    return found == want.date()


def ours(found: Sequence[Case]) -> dict[str, object]:
    begun = time.process_time()
    results = [read(case.page) for case in found]
    speed = len(found) / (time.process_time() - begun)
    texts = [r.text if isinstance(r, Report) else "" for r in results]
    marks = [traced(c.page, r) for c, r in zip(found, results, strict=True) if isinstance(r, Report)]
    dated = [(c, r) for c, r in zip(found, results, strict=True) if c.published]
    right = sum(isinstance(r, Report) and right_date(r.published, c.published) for c, r in dated)
    refused = [
        (c.data, c.page.place, r.reason) for c, r in zip(found, results, strict=True) if isinstance(r, Unreadable)
    ]
    return {
        **{name: f1([(c.text, t) for c, t in zip(found, texts, strict=True) if c.data == name]) for name in SETS},
        "pages_per_second": round(speed, 1),
        "share_traced": sum(good for _, good in marks) / sum(all_ for all_, _ in marks),
        "fundus_dates": {"stated": len(dated), "right": right, "share": round(right / len(dated), 4)},
        "false_refusals": {"pages": len(found), "refused": len(refused), "which": refused},
    }


def event_dates() -> dict[str, float]:
    """How often the event's date is within a day of the incident's, on gva; beside it, publication's own share."""
    reports = [json.loads(line) for line in gzip.decompress((DATA / "gva/reports.jsonl.gz").read_bytes()).splitlines()]
    errors, published = [], []
    for r in reports:
        if not (r["frame"] or {}).get("date"):
            continue
        true, printed = datetime.strptime(r["frame"]["date"], "%B %d, %Y").date(), date.fromisoformat(r["date"][:10])
        told = event_date(r["text"], printed, "en")
        errors.append(abs((told - true).days) if told else 10_000)
        published.append(abs((printed - true).days))
    return {
        "reports": len(errors),
        "within_a_day": round(sum(e <= 1 for e in errors) / len(errors), 4),
        "exact": round(sum(e == 0 for e in errors) / len(errors), 4),
        "publication_within_a_day": round(sum(e <= 1 for e in published) / len(published), 4),
    }


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--peers", action="store_true", help="measure resiliparse and newspaper4k too")
    peers = {"trafilatura": with_trafilatura}
    if arguments.parse_args().peers:
        peers |= {"resiliparse": with_resiliparse, "newspaper4k": with_newspaper}
    with tempfile.TemporaryDirectory() as folder:
        found = list(cases(Path(folder)))
        figures: dict[str, object] = {"ours": ours(found), "event_date_gva": event_dates()}
        print(json.dumps(figures, indent=1))
        figures |= {"cost_of_ours_to_trafilatura": cost_ratio(found)}
        for name, extract in peers.items():
            figures[name] = measured(found, extract)
            print(name, json.dumps(figures[name]), flush=True)
            print(record("reading", figures))


if __name__ == "__main__":
    main()
