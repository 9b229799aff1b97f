"""The demand of the plans: units that can be delivered, and the payments that recipes ask for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.tables.schema import TABLES

_PAYMENT_KEY = ["plan", "plan_type", "purpose", "lag_class", "year"]
"""What recipe rows have in common that are one payment."""


@dataclass(frozen=True, eq=False)
class Demand:
    """The side of the plans.

    Recipe rows (purpose, years before delivery) of one purpose and payment year are one payment
    where no rule separates them. The only rule that can is `assurance`: it closes a row when O − o,
    the years since the first payment, exceeds a stream's `assured_years`. So rows are separated by
    `lag_class`, the number of distinct `assured_years` in the regime below O − o. Any payment
    within one class can be divided over its recipe rows, so nothing is lost: see docs/decisions.

    Attributes:
        assured_years: The distinct values that separate recipe rows, sorted
        plans: `plan`, `region`, `plan_type`, `outcome`, `capacity_units`, `max_units_per_year`,
            `whole`, `weight` (the value of one unit: Σ weight · `per_unit` over what it brings)
        outcomes: `plan`, `outcome`, `per_unit`: what one unit brings, 1 of its own outcome and the
            yields of its plan type
        deliveries: `plan`, `delivery_year`: one row for each year in which a plan can deliver
        payments: `payment`, `plan`, `plan_type`, `purpose`, `lag_class`, `year`, `most_eur`: what
            money must pay
        terms: `payment`, `plan`, `delivery_year`, `eur_per_unit`: what a unit delivered in a year
            adds to a payment
        zero_cost_payments: `payment`, `plan`, `plan_type`, `purpose`, `lag_class`, `year`: recipe
            rows of zero euros, where minimum shares ask who may pay them; otherwise none
    """

    assured_years: tuple[int, ...]
    plans: pl.DataFrame
    outcomes: pl.DataFrame
    deliveries: pl.DataFrame
    payments: pl.DataFrame
    terms: pl.DataFrame
    zero_cost_payments: pl.DataFrame


def build_demand(case: Case, assured_years: Sequence[int]) -> Demand:
    """Return the demand of a case.

    Args:
        case: The case
        assured_years: The distinct `assured_years` that stand in a regime, sorted
    """
    outcomes = _outcomes_per_unit(case)
    plans = _plans(case, outcomes)
    deliveries = (
        plans.select(
            "plan",
            pl.int_ranges(pl.col("first_year"), pl.col("last_year") + 1).alias("delivery_year"),
        )
        .explode("delivery_year")
        .with_columns(pl.col("delivery_year").cast(pl.Int64))
    )
    on_plans = deliveries.join(plans.select("plan", "plan_type", "capacity_units"), on="plan")
    rows = _paid_rows(case, on_plans, _recipe(case), assured_years)
    most_eur = pl.col("eur_per_unit").max() * pl.col("capacity_units").first()
    payments = _numbered(rows.group_by(_PAYMENT_KEY).agg(most_eur.alias("most_eur")))
    terms = rows.join(payments.select("payment", *_PAYMENT_KEY), on=_PAYMENT_KEY)
    zero_cost = payments.clear()
    if (case.minimum_shares["min_share"] > 0).any():
        zero_cost = _paid_rows(case, on_plans, _zero_cost_recipe(case), assured_years)
        zero_cost = _numbered(zero_cost.select(_PAYMENT_KEY).unique())
    return Demand(
        tuple(assured_years),
        plans.drop("first_year", "last_year"),
        outcomes,
        deliveries,
        payments,
        terms.select("payment", "plan", "delivery_year", "eur_per_unit").sort(
            "payment", "delivery_year"
        ),
        zero_cost.select("payment", *_PAYMENT_KEY),
    )


def _outcomes_per_unit(case: Case) -> pl.DataFrame:
    """Return what one unit of each plan brings: its own outcome and the yields of its type."""
    own = case.plans.select("plan", "outcome", pl.lit(1.0).alias("per_unit"))
    yields = case.yields.filter(pl.col("per_unit") > 0)
    more = case.plans.select("plan", "plan_type").join(yields, on="plan_type")
    return pl.concat([own, more.select("plan", "outcome", "per_unit")]).sort("plan", "outcome")


def _plans(case: Case, outcomes: pl.DataFrame) -> pl.DataFrame:
    """Return the plans with the value of a unit; a weight is 1 where none is given."""
    weights = case.outcomes.select("outcome", "weight")
    default_weight = TABLES["outcomes"].by_name["weight"].default
    value = pl.col("weight").fill_null(default_weight) * pl.col("per_unit")
    values = (
        outcomes.join(weights, on="outcome", how="left", maintain_order="left")
        .group_by("plan", maintain_order=True)
        .agg(value.sum().alias("weight"))
    )
    return (
        case.with_defaults["plans"]
        .select(
            "plan",
            "region",
            "plan_type",
            "outcome",
            "capacity_units",
            "max_units_per_year",
            "whole",
            "first_year",
            "last_year",
        )
        .join(values, on="plan", how="left")
        .sort("plan")
    )


def _recipe(case: Case) -> pl.DataFrame:
    """Return the cost rows above zero, with `lag` O − o: the years since the first payment."""
    before = pl.col("years_before_delivery")
    return (
        case.with_defaults["costs"]
        .filter(pl.col("eur_per_unit") > 0)
        .select("plan_type", "purpose", before.alias("before"), "eur_per_unit")
        .with_columns((pl.col("before").max().over("plan_type") - pl.col("before")).alias("lag"))
    )


def _zero_cost_recipe(case: Case) -> pl.DataFrame:
    """Return the cost rows of zero euros with their `lag`.

    O counts only rows above zero (model.md).
    """
    before = pl.col("years_before_delivery")
    first_payments = (
        case.with_defaults["costs"]
        .filter(pl.col("eur_per_unit") > 0)
        .group_by("plan_type")
        .agg(before.max().alias("first_payment"))
    )
    return (
        case.with_defaults["costs"]
        .filter(pl.col("eur_per_unit") == 0)
        .select("plan_type", "purpose", before.alias("before"))
        .join(first_payments, on="plan_type", how="left")
        .with_columns((pl.col("first_payment").fill_null(0) - pl.col("before")).alias("lag"))
    )


def _paid_rows(
    case: Case, deliveries: pl.DataFrame, recipe: pl.DataFrame, assured_years: Sequence[int]
) -> pl.DataFrame:
    """Return each recipe row in each delivery year, with its payment year and lag class.

    Where opening work is `paid`, what lies before the first year of the case needs nothing.
    """
    lag_class = (
        pl.sum_horizontal(*((pl.col("lag") > years).cast(pl.Int64) for years in assured_years))
        if assured_years
        else pl.lit(0, pl.Int64)
    )
    rows = deliveries.join(recipe, on="plan_type").with_columns(
        (pl.col("delivery_year") - pl.col("before")).alias("year"), lag_class.alias("lag_class")
    )
    if case.opening_work == "paid":
        rows = rows.filter(pl.col("year") >= case.first_year)
    return rows


def _numbered(payments: pl.DataFrame) -> pl.DataFrame:
    """Sort payments and number them in `payment`."""
    return payments.sort(_PAYMENT_KEY).with_columns(
        pl.int_range(pl.len(), dtype=pl.Int64).alias("payment")
    )
