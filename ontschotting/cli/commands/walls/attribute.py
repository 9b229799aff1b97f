"""`ontschotting attribute`: the gain divided over walls or streams."""

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
from ontschotting.cli.printing import print_json, print_table, progress

Over = Annotated[str, typer.Option("--over", help="walls or streams.")]
Permutations = Annotated[
    int, typer.Option("--permutations", help="Sampled orders, when there are more than ten.")
]
Seed = Annotated[int, typer.Option("--seed", help="Seed of the sampled orders.")]


@app.command("attribute")
def attribute_command(
    case: CaseArgument = "nederland",
    lift: Lift = None,
    streams: Streams = None,
    purposes: Purposes = None,
    free_share: FreeShare = 1.0,
    cut: Cut = 0.0,
    awarded: Awarded = False,
    over: Over = "walls",
    permutations: Permutations = 100,
    seed: Seed = 1,
    as_json: Json = False,
    solver: Solver = "highs",
    pulp_solver: PulpSolver = None,
    lang: Lang = "nl",
) -> None:
    """Who blocks: the gain divided over the walls (or streams) of a regime, by Shapley values."""
    from ontschotting.case.labels import player_label
    from ontschotting.measures.attribution.attribution import attribute

    check_lang(lang)
    regime = regime_of(lift, streams, purposes, free_share, cut, awarded)
    read = read_named(case)
    with progress("attribute") as say:
        result = attribute(
            read,
            regime,
            over,
            permutations=permutations,
            seed=seed,
            solver=solver_of(solver, pulp_solver),
            progress=say,
        )
    if as_json:
        print_json(result.to_json())
    else:
        print_table(
            [
                (player_label(read, name, lang), value, "value")
                for name, value, _ in result.frame.iter_rows()
            ],
            lang,
        )
        print(f"\n{' '.join(result.sentences(lang))}\n{result.trace}")
