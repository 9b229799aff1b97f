"""`ontschotting certificate`.

A workbook in which Excel itself checks that an answer is the best.
"""

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
    Lang,
    Lift,
    PulpSolver,
    Purposes,
    Solver,
    Streams,
    check_lang,
    read_named,
    regime_of,
    solver_of,
)
from ontschotting.cli.printing import print_json, progress


@app.command()
def certificate(
    case: CaseArgument,
    out: Annotated[Path, typer.Option("--out", help="FILE.xlsx")] = Path("certificate.xlsx"),
    lift: Lift = None,
    streams: Streams = None,
    purposes: Purposes = None,
    free_share: FreeShare = 1.0,
    cut: Cut = 0.0,
    awarded: Awarded = False,
    solver: Solver = "highs",
    pulp_solver: PulpSolver = None,
    as_json: Json = False,
    lang: Lang = "nl",
) -> None:
    """A workbook with live formulas that prove the best value within the walls and without: for an
    auditor who has Excel and no Python.
    """
    from ontschotting.certificate_workbook.workbook import write_certificate

    check_lang(lang)
    read, regime = read_named(case), regime_of(lift, streams, purposes, free_share, cut, awarded)
    with progress("certificate"):
        path = write_certificate(
            read, out, regime, lang=lang, solver=solver_of(solver, pulp_solver)
        )
    if as_json:
        print_json({"certificate": str(path)})
    else:
        print(path)
