"""`ontschotting flips`.

How far each input must move, alone, before the conclusion is another one.
"""

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
from ontschotting.cli.words import words

Reach = Annotated[
    float, typer.Option("--reach", help="How many times its margin each input may move.")
]
Positions = Annotated[
    int, typer.Option("--positions", help="How many equal steps are solved on the way.")
]
Group = Annotated[
    list[str] | None,
    typer.Option(
        "--group",
        metavar="GROUP",
        help="Only this group of inputs, as `sweep --json` names it. Repeatable; default: all.",
    ),
]


@app.command()
def flips(
    case: CaseArgument = "nederland",
    group: Group = None,
    reach: Reach = 3.0,
    positions: Positions = 6,
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
    """How far each input must move, alone, before the conclusion flips."""
    from ontschotting.measures.uncertainty.switching_values import move_words
    from ontschotting.measures.uncertainty.switching_values import switching_values as run

    check_lang(lang)
    with progress("flips") as say:
        result = run(
            read_named(case),
            regime_of(lift, streams, purposes, free_share, cut, awarded),
            group,
            reach=reach,
            positions=positions,
            solver=solver_of(solver, pulp_solver),
            progress=say,
        )
    if as_json:
        print_json(result.to_json())
        return
    for row in result.frame.iter_rows(named=True):
        told = (
            words("no_flip", lang)
            if row["margins"] is None
            else move_words(row["move"], row["value"], row["value_at_flip"], lang)
        )
        print(f"{row['group']}  {words(row['toward'], lang)}  {told}")
    print(f"\n{' '.join(result.sentences(lang))}\n{result.trace}")
