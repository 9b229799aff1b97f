"""`ontschotting sweep`: the range of the measures over draws of the data within their margins."""

from __future__ import annotations

import sys
from pathlib import Path
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
from ontschotting.cli.printing import print_json
from ontschotting.cli.words import words

Draws = Annotated[int, typer.Option("--draws", metavar="N", help="How many draws.")]
Seed = Annotated[
    int, typer.Option("--seed", metavar="S", help="The same seed gives the same draws.")
]
Measures = Annotated[
    str | None,
    typer.Option(
        "--measures",
        metavar="A,B",
        help="Names of measures; default: value_current,value_lifted,freed,blocked_eur.",
    ),
]
SwingsToo = Annotated[
    bool, typer.Option("--swings/--no-swings", help="Also move one group of inputs at a time.")
]
Workers = Annotated[
    int | None,
    typer.Option("--workers", metavar="N", help="How many draws at a time; default: all cores."),
]
CacheDir = Annotated[
    Path | None,
    typer.Option(
        "--cache-dir",
        metavar="DIR",
        help="Keep finished draws here, and go on where an earlier run stopped.",
    ),
]


@app.command()
def sweep(
    case: CaseArgument = "nederland",
    draws: Draws = 1000,
    seed: Seed = 1,
    measures: Measures = None,
    swings: SwingsToo = True,
    workers: Workers = None,
    cache_dir: CacheDir = None,
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
    """The range of the measures over draws of the data within their margins."""
    from ontschotting.measures.uncertainty.sweep import sweep as run
    from ontschotting.measures.uncertainty.sweep_result import HEADLINES
    from ontschotting.words.measures import MEASURES
    from ontschotting.words.numbers import amount

    check_lang(lang)
    if cache_dir is not None:
        print(
            f"cache-dir | every finished draw is kept in '{cache_dir}'; the same command goes on"
            " from there.",
            file=sys.stderr,
        )
    names = (
        HEADLINES
        if measures is None
        else [name.strip() for name in measures.split(",") if name.strip()]
    )
    result = run(
        read_named(case),
        regime_of(lift, streams, purposes, free_share, cut, awarded),
        draws,
        seed,
        measures=names,
        swings=swings,
        workers=workers,
        cache_dir=cache_dir,
        solver=solver_of(solver, pulp_solver),
    )
    if as_json:
        print_json(result.to_json())
        return
    wide = max(len(MEASURES[name][lang]) for name in result.frame["measure"])
    print(
        " " * wide + "".join(f"{words(head, lang):>22}" for head in ("p05", "p50", "p95", "mean"))
    )
    for row in result.frame.iter_rows(named=True):
        unit = MEASURES[row["measure"]]["unit"]
        shown = (
            amount(row[key], lang, unit if unit in ("eur", "share") else "")
            for key in ("p05", "p50", "p95", "mean")
        )
        print(f"{MEASURES[row['measure']][lang]:<{wide}}" + "".join(f"{one:>22}" for one in shown))
    print(f"\n{' '.join(result.sentences(lang))}\n{result.trace}")
