"""`ontschotting shadow-prices`: what the next euro adds, per budget and per closed purpose."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

import ontschotting as on
from ontschotting.cli.command import Answer, answer_with, command
from ontschotting.cli.printing import text_table_lines
from ontschotting.support.progress import ReportProgress
from ontschotting.words.numbers import ratio

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
    from ontschotting.case.labels import pair_label, player_label, purpose_name

    rows = (
        (
            pair_label(
                player_label(case, row["stream"], lang), purpose_name(case, row["purpose"], lang)
            ),
            ratio(1e6 * row["value_per_eur"], lang),
        )
        for row in result.walls.head(20).iter_rows(named=True)
    )
    yield from text_table_lines((), rows)
