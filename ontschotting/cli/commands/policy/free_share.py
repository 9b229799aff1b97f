"""`ontschotting free-share`: the value against the free share."""

from __future__ import annotations

from ontschotting.cli.app import app
from ontschotting.cli.options import (
    Awarded,
    CaseArgument,
    Cut,
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
from ontschotting.cli.printing import print_json, print_table


@app.command("free-share")
def free_share_command(
    case: CaseArgument = "nederland",
    lift: Lift = None,
    streams: Streams = None,
    purposes: Purposes = None,
    cut: Cut = 0.0,
    awarded: Awarded = False,
    as_json: Json = False,
    solver: Solver = "highs",
    pulp_solver: PulpSolver = None,
    lang: Lang = "nl",
) -> None:
    """The value against the free share, and the least share for 90 % and all of the gain."""
    from ontschotting.measures.policy.free_share import free_share

    check_lang(lang)
    result = free_share(
        read_named(case),
        regime_of(lift, streams, purposes, 1.0, cut, awarded),
        solver=solver_of(solver, pulp_solver),
    )
    if as_json:
        print_json(result.to_json())
    else:
        print_table(
            [(f"{share:.0%}", value, "value") for share, value in result.frame.iter_rows()], lang
        )
        print(f"\n{' '.join(result.sentences(lang))}\n{result.trace}")
