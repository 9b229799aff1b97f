"""`ontschotting refresh`: newer figures per municipality of Statistics Netherlands."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import ontschotting as on
from ontschotting.cli.command import Answer, command
from ontschotting.cli.options import names_in

Out = Annotated[
    Path,
    typer.Option(
        "--out", help="A folder of your own. A file that is there already is never overwritten."
    ),
]
Measures = Annotated[
    str | None,
    typer.Option(
        "--measures", metavar="A,B", help="inhabitants, homes, completions; default: all three."
    ),
]
Since = Annotated[int, typer.Option("--since", metavar="YEAR", help="The first year.")]


@command()
def refresh(out: Out = Path("cbs"), measures: Measures = None, since: Since = 2020) -> Answer:
    """Fetch inhabitants, homes and completions per municipality from CBS, as new files.

    No case changes. It needs a connection.
    """
    from ontschotting.loaders.cbs_tables import TABLES

    names = names_in(measures)
    refreshed = on.refresh(tuple(TABLES) if names is None else names, since=since)
    paths = [str(path) for path in refreshed.write(out)]
    return Answer(
        lambda: {"files": paths, "attribution": refreshed.attribution},
        [*paths, *refreshed.attribution],
    )
