"""What an archive costs: `way` (HTML to lineage beside reading alone), `alone` (the same where no page has a copy),
`slope` (time a report as the archive grows), `briefs` (the same of short reports), `engines` (Spark against this
machine). Two workers: processor seconds of all, peak memory of one, bytes on disk.

    python benchmarks/scale.py way 20000 | alone 20000 | slope 10000 100000 | briefs 100000 1000000 | engines 20000

Reports are made from real ones by mutator.py; pages are these in templates. Each size runs in a process of its own.
Figures: results/scale_KIND.json.
"""

from __future__ import annotations

import hashlib
import html
import itertools
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

from candidates import gva
from grouping import scores
from mutator import BRIEF, FAMILY, PAIR, mutated
from record import record
from twosource.batch.files import batched, rows
from twosource.batch.run import WORK, Batch, run
from twosource.engine import Engine, Local
from twosource.records import Report

# As real pages: menus, teasers, scripts and a footer around the text. With FURNITURE a page has about as many bytes
# (177,000, of them 33,000 of scripts), tags (1,660) and links (140) as the median of the 739 real pages of way.py.
TEMPLATES = (
    "<!doctype html><html lang=en><head><title>{title} | {outlet}</title><meta property='article:published_time' "
    "content='{day}'>{head}</head><body><nav><ul>{menu}</ul></nav><article><h1>{title}</h1>{text}</article><aside>{links}"
    "</aside><footer>Copyright {outlet}</footer></body></html>",
    '<html><head><title>{title}</title><script type=\'application/ld+json\'>{{"@type":"NewsArticle","datePublished":'
    '"{day}"}}</script>{head}</head><body><div id=menu>{menu}</div><div class=content><h2>{title}</h2><div class=body>'
    "{text}</div></div><div class=related>{links}</div></body></html>",
)


def furniture() -> dict[str, str]:
    """What stands around the text of a page, the same on each, as on the pages of one publisher."""
    icon = "<svg viewBox='0 0 24 24'><path d='" + "M12 2L2 7l10 5 10-5-10-5z" * 30 + "'/></svg>"
    item = (
        "<li class='nav-item'><div><span><i class='nav-icon'></i><a class='link' href='/section/{0}'>Section {0}</a>"
        "</span><span class='nav-more'></span></div></li>"
    )
    teaser = (
        "<div class='card card--small'><div class='card__media'><a href='/story/{0}'><img loading=lazy src='/i/{0}.jpg'"
        " srcset='/i/{0}-320.jpg 320w, /i/{0}-640.jpg 640w, /i/{0}-960.jpg 960w' alt=''></a></div><div class='card__b'>"
        "<h4><a href='/story/{0}'>Read more from our newsroom, part {0}</a></h4><p><time datetime='2020-01-01'>"
        "1 January</time></p><span>{1}</span></div></div>"
    )
    script = (
        "window.__data=window.__data||[];window.__data.push({id:'ad-slot-%d',sizes:[[300,250],[728,90]],lazy:true});"
    )
    style = ".card--small .card__media img{object-fit:cover;width:100%%;height:auto;margin:0 0 %dpx}\n"
    return {
        "menu": "".join(item.format(n) for n in range(80)),
        "links": "".join(teaser.format(n, icon) for n in range(30)),
        "head": "<script>" + "".join(script % n for n in range(320)) + "</script><style>"
        + "".join(style % n for n in range(1040)) + "</style>",
    }  # fmt: skip


FURNITURE = furniture()


def page(report: Report, number: int) -> bytes:
    """The report as a page of HTML."""
    text = "".join(f"<p>{html.escape(p)}</p>" for p in report.text.split("\n") if p.strip())
    told = {"title": html.escape(report.title), "outlet": html.escape(report.outlet), "day": report.published}
    return TEMPLATES[number % len(TEMPLATES)].format(**told, text=text, **FURNITURE).encode()


def warc(reports: Iterable[Report], path: Path) -> None:
    """The pages as a web archive."""
    from fastwarc.warc import WarcRecord, WarcRecordType

    with path.open("wb") as file:
        for number, report in enumerate(reports):
            one = WarcRecord()
            one.init_headers(record_type=WarcRecordType.response)
            one.headers["WARC-Target-URI"] = f"http://{number % 97}.example/{report.id}"
            one.headers["WARC-Date"] = f"{report.published}T12:00:00Z"
            one.headers["Content-Type"] = "application/http; msgtype=response"
            one.set_bytes_content(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page(report, number))
            buffer = BytesIO()
            one.write(buffer)
            file.write(buffer.getvalue())


def lines(reports: Iterable[Report], folder: Path, together: int = 500) -> None:
    """The reports as JSON Lines, some a file; none is kept, so that the peak of memory is the batch's own."""
    for number, some in enumerate(batched(reports, together)):
        with (folder / f"{number:05}.jsonl").open("w") as file:
            for r in some:
                told = {"id": r.id, "text": r.text, "title": r.title, "outlet": r.outlet, "published": str(r.published)}
                file.write(json.dumps(told) + "\n")


