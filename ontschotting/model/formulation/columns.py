"""The columns of the program: units, spending, matches, projects, additions to budgets and θ."""

from __future__ import annotations

import numpy as np
import polars as pl

from ontschotting.lp.builder import ProgramBuilder
from ontschotting.model.formulation.inputs import ModelInputs
from ontschotting.model.formulation.numbering import with_new_columns
from ontschotting.model.formulation.projects import add_project_columns
from ontschotting.model.regime_program import ProgramColumns
from ontschotting.support.numerics import series_max, series_min


def add_columns(
    inputs: ModelInputs, builder: ProgramBuilder
) -> tuple[ProgramColumns, pl.DataFrame]:
    """Add every column that stands for money or units.

    Args:
        inputs: The tables of the case under the regime
        builder: The program under construction

    Returns:
        What the columns stand for, and the budgets behind each addition: `addition`, `budget`.
    """
    units = _units(inputs, builder)
    spending = _spending(inputs, builder)
    matches = _matches(inputs, spending, builder)
    projects = add_project_columns(inputs, spending, builder)
    groups = _addition_groups(inputs.pools.slices)
    fixed_eur = float(projects.applications["fixed_eur_per_plan"].sum())
    additions = _additions(inputs, groups, fixed_eur, builder)
    theta = builder.add_columns(max(1, len(inputs.supply.indicators)), 1.0, 1.0, 1.0)
    outcomes = units.select("column", "plan", "delivery_year").join(
        inputs.demand.outcomes, on="plan", maintain_order="left_right"
    )
    columns = ProgramColumns(
        units=units,
        outcomes=outcomes,
        spending=spending,
        matches=matches,
        wholes=projects.wholes,
        applications=projects.applications.drop("fixed_eur_per_plan"),
        awards=projects.awards.drop("min_award_eur"),
        fixed_costs=projects.fixed_costs,
        additions=additions,
        theta=theta,
    )
    return columns, groups.select("addition", "budget").sort("addition", "budget")


def _units(inputs: ModelInputs, builder: ProgramBuilder) -> pl.DataFrame:
    """Add u[a, v, d] ≥ 0: the units of plan a in variant v, delivered in year d."""
    plans = inputs.demand.plans.select("plan", "outcome", "weight", "capacity_units")
    table = (
        inputs.variants.join(inputs.demand.deliveries, on="plan")
        .sort("plan", "variant", "delivery_year")
        .join(plans, on="plan", how="left", maintain_order="left")
    )
    table = with_new_columns(table, builder, valid_upper=table["capacity_units"].to_numpy())
    return table.select("column", "plan", "variant", "delivery_year", "outcome", "weight")


def _spending(inputs: ModelInputs, builder: ProgramBuilder) -> pl.DataFrame:
    """Add x ≥ 0: the money of a pool on a payment of a plan in a variant, one per arc.

    A closed arc has upper bound 0. No point needs to spend more than the payment can ask for.
    """
    rules = inputs.pools.table.select(
        "pool",
        "own",
        "overhead_share",
        "match",
        "cofinancing_share",
        "capped_stream",
        "cap_eur_per_unit",
        "budget_year",
        "project_stream",
        "has_fixed_cost",
        "has_least_award",
    )
    payments = inputs.demand.payments.select("payment", "purpose", "year", "most_eur")
    table = (
        inputs.arcs.join(payments, on="payment", how="left", maintain_order="left")
        .join(rules, on="pool", how="left", maintain_order="left")
        .with_columns((1.0 - pl.col("overhead_share")).alias("net"))
    )
    most = (table["most_eur"] / table["net"] / inputs.euro_unit).to_numpy()
    table = with_new_columns(table, builder, upper=_upper_bounds(table), valid_upper=most)
    return table.drop("most_eur", "overhead_share")


def _upper_bounds(table: pl.DataFrame) -> np.ndarray:
    return np.where(table["is_closed"].to_numpy(), 0.0, np.inf)


