"""`ontschotting free-share`: the value against the free share."""

from __future__ import annotations

import ontschotting as on
from ontschotting.cli.command import Answer, answer_with, command
from ontschotting.cli.printing import table_lines
from ontschotting.support.progress import ReportProgress


@command(without=("free_share",))
def free_share(
    case: on.Case,
    regime: on.Regime,
    solver: on.Solver,
    lang: str,
    report_progress: ReportProgress,
) -> Answer:
    """Draw the value against the free share; give the least share for 90 % and all of the gain."""
    # the tables are heavy: loaded when there is an answer
    from ontschotting.case.labels import outcome_label

    result = on.free_share(case, regime, solver=solver, progress=report_progress)
    rows = ((f"{share:.0%}", value, "value") for share, value in result.frame.iter_rows())
    return answer_with(result, table_lines(rows, lang, outcome_label(case, lang)), lang)
