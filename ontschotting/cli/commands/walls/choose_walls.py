"""`ontschotting choose-walls`: which few streams, walls or pairs to lift first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

import ontschotting as on
from ontschotting.cli.command import Answer, answer_with, command
from ontschotting.cli.printing import text_table_lines
from ontschotting.support.progress import ReportProgress
from ontschotting.words.numbers import count_with_unit

Number = Annotated[int, typer.Option("--k", help="How many to lift.")]
Over = Annotated[str, typer.Option("--over", help="streams, walls or pairs.")]


@command()
def choose_walls(
    case: on.Case,
    regime: on.Regime,
    solver: on.Solver,
    lang: str,
    report_progress: ReportProgress,
    k: Number = 5,
    over: Over = "streams",
) -> Answer:
    """Choose the best k streams, walls or pairs of stream and purpose to lift first.

    It gives the best for every number up to k.
    """
    result = on.choose_walls(case, regime, k, over, solver=solver, progress=report_progress)
    return answer_with(result, _lines(result, case, lang), lang)


def _lines(result: on.Choice, case: on.Case, lang: str) -> Iterator[str]:
    from ontschotting.case.labels import outcome_label, player_label

    units = outcome_label(case, lang)
    rows = (
        (
            str(row["k"]),
            count_with_unit(row["value"], units, lang),
            ", ".join(player_label(case, name, lang) for name in row["chosen"][: row["needed"]]),
        )
        for row in result.curve.iter_rows(named=True)
    )
    yield from text_table_lines((), rows, left=3)
