"""What the plans need.

The units that can be delivered in each year and the payments that their recipes ask for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from ontschotting.case.case import Case


@dataclass(frozen=True, eq=False)
class Demand:
    """The side of the plans.

    Recipe rows (purpose, years before delivery) of one purpose and payment year are one payment row
    where no rule tells them apart. The only rule that can is `assurance`: it closes a row when O −
    o, the years since the first payment, exceeds a stream's `assured_years`. Rows are told apart by
    `lag_class`, the number of distinct `assured_years` in the regime below O − o. Any payment
    within one class can be divided over its recipe rows, so nothing is lost: see docs/decisions.

    Attributes:
        assured_years: The distinct values that tell recipe rows apart, sorted
        plans: `plan`, `region`, `plan_type`, `outcome`, `capacity_units`, `max_units_per_year`,
            `weight`
        deliveries: `plan`, `delivery_year`: one row for each year in which a plan can deliver
        payments: `payment`, `plan`, `plan_type`, `purpose`, `lag_class`, `year`, `most_eur`: one
            row for each recipe row that money must fill
        terms: `payment`, `plan`, `delivery_year`, `eur_per_unit`: what a unit delivered in a year
            adds to it
        zero_cost_payments: `payment`, `plan`, `plan_type`, `purpose`, `lag_class`, `year`: recipe
            rows of zero euros, where minimum shares ask who may pay them; otherwise none
    """

    assured_years: tuple[int, ...]
    plans: pl.DataFrame
    deliveries: pl.DataFrame
    payments: pl.DataFrame
    terms: pl.DataFrame
    zero_cost_payments: pl.DataFrame


def build_demand(case: Case, assured_years: Sequence[int]) -> Demand:
    """The needs of a case, told apart by the `assured_years` (sorted, distinct) that stand in a
    regime.
    """
    weights = case.outcomes.select("outcome", pl.col("weight").fill_null(1.0))
    plans = (
        case.plans.select(
            "plan",
            "region",
            "plan_type",
            "outcome",
            "capacity_units",
            "max_units_per_year",
            "first_year",
            "last_year",
        )
        .join(weights, on="outcome", how="left")
        .with_columns(pl.col("weight").fill_null(1.0))
        .sort("plan")
    )
    deliveries = (
        plans.select(
            "plan",
            pl.int_ranges(pl.col("first_year"), pl.col("last_year") + 1).alias("delivery_year"),
        )
        .explode("delivery_year")
        .with_columns(pl.col("delivery_year").cast(pl.Int64))
    )
    recipe = (
        case.costs.select(
            "plan_type", "purpose", pl.col("years_before_delivery").fill_null(0), "eur_per_unit"
        )
        .filter(pl.col("eur_per_unit") > 0)
        .with_columns(
            (
                pl.col("years_before_delivery").max().over("plan_type")
                - pl.col("years_before_delivery")
            ).alias("lag")
        )
    )
    rows = (
        deliveries.join(plans.select("plan", "plan_type", "capacity_units"), on="plan")
        .join(recipe, on="plan_type", how="inner")
        .with_columns(
            (pl.col("delivery_year") - pl.col("years_before_delivery")).alias("year"),
            _class_of(assured_years).alias("lag_class"),
        )
    )
    if case.opening_work == "paid":
        rows = rows.filter(pl.col("year") >= case.first_year)
    key = ["plan", "plan_type", "purpose", "lag_class", "year"]
    payments = (
        rows.group_by(key)
        .agg((pl.col("eur_per_unit").max() * pl.col("capacity_units").first()).alias("most_eur"))
        .sort(key)
        .with_row_index("payment")
        .with_columns(pl.col("payment").cast(pl.Int64))
    )
    terms = rows.join(payments.select("payment", *key), on=key).select(
        "payment", "plan", "delivery_year", "eur_per_unit"
    )
    zero_cost_payments = _idle(
        case, deliveries.join(plans.select("plan", "plan_type"), on="plan"), assured_years
    )
    return Demand(
        tuple(assured_years),
        plans.drop("first_year", "last_year"),
        deliveries,
        payments,
        terms.sort("payment", "delivery_year"),
        zero_cost_payments,
    )


def _class_of(assured_years: Sequence[int]) -> pl.Expr:
    return (
        pl.sum_horizontal(*((pl.col("lag") > years).cast(pl.Int64) for years in assured_years))
        if assured_years
        else pl.lit(0, pl.Int64)
    )


def _idle(case: Case, deliveries: pl.DataFrame, assured_years: Sequence[int]) -> pl.DataFrame:
    """The recipe rows of zero euros, one for each year in which they would be paid.

    O counts only rows above zero (model.md).
    """
    before = pl.col("years_before_delivery").fill_null(0)
    starts = (
        case.costs.filter(pl.col("eur_per_unit") > 0)
        .group_by("plan_type")
        .agg(before.max().alias("start"))
    )
    asks = bool((case.minimum_shares["min_share"] > 0).any())
    recipe = (
        case.costs.filter((pl.col("eur_per_unit") == 0) & asks)
        .select("plan_type", "purpose", before.alias("before"))
        .join(starts, on="plan_type", how="left")
        .with_columns((pl.col("start").fill_null(0) - pl.col("before")).alias("lag"))
    )
    rows = deliveries.join(recipe, on="plan_type").with_columns(
        (pl.col("delivery_year") - pl.col("before")).alias("year"),
        _class_of(assured_years).alias("lag_class"),
    )
    if case.opening_work == "paid":
        rows = rows.filter(pl.col("year") >= case.first_year)
    key = ["plan", "plan_type", "purpose", "lag_class", "year"]
    return (
        rows.select(key)
        .unique()
        .sort(key)
        .with_row_index("payment")
        .with_columns(pl.col("payment").cast(pl.Int64))
    )
