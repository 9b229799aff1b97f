"""Ends of margins that stay bounds where plans are whole and streams have a least award."""

from __future__ import annotations

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.facts.projects import has_least_awards, has_whole_plans
from ontschotting.case.unchecked import with_values
from ontschotting.support.numerics import series_max


def is_bent_by_projects(case: Case, table: str, column: str) -> bool:
    """Tell whether more of a column can both raise and lower the best value.

    Args:
        case: The case
        table: Name of the table
        column: Name of the column
    """
    if (table, column) == ("plans", "capacity_units"):
        return has_whole_plans(case)
    return (table, column) == ("costs", "eur_per_unit") and has_least_awards(case)


def with_safe_projects(case: Case, moved: Case, end: str) -> Case:
    """Keep the ends of margins true bounds on the best value.

    *A whole plan* whose capacity has a margin: no more than of a divisible plan with the greatest
    capacity, and no less than without the plan. *A least award* A beside costs with a margin: no
    more than without the award; and no less than with r · A on the highest costs, r being the
    greatest ratio of a cost to its low end. An allocation there keeps A when every payment shrinks
    to what it costs, since none shrinks by more than r.

    Args:
        case: The case with its central values
        moved: The same with its values at the end
        end: `favourable` or `unfavourable`
    """
    is_favourable = end == "favourable"
    tables = {}
    capacities = _ends(case.plans, "capacity_units")
    if capacities is not None and has_whole_plans(case):
        is_moving = pl.Series(capacities[0] != capacities[1]) & case.with_defaults["plans"]["whole"]
        change = (
            pl.when(is_moving).then(False).otherwise("whole").alias("whole")
            if is_favourable
            else pl.when(is_moving).then(0.0).otherwise("capacity_units").alias("capacity_units")
        )
        tables["plans"] = moved.plans.with_columns(change)
    costs = _ends(case.costs, "eur_per_unit")
    if costs is not None and has_least_awards(case) and (costs[0] != costs[1]).any():
        award, no_award = pl.col("min_award_eur"), pl.lit(None, pl.Float64).alias("min_award_eur")
        low, high = costs
        ratio = series_max((high / low).filter(low > 0), 0.0) or 1.0
        ratio = float("inf") if ((low == 0) & (high > 0)).any() else ratio
        # More than all money is out of reach, whatever the ratio.
        most = 1.0 + float(case.budgets["amount_eur"].sum())
        raised = (award * ratio).clip(upper_bound=pl.max_horizontal(award, pl.lit(most)))
        tables["streams"] = moved.streams.with_columns(no_award if is_favourable else raised)
    return with_values(moved, tables) if tables else moved


def _ends(frame: pl.DataFrame, column: str) -> tuple[pl.Series, pl.Series] | None:
    """Return the low and the high end of each row of a column; None where none has a margin."""
    companions = {suffix: f"{column}_{suffix}" for suffix in ("low", "high")}
    if not set(companions.values()) & set(frame.columns):
        return None
    low, high = (
        frame.select(pl.coalesce(*(name for name in (end, column) if name in frame.columns)))
        .to_series()
        .fill_null(0.0)
        for end in companions.values()
    )
    return low, high
