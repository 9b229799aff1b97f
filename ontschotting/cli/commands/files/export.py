"""`ontschotting export`: the linear program as a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import ontschotting as on
from ontschotting.cli.command import Answer, command
from ontschotting.cli.options import Force, check_new
from ontschotting.regime.presets import CURRENT

To = Annotated[Path, typer.Option("--to", help="FILE.lp or FILE.mps")]


@command()
def export(
    case: on.Case,
    requested_regime: on.Regime | None,
    to: To = Path("program.lp"),
    force: Force = False,
) -> Answer:
    """Write the linear program of the current rules or of a lift, with readable names.

    A table of the names stands beside it.
    """
    from ontschotting.model.export import export_program, names_beside, names_of_program

    regime, names = requested_regime or CURRENT, names_beside(to)
    check_new([to], force)
    # the same program in the other format has the same names
    if names.exists() and names.read_bytes() != names_of_program(case, regime):
        check_new([names], force)
    paths = [str(path) for path in export_program(case, to, regime)]
    return Answer(lambda: {"files": paths}, paths)
