"""`ontschotting switching-values`: how far each input must move before the conclusion changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

import ontschotting as on
from ontschotting.cli.command import Answer, answer_with, command
from ontschotting.cli.printing import text_table_lines
from ontschotting.cli.words import label
from ontschotting.support.progress import ReportProgress

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


@command()
def switching_values(
    case: on.Case,
    regime: on.Regime,
    solver: on.Solver,
    lang: str,
    report_progress: ReportProgress,
    group: Group = None,
    reach: Reach = 3.0,
    positions: Positions = 6,
) -> Answer:
    """Find how far each input must move, alone, before the conclusion flips."""
    result = on.switching_values(
        case,
        regime,
        group,
        reach=reach,
        positions=positions,
        solver=solver,
        progress=report_progress,
    )
    return answer_with(result, _lines(result, lang), lang)


def _lines(result: on.SwitchingValues, lang: str) -> Iterator[str]:
    from ontschotting.measures.uncertainty.switching_values import move_words

    rows = (
        (
            row["group"],
            label(row["toward"], lang),
            label("no_flip", lang)
            if row["margins"] is None
            else move_words(row["move"], row["value"], row["value_at_flip"], lang),
        )
        for row in result.frame.iter_rows(named=True)
    )
    yield from text_table_lines((), rows, left=3)
