"""`ontschotting bounds`: the gain on the least and most favourable data."""

from __future__ import annotations

import ontschotting as on
from ontschotting.cli.command import Answer, answer_with, command
from ontschotting.cli.printing import table_lines
from ontschotting.cli.words import label
from ontschotting.support.progress import ReportProgress


@command()
def bounds(
    case: on.Case,
    regime: on.Regime,
    solver: on.Solver,
    lang: str,
    report_progress: ReportProgress,
) -> Answer:
    """Bound the gain by the least and the most favourable data within the margins."""
    # the tables are heavy: loaded when there is an answer
    from ontschotting.case.labels import outcome_label

    result = on.bounds(case, regime, solver=solver, progress=report_progress)
    rows = ((label(data, lang), gain, "value") for data, _, _, gain in result.frame.iter_rows())
    return answer_with(result, table_lines(rows, lang, outcome_label(case, lang)), lang)
