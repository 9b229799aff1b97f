"""`ontschotting attribute`: the gain divided over walls or streams."""

from __future__ import annotations

from typing import Annotated

import typer

import ontschotting as on
from ontschotting.cli.command import Answer, answer_with, command
from ontschotting.cli.printing import shown_amount, text_table_lines
from ontschotting.support.progress import ReportProgress

Over = Annotated[str, typer.Option("--over", help="walls or streams.")]
Permutations = Annotated[
    int, typer.Option("--permutations", help="Sampled orders, when there are more than ten.")
]
Seed = Annotated[int, typer.Option("--seed", help="Seed of the sampled orders.")]


@command()
def attribute(
    case: on.Case,
    regime: on.Regime,
    solver: on.Solver,
    lang: str,
    report_progress: ReportProgress,
    over: Over = "walls",
    permutations: Permutations = 100,
    seed: Seed = 1,
) -> Answer:
    """Divide the gain over the walls or streams of a regime by Shapley values: who blocks."""
    from ontschotting.case.labels import outcome_label, player_label
    from ontschotting.words.open_ends import open_words

    result = on.attribute(
        case,
        regime,
        over,
        permutations=permutations,
        seed=seed,
        solver=solver,
        progress=report_progress,
    )
    units = outcome_label(case, lang)
    rows = (
        (
            player_label(case, row[over[:-1]], lang),
            open_words(row["least"], row["most"], lang)
            if "least" in row
            else shown_amount(row["value"], "value", lang, units),
        )
        for row in result.frame.iter_rows(named=True)
    )
    return answer_with(result, text_table_lines((), rows), lang)
