"""`ontschotting next-euro`: for which purpose the next euro brings most, per area."""

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

Level = Annotated[str, typer.Option("--level", help="region, or a grouping column of the regions.")]


@app.command("next-euro")
def next_euro_command(
    case: CaseArgument = "nederland",
    level: Level = "housing_deal_region",
    as_json: Json = False,
    solver: Solver = "highs",
    pulp_solver: PulpSolver = None,
    lang: Lang = "nl",
) -> None:
    """For which purpose the next euro brings most in each area of a level, within the walls of
    today.
    """
    from ontschotting.measures.pricing.next_euro import next_euro

    check_lang(lang)
    with progress("next-euro") as say:
        result = next_euro(
            read_named(case), level, solver=solver_of(solver, pulp_solver), progress=say
        )
    if as_json:
        print_json(result.to_json())
    else:
        for row in result.frame.iter_rows(named=True):
            print(f"{row['name'] or row['area']:<40}  {result.shown(row['best'], lang)}")
        print(f"\n{' '.join(result.sentences(lang))}\n{result.trace}")
