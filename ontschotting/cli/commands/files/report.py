"""`ontschotting report`: the main job."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import ontschotting as on
from ontschotting.cli.command import Answer, command
from ontschotting.support.progress import ReportProgress

Out = Annotated[Path, typer.Option("--out", help="The folder to write to.")]
Cache = Annotated[
    bool,
    typer.Option(
        "--cache/--no-cache", help="Use what an earlier report on the same case has computed."
    ),
]


@command()
def report(
    case: on.Case,
    case_name: str,
    regime: on.Regime,
    solver: on.Solver,
    lang: str,
    report_progress: ReportProgress,
    out: Out = Path("report"),
    cache: Cache = True,
) -> Answer:
    """Write the report: everything on one page, with charts and tables."""
    page = on.write_report(
        case,
        out,
        lang=lang,
        progress=report_progress,
        regime=regime,
        name=case_name,
        solver=solver,
        cache=cache,
    )
    return Answer(lambda: {"report": str(page)}, [str(page)])
