"""`ontschotting choose`: which few streams, walls or pairs to lift first."""

from __future__ import annotations

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

Number = Annotated[int, typer.Option("--k", help="How many to lift.")]
Over = Annotated[str, typer.Option("--over", help="streams, walls or pairs.")]


@app.command("choose")
def choose_command(
    case: CaseArgument = "nederland",
    k: Number = 5,
    over: Over = "streams",
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
    """What first: the best k streams (or walls, or stream-purpose pairs) to lift, for every number
    up to k.
    """
    from ontschotting.case.labels import player_label
    from ontschotting.measures.attribution.choice import choose_walls
    from ontschotting.words.numbers import amount

    check_lang(lang)
    regime = regime_of(lift, streams, purposes, free_share, cut, awarded)
    read = read_named(case)
    with progress("choose") as say:
        result = choose_walls(
            read, regime, k, over, solver=solver_of(solver, pulp_solver), progress=say
        )
    if as_json:
        print_json(result.to_json())
    else:
        for row in result.curve.iter_rows(named=True):
            names = ", ".join(
                player_label(read, name, lang) for name in row["chosen"][: row["needed"]]
            )
            print(f"{row['k']:>3}  {amount(row['value'], lang):>14}  {names}")
        print(f"\n{' '.join(result.sentences(lang))}\n{result.trace}")
