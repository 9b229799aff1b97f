"""`ontschotting compare`: the current world against a lifted one."""

from __future__ import annotations

from ontschotting.cli.app import app
from ontschotting.cli.options import (
    Awarded,
    CaseArgument,
    Cut,
    FreeShare,
    Guarantee,
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
from ontschotting.cli.printing import print_json, print_table, progress


@app.command()
def compare(
    case: CaseArgument = "nederland",
    lift: Lift = None,
    streams: Streams = None,
    purposes: Purposes = None,
    free_share: FreeShare = 1.0,
    cut: Cut = 0.0,
    awarded: Awarded = False,
    guarantee: Guarantee = None,
    as_json: Json = False,
    solver: Solver = "highs",
    pulp_solver: PulpSolver = None,
    lang: Lang = "nl",
) -> None:
    """The current world against a lifted regime (default: integral)."""
    from ontschotting.measures.comparison.compare import compare as run

    check_lang(lang)
    read, regime = read_named(case), regime_of(lift, streams, purposes, free_share, cut, awarded)
    with progress("compare") as say:
        result = run(read, regime, guarantee, solver=solver_of(solver, pulp_solver), progress=say)
    if as_json:
        print_json(result.to_json())
    else:
        names = result.frame.select("measure", f"name_{lang}", "unit").rows()
        print_table([(name, result.shown()[measure], unit) for measure, name, unit in names], lang)
        print(f"\n{' '.join(result.sentences(lang))}\n{result.trace}")
