"""`ontschotting bounds`: the gain on the least and most favourable data."""

from __future__ import annotations

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
from ontschotting.cli.printing import print_json, print_table, progress
from ontschotting.cli.words import words


@app.command()
def bounds(
    case: CaseArgument = "nederland",
    lift: Lift = None,
    streams: Streams = None,
    purposes: Purposes = None,
    free_share: FreeShare = 1.0,
    cut: Cut = 0.0,
    awarded: Awarded = False,
    as_json: Json = False,
    solver: Solver = "highs",
    pulp_solver: PulpSolver = None,
    lang: Lang = "nl",
) -> None:
    """The gain on the least and most favourable data within the margins."""
    from ontschotting.measures.uncertainty.bounds import bounds as run

    check_lang(lang)
    with progress("bounds") as say:
        result = run(
            read_named(case),
            regime_of(lift, streams, purposes, free_share, cut, awarded),
            solver=solver_of(solver, pulp_solver),
            progress=say,
        )
    if as_json:
        print_json(result.to_json())
    else:
        print_table(
            [(words(data, lang), gain, "value") for data, _, _, gain in result.frame.iter_rows()],
            lang,
        )
        print(f"\n{' '.join(result.sentences(lang))}\n{result.trace}")
