"""`ontschotting years`: what deadlines and short assurance cost."""

from __future__ import annotations

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


@app.command("years")
def years_command(
    case: CaseArgument = "nederland",
    as_json: Json = False,
    solver: Solver = "highs",
    pulp_solver: PulpSolver = None,
    lang: Lang = "nl",
) -> None:
    """What yearly deadlines, carry-over limits and short assurance cost: these walls lifted
    alone.
    """
    from ontschotting.measures.policy.year_rules import year_rules
    from ontschotting.words.sentences import sentence

    check_lang(lang)
    with progress("years") as say:
        result = year_rules(read_named(case), solver=solver_of(solver, pulp_solver), progress=say)
    if as_json:
        print_json(result.to_json())
    else:
        print_table(
            [
                (sentence(f"years_{name}", lang), gain, "value")
                for name, _, gain in result.frame.iter_rows()
            ],
            lang,
        )
        print(f"\n{' '.join(result.sentences(lang))}\n{result.trace}")
