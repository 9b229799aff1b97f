"""Choose what a report shows of its data."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.facts.streams import own_streams
from ontschotting.measures.observed.account_groups import SIZE
from ontschotting.measures.observed.idle_money import IdleMoney
from ontschotting.report.collect.question import QuestionResult
from ontschotting.report.collect.report_data import ReportData
from ontschotting.support.numerics import series_max, series_min
from ontschotting.support.tolerances import negligible

DRAWN_DIMENSIONS = ("province", "stream")
"""Dimensions of the breakdown of money that a report draws."""


class ValueRange(NamedTuple):
    """A best value on central data, with the least and most over the margins of the data."""

    central: float
    low: float
    high: float


def value_range(question: QuestionResult, regime: str) -> ValueRange:
    """Return the best value under a regime, with all margins together at one end.

    Args:
        question: Whose values are read
        regime: `current` or `lifted`
    """
    values = dict(question.bounds.frame.select("data", f"{regime}_value").iter_rows())
    ends = [values[data] for data in ("central", "unfavourable", "favourable")]
    return ValueRange(values["central"], min(ends), max(ends))


def main_gains(data: ReportData) -> list[float]:
    """Return the gain of the main question on every set of data that both regimes share."""
    swings = data.uncertainty.tornado.frame
    return [
        data.main.gain,
        *(data.main.bounds.gain(end) for end in ("unfavourable", "favourable")),
        *swings["low"],
        *swings["high"],
    ]


def idle_groupings(idle: IdleMoney) -> list[str]:
    """Return by what the report groups balances of regions; by nothing without such balances."""
    if "region" not in idle.years["level"]:
        return []
    return [*(["province"] if "province" in idle.case.levels else []), SIZE]


def has_scenario_gain(data: ReportData) -> bool:
    """Return whether any scenario adds more than noise."""
    scenarios = data.values.scenarios
    gains = [*scenarios["free"].drop_nulls(), *scenarios["awarded"].drop_nulls()]
    return max(gains, default=0.0) > data.main.noise


def has_gain_of_years(data: ReportData) -> bool:
    """Return whether lifting any rule about years adds more than noise."""
    rules = data.policy.years.rules
    return any(gain > data.main.noise for gain in (*rules["free"], *rules["awarded"]))


def extra_money_helps(curve: pl.DataFrame) -> bool:
    """Return whether extra money changes a value by more than rounding."""
    for name in ("current_value", "lifted_value"):
        highest = series_max(curve[name], 0.0)
        if highest - series_min(curve[name], 0.0) > negligible(highest):
            return True
    return False


def has_own_money(case: Case) -> bool:
    """Return whether the case has own money, which is then shown apart."""
    return bool(own_streams(case))


def is_synthetic(case: Case) -> bool:
    """Return whether every row of the case that has a status is invented."""
    statuses = {
        status
        for table in case.tables.values()
        for status in table["status"].drop_nulls().unique().to_list()
    }
    return statuses == {"synthetic"}


def budget_share_by_status(case: Case) -> dict[str, float]:
    """Return the share of the budget by the status of its rows (`none`: without one)."""
    total_eur = float(case.budgets["amount_eur"].sum())
    sums = case.budgets.group_by(pl.col("status").fill_null("none")).agg(pl.col("amount_eur").sum())
    return {status: euros / total_eur if total_eur else 0.0 for status, euros in sums.iter_rows()}
