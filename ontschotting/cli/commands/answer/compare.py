"""`ontschotting compare`: the current regime against a lifted one."""

from __future__ import annotations

from typing import Annotated

import typer

import ontschotting as on
from ontschotting.cli.command import Answer, answer_with, command
from ontschotting.cli.printing import shown_amount, text_table_lines
from ontschotting.errors import QuestionError
from ontschotting.support.progress import ReportProgress
from ontschotting.words.messages import problem

TARGET_MEASURES = ("target_top_up_current_eur", "target_top_up_lifted_eur")
"""Measures that a case without targets has nothing to say about."""


@command()
def compare(
    case: on.Case,
    regime: on.Regime,
    guarantee: str | None,
    solver: on.Solver,
    lang: str,
    report_progress: ReportProgress,
    presets: Annotated[
        bool, typer.Option("--presets", help="All presets side by side, instead of one regime.")
    ] = False,
) -> Answer:
    """Compare what can be done within the walls with a lifted regime (default: integral)."""
    if presets:
        regimes = _presets(case, regime)
        scenarios = on.compare(case, regimes, guarantee, solver=solver, progress=report_progress)
        lines = text_table_lines(("", *scenarios.comparisons), scenarios.text_rows(lang))
        return answer_with(scenarios, lines, lang)
    # the tables and the solver are heavy: loaded when a case is compared
    from ontschotting.case.facts.outcomes import has_several_outcomes
    from ontschotting.case.labels import outcome_label
    from ontschotting.measures.comparison.goals_compared import goal_table
    from ontschotting.words.open_ends import open_words

    result = on.compare(case, regime, guarantee, solver=solver, progress=report_progress)
    names = result.frame.select("measure", f"name_{lang}", "unit").rows()
    about_targets = () if case.targets.height else TARGET_MEASURES
    units, ends, shown = outcome_label(case, lang), result.open_ends, result.shown()
    cells = (
        (
            name,
            open_words(*ends[measure], lang, unit)
            if measure in ends
            else shown_amount(shown[measure], unit, lang, units),
        )
        for measure, name, unit in names
        if measure not in about_targets
    )
    lines = text_table_lines((), cells)
    if has_several_outcomes(case):
        goals = goal_table(case, result.lazy_measures.goals, lang)
        lines = [*text_table_lines(goals.columns, goals.iter_rows()), "", *lines]
    return answer_with(result, lines, lang)


def _presets(case: on.Case, regime: on.Regime) -> dict[str, on.Regime]:
    """Return every preset that needs no number, by its name; with awarded money where asked."""
    is_awarded = any(lift.awarded for lift in regime.lifts)
    if regime != on.INTEGRAL.with_awarded(is_awarded):
        raise QuestionError(problem("presets_take_no_options"))
    grouping = [level for level in case.levels if level not in ("plan", "region", "national")]
    regimes = [on.INTEGRAL, *map(on.regional, grouping), on.UNCONDITIONAL, on.BORDERLESS]
    return {str(each): each.with_awarded(is_awarded) for each in regimes}
