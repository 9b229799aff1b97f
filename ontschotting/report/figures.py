"""Draws every chart of the report from its facts, by name and in order."""

from __future__ import annotations

from typing import Any

import polars as pl
from matplotlib.figure import Figure

from ontschotting.case.labels import with_input_names
from ontschotting.charts.comparison.blocked_by_group import blocked_by_group_chart
from ontschotting.charts.comparison.money import money_chart
from ontschotting.charts.comparison.outcomes_per_year import outcomes_per_year_chart
from ontschotting.charts.comparison.scenarios import scenarios_chart
from ontschotting.charts.policy.free_share import free_share_chart
from ontschotting.charts.uncertainty.bounds import bounds_chart
from ontschotting.charts.uncertainty.limit_curve import limit_curve_chart
from ontschotting.charts.uncertainty.tornado import tornado_chart
from ontschotting.report.answer_figures import answer_axes
from ontschotting.report.formatting import Formatter
from ontschotting.report.sections.comparison.money_by_group import DRAWN_GROUPS


def draw(view: Formatter) -> dict[str, Figure]:
    """The figures by name; those without data are left out."""
    facts, lang = view.facts, view.lang
    look: dict[str, Any] = {
        "lang": lang,
        "source": view.source_line,
        "assumptions": view.assumptions,
    }
    counted: dict[str, Any] = {**look, "units": view.units}
    axes = {
        "homes": outcomes_per_year_chart(
            view.homes, target=view.target, per_year=view.year_count > 1, **counted
        )
    }
    if facts.main.needed_eur is not None:
        axes["money"] = money_chart(
            facts.main.frame,
            own=facts.groups.get("own_money") if view.has_own_money else None,
            **look,
        )
    if facts.swings.frame.height:
        axes["bounds"] = bounds_chart(facts.main_bounds.frame, **counted)
        axes["swings"] = tornado_chart(swings_frame(view), **counted)
    gains = scenarios_frame(view)
    if (
        max(
            (
                gain
                for row in gains.select("free", "awarded").iter_rows()
                for gain in row
                if gain is not None
            ),
            default=0.0,
        )
        > view.noise
    ):
        axes["scenarios"] = scenarios_chart(gains, **counted)
    if facts.free_share is not None:
        axes["free_share"] = free_share_chart(
            facts.free_share.frame, least_90=facts.free_share.least_90, **counted
        )
    if facts.limits_curve is not None:
        axes["limits"] = limit_curve_chart(facts.limits_curve, **counted)
    for dimension in DRAWN_GROUPS:
        frame = facts.groups.get(dimension)
        if frame is not None and frame.height > 1:
            named = frame.with_columns(
                pl.Series(
                    "name",
                    [view.group_name(dimension, group) for group in frame["group"].to_list()],
                    dtype=pl.String,
                )
            )
            axes[dimension] = blocked_by_group_chart(
                named, what=view.say(f"group_{dimension}"), **look
            )
    axes |= answer_axes(view, look)
    if facts.back_test is not None:
        axes["back_test"] = facts.back_test.plot(lang=lang)
    figures = {}
    for name, ax in axes.items():
        assert isinstance(ax.figure, Figure)
        figures[name] = ax.figure
    return figures


def swings_frame(view: Formatter) -> pl.DataFrame:
    """The swings of the gain with names for readers."""
    return with_input_names(view.case, view.facts.swings.frame, view.lang)


def scenarios_frame(view: Formatter) -> pl.DataFrame:
    """The scenarios with names for readers."""
    frame = view.facts.scenarios
    names = [view.scenario_name(*row) for row in frame.select("scenario", "level").iter_rows()]
    return frame.with_columns(pl.Series("name", names, dtype=pl.String)).select(
        "name", "free", "awarded"
    )
