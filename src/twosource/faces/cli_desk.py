"""The commands of the desk: serve browsers and assistants, decide what is right."""

from __future__ import annotations

import time
from typing import Annotated

import typer

from .. import answers
from ..errors import StoreBusy
from ..pages.watch import Manners
from ..pages.web import is_address
from . import terminal
from .export import as_json
from .options import DEFAULT_STORE, JsonOption, StoreOption, err, existing_store, opened_store, out

app = typer.Typer()


@app.command()
def serve(
    store: StoreOption = DEFAULT_STORE,
    host: Annotated[str, typer.Option(help="Where to listen; others than this machine need a token.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8000,
    token: Annotated[str, typer.Option(envvar="TWOSOURCE_TOKEN", help="What whoever asks must know.")] = "",
) -> None:
    """Work in a browser, or over HTTP under /api."""
    from .web import serve as serve_web

    err.print(f"http://{host}:{port} (Ctrl-C ends it)")
    serve_web(store, host=host, port=port, token=token)


@app.command()
def mcp(
    store: StoreOption = DEFAULT_STORE,
    http: Annotated[bool, typer.Option("--http", help="Serve over HTTP at /mcp, not by standard input.")] = False,
    host: Annotated[str, typer.Option(help="Where to listen with --http.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8001,
    token: Annotated[str, typer.Option(envvar="TWOSOURCE_TOKEN", help="What whoever asks must know.")] = "",
) -> None:
    """Answer an assistant, by the Model Context Protocol."""
    from . import mcp_server

    if http:
        err.print(f"http://{host}:{port}/mcp (Ctrl-C ends it)")
        mcp_server.serve_http(store, host=host, port=port, token=token)
    else:
        mcp_server.serve_stdio(store)


@app.command()
def correct(
    verb: Annotated[str, typer.Argument(help=f"One of: {'; '.join(answers.VERBS)}.")],
    subjects: Annotated[list[str], typer.Argument(metavar="ID...", help="Reports or stories.")],
    who: Annotated[str, typer.Option(help="Whose decision it is.")],
    note: Annotated[str, typer.Option(help="Why.")] = "",
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Decide what is right; it wins over what is inferred until it is undone."""
    with existing_store(store) as opened:
        number = answers.correct(opened, verb, subjects, who=who, note=note)
        answers.work_out(opened)
    err.print(f"correction {number} counts now; 'twosource undo {number}' takes it back")


@app.command()
def undo(
    number: Annotated[int, typer.Argument(help="As 'twosource corrections' lists it.")],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Take a correction back; it stays in the history."""
    with existing_store(store) as opened:
        answers.take_back(opened, number)
        answers.work_out(opened)
    err.print(f"correction {number} is taken back")


@app.command()
def corrections(store: StoreOption = DEFAULT_STORE, json: JsonOption = False) -> None:
    """List what people decided, the latest first."""
    with existing_store(store) as opened:
        listing = answers.corrections(opened, limit=answers.MOST_ROWS)
    if json:
        out.print_json(as_json(listing))
        return
    for kept in listing.rows:
        c = kept.correction
        state = f"  undone {kept.undone:%Y-%m-%d}" if kept.undone else ""
        out.print(
            terminal.plain(
                f"{kept.number}  {c.verb}: {', '.join(c.subjects)}  {c.who}, {c.when:%Y-%m-%d} {c.note}{state}"
            )
        )


@app.command()
def watch(
    feeds: Annotated[list[str], typer.Argument(metavar="FEED...", help="Addresses of RSS or Atom feeds.")],
    store: StoreOption = DEFAULT_STORE,
    every: Annotated[float, typer.Option(min=1, help="Minutes between two rounds.")] = 15,
    once: Annotated[bool, typer.Option("--once", help="One round only.")] = False,
) -> None:
    """Ask feeds for what is new and keep the stories current, until interrupted; goes on where it was."""
    wrong = [feed for feed in feeds if not is_address(feed)]
    if wrong:
        raise typer.BadParameter(f"{wrong[0]!r} is not a web address: begin it with http:// or https://")
    manners = Manners()
    with opened_store(store) as opened:
        while True:
            try:
                for step in answers.watch_once(opened, feeds, manners):
                    _tell(step)
            except StoreBusy as busy:  # another program is writing: what this round missed comes with the next
                if once:
                    raise
                err.print(terminal.plain(str(busy)))
            if once:
                return
            time.sleep(every * 60)


def _tell(step: answers.Step) -> None:
    if step.place:
        told = f"{step.what}: {step.title or step.place} {step.reason} {step.detail}"
        err.print(terminal.plain(told.rstrip()))
