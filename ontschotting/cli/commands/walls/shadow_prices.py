"""`ontschotting prices`: what the next euro adds, per budget and per closed road."""

from __future__ import annotations

from typing import Annotated

import typer

from ontschotting.cli.app import app
from ontschotting.cli.options import (
    Awarded,
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

Exact = Annotated[
    bool,
    typer.Option("--exact", help="Also lift each pair of stream and purpose by itself and solve."),
]


@app.command("prices")
def prices_command(
    case: CaseArgument = "nederland",
    exact: Exact = False,
    awarded: Awarded = False,
    as_json: Json = False,
    solver: Solver = "highs",
    pulp_solver: PulpSolver = None,
    lang: Lang = "nl",
) -> None:
    """What the next euro of every budget adds, and the first euro on every road that its purpose
    closes.
    """
    from ontschotting.case.labels import player_label
    from ontschotting.measures.pricing.shadow_prices import shadow_prices
    from ontschotting.words.labels import purpose_words
    from ontschotting.words.numbers import amount

    check_lang(lang)
    read = read_named(case)
    with progress("prices") as say:
        result = shadow_prices(
            read, exact=exact, awarded=awarded, solver=solver_of(solver, pulp_solver), progress=say
        )
    if as_json:
        print_json(result.to_json())
    else:
        for row in result.walls.head(20).iter_rows(named=True):
            pair = (
                f"{player_label(read, row['stream'], lang)} → {purpose_words(row['purpose'], lang)}"
            )
            print(f"{pair:<50} {amount(1e6 * row['value_per_eur'], lang):>12}")
        print(f"\n{' '.join(result.sentences(lang))}\n{result.trace}")
