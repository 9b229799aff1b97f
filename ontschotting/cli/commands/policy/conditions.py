"""`ontschotting terms`: a regime with a guarantee, a free share or a cut."""

from __future__ import annotations

from typing import Annotated

import typer

from ontschotting.cli.app import app
from ontschotting.cli.options import (
    Awarded,
    CaseArgument,
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

Promise = Annotated[
    str,
    typer.Option(
        "--guarantee",
        metavar="LEVEL|outcomes",
        help="Nobody below the least of any optimal current allocation.",
    ),
]


@app.command("terms")
def terms_command(
    case: CaseArgument = "nederland",
    guarantee: Promise = "region",
    lift: Lift = None,
    streams: Streams = None,
    purposes: Purposes = None,
    awarded: Awarded = False,
    as_json: Json = False,
    solver: Solver = "highs",
    pulp_solver: PulpSolver = None,
    lang: Lang = "nl",
) -> None:
    """On which terms: free shares of 5 to 100 % and cuts of 0 to 30 %, each with and without a
    guarantee.
    """
    from ontschotting.measures.policy.conditions import conditions
    from ontschotting.words.numbers import amount

    check_lang(lang)
    regime = regime_of(lift, streams, purposes, 1.0, 0.0, awarded)
    with progress("terms") as say:
        result = conditions(
            read_named(case), regime, guarantee, solver=solver_of(solver, pulp_solver), progress=say
        )
    if as_json:
        print_json(result.to_json())
    else:
        print(f"{'':<20}{words('gain', lang):>16}{words('gain_guaranteed', lang):>16}")
        for row in result.terms.iter_rows(named=True):
            size = amount(row["size"], lang, "share")
            gains = (amount(row[column], lang) for column in ("gain", "gain_guaranteed"))
            cells = "".join(f"{gain:>16}" for gain in gains)
            print(f"{words(row['kind'], lang):<12}{size:>8}{cells}")
        print(f"\n{' '.join(result.sentences(lang))}\n{result.trace}")
