"""Pooled payments.

Fewer columns, the same optimum, and spending that comes back per year as the recipe and the
deadlines ask.
"""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

import ontschotting as on
from ontschotting.lp.solver_choice import open_backend
from ontschotting.model.build import build_regime_program
from ontschotting.solving.questions import RegimeSolver
from tests.oracle.random_cases import scenarios, to_frames, to_regime
from tests.oracle.samples import sample


@pytest.mark.parametrize(
    "scenario", list(scenarios(sample(12), seed=606)), ids=lambda scenario: scenario.name
)
def test_pooled_and_by_year_have_one_optimum(scenario: Any) -> None:
    case = on.Case(**to_frames(scenario.tables))
    for regime in (on.CURRENT, to_regime(scenario.regime)):
        merged, by_payment_year = (
            RegimeSolver(build_regime_program(case, regime, by_year=by_year), open_backend())
            for by_year in (False, True)
        )
        assert (
            merged.regime_program.program.columns <= by_payment_year.regime_program.program.columns
        )
        assert merged.value == pytest.approx(by_payment_year.value, rel=1e-9, abs=1e-9)
        assert merged.value is not None
        least_merged, least_by_year = (
            merged.least_spending(merged.value),
            by_payment_year.least_spending(merged.value),
        )
        assert least_merged is not None
        assert least_by_year is not None
        assert least_merged.minimum == pytest.approx(least_by_year.minimum, rel=1e-7, abs=1e-7)


def test_some_payments_are_pooled() -> None:
    sizes = []
    for scenario in scenarios(sample(8), seed=608):
        case = on.Case(**to_frames(scenario.tables))
        sizes.append(
            (
                build_regime_program(case, on.CURRENT).program.columns,
                build_regime_program(case, on.CURRENT, by_year=True).program.columns,
            )
        )
    assert sum(merged < by_payment_year for merged, by_payment_year in sizes) >= 3


@pytest.mark.parametrize(
    "scenario", list(scenarios(sample(12), seed=608)), ids=lambda scenario: scenario.name
)
def test_spending_comes_back_per_year(scenario: Any) -> None:
    """Net spending per plan, purpose and payment year equals what the delivered units ask, and each
    euro is paid within the years of its budget.
    """
    case = on.Case(**to_frames(scenario.tables))
    allocation = on.allocate(case)
    recipe = case.costs.filter(pl.col("eur_per_unit") > 0).with_columns(
        pl.col("years_before_delivery").fill_null(0)
    )
    needed = allocation.units.join(recipe, on="plan_type").select(
        "plan",
        "purpose",
        (pl.col("delivery_year") - pl.col("years_before_delivery")).alias("payment_year"),
        (pl.col("units") * pl.col("eur_per_unit")).alias("asked"),
    )
    if case.opening_work == "paid":
        needed = needed.filter(pl.col("payment_year") >= case.first_year)
    key = ["plan", "purpose", "payment_year"]
    both = (
        needed.group_by(key)
        .agg(pl.col("asked").sum())
        .join(
            allocation.spend.group_by(key).agg(pl.col("net_eur").sum()),
            on=key,
            how="full",
            coalesce=True,
        )
        .fill_null(0.0)
    )
    scale = max(1.0, float(case.budgets["amount_eur"].sum()))
    assert both.filter((pl.col("asked") - pl.col("net_eur")).abs() > 1e-6 * scale).is_empty()
    rules = case.streams.select(
        "stream",
        pl.col("prefinance_years").fill_null(0),
        pl.col("spend_within_years").fill_null(1000),
    )
    late = pl.col("payment_year") - pl.col("budget_year")
    outside = allocation.spend.join(rules, on="stream").filter(
        (late > pl.col("spend_within_years")) | (late < -pl.col("prefinance_years"))
    )
    assert outside.filter(pl.col("gross_eur") > 1e-6 * scale).is_empty()
    per_budget = allocation.unspent.filter(
        pl.col("spent_eur") > pl.col("amount_eur") + 1e-6 * scale
    )
    assert per_budget.is_empty()
