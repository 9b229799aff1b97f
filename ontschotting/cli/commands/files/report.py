"""`ontschotting report`: the main job."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ontschotting.cli.app import app
from ontschotting.cli.options import (
    CaseArgument,
    Json,
    Lang,
    PulpSolver,
    Solver,
    check_lang,
    read_named,
    solver_of,
)
from ontschotting.cli.printing import print_json, progress


@app.command()
def report(
    case: CaseArgument = "nederland",
    out: Annotated[Path, typer.Option("--out", help="The folder to write to.")] = Path("report"),
    lang: Lang = "nl",
    as_json: Json = False,
    solver: Solver = "highs",
    pulp_solver: PulpSolver = None,
) -> None:
    """The main job: everything on one page, with charts and tables."""
    from ontschotting.report.write import write_report

    check_lang(lang)
    read = read_named(case)
    with progress("report") as say:
        page = write_report(
            read, out, lang=lang, progress=say, name=case, solver=solver_of(solver, pulp_solver)
        )
    if as_json:
        print_json({"report": str(page)})
    else:
        print(page)
