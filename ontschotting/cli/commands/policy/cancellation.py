"""`ontschotting cancel`: what is lost when a scheme ends."""

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
from ontschotting.cli.printing import print_json, print_table, progress
from ontschotting.cli.words import words

Stream = Annotated[str, typer.Option("--stream", help="The stream that ends.")]
Year = Annotated[int, typer.Option("--from-year", help="The first year without it.")]


@app.command("cancel")
def cancel_command(
    stream: Stream,
    from_year: Year,
    case: CaseArgument = "nederland",
    as_json: Json = False,
    solver: Solver = "highs",
    pulp_solver: PulpSolver = None,
    lang: Lang = "nl",
) -> None:
    """A change of course: what is lost when a scheme ends, and what is lost extra when nobody
    knew.
    """
    from ontschotting.measures.policy.cancellation import cancellation

    check_lang(lang)
    with progress("cancel") as say:
        result = cancellation(
            read_named(case), stream, from_year, solver=solver_of(solver, pulp_solver), progress=say
        )
    if as_json:
        print_json(result.to_json())
    else:
        print_table(
            [(words(world, lang), value, "value") for world, value in result.frame.iter_rows()],
            lang,
        )
        print(f"\n{' '.join(result.sentences(lang))}\n{result.trace}")
