"""`ontschotting cancellation`: what is lost when a scheme ends."""

from __future__ import annotations

from typing import Annotated

import typer

import ontschotting as on
from ontschotting.cli.command import Answer, answer_with, command
from ontschotting.cli.printing import table_lines
from ontschotting.cli.words import label
from ontschotting.support.progress import ReportProgress

Stream = Annotated[str, typer.Option("--stream", help="The stream that ends.")]
Year = Annotated[int, typer.Option("--from-year", help="The first year without it.")]


@command()
def cancellation(
    case: on.Case,
    solver: on.Solver,
    lang: str,
    report_progress: ReportProgress,
    stream: Stream,
    from_year: Year,
) -> Answer:
    """Measure what is lost when a scheme ends, and what extra when nobody knew."""
    # the tables are heavy: loaded when there is an answer
    from ontschotting.case.labels import outcome_label

    result = on.cancellation(case, stream, from_year, solver=solver, progress=report_progress)
    rows = ((label(regime, lang), value, "value") for regime, value in result.frame.iter_rows())
    return answer_with(result, table_lines(rows, lang, outcome_label(case, lang)), lang)
