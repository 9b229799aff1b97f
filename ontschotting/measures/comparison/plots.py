"""Draws a comparison: which frame goes to which chart, with names for readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ontschotting.case.labels import with_names
from ontschotting.errors import QuestionError
from ontschotting.measures.comparison.annual import (
    annual_target,
    annual_values,
    targets_of,
    year_count,
)
from ontschotting.measures.comparison.result import Comparison
from ontschotting.results.result import check_chart, look_of
from ontschotting.words.labels import level_words, outcome_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

CHARTS = ("money", "homes")


def plot_comparison(
    comparison: Comparison, ax: Axes | None, lang: str, chart: str, by: str | None
) -> Axes:
    """The chart of a comparison; see `Comparison.plot`."""
    check_chart(chart, CHARTS)
    return (
        _money(comparison, ax, lang, by) if chart == "money" else _homes(comparison, ax, lang, by)
    )


def _money(comparison: Comparison, ax: Axes | None, lang: str, by: str | None) -> Axes:
    from ontschotting.charts.comparison.money import money_chart
    from ontschotting.charts.comparison.money_by_group import money_by_group_chart

    case, look = comparison.case, look_of(comparison.case, lang)
    if comparison.needed_eur is None:
        raise QuestionError(
            "plot | the lifted world does not reach today's result, so there is no division of the"
            " money to draw. Ask for chart='homes', or for a smaller cut."
        )
    if by is None or by == "own_money":
        if by is not None and _cuts(comparison):
            raise QuestionError(
                "plot | under a cut the parts of own and other money do not add up to their"
                " budgets. Ask for by='stream' or 'purpose', or for a regime without a cut."
            )
        return money_chart(
            comparison.frame, ax=ax, own=None if by is None else comparison.by(by), **look
        )
    if by in ("year", "outcome"):
        raise QuestionError(
            f"plot | money is not drawn by {by}. Choose own_money, stream, purpose, region or a"
            f" level: {', '.join(case.levels)}."
        )
    spent_only = by != "stream" or _cuts(comparison)
    return money_by_group_chart(
        with_names(case, comparison.by(by), by, lang),
        ax=ax,
        what=level_words(by, lang),
        blocked=comparison.shown()["blocked_eur"],
        spent_only=spent_only,
        **look,
    )


def _homes(comparison: Comparison, ax: Axes | None, lang: str, by: str | None) -> Axes:
    from ontschotting.charts.comparison.outcomes_per_year import outcomes_per_year_chart
    from ontschotting.charts.comparison.small_multiples import small_multiples_chart

    case = comparison.case
    look = {
        **look_of(case, lang),
        "units": outcome_words(sorted(case.plans["outcome"].unique().to_list()), lang),
    }
    if by is None:
        return outcomes_per_year_chart(
            annual_values(comparison, lang),
            ax=ax,
            target=annual_target(case),
            per_year=year_count(case) > 1,
            **look,
        )
    levels = [level for level in case.levels if level not in ("plan", "national")]
    if by not in levels:
        raise QuestionError(
            f"plot | homes are not drawn by {by!r}. Choose one of: {', '.join(levels)}."
        )
    found, targets = with_names(case, comparison.by(by), by, lang), targets_of(case, by)
    with_targets = found.with_columns(
        pl.Series("target", [targets.get(group) for group in found["group"]], dtype=pl.Float64)
    )
    return small_multiples_chart(
        with_targets,
        ax=ax,
        years=year_count(case),
        freed=comparison.freed,
        what=level_words(by, lang),
        **look,
    )


def _cuts(comparison: Comparison) -> bool:
    """A cut takes money out of the budgets, so that what is not spent is not all surplus."""
    return any(one.cut > 0 for one in comparison.regime.lifts)
