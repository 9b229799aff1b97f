"""`ontschotting explain`: why an area stands where it stands."""

from __future__ import annotations

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

Region = Annotated[
    str | None,
    typer.Option(
        "--region",
        metavar="R",
        help="A region, its name, or an area of a level; left out: the whole case.",
    ),
]
Level = Annotated[
    str | None, typer.Option("--level", help="The level, where several have an area of that name.")
]


@app.command("explain")
def explain_command(
    case: CaseArgument = "nederland",
    region: Region = None,
    level: Level = None,
    as_json: Json = False,
    solver: Solver = "highs",
    pulp_solver: PulpSolver = None,
    lang: Lang = "nl",
) -> None:
    """What an area is short of, which money is used up or idle there, and what one more free euro
    would do.
    """
    from ontschotting.measures.pricing.explanation import explain

    check_lang(lang)
    with progress("explain") as say:
        result = explain(
            read_named(case), region, level, solver=solver_of(solver, pulp_solver), progress=say
        )
    if as_json:
        print_json(result.to_json())
    else:
        print("\n".join(result.sentences(lang)))
        print(f"\n{result.trace}")
