"""`ontschotting template`: an empty workbook to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import ontschotting as on
from ontschotting.cli.command import Answer, command
from ontschotting.cli.options import Force, check_new


@command()
def template(
    file: Annotated[Path, typer.Argument(metavar="FILE.xlsx")], force: Force = False
) -> Answer:
    """Write an empty workbook with every table, its columns explained and lists to choose from."""
    check_new([file], force)
    path = on.write_template(file)
    return Answer(lambda: {"template": str(path)}, [str(path)])
