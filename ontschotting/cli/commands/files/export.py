"""`ontschotting export`: the linear program as a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ontschotting.cli.app import app
from ontschotting.cli.options import (
    Awarded,
    CaseArgument,
    Cut,
    FreeShare,
    Json,
    Lift,
    Purposes,
    Streams,
    read_named,
    regime_of,
)
from ontschotting.cli.printing import print_json


@app.command()
def export(
    case: CaseArgument = "nederland",
    to: Annotated[Path, typer.Option("--to", help="FILE.lp or FILE.mps")] = Path("program.lp"),
    lift: Lift = None,
    streams: Streams = None,
    purposes: Purposes = None,
    free_share: FreeShare = 1.0,
    cut: Cut = 0.0,
    awarded: Awarded = False,
    as_json: Json = False,
) -> None:
    """The linear program of the current world (or of the lift asked), with readable names and a
    table of names beside it.
    """
    from ontschotting.model.export import export_program
    from ontschotting.regime.presets import CURRENT

    asks = bool(lift or streams or purposes or awarded or free_share < 1 or cut > 0)
    regime = regime_of(lift, streams, purposes, free_share, cut, awarded) if asks else CURRENT
    paths = export_program(read_named(case), to, regime)
    if as_json:
        print_json({"files": [str(path) for path in paths]})
    else:
        for path in paths:
            print(path)
