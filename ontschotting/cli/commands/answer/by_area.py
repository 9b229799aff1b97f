"""`ontschotting by-area`: what the walls hold back in each area on its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

import ontschotting as on
from ontschotting.cli.command import Answer, answer_with, command
from ontschotting.cli.printing import text_table_lines
from ontschotting.support.progress import ReportProgress
from ontschotting.words.labels import level_words
from ontschotting.words.numbers import amount

Level = Annotated[
    str | None, typer.Option("--level", help="region, or a grouping column of the regions.")
]


@command()
def by_area(
    case: on.Case,
    regime: on.Regime,
    solver: on.Solver,
    lang: str,
    report_progress: ReportProgress,
    level: Level = None,
) -> Answer:
    """Compare each area of a level on its own: what is freed and what is blocked there.

    With --json also per inhabitant and per thousand homes.
    """
    result = on.by_area(case, level, regime, solver=solver, progress=report_progress)
    return answer_with(result, _lines(result, lang), lang)


def _lines(result: on.ByArea, lang: str) -> Iterator[str]:
    # the tables are heavy: loaded when there is an answer
    from ontschotting.case.labels import measure_label

    freed, blocked = (measure_label(result.case, name, lang) for name in ("freed", "blocked_eur"))
    rows = (
        (
            row["name"] or row["area"],
            amount(row["freed"], lang),
            amount(row["blocked_eur"], lang, "eur"),
        )
        for row in result.frame.iter_rows(named=True)
    )
    yield from text_table_lines((level_words(result.level, lang), freed, blocked), rows)
