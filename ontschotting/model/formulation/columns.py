"""The columns of the program: units, spending, matches, projects, additions to budgets and θ."""

from __future__ import annotations

import numpy as np
import polars as pl

from ontschotting.lp.builder import ProgramBuilder
from ontschotting.model.formulation.inputs import ModelInputs
from ontschotting.model.formulation.numbering import with_new_columns
from ontschotting.model.formulation.projects import add_project_columns
from ontschotting.model.regime_program import ProgramColumns
from ontschotting.support.arrays import dense_rank, repeated, starts
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
    columns = ProgramColumns(
        units=units,
        outcomes=_outcomes(inputs, units),
        spending=spending,
        matches=matches,
        wholes=projects.wholes,
        applications=projects.applications[["column", "stream", "plan"]],
        awards=projects.awards[["column", "stream", "plan"]],
        fixed_costs=projects.fixed_costs,
        additions=additions,
        theta=theta,
    )
    order = np.lexsort((groups["budget"].to_numpy(), groups["addition"].to_numpy()))
    return columns, groups[["addition", "budget"]][order]


def _units(inputs: ModelInputs, builder: ProgramBuilder) -> pl.DataFrame:
    """Add u[a, v, d] ≥ 0: the units of plan a in variant v, delivered in year d."""
    units, plans = inputs.units, inputs.demand.plans
    table = plans[["plan", "outcome", "weight"]][units.plan].hstack(
        [pl.Series("variant", units.variant), pl.Series("delivery_year", units.year)]
    )
    capacity = plans["capacity_units"].to_numpy()[units.plan]
    return with_new_columns(table, builder, valid_upper=capacity)


def _outcomes(inputs: ModelInputs, units: pl.DataFrame) -> pl.DataFrame:
    """Return what the units of each column count for."""
    counts, plan = inputs.demand.outcome_counts, inputs.units.plan
    unit, place = repeated(counts[plan])
    brought = inputs.demand.outcomes[["outcome", "per_unit"]][starts(counts)[plan[unit]] + place]
    return units[["column", "plan", "delivery_year"]][unit].hstack(brought.get_columns())


_RULES_OF_SPENDING = [
    "own",
    "match",
    "cofinancing_share",
    "capped_stream",
    "cap_eur_per_unit",
    "budget_year",
    "project_stream",
    "has_fixed_cost",
    "has_least_award",
]


def _spending(inputs: ModelInputs, builder: ProgramBuilder) -> pl.DataFrame:
    """Add x ≥ 0: the money of a pool on a payment of a plan in a variant, one per arc.

    A closed arc has upper bound 0. No point needs to spend more than the payment can ask for.
    """
    pools, payments = inputs.pools.table, inputs.demand.payments
    # pools and payments are numbered from 0 on, so that a number is a position
    pool, payment = inputs.arcs["pool"].to_numpy(), inputs.arcs["payment"].to_numpy()
    net = 1.0 - pools["overhead_share"].to_numpy()[pool]
    table = inputs.arcs.hstack(
        [
            *payments[["purpose", "year"]][payment].get_columns(),
            *pools[_RULES_OF_SPENDING][pool].get_columns(),
            pl.Series("net", net),
        ]
    )
    most = payments["most_eur"].to_numpy()[payment] / net / inputs.euro_unit
    return with_new_columns(table, builder, upper=_upper_bounds(table), valid_upper=most)


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
    shares = _addition_shares(slices)
    budget = shares["budget"].to_numpy()
    if np.all(np.diff(budget)):
        addition = dense_rank(shares["pool"], shares["addition_share"])
        return pl.DataFrame({"budget": budget, "addition": addition})
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
    shares, pools = _addition_shares(inputs.pools.slices), inputs.pools.table
    net = 1.0 - series_max(pools["overhead_share"], 0.0)
    carry_over_share = pools["carry_over_share"].to_numpy()
    carried_over = carry_over_share[carry_over_share > 0].min(initial=1.0)
    smallest = series_min(shares["addition_share"], 1.0) * net * carried_over
    spent = float(inputs.demand.payments["most_eur"].sum()) + fixed_eur
    most = spent / inputs.euro_unit / smallest
    # one budget stands for all with the same addition
    addition, first = np.unique(groups["addition"], return_index=True)
    addition_of = np.full(inputs.budgets.height, -1)
    addition_of[groups["budget"].to_numpy()[first]] = addition
    of_shares = addition_of[shares["budget"].to_numpy()]
    row = np.flatnonzero(of_shares >= 0)
    row = row[np.argsort(of_shares[row], kind="stable")]
    column = builder.add_columns(len(addition), 0.0, 0.0, most)
    return shares[["pool", "addition_share"]][row].hstack(
        [pl.Series("addition", of_shares[row]), pl.Series("column", column + of_shares[row])]
    )


def _addition_shares(slices: pl.DataFrame) -> pl.DataFrame:
    """Return the slices that get a share of additions, sorted by budget and pool."""
    gets = np.flatnonzero(slices["addition_share"].to_numpy() > 0)
    pool, budget = (slices[name].to_numpy()[gets] for name in ("pool", "budget"))
    return slices[["budget", "pool", "addition_share"]][gets[np.lexsort((pool, budget))]]
