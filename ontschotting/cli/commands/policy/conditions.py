"""`ontschotting conditions`: a regime with a guarantee, a free share or a cut."""

from __future__ import annotations

from collections.abc import Iterator

import ontschotting as on
from ontschotting.cli.command import Answer, answer_with, command
from ontschotting.cli.printing import text_table_lines
from ontschotting.cli.words import label
from ontschotting.support.progress import ReportProgress
from ontschotting.words.numbers import amount


@command(defaults={"guarantee": "region"}, without=("free_share", "cut"))
def conditions(
    case: on.Case,
    regime: on.Regime,
    guarantee: str,
    solver: on.Solver,
    lang: str,
    report_progress: ReportProgress,
) -> Answer:
    """Compare free shares of 5 to 100 % and cuts of 0 to 30 %, with a guarantee and without."""
    result = on.conditions(case, regime, guarantee, solver=solver, progress=report_progress)
    return answer_with(result, _lines(result, lang), lang)


def _lines(result: on.Conditions, lang: str) -> Iterator[str]:
    columns = ("gain", "gain_guaranteed", "gain_walls")
    rows = (
        (
            f"{label(row['kind'], lang)} {amount(row['size'], lang, 'share')}",
            *(amount(row[column], lang) for column in columns),
        )
        for row in result.sizes.iter_rows(named=True)
    )
    yield from text_table_lines(("", *(label(column, lang) for column in columns)), rows)
