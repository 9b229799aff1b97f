"""`ontschotting shadow-prices`: what the next euro adds, per budget and per closed purpose."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

import ontschotting as on
from ontschotting.cli.command import Answer, answer_with, command
from ontschotting.support.progress import ReportProgress
from ontschotting.words.labels import purpose_words
from ontschotting.words.numbers import amount

Exact = Annotated[
    bool,
    typer.Option("--exact", help="Also lift each pair of stream and purpose by itself and solve."),
]


@command()
def shadow_prices(
    case: on.Case,
    awarded: bool,
    solver: on.Solver,
    lang: str,
    report_progress: ReportProgress,
    exact: Exact = False,
) -> Answer:
    """Price the next euro of every budget, and the first euro that a purpose wall stops."""
    result = on.shadow_prices(
        case, exact=exact, awarded=awarded, solver=solver, progress=report_progress
    )
    return answer_with(result, _lines(result, case, lang), lang)


def _lines(result: on.ShadowPrices, case: on.Case, lang: str) -> Iterator[str]:
    from ontschotting.case.labels import player_label

    for row in result.walls.head(20).iter_rows(named=True):
        pair = f"{player_label(case, row['stream'], lang)} → {purpose_words(row['purpose'], lang)}"
        yield f"{pair:<50} {amount(1e6 * row['value_per_eur'], lang):>12}"
