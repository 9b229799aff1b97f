"""`ontschotting year-rules`: what deadlines and short assurance cost."""

from __future__ import annotations

import ontschotting as on
from ontschotting.cli.command import Answer, answer_with, command
from ontschotting.cli.printing import table_lines
from ontschotting.support.progress import ReportProgress
from ontschotting.words.sentences import sentence


@command()
def year_rules(
    case: on.Case, solver: on.Solver, lang: str, report_progress: ReportProgress
) -> Answer:
    """Measure what deadlines, limits on carry-over and short assurance cost, each lifted alone."""
    # the tables are heavy: loaded when there is an answer
    from ontschotting.case.labels import outcome_label

    result = on.year_rules(case, solver=solver, progress=report_progress)
    rows = (
        (sentence(f"years_{name}", lang), gain, "value")
        for name, _, gain in result.frame.iter_rows()
    )
    return answer_with(result, table_lines(rows, lang, outcome_label(case, lang)), lang)