def _matches(inputs: ModelInputs, spending: pl.DataFrame, builder: ProgramBuilder) -> pl.DataFrame:
    """Add m[a, v, p, s] ≥ 0: own money on purpose p, matched to stream s.

    Streams with the same co-financing rule share one column. It exists where the purpose wall of
    these streams leaves p open for the plan type, and own money can reach p.
    """
    if inputs.pools.table["match"].null_count() == inputs.pools.table.height:
        return pl.DataFrame(schema=_MATCH_SCHEMA)
    matched_variants = (
        spending.filter(pl.col("match").is_not_null())
        .select("plan", "variant", "match")
        .unique()
        .join(inputs.demand.plans.select("plan", "plan_type"), on="plan")
    )
    rule_sets = (
        inputs.pools.table.filter(pl.col("match").is_not_null())
        .select("match", "rule_set")
        .unique()
        .group_by("match")
        .agg(pl.col("rule_set").min())
    )
    openings = rule_sets.join(inputs.pools.openings, on="rule_set").select(
        "match", "plan_type", "purpose", "is_closed"
    )
    own_money = (
        spending.filter("own")
        .group_by("plan", "variant", "purpose")
        .agg(pl.col("payment").unique())
        .explode("payment")
        .join(inputs.demand.payments.select("payment", "most_eur"), on="payment")
        .group_by("plan", "variant", "purpose")
        .agg(pl.col("most_eur").sum() / inputs.euro_unit)
    )
    table = (
        matched_variants.join(openings, on=["match", "plan_type"])
        .join(own_money, on=["plan", "variant", "purpose"])
        .sort("plan", "variant", "purpose", "match")
    )
    table = with_new_columns(
        table, builder, upper=_upper_bounds(table), valid_upper=table["most_eur"].to_numpy()
    )
    return table.select(*_MATCH_SCHEMA)


_MATCH_SCHEMA = {
    "column": pl.Int64,
    "plan": pl.String,
    "variant": pl.Int64,
    "purpose": pl.String,
    "match": pl.Int64,
    "is_closed": pl.Boolean,
}


def _addition_groups(slices: pl.DataFrame) -> pl.DataFrame:
    """Return a number per budget, equal where additions do the same: `budget`, `addition`.

    Budgets whose added money goes to the same pools in the same shares are one addition.
    """
    shares = slices.filter(pl.col("addition_share") > 0).sort("budget", "pool")
    if shares["budget"].n_unique() == shares.height:
        rank = pl.struct("pool", "addition_share").rank("dense").cast(pl.Int64)
        return shares.select("budget", (rank - 1).alias("addition"))
    first = shares.group_by("budget", maintain_order=True).agg(
        pl.col("pool").first(), pl.col("addition_share").first(), pl.len().alias("count")
    )
    # Most budgets have one slice; only for the others a text describes what follows it.
    several = first.filter(pl.col("count") > 1).select("budget")
    text = pl.format("{}:{}", "pool", "addition_share").slice(1).str.join(",")
    rest = (
        shares.join(several, on="budget", how="semi", maintain_order="left")
        .group_by("budget", maintain_order=True)
        .agg(text.alias("rest"))
    )
    described = first.join(rest, on="budget", how="left", maintain_order="left").with_columns(
        pl.col("rest").fill_null("")
    )
    key = ["pool", "addition_share", "rest"]
    groups = (
        described.select(key)
        .unique()
        .sort(key)
        .with_row_index("addition")
        .with_columns(pl.col("addition").cast(pl.Int64))
    )
    return described.join(groups, on=key, maintain_order="left").select("budget", "addition")


def _additions(
    inputs: ModelInputs, groups: pl.DataFrame, fixed_eur: float, builder: ProgramBuilder
) -> pl.DataFrame:
    """Add extra money for budgets, one column per group: `column`, `addition`, `pool`, share.

    No least addition exceeds all spending there can be (fixed costs of `fixed_eur` with it),
    divided by the smallest share of it that arrives.
    """
    shares = inputs.pools.slices.filter(pl.col("addition_share") > 0)
    one_budget_each = groups.group_by("addition").agg(pl.col("budget").min())
    pools = inputs.pools.table
    net = 1.0 - series_max(pools["overhead_share"], 0.0)
    carried_over = series_min(pools.filter(pl.col("carry_over_share") > 0)["carry_over_share"], 1.0)
    smallest = series_min(shares["addition_share"], 1.0) * net * carried_over
    spent = float(inputs.demand.payments["most_eur"].sum()) + fixed_eur
    most = spent / inputs.euro_unit / smallest
    first = builder.add_columns(one_budget_each.height, 0.0, 0.0, most)
    return (
        one_budget_each.join(shares, on="budget")
        .select("addition", "pool", "addition_share")
        .with_columns((pl.col("addition") + first).alias("column"))
        .sort("column", "pool")
    )
