"""`ontschotting closing`: does each whole plan close, when, what is short, which wall closes it."""

from __future__ import annotations

from collections.abc import Iterator

import ontschotting as on
from ontschotting.cli.command import Answer, answer_with, command
from ontschotting.cli.printing import text_table_lines, wrapped
from ontschotting.support.progress import ReportProgress
from ontschotting.words.catalogue import texts
from ontschotting.words.closing import verdict_words, wall_list


@command()
def closing(
    case: on.Case,
    regime: on.Regime,
    solver: on.Solver,
    lang: str,
    report_progress: ReportProgress,
) -> Answer:
    """Whole plans: does each close, in which year, what is short, and which wall closes it."""
    result = on.closing(case, regime, solver=solver, progress=report_progress)
    return answer_with(result, _lines(result, lang), lang)


def _lines(result: on.Closing, lang: str) -> Iterator[str]:
    """Yield a row per plan, and then a sentence about each."""
    # the tables are heavy: loaded when there is an answer
    from ontschotting.case.labels import plan_names

    words = texts("answers.closing_table", lang)
    names = plan_names(result.case, lang)
    rows = [
        (
            names[row["plan"]],
            *(verdict_words(row, side, lang) for side in ("current", "lifted")),
            wall_list(row, lang),
        )
        for row in result.plans.iter_rows(named=True)
    ]
    headers = [words[name] for name in ("plan", "current", "lifted", "walls")]
    yield from text_table_lines(headers, rows)
    yield ""
    for plan in result.plans["plan"]:
        yield wrapped(result.of_plan(plan, lang))
