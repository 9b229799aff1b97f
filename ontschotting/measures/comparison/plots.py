"""The charts of a comparison: which can be drawn, and its frames with names for readers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl

from ontschotting.case.areas import NO_AREA
from ontschotting.case.case import Case
from ontschotting.case.labels import outcome_label, with_names
from ontschotting.charts.comparison.money import money_chart
from ontschotting.charts.comparison.money_by_group import money_by_group_chart
from ontschotting.charts.comparison.outcomes import outcomes_chart
from ontschotting.charts.comparison.outcomes_per_year import outcomes_per_year_chart
from ontschotting.charts.comparison.small_multiples import small_multiples_chart
from ontschotting.errors import QuestionError
from ontschotting.measures.area_levels import area_levels
from ontschotting.measures.comparison.annual import (
    annual_target,
    annual_values,
    targets_of,
    year_count,
)
from ontschotting.measures.comparison.goals_compared import named_goals
from ontschotting.measures.comparison.open_ends import Ends
from ontschotting.regime.regime import Regime
from ontschotting.results.result import chart_options, check_chart
from ontschotting.results.trace import Trace
from ontschotting.solving.case_solver import has_cut
from ontschotting.words.catalogue import check_lang
from ontschotting.words.labels import level_words
from ontschotting.words.messages import problem

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

CHARTS = ("money", "homes")


def check_plot(
    case: Case, regime: Regime, chart: str, by: str | None, lang: str, *, reaches_current: bool
) -> None:
    """Raise QuestionError for a chart that this comparison does not have.

    It is asked before the breakdown is solved, which takes long.

    Args:
        case: The case that was compared
        regime: The lifted regime
        chart: `money` or `homes`
        by: The dimension that divides the chart, or None
        lang: `nl` or `en`
        reaches_current: Whether the lifted regime reaches the current value, so that its money
            divides into needed, blocked and surplus
    """
    check_chart(chart, CHARTS)
    check_lang(lang)
    if chart == "money":
        _check_money(case, regime, by, reaches_current)
    elif by is not None and by not in (levels := area_levels(case)):
        raise QuestionError(problem("homes_not_drawn_by", by=by, levels=", ".join(levels)))


def _check_money(case: Case, regime: Regime, by: str | None, reaches_current: bool) -> None:
    if not reaches_current:
        raise QuestionError(problem("no_division_to_draw"))
    if by == "own_money" and has_cut(regime):
        raise QuestionError(problem("no_parts_under_a_cut"))
    if by in ("year", "outcome"):
        raise QuestionError(problem("money_not_drawn_by", by=by, levels=", ".join(case.levels)))


def plot_money(
    case: Case,
    regime: Regime,
    measures: pl.DataFrame,
    groups: pl.DataFrame | None,
    *,
    by: str | None,
    blocked_eur: float | None,
    trace: Trace,
    ax: Axes | None,
    lang: str,
) -> Axes:
    """Draw where every euro of the lifted regime sits: needed, blocked or surplus.

    Args:
        case: The case that was compared
        regime: The lifted regime
        measures: `Comparison.frame`
        groups: `Comparison.by(by)`; None for an undivided chart
        by: The dimension of `groups`
        blocked_eur: Of the whole comparison, in euros, as readers see it
        trace: Of the comparison
        ax: Where to draw; None for a figure of its own
        lang: `nl` or `en`
    """
    options = chart_options(case, lang, trace)
    if by is None or groups is None or by == "own_money":
        return money_chart(measures, ax=ax, own=groups, **options)
    # A cut takes money out of the budgets, so that what is not spent is not all surplus.
    spent_only = by != "stream" or has_cut(regime)
    return money_by_group_chart(
        with_names(case, _with_plans(groups), by, lang),
        ax=ax,
        what=level_words(by, lang),
        blocked=blocked_eur,
        spent_only=spent_only,
        **options,
    )


def plot_outcomes(
    case: Case,
    regime: Regime,
    values: tuple[float | None, float | None],
    groups: pl.DataFrame | None,
    *,
    goals: pl.DataFrame | None,
    by: str | None,
    freed: float | None,
    open_ends: Mapping[str, Ends],
    trace: Trace,
    ax: Axes | None,
    lang: str,
) -> Axes:
    """Draw the units a year under both regimes, against the target.

    Args:
        case: The case that was compared
        regime: The lifted regime
        values: V(current) and V(lifted), in units
        groups: `Comparison.by(by)`, drawn in a panel for each area; None for one chart
        goals: What each goal gets (`compare_goals`), drawn instead of their weighted value; None
            for a case of one goal
        by: The level of `groups`
        freed: Of the whole comparison, in units
        open_ends: What a search left open of the comparison
        trace: Of the comparison
        ax: Where to draw; None for a figure of its own
        lang: `nl` or `en`
    """
    if goals is not None and by is None:
        options = chart_options(case, lang, trace)
        return outcomes_chart(named_goals(case, goals, lang), ax=ax, **options)
    options = {**chart_options(case, lang, trace), "units": outcome_label(case, lang)}
    if by is None or groups is None:
        current, lifted = values
        lifted_kind = "awarded" if any(lift.awarded for lift in regime.lifts) else "free"
        kinds = {"value_current": "current", "value_lifted": lifted_kind}
        most = {kind: open_ends[name][1] for name, kind in kinds.items() if name in open_ends}
        return outcomes_per_year_chart(
            annual_values(case, {"current": current, lifted_kind: lifted}, lang, most),
            ax=ax,
            target=annual_target(case),
            per_year=year_count(case) > 1,
            **options,
        )
    targets, labelled = targets_of(case, by), with_names(case, _with_plans(groups), by, lang)
    with_targets = labelled.with_columns(
        pl.Series("target", [targets.get(group) for group in labelled["group"]], dtype=pl.Float64)
    )
    return small_multiples_chart(
        with_targets,
        ax=ax,
        years=year_count(case),
        freed=freed,
        what=level_words(by, lang),
        **options,
    )


def _with_plans(groups: pl.DataFrame) -> pl.DataFrame:
    """Leave out the group without an area where it has money to give but no plan to pay."""
    columns = [
        pl.col(f"{name}_most").fill_null(0.0) for name in ("spent_current_eur", "units_lifted")
    ]
    return groups.filter((pl.col("group") != NO_AREA) | (pl.sum_horizontal(columns) > 0))
