"""The commands of archives: a batch over many files, and a look at whether all is well."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ..engine import Engine, Local
from . import doctor as health
from . import logs, terminal
from .options import DEFAULT_STORE, JsonOption, StoreOption, err, out

app = typer.Typer()
UNWELL = 1  # exit status where a check failed


class EngineName(StrEnum):
    """Where a batch runs."""

    local = "local"
    spark = "spark"


@app.command()
def batch(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT...", help="WARC, JSON Lines, Parquet; files, folders.")],
    to: Annotated[Path, typer.Option("--out", help="The folder for the tables; run again to go on.")],
    engine: Annotated[EngineName, typer.Option(help="This machine, or a cluster (extra spark).")] = EngineName.local,
    workers: Annotated[int, typer.Option(min=1, help="Processes of this machine; 1 is a plain loop.")] = os.cpu_count()
    or 1,
    master: Annotated[str, typer.Option(help="Spark's master, for instance yarn.")] = "local[2]",
    encoder: Annotated[bool, typer.Option(help="Look for translated and reworded copies, too.")] = True,
    log: logs.LogOption = logs.Form.text,
) -> None:
    """Work out an archive: reports, pairs with passages, stories, lineage and changes as Parquet."""
    logs.tell(log)
    chosen = _engine(engine, workers, master)
    from ..batch.run import Batch, run  # needs what the engine has found there

    try:
        done = run(inputs, Batch(chosen, to, encoded=encoder))
    finally:
        chosen.close()
    seconds = {room: round(spent, 3) for room, spent in done.seconds.items()}
    logs.event("finished", read=done.read, refused=dict(done.refused), stories=done.stories, seconds=seconds)
    refused = ", ".join(f"{count} {reason}" for reason, count in sorted(done.refused.items()))
    err.print(f"{done.read} reports, {done.stories} stories in {to}. Refused: {refused or 'none'}.")


def _engine(name: EngineName, workers: int, master: str) -> Engine:
    if name is EngineName.spark:
        from ..engine_spark import Spark

        return Spark(master)
    return Local(workers)


@app.command()
def doctor(store: StoreOption = DEFAULT_STORE, json: JsonOption = False) -> None:
    """Check the store, the encoder and the versions of what twosource rests on."""
    checks = health.checks(store)
    if json:
        from .export import as_json

        out.print_json(as_json(checks))
    else:
        for check in checks:
            mark = "ok  " if check.well else "FAIL"
            out.print(terminal.plain(f"{mark}  {check.what}: {check.says}"))
    if not all(check.well for check in checks):
        raise typer.Exit(UNWELL)
