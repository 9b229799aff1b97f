"""The shadow price of every budget: what its next euro adds."""

from __future__ import annotations

import numpy as np
import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.facts.streams import own_money
from ontschotting.lp.program import Array
from ontschotting.measures.pricing.slope_columns import (
    bound_as_slope,
    count_to_prove,
    slope_columns,
)
from ontschotting.solving.prices.parametric import ParametricValue
from ontschotting.solving.questions import RegimeSolver
from ontschotting.support.progress import ReportProgress
from ontschotting.support.tolerances import PRICE_BOUND_ZERO

PROVEN_IN_LARGE = 6
"""Prices of budgets that are proven in a large case."""


def budget_prices(
    case: Case,
    regime_solver: RegimeSolver,
    reduced_costs: Array,
    rays: int | None,
    report_progress: ReportProgress,
) -> pl.DataFrame:
    """Return the price of every budget; budgets that pay into the same pools have one price.

    Args:
        case: The case
        regime_solver: Its current regime
        reduced_costs: The reduced cost of every column at the optimum
        rays: How many prices to prove, the dearest first; None for the usual number
        report_progress: Called with a word before each of those

    Returns:
        `stream`, `own`, `level`, `area`, `year`, `awarded`, `value_per_eur` (units per euro),
        `holds_until_eur`, `exact`.
    """
    regime_program = regime_solver.regime_program
    additions = (
        regime_program.columns.additions.select("column", "addition").unique().sort("addition")
    )
    bounds = _price_bounds(regime_solver, reduced_costs, additions["column"].to_numpy())
    count = count_to_prove(regime_program.program, rays, PROVEN_IN_LARGE)
    dearest = [
        position
        for position in np.argsort(-bounds, kind="stable")[:count].tolist()
        if bounds[position] > 0
    ]
    slopes = [bound_as_slope(float(bound) / regime_program.euro_unit) for bound in bounds]
    for number, position in enumerate(dearest, start=1):
        report_progress(f"ray {number}/{len(dearest)}")
        column = int(additions["column"][position])
        slopes[position] = ParametricValue(regime_solver, column).slope()
    keys = ("stream", "own", "level", "area", "year", "awarded")
    return (
        regime_program.labels.added_to.join(
            additions.with_columns(slope_columns(slopes)), on="addition"
        )
        .join(regime_program.labels.budgets, on="budget")
        .join(own_money(case), on="stream")
        .sort("budget")
        .select(*keys, "value_per_eur", "holds_until_eur", "exact")
    )


def _price_bounds(regime_solver: RegimeSolver, reduced_costs: Array, columns: np.ndarray) -> Array:
    """Return the upper bounds on prices that the duals give, with noise set to zero."""
    bounds: Array = np.maximum(0.0, -reduced_costs[columns])
    most = regime_solver.regime_program.program.valid_upper[columns]
    noise = PRICE_BOUND_ZERO * max(1.0, regime_solver.value) / np.maximum(1.0, most)
    return np.where(bounds <= noise, 0.0, bounds)
