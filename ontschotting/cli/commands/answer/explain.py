"""`ontschotting explain`: why an area stands where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

import ontschotting as on
from ontschotting.cli.command import Answer, command
from ontschotting.cli.printing import wrapped
from ontschotting.support.progress import ReportProgress

Region = Annotated[
    str | None,
    typer.Option(
        "--region",
        metavar="R",
        help="A region, its name, or an area of a level; left out: the whole case.",
    ),
]
Level = Annotated[
    str | None, typer.Option("--level", help="The level, where several have an area of that name.")
]


@command()
def explain(
    case: on.Case,
    solver: on.Solver,
    lang: str,
    report_progress: ReportProgress,
    region: Region = None,
    level: Level = None,
) -> Answer:
    """Explain an area: what it is short of, and which money is used up or idle there.

    It also says what one more free euro would do.
    """
    result = on.explain(case, region, level, solver=solver, progress=report_progress)
    return Answer(result.to_json, _lines(result, lang))


def _lines(result: on.Explanation, lang: str) -> Iterator[str]:
    yield from map(wrapped, result.sentences(lang))
    yield f"\n{wrapped(str(result.trace))}"