def size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def digests(out: Path) -> dict[str, str]:
    files = [p for p in out.rglob("*.parquet") if WORK not in p.relative_to(out).parts]
    return {str(p.relative_to(out)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def cpu() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(u.ru_utime + u.ru_stime for u in used)


def peak() -> int:
    """Of the largest process, in MB; of workers when they have ended."""
    return round(max(resource.getrusage(w).ru_maxrss for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024)


def worked_out(engine: Engine, given: Path, out: Path, *, encoded: bool) -> dict[str, object]:
    """One batch: what it took."""
    start, wall = cpu(), time.monotonic()
    done = run([str(given)], Batch(engine, out, encoded))
    engine.close()
    used = cpu() - start  # of workers, too, now that they have ended
    count = max(1, done.read)
    rooms = {room: round(1000 * spent / count, 2) for room, spent in sorted(done.seconds.items())}
    rest = 1000 * (used - sum(done.seconds.values())) / count
    return {
        "reports": done.read,
        "refused": sum(done.refused.values()),
        "stories": done.stories,
        "cpu ms a report": round(1000 * used / count, 2),
        "of it": rooms | {"files and joins": round(rest, 2)},
        "wall seconds": round(time.monotonic() - wall),
        "peak MB": peak(),
        "input bytes a report": round(size(given) / count) if given.is_dir() else round(given.stat().st_size / count),
        "result bytes a report": round((size(out) - size(out / WORK)) / count),
        "work bytes a report": round(size(out / WORK) / count),
    }


def way(count: int, folder: Path, family: int = FAMILY) -> dict[str, object]:
    """From HTML to lineage, and reading alone, in one run."""
    warc(mutated(gva(), count, family=family), folder / "pages.warc")
    told = worked_out(Local(2), folder / "pages.warc", folder / "out", encoded=True)
    rooms = told["of it"]
    assert isinstance(rooms, dict)
    return told | {"whole way : reading alone": round(float(str(told["cpu ms a report"])) / rooms["reading"], 2)}


def alone(count: int, folder: Path) -> dict[str, object]:
    """The same of pages of which none has a copy."""
    return way(count, folder, family=1)


def slope(count: int, folder: Path, **made: int) -> dict[str, object]:
    """Reports as text, without the encoder."""
    (folder / "in").mkdir()
    lines(mutated(gva(), count, **made), folder / "in")
    return worked_out(Local(2), folder / "in", folder / "out", encoded=False)


def briefs(count: int, folder: Path) -> dict[str, object]:
    """The same of reports of a few sentences, two of a draft, so that a million can be worked out in some hours."""
    told = slope(count, folder, family=PAIR, most=BRIEF)
    return told | against_drafts(folder / "out")


def against_drafts(out: Path) -> dict[str, object]:
    """The stories of a batch against the drafts of its reports; its largest component.

    Reports of one draft are made one after the other and keep its title.
    """
    reports = sorted(rows(sorted(out.glob("reports/*/*.parquet")), ["id", "title", "story"]), key=lambda r: r["id"])
    drafts = itertools.groupby(reports, lambda report: report["title"])
    true = {report["id"]: str(number) for number, (_, of) in enumerate(drafts) for report in of}
    agreeing = scores({r["id"]: r["story"] for r in reports}, true)
    members = rows(sorted(out.glob(f"{WORK}/members-*/*.parquet")), ["root"])
    return {"stories against drafts": agreeing, "largest component": max(Counter(m["root"] for m in members).values())}


def engines(count: int, folder: Path) -> dict[str, object]:
    """The same on both; how many of the files are the same to the byte."""
    from twosource.engine_spark import Spark

    (folder / "in").mkdir()
    lines(mutated(gva(), count), folder / "in")
    here = worked_out(Local(2), folder / "in", folder / "local", encoded=False)
    spark = Spark("local[2]")
    there = worked_out(spark, folder / "in", folder / "spark", encoded=False)
    one, other = digests(folder / "local"), digests(folder / "spark")
    same = sum(other.get(name) == digest for name, digest in one.items())
    shown = {"stories": here["stories"], "wall seconds here": here["wall seconds"], "with Spark": there["wall seconds"]}
    return {"reports": count, **shown, "files here": len(one), "files with Spark": len(other), "the same": same}


KINDS = {"way": way, "alone": alone, "slope": slope, "briefs": briefs, "engines": engines}


def measured(kind: str, sizes: list[int]) -> Iterator[dict[str, object]]:
    """Each size in a process of its own, so that its peak memory is its own."""
    for count in sizes:
        ran = subprocess.run([sys.executable, __file__, "--one", kind, str(count)], stdout=subprocess.PIPE, check=True)
        told = json.loads(ran.stdout.splitlines()[-1])
        print(json.dumps(told), flush=True)
        yield told


def main() -> None:
    if sys.argv[1] == "--one":
        folder = Path(tempfile.mkdtemp(prefix="twosource-scale-"))
        try:
            print(json.dumps(KINDS[sys.argv[2]](int(sys.argv[3]), folder)))
        finally:
            shutil.rmtree(folder)
        return
    kind, sizes = sys.argv[1], [int(word) for word in sys.argv[2:]]
    record(f"scale_{kind}", {kind: list(measured(kind, sizes))})


if __name__ == "__main__":
    main()
