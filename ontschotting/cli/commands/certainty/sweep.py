"""`ontschotting sweep`: the range of the measures over draws of the data within their margins."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

import ontschotting as on
from ontschotting.cli.command import Answer, answer_with, command
from ontschotting.cli.options import names_in
from ontschotting.cli.printing import shown_amount, text_table_lines
from ontschotting.cli.words import label
from ontschotting.words.measures import MEASURES

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
WithTornado = Annotated[
    bool, typer.Option("--tornado/--no-tornado", help="Also move one group of inputs at a time.")
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
_COLUMNS = ("p05", "p50", "p95", "mean")


@command()
def sweep(
    case: on.Case,
    regime: on.Regime,
    solver: on.Solver,
    lang: str,
    draws: Draws = 1000,
    seed: Seed = 1,
    measures: Measures = None,
    tornado: WithTornado = True,
    workers: Workers = None,
    cache_dir: CacheDir = None,
) -> Answer:
    """Draw the data within their margins, and give the range of the measures."""
    from ontschotting.measures.uncertainty.sweep_result import HEADLINES

    if cache_dir is not None:
        print(
            f"cache-dir | every finished draw is kept in '{cache_dir}'; the same command goes on"
            " from there.",
            file=sys.stderr,
        )
    names = names_in(measures)
    result = on.sweep(
        case,
        regime,
        draws,
        seed,
        measures=HEADLINES if names is None else names,
        tornado=tornado,
        workers=workers,
        cache_dir=cache_dir,
        solver=solver,
    )
    return answer_with(result, _lines(result, lang), lang)


def _lines(result: on.Sweep, lang: str) -> Iterator[str]:
    # the tables are heavy: loaded when there is an answer
    from ontschotting.case.labels import measure_label

    names = {name: measure_label(result.case, name, lang) for name in result.frame["measure"]}
    rows = (
        (
            names[row["measure"]],
            *(
                shown_amount(row[column], MEASURES[row["measure"]]["unit"], lang)
                for column in _COLUMNS
            ),
        )
        for row in result.frame.iter_rows(named=True)
    )
    yield from text_table_lines(["", *(label(column, lang) for column in _COLUMNS)], rows)
