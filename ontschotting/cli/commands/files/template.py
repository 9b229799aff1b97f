"""`ontschotting template`: a workbook to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import ontschotting as on
from ontschotting.cli.command import Answer, command
from ontschotting.cli.options import Force, check_new

EXAMPLE = "merwedal"
"""The bundled case that is filled in."""


@command()
def template(
    file: Annotated[Path, typer.Argument(metavar="FILE.xlsx")],
    force: Force = False,
    example: Annotated[
        bool, typer.Option("--example", help="Fill in a made-up region, to look at or change.")
    ] = False,
) -> Answer:
    """Write a workbook to fill in: every table, its columns explained, and an example row."""
    check_new([file], force)
    path = on.write_template(file, on.load_case(EXAMPLE) if example else None)
    return Answer(lambda: {"template": str(path)}, [str(path)])
