"""Whole plans, fixed costs and least awards: rules 7, 8 and 9, with their 0–1 columns."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl

from ontschotting.lp.builder import ProgramBuilder
from ontschotting.model.demand import Demand
from ontschotting.model.formulation.inputs import ModelInputs
from ontschotting.model.formulation.numbering import with_new_columns, with_new_rows
from ontschotting.model.regime_program import NamedRows, ProgramColumns
from ontschotting.model.supply.budget_pools import BudgetPools

_PAIR = ["stream", "plan"]


class ProjectColumns(NamedTuple):
    """The columns of projects (see `ontschotting.model.regime_program.ProgramColumns`).

    Attributes:
        wholes: z
        applications: y, with `fixed_eur_per_plan`
        awards: q, with `min_award_eur`
        fixed_costs: f
    """

    wholes: pl.DataFrame
    applications: pl.DataFrame
    awards: pl.DataFrame
    fixed_costs: pl.DataFrame


def add_project_columns(
    inputs: ModelInputs, spending: pl.DataFrame, builder: ProgramBuilder
) -> ProjectColumns:
    """Add z[a, v], y[s, a] and q[s, a] in {0, 1}, and f[b, a] ≥ 0.

    y and q exist where money of the stream on which the rule stands can pay on the plan. f exists
    for all money of that stream whose area holds the plan: no other wall counts for it.

    Args:
        inputs: The tables of the case under the regime
        spending: The spending columns
        builder: The program under construction
    """
    rules = inputs.pools.project_rules
    if rules.is_empty() and not inputs.demand.plans["whole"].any():
        return _NO_PROJECTS
    whole = inputs.demand.plans.filter("whole").select("plan")
    wholes = inputs.variants.join(whole, on="plan", how="semi").sort("plan", "variant")
    applications = _pairs(spending, "has_fixed_cost", rules, "fixed_eur_per_plan")
    awards = _pairs(spending, "has_least_award", rules, "min_award_eur")
    wholes, applications, awards = (
        _with_binary_columns(table, builder) for table in (wholes, applications, awards)
    )
    return ProjectColumns(wholes, applications, awards, _fixed_costs(inputs, applications, builder))


_NO_PAIRS = pl.DataFrame(schema={"column": pl.Int64, "stream": pl.String, "plan": pl.String})
_AMOUNT = pl.lit(None, pl.Float64)
_NO_PROJECTS = ProjectColumns(
    wholes=pl.DataFrame(schema={"column": pl.Int64, "plan": pl.String, "variant": pl.Int64}),
    applications=_NO_PAIRS.with_columns(_AMOUNT.alias("fixed_eur_per_plan")),
    awards=_NO_PAIRS.with_columns(_AMOUNT.alias("min_award_eur")),
    fixed_costs=pl.DataFrame(
        schema={
            "column": pl.Int64,
            "pool": pl.Int64,
            "stream": pl.String,
            "plan": pl.String,
            "own": pl.Boolean,
        }
    ),
)


def _pairs(spending: pl.DataFrame, stands: str, rules: pl.DataFrame, amount: str) -> pl.DataFrame:
    """Return the streams and plans for which a rule counts, with its amount."""
    return (
        spending.filter(stands)
        .select(pl.col("project_stream").alias("stream"), "plan")
        .unique()
        .join(rules.select("stream", amount), on="stream")
        .sort(_PAIR)
    )


def _with_binary_columns(table: pl.DataFrame, builder: ProgramBuilder) -> pl.DataFrame:
    first = builder.add_binary_columns(table.height)
    return table.hstack([pl.Series("column", np.arange(first, first + table.height))])


def _fixed_costs(
    inputs: ModelInputs, applications: pl.DataFrame, builder: ProgramBuilder
) -> pl.DataFrame:
    pools = inputs.pools.table.drop_nulls("project_stream").select(
        "pool", "reach", "own", pl.col("project_stream").alias("stream")
    )
    table = (
        pools.join(inputs.pools.reaches, on="reach")
        .join(applications.drop("column"), on=_PAIR)
        .sort("pool", "plan")
    )
    most = table["fixed_eur_per_plan"].to_numpy() / inputs.euro_unit
    table = with_new_columns(table, builder, valid_upper=most)
    return table.select("column", "pool", "stream", "plan", "own")


def add_project_rows(
    inputs: ModelInputs, columns: ProgramColumns, builder: ProgramBuilder
) -> tuple[NamedRows, ...]:
    """Add rules 7 to 9, and rows that tighten them.

    Args:
        inputs: The tables of the case under the regime
        columns: The columns of the program
        builder: The program under construction

    Returns:
        The names of the rows of these rules
    """
    whole_names = _whole_rows(inputs, columns, builder)
    fixed, awards = columns.applications, columns.awards
    fixed_rows = _fixed_cost_rows(inputs, columns, builder)
    award_rows = _award_rows(inputs, columns, builder)
    most = _most_per_payment(inputs.demand)
    links = [
        _link_rows(inputs, columns.spending.filter("has_fixed_cost"), fixed, most, builder),
        _link_rows(inputs, columns.spending.filter("has_least_award"), awards, most, builder),
    ]
    _budget_cuts(inputs, columns, "has_fixed_cost", fixed, builder)
    _budget_cuts(inputs, columns, "has_least_award", awards, builder)
    return (
        *whole_names,
        NamedRows(fixed_rows, "fixed_cost_{}", ("row",)),
        NamedRows(award_rows, "least_award_{}", ("row",)),
        NamedRows(links[0], "applies_{}", ("row",)),
        NamedRows(links[1], "awards_{}", ("row",)),
    )


def _whole_rows(
    inputs: ModelInputs, columns: ProgramColumns, builder: ProgramBuilder
) -> tuple[NamedRows, ...]:
    """Rule 7, whole plans: Σ_d u[a, v, d] = capacity · z[a, v], and Σ_v z[a, v] ≤ 1.

    The cut u[a, v, d] ≤ max_units_per_year · z[a, v] spreads a part of a plan over its years.
    """
    plans = inputs.demand.plans.select("plan", "capacity_units", "max_units_per_year")
    wholes = columns.wholes.join(plans, on="plan", how="left", maintain_order="left")
    rows = with_new_rows(wholes.rename({"column": "z"}), builder, lower=0.0, upper=0.0)
    builder.add_terms(rows["row"], rows["z"], -rows["capacity_units"].to_numpy())
    units = columns.units.join(rows, on=["plan", "variant"])
    builder.add_terms(units["row"], units["column"], 1.0)
    once = with_new_rows(columns.wholes.select("plan").unique().sort("plan"), builder, upper=1.0)
    in_plan = columns.wholes.join(once, on="plan")
    builder.add_terms(in_plan["row"], in_plan["column"], 1.0)
    paced = units.drop("row").filter(pl.col("max_units_per_year") < pl.col("capacity_units"))
    paced = with_new_rows(paced, builder, upper=0.0)
    builder.add_terms(paced["row"], paced["column"], 1.0)
    builder.add_terms(paced["row"], paced["z"], -paced["max_units_per_year"].to_numpy())
    builder.mark_cuts(paced["row"])
    return NamedRows(rows, "whole_{}", ("row",)), NamedRows(once, "once_{}", ("row",))


def _fixed_cost_rows(
    inputs: ModelInputs, columns: ProgramColumns, builder: ProgramBuilder
) -> pl.DataFrame:
    """Rule 8, fixed cost: Σ_b f[b, a] = F · y[s, a]."""
    rows = columns.applications.join(inputs.pools.project_rules, on="stream", maintain_order="left")
    rows = with_new_rows(rows.rename({"column": "y"}), builder, lower=0.0, upper=0.0)
    fixed_eur = rows["fixed_eur_per_plan"].to_numpy() / inputs.euro_unit
    builder.add_terms(rows["row"], rows["y"], -fixed_eur)
    paid = columns.fixed_costs.join(rows.select("row", *_PAIR), on=_PAIR)
    builder.add_terms(paid["row"], paid["column"], 1.0)
    return rows


def _award_rows(
    inputs: ModelInputs, columns: ProgramColumns, builder: ProgramBuilder
) -> pl.DataFrame:
    """Rule 9, least award: Σ (1 − ω) x of s on a ≥ A · q[s, a], over all money of the stream."""
    rows = columns.awards.join(inputs.pools.project_rules, on="stream", maintain_order="left")
    rows = with_new_rows(rows.rename({"column": "q"}), builder, lower=0.0)
    least = rows["min_award_eur"].to_numpy() / inputs.euro_unit
    builder.add_terms(rows["row"], rows["q"], -least)
    paid = columns.spending.join(
        rows.select("row", pl.col("stream").alias("project_stream"), "plan"),
        on=["project_stream", "plan"],
    )
    builder.add_terms(paid["row"], paid["column"], paid["net"].to_numpy())
    return rows


def _link_rows(
    inputs: ModelInputs,
    standing: pl.DataFrame,
    switches: pl.DataFrame,
    most: pl.DataFrame,
    builder: ProgramBuilder,
) -> pl.DataFrame:
    """Add, per payment: Σ (1 − ω) x of s ≤ (the most the payment can need) · switch.

    A stream pays on a plan only where its switch is 1. The sum runs over the variants, which share
    the units of the plan.

    Args:
        inputs: The tables of the case under the regime
        standing: The spending on which the rule stands
        switches: `column`, `stream`, `plan`: y or q
        most: From `_most_per_payment`
        builder: The program under construction
    """
    paid = standing.select(
        pl.col("column").alias("x"),
        pl.col("project_stream").alias("stream"),
        "plan",
        "payment",
        "net",
    )
    key = ["stream", "plan", "payment"]
    rows = paid.select(key).unique().sort(key).join(switches, on=_PAIR, maintain_order="left")
    rows = with_new_rows(rows.join(most, on="payment", maintain_order="left"), builder, upper=0.0)
    builder.add_terms(rows["row"], rows["column"], -rows["most_eur"].to_numpy() / inputs.euro_unit)
    paid = paid.join(rows.select("row", *key), on=key)
    builder.add_terms(paid["row"], paid["x"], paid["net"].to_numpy())
    return rows


def _most_per_payment(demand: Demand) -> pl.DataFrame:
    """Return the most net euros that each payment can need: `payment`, `most_eur`.

    At most all units cost as the dearest year, and at most every year delivers what it may.
    """
    plans = demand.plans.select("plan", "capacity_units", "max_units_per_year")
    per_year = pl.min_horizontal("capacity_units", "max_units_per_year")
    whole = pl.col("eur_per_unit").max() * pl.col("capacity_units").first()
    spread = (pl.col("eur_per_unit") * per_year).sum()
    return (
        demand.terms.join(plans, on="plan")
        .group_by("payment")
        .agg(pl.min_horizontal(whole, spread).alias("most_eur"))
    )


def _budget_cuts(
    inputs: ModelInputs,
    columns: ProgramColumns,
    stands: str,
    switches: pl.DataFrame,
    builder: ProgramBuilder,
) -> None:
    """Add cuts: what a pool pays on a plan ≤ its money · switch, with f where the switch is y.

    A pool never has more than at θ = 0 or at θ = 1. Questions that add money to budgets leave cuts
    out.

    Args:
        inputs: The tables of the case under the regime
        columns: The columns of the program
        stands: The column of spending that says where the rule stands
        switches: `column`, `stream`, `plan`: y or q
        builder: The program under construction
    """
    rows = (
        columns.spending.filter(stands)
        .select("pool", pl.col("project_stream").alias("stream"), "plan")
        .unique()
        .sort("pool", "plan")
        .join(switches, on=_PAIR, maintain_order="left")
        .join(_most_money(inputs.pools), on="pool", maintain_order="left")
    )
    rows = with_new_rows(rows, builder, upper=0.0)
    builder.mark_cuts(rows["row"])
    builder.add_terms(rows["row"], rows["column"], -rows["eur"].to_numpy() / inputs.euro_unit)
    paid = columns.spending.filter(stands).join(
        rows.select("row", "pool", "plan"), on=["pool", "plan"]
    )
    builder.add_terms(paid["row"], paid["column"], 1.0)
    if stands == "has_fixed_cost":
        fixed = columns.fixed_costs.join(rows.select("row", "pool", "plan"), on=["pool", "plan"])
        builder.add_terms(fixed["row"], fixed["column"], 1.0)


def _most_money(pools: BudgetPools) -> pl.DataFrame:
    """Return the most money of each pool at any θ: `pool`, `eur`."""
    moving = (
        pools.slices.group_by("pool", "indicator")
        .agg(pl.col("moving_eur").sum())
        .group_by("pool")
        .agg(pl.col("moving_eur").clip(lower_bound=0.0).sum())
    )
    return (
        pools.table.select("pool", "fixed_eur")
        .join(moving, on="pool", how="left")
        .select("pool", (pl.col("fixed_eur") + pl.col("moving_eur").fill_null(0.0)).alias("eur"))
    )
