"""Draw the charts of a report.

To add a chart, write a function that returns its axes, or None where it would show nothing, and add
it to `CHARTS` under the name by which a section shows it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ontschotting.case.facts.outcomes import has_several_outcomes
from ontschotting.case.facts.projects import is_mixed_integer
from ontschotting.case.labels import player_label, purpose_names
from ontschotting.charts.attribution.attribution import attribution_chart
from ontschotting.charts.attribution.choice import choice_chart
from ontschotting.charts.attribution.ladder import ladder_chart
from ontschotting.charts.comparison.blocked_by_group import blocked_by_group_chart
from ontschotting.charts.comparison.money import money_chart
from ontschotting.charts.comparison.outcomes import outcomes_chart
from ontschotting.charts.comparison.scenarios import scenarios_chart
from ontschotting.charts.policy.conditions import conditions_chart
from ontschotting.charts.policy.free_share import free_share_chart
from ontschotting.charts.pricing.explanation import explanation_chart
from ontschotting.charts.pricing.extra_money import extra_money_chart
from ontschotting.charts.pricing.shadow_prices import shadow_prices_chart
from ontschotting.charts.uncertainty.limit_curve import limit_curve_chart
from ontschotting.charts.uncertainty.tornado import tornado_chart
from ontschotting.charts.uncertainty.turning_points import turning_points_chart
from ontschotting.measures.comparison.goals_compared import named_goals
from ontschotting.report.localized_report import LocalizedReport
from ontschotting.report.named_frames import named_scenarios, named_swings
from ontschotting.report.sections.uncertainty.switching_values import turning_points
from ontschotting.report.selection import (
    DRAWN_DIMENSIONS,
    extra_money_helps,
    has_gain_of_years,
    has_own_money,
    has_scenario_gain,
)
from ontschotting.results.result import chart_options


def draw(report: LocalizedReport) -> dict[str, Figure]:
    """Draw every chart that shows something, by name."""
    figures = {}
    for name, chart in CHARTS.items():
        axes = chart(report)
        if axes is not None:
            assert isinstance(axes.figure, Figure)
            figures[name] = axes.figure
    return figures


def _options(report: LocalizedReport) -> dict[str, Any]:
    """Return what every chart of optima shares."""
    proof = {"unproven": not report.data.is_proven}
    return {**chart_options(report.case, report.lang), **proof}


def _unit_options(report: LocalizedReport) -> dict[str, Any]:
    """Return what every chart that counts units shares."""
    return {**_options(report), "units": report.formatter.units}


def _curve_options(report: LocalizedReport) -> dict[str, Any]:
    """Return what curves of values share; with whole projects they are steps."""
    return {**_unit_options(report), "in_steps": is_mixed_integer(report.case)}


def _outcomes(report: LocalizedReport) -> Axes | None:
    """Draw what each of several goals gets; of one goal the limits say more."""
    if not has_several_outcomes(report.case):
        return None
    goals = report.data.main.comparison.lazy_measures.goals
    return outcomes_chart(named_goals(report.case, goals, report.lang), **_options(report))


def _binding_limits(report: LocalizedReport) -> Axes | None:
    """Draw what runs out first."""
    result = report.data.binding_limits
    return None if result is None else result.plot(lang=report.lang)


def _turning_points(report: LocalizedReport) -> Axes | None:
    """Draw what turns the answer, where anything does."""
    frame = turning_points(report)
    return None if frame is None else turning_points_chart(frame, **_unit_options(report))


def _money(report: LocalizedReport) -> Axes | None:
    """Draw where the money sits."""
    comparison = report.data.main.comparison
    if comparison.needed_eur is None:
        return None
    own = report.data.money_by_group.get("own_money") if has_own_money(report.case) else None
    return money_chart(comparison.frame, own=own, **_options(report))


def _tornado(report: LocalizedReport) -> Axes | None:
    """Draw the gain with one input at a time at the ends of its margin."""
    if not report.data.uncertainty.has_uncertain_inputs:
        return None
    return tornado_chart(named_swings(report), **_unit_options(report))


def _scenarios(report: LocalizedReport) -> Axes | None:
    """Draw the gain of each scenario, where any has one."""
    if not has_scenario_gain(report.data):
        return None
    return scenarios_chart(named_scenarios(report), **_unit_options(report))


def _goals(report: LocalizedReport) -> Axes | None:
    """Draw the most of each goal within the walls and without."""
    result = report.data.policy.goals
    return None if result is None else result.plot(lang=report.lang)


def _closing(report: LocalizedReport) -> Axes | None:
    """Draw who pays each whole plan, and the gap."""
    result = report.data.policy.closing
    return None if result is None else result.plot(lang=report.lang)


def _free_share(report: LocalizedReport) -> Axes | None:
    """Draw the value by the share of the money that is free."""
    result = report.data.free_share
    if result is None:
        return None
    return free_share_chart(result.frame, least_90=result.least_90, **_curve_options(report))


def _limit_curve(report: LocalizedReport) -> Axes | None:
    """Draw both values at other sizes of the limits."""
    if report.data.limit_curve is None:
        return None
    return limit_curve_chart(report.data.limit_curve, **_curve_options(report))


def _blocked_by(dimension: str) -> Callable[[LocalizedReport], Axes | None]:
    """Return what draws the money that is blocked, by group of a dimension."""

    def chart(report: LocalizedReport) -> Axes | None:
        frame = report.data.money_by_group.get(dimension)
        if frame is None or frame.height < 2:
            return None
        names = [report.labels.group(dimension, group) for group in frame["group"]]
        return blocked_by_group_chart(
            _with_names(frame, names),
            what=report.formatter.text(f"group_{dimension}"),
            **_options(report),
        )

    return chart


def _attribution(report: LocalizedReport) -> Axes | None:
    """Draw the part of the gain of each wall."""
    result = report.data.attribution.attribution
    if result is None:
        return None
    return attribution_chart(result.frame, **_unit_options(report))


def _ladder(report: LocalizedReport) -> Axes | None:
    """Draw the value as walls are lifted one after another."""
    ladder = report.data.attribution.ladder
    return None if ladder is None else ladder_chart(ladder, **_unit_options(report))


def _choice(report: LocalizedReport) -> Axes | None:
    """Draw what the best one, two, … streams reach."""
    result = report.data.attribution.choice
    if result is None:
        return None
    names = [
        [player_label(report.case, player, report.lang) for player in players]
        for players in result.curve["chosen"]
    ]
    return choice_chart(
        result.curve.with_columns(pl.Series("chosen", names, dtype=pl.List(pl.String))),
        whole=result.whole,
        over=result.over,
        **_unit_options(report),
    )


def _shadow_prices(report: LocalizedReport) -> Axes:
    """Draw the dearest walls."""
    table = report.data.pricing.shadow_prices.table
    names = [report.labels.stream(stream) for stream in table["stream"]]
    named = _with_names(table, names).with_columns(
        pl.col("purpose").replace(purpose_names(report.case, report.lang))
    )
    return shadow_prices_chart(named, **_unit_options(report))


def _explanation(report: LocalizedReport) -> Axes | None:
    """Draw the money of each stream, used and idle."""
    result = report.data.pricing.explanation
    if result.streams.is_empty():
        return None
    names = [
        report.labels.stream(stream, name)
        for stream, name in result.streams.select("stream", "name").iter_rows()
    ]
    return explanation_chart(
        _with_names(result.streams, names),
        idle=result.idle,
        place=result.area.words(report.lang),
        **_options(report),
    )


def _extra_money(report: LocalizedReport) -> Axes | None:
    """Draw both values with extra money, where it helps."""
    result = report.data.policy.targets
    if result is None or not extra_money_helps(result.curve):
        return None
    return extra_money_chart(result.curve, **_curve_options(report))


def _year_rules(report: LocalizedReport) -> Axes | None:
    """Draw the gain of lifting each rule about years, where any has one."""
    rules = report.data.policy.years.rules
    if not has_gain_of_years(report.data):
        return None
    names = [report.formatter.text(f"q_{rule}") for rule in rules["lift"]]
    columns = ["name", "free"]
    if report.data.with_awarded is not None:
        columns.append("awarded")
    return scenarios_chart(_with_names(rules, names).select(columns), **_unit_options(report))


def _conditions(report: LocalizedReport) -> Axes | None:
    """Draw the gain under each cut."""
    result = report.data.policy.conditions
    if result is None:
        return None
    cuts = result.sizes.filter(pl.col("kind") == "cut")
    return conditions_chart(cuts, current=result.current, **_curve_options(report))


def _fragmentation(report: LocalizedReport) -> Axes | None:
    """Draw the money per purpose, by stream."""
    result = report.data.fragmentation
    return None if result.by("purpose").is_empty() else result.plot(lang=report.lang)


def _idle_money(report: LocalizedReport) -> Axes | None:
    """Draw the money that annual accounts say is not yet spent."""
    result = report.data.idle_money
    return None if result is None else result.plot(lang=report.lang)


def _idle_context(chart: str, table: str) -> Callable[[LocalizedReport], Axes | None]:
    """Return what draws a chart of idle money, where a table lies beside the accounts.

    Args:
        chart: `grants` or `reasons`
        table: What the chart needs, a property of `IdleMoney`
    """

    def draw_chart(report: LocalizedReport) -> Axes | None:
        result = report.data.idle_money
        if result is None or getattr(result, table).is_empty():
            return None
        return result.plot(lang=report.lang, chart=chart)

    return draw_chart


def _idle_map(report: LocalizedReport) -> Axes | None:
    """Draw idle money per inhabitant, where regions are Dutch municipalities with gaps named."""
    result = report.data.idle_money
    if result is None or result.gaps.is_empty() or result.level != "region":
        return None
    if not report.case.regions["region"].str.contains(r"^GM\d{4}$").all():
        return None
    return result.plot(lang=report.lang, chart="map")


def _back_test(report: LocalizedReport) -> Axes | None:
    """Draw the errors of the model on what was observed."""
    result = report.data.back_test
    return None if result is None else result.plot(lang=report.lang)


def _with_names(frame: pl.DataFrame, names: list[str]) -> pl.DataFrame:
    """Return a frame with the `name` of each row."""
    return frame.with_columns(pl.Series("name", names, dtype=pl.String))


CHARTS: dict[str, Callable[[LocalizedReport], Axes | None]] = {
    "homes": _outcomes,
    "binding_limits": _binding_limits,
    "turning_points": _turning_points,
    "money": _money,
    "swings": _tornado,
    "scenarios": _scenarios,
    "free_share": _free_share,
    "goals": _goals,
    "closing": _closing,
    "limits": _limit_curve,
    **{dimension: _blocked_by(dimension) for dimension in DRAWN_DIMENSIONS},
    "blame": _attribution,
    "ladder": _ladder,
    "first": _choice,
    "margin": _shadow_prices,
    "why": _explanation,
    "promise": _extra_money,
    "years": _year_rules,
    "terms": _conditions,
    "pots": _fragmentation,
    "idle_money": _idle_money,
    "idle_grants": _idle_context("grants", "grants"),
    "idle_map": _idle_map,
    "idle_reasons": _idle_context("reasons", "reasons"),
    "back_test": _back_test,
}
"""The charts by name; the names are those of their files in `charts/`."""
