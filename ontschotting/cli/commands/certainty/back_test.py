"""`ontschotting back-test`: the current regime of a past case against what happened."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import ontschotting as on
from ontschotting.cli.command import Answer, answer_with, command
from ontschotting.cli.printing import text_table_lines
from ontschotting.errors import QuestionError
from ontschotting.support.progress import ReportProgress
from ontschotting.words.messages import problem
from ontschotting.words.numbers import amount

if TYPE_CHECKING:  # polars is heavy: loaded when a file is read
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


@command(defaults={"case": "nederland-2020-2024"})
def back_test(
    case: on.Case,
    case_name: str,
    solver: on.Solver,
    lang: str,
    report_progress: ReportProgress,
    completions: Completions = None,
    unspent: Unspent = None,
) -> Answer:
    """Hold the best of a past case against what was built and what was left of the money."""
    beside = Path(case_name) / "observed_completions.csv"
    if completions is None and beside.is_file():
        completions = beside
        beside = beside.with_name("observed_unspent.csv")
        unspent = beside if unspent is None and beside.is_file() else unspent
    result = on.back_test(
        case,
        _table(completions),
        _table(unspent),
        solver=solver,
        progress=report_progress,
    )
    return answer_with(result, _lines(result, lang), lang)


def _table(path: Path | None) -> pl.DataFrame | None:
    import polars as pl

    if path is None:
        return None
    try:
        return pl.read_csv(path)
    except pl.exceptions.PolarsError as error:
        raise QuestionError(problem("not_readable_as_csv_file", path=path, error=error)) from error


def _lines(result: on.BackTest, lang: str) -> Iterator[str]:
    rows = (
        (
            row["area"],
            amount(row["observed_units"], lang),
            f"{amount(row['least_units'], lang)} … {amount(row['most_units'], lang)}",
        )
        for row in result.areas.iter_rows(named=True)
    )
    yield from text_table_lines((), rows)
