"""`ontschotting certificate`: a workbook in which Excel checks that an answer is the best."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import ontschotting as on
from ontschotting.cli.command import Answer, command
from ontschotting.cli.options import Force, check_new

Out = Annotated[Path, typer.Option("--out", help="FILE.xlsx")]


@command(defaults={"case": ...})
def certificate(
    case: on.Case,
    regime: on.Regime,
    solver: on.Solver,
    lang: str,
    out: Out = Path("certificate.xlsx"),
    force: Force = False,
) -> Answer:
    """Write a workbook with live formulas that prove the best value, within the walls and without.

    It is for an auditor who has Excel and no Python.
    """
    check_new([out], force)
    path = on.write_certificate(case, out, regime, lang=lang, solver=solver)
    return Answer(lambda: {"certificate": str(path)}, [str(path)])
