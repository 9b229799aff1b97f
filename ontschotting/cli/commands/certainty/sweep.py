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
from ontschotting.errors import QuestionError
from ontschotting.words.measures import MEASURES
from ontschotting.words.messages import problem

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
Distributions = Annotated[
    list[str] | None,
    typer.Option(
        "--distributions",
        metavar="[INPUT=]NAME",
        help=(
            "triangular (default), uniform, normal, lognormal, or factors of the value such as"
            " 0.8,1,1.4: for all inputs, or for a stream, a purpose or an input of the tornado:"
            " --distributions land=normal. Repeatable."
        ),
    ),
]
Correlation = Annotated[
    list[str] | None,
    typer.Option(
        "--correlation",
        metavar="A,B=R",
        help="How far two groups go together, between -1 and 1: land,mobility=0.5. Repeatable.",
    ),
]
Distribution = str | list[float]
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
    distributions: Distributions = None,
    correlation: Correlation = None,
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
        distributions=_distributions_in(distributions or []),
        correlation=_correlation_in(correlation or []),
        solver=solver,
    )
    return answer_with(result, _lines(result, lang), lang)


def _distributions_in(typed: list[str]) -> Distribution | dict[str, Distribution] | None:
    """Return the distributions that are typed: one for all inputs, or by the name of an input.

    Raises:
        QuestionError: For one without a name beside others, or a name that is typed twice.
    """
    named: dict[str, Distribution] = {}
    for text in typed:
        name, equals, distribution = text.rpartition("=")
        if not equals and len(typed) > 1:
            raise QuestionError(problem("distribution_stands_alone", distribution=text))
        if name.strip() in named:
            raise QuestionError(problem("distribution_named_twice", name=name.strip()))
        named[name.strip()] = _distribution_in(distribution)
    return named[""] if list(named) == [""] else named or None


def _distribution_in(typed: str) -> Distribution:
    """Return the name of a distribution, or the factors of an empirical one."""
    try:
        return [float(factor) for factor in typed.split(",")]
    except ValueError:
        return typed.strip()


def _correlation_in(typed: list[str]) -> dict[tuple[str, str], float] | None:
    """Return the correlations that are typed, by pairs of names.

    Raises:
        QuestionError: For what is not two names and a number.
    """
    pairs: dict[tuple[str, str], float] = {}
    for text in typed:
        names, _, number = text.rpartition("=")
        first, comma, second = (part.strip() for part in names.partition(","))
        try:
            pairs[first, second] = float(number)
        except ValueError:
            comma = ""
        if not comma:
            raise QuestionError(problem("no_correlation_typed", text=text))
    return pairs or None


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
