"""`ontschotting template`: an empty workbook to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ontschotting.cli.app import app


@app.command()
def template(file: Annotated[Path, typer.Argument(metavar="FILE.xlsx")]) -> None:
    """An empty workbook with every table, its columns explained and lists to choose from."""
    from ontschotting.tables.template import write_template

    print(write_template(file))
