"""`ontschotting template`: an empty workbook to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ontschotting.cli.app import app
from ontschotting.cli.options import Json
from ontschotting.cli.printing import print_json


@app.command()
def template(
    file: Annotated[Path, typer.Argument(metavar="FILE.xlsx")], as_json: Json = False
) -> None:
    """An empty workbook with every table, its columns explained and lists to choose from."""
    from ontschotting.case.files.template import write_template

    path = write_template(file)
    if as_json:
        print_json({"template": str(path)})
    else:
        print(path)
