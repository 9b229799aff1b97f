"""`ontschotting tornado`: the gain while one group of inputs moves at a time."""

from __future__ import annotations

from collections.abc import Iterator

import ontschotting as on
from ontschotting.cli.command import Answer, answer_with, command
from ontschotting.cli.printing import text_table_lines
from ontschotting.cli.words import label
from ontschotting.support.progress import ReportProgress
from ontschotting.words.numbers import amount

_COLUMNS = ("low", "central", "high")


@command()
def tornado(
    case: on.Case,
    regime: on.Regime,
    solver: on.Solver,
    lang: str,
    report_progress: ReportProgress,
) -> Answer:
    """Move each input alone from the low to the high end of its margin, and give the gains."""
    result = on.tornado(case, regime, solver=solver, progress=report_progress)
    return answer_with(result, _lines(result, lang), lang)


def _lines(result: on.Tornado, lang: str) -> Iterator[str]:
    from ontschotting.case.labels import with_input_names

    rows = with_input_names(result.case, result.frame, lang).to_dicts()
    if not rows:
        return
    cells = ((row["name"], *(amount(row[column], lang) for column in _COLUMNS)) for row in rows)
    yield from text_table_lines(["", *(label(f"at_{column}", lang) for column in _COLUMNS)], cells)
