"""`ontschotting next-euro`: for which purpose the next euro brings most, per area."""

from __future__ import annotations

from typing import Annotated

import typer

import ontschotting as on
from ontschotting.cli.command import Answer, answer_with, command
from ontschotting.cli.printing import text_table_lines
from ontschotting.support.progress import ReportProgress

Level = Annotated[
    str | None, typer.Option("--level", help="region, or a grouping column of the regions.")
]


@command()
def next_euro(
    case: on.Case,
    solver: on.Solver,
    lang: str,
    report_progress: ReportProgress,
    level: Level = None,
) -> Answer:
    """Find for which purpose the next euro brings most in each area, within the walls."""
    result = on.next_euro(case, level, solver=solver, progress=report_progress)
    rows = (
        (row["name"] or row["area"], result.shown(row["best"], lang))
        for row in result.frame.iter_rows(named=True)
    )
    return answer_with(result, text_table_lines((), rows, left=2), lang)
