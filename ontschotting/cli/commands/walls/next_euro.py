"""`ontschotting next-euro`: for which purpose the next euro brings most, per area."""

from __future__ import annotations

from typing import Annotated

import typer

import ontschotting as on
from ontschotting.cli.command import Answer, answer_with, command
from ontschotting.support.progress import ReportProgress

Level = Annotated[str, typer.Option("--level", help="region, or a grouping column of the regions.")]


@command()
def next_euro(
    case: on.Case,
    solver: on.Solver,
    lang: str,
    report_progress: ReportProgress,
    level: Level = "housing_deal_region",
) -> Answer:
    """Find for which purpose the next euro brings most in each area, within the walls."""
    result = on.next_euro(case, level, solver=solver, progress=report_progress)
    lines = (
        f"{row['name'] or row['area']:<40}  {result.shown(row['best'], lang)}"
        for row in result.frame.iter_rows(named=True)
    )
    return answer_with(result, lines, lang)
