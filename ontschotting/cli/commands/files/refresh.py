"""`ontschotting refresh`: newer figures per municipality of Statistics Netherlands."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ontschotting.cli.app import app
from ontschotting.cli.options import Json
from ontschotting.cli.printing import print_json

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


@app.command("refresh")
def refresh_command(
    out: Out = Path("cbs"), measures: Measures = None, since: Since = 2020, as_json: Json = False
) -> None:
    """Fetch inhabitants, homes and completions per municipality from the open data of CBS, as new
    files; no case changes. Needs a connection.
    """
    from ontschotting.loaders.cbs import TABLES, refresh

    names = (
        tuple(TABLES)
        if measures is None
        else [name.strip() for name in measures.split(",") if name.strip()]
    )
    found = refresh(names, since=since)
    paths = found.write(out)
    if as_json:
        print_json({"files": [str(path) for path in paths], "attribution": found.attribution})
    else:
        for path in paths:
            print(path)
        print("\n".join(found.attribution))
