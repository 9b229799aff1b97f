"""`ontschotting back-test`: the current regime of a past case against what happened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ontschotting.cli.app import app
from ontschotting.cli.options import (
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
from ontschotting.errors import QuestionError

if TYPE_CHECKING:  # polars is heavy: loaded when the command runs
    import polars as pl

Completions = Annotated[
    Path | None,
    typer.Option(
        "--completions",
        metavar="FILE.csv",
        help=(
            "level, area, year, observed_units; default: observed_completions.csv beside the case."
        ),
    ),
]
Unspent = Annotated[
    Path | None,
    typer.Option(
        "--unspent",
        metavar="FILE.csv",
        help="stream, observed_unspent_eur; default: observed_unspent.csv beside the case.",
    ),
]


@app.command("back-test")
def back_test_command(
    case: CaseArgument = "nederland-2020-2024",
    completions: Completions = None,
    unspent: Unspent = None,
    as_json: Json = False,
    solver: Solver = "highs",
    pulp_solver: PulpSolver = None,
    lang: Lang = "nl",
) -> None:
    """The best within the walls of a past case against the homes that were built and the money that
    was left.
    """
    from ontschotting.measures.observed.back_test import back_test
    from ontschotting.words.numbers import amount

    check_lang(lang)
    if (
        completions is None
        and Path(case).is_dir()
        and (Path(case) / "observed_completions.csv").is_file()
    ):
        completions = Path(case) / "observed_completions.csv"
        beside = completions.with_name("observed_unspent.csv")
        unspent = beside if unspent is None and beside.is_file() else unspent
    with progress("back-test") as say:
        result = back_test(
            read_named(case),
            _read(completions),
            _read(unspent),
            solver=solver_of(solver, pulp_solver),
            progress=say,
        )
    if as_json:
        print_json(result.to_json())
    else:
        for row in result.areas.iter_rows(named=True):
            columns = ("observed_units", "least_units", "most_units")
            observed, least, most = (amount(row[column], lang) for column in columns)
            print(f"{row['area']:<24}{observed:>12}{least:>14} … {most}")
        print(f"\n{' '.join(result.sentences(lang))}\n{result.trace}")


def _read(path: Path | None) -> pl.DataFrame | None:
    import polars as pl

    if path is None:
        return None
    try:
        return pl.read_csv(path)
    except pl.exceptions.PolarsError as error:
        raise QuestionError(f"back-test | '{path}' cannot be read as CSV: {error}") from error
