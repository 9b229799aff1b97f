"""The rows of the program that bind: each function adds one numbered rule of model.md, by joins."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from ontschotting.case.areas import plans_of_rows
from ontschotting.lp.builder import ProgramBuilder
from ontschotting.model.formulation.inputs import ModelInputs
from ontschotting.model.formulation.minimum_shares import minimum_share_rows
from ontschotting.model.formulation.numbering import with_new_rows
from ontschotting.model.formulation.projects import add_project_rows
from ontschotting.model.regime_program import NamedRows, ProgramColumns
from ontschotting.support.arrays import repeated, starts


@dataclass(frozen=True, eq=False)
class ConstraintRows:
    """The rows of the rules that are read again after solving, and short names for all of them.

    Attributes:
        budgets: `row`, `pool`, `kind`: `budget`, or `transfer` for money that may move
        carry_over: `row`, `pool`, `carry_over_share`
        classes: `row`, `pool`, `open_class`
        minimum_shares: See `ontschotting.model.regime_program.ProgramRows`
        names: A short safe name for every row of a rule
    """

    budgets: pl.DataFrame
    carry_over: pl.DataFrame
    classes: pl.DataFrame
    minimum_shares: pl.DataFrame
    names: tuple[NamedRows, ...]


def add_constraints(
    inputs: ModelInputs, columns: ProgramColumns, builder: ProgramBuilder
) -> ConstraintRows:
    """Add the rows of every rule.

    Args:
        inputs: The tables of the case under the regime
        columns: The columns of the program
        builder: The program under construction

    Returns:
        What the rows stand for. A rule that stands nowhere has none.
    """
    recipe = _recipe_rows(inputs, columns, builder)
    budgets = _budget_rows(inputs, columns, builder)
    carry_over = _carry_over_rows(inputs, columns, builder)
    classes = _class_rows(inputs, columns, builder)
    capacity = _capacity_rows(inputs, columns, builder)
    caps = _cap_rows(inputs, columns, builder)
    ceilings = _ceiling_rows(inputs, columns, builder)
    cofinancing = _cofinancing_rows(columns, builder)
    limits = _limit_rows(inputs, columns.outcomes, builder)
    minimum_shares = minimum_share_rows(
        inputs.case,
        inputs.areas,
        inputs.pools,
        inputs.memberships,
        columns.units,
        inputs.demand.outcomes,
        builder,
    )
    projects = () if builder.is_linear else add_project_rows(inputs, columns, builder)
    names = (
        NamedRows(recipe, "recipe_{}_{}", ("payment", "variant")),
        NamedRows(budgets, "{}_{}", ("kind", "pool")),
        NamedRows(carry_over, "carry_over_{}", ("pool",)),
        NamedRows(classes, "open_class_{}_{}", ("pool", "open_class")),
        NamedRows(capacity, "capacity_{}", ("row",)),
        NamedRows(caps, "cap_{}", ("row",)),
        NamedRows(ceilings, "ceiling_{}", ("instance",)),
        NamedRows(cofinancing, "cofinancing_{}", ("row",)),
        NamedRows(limits, "limit_{}", ("instance",)),
        NamedRows(minimum_shares, "{}", ("name",)),
        *projects,
    )
    return ConstraintRows(budgets, carry_over, classes, minimum_shares, names)


_NO_ROWS = pl.DataFrame(schema={"row": pl.Int64})
_NO_CLASSES = pl.DataFrame(schema={"row": pl.Int64, "pool": pl.Int64, "open_class": pl.Int64})
_NO_INSTANCES = pl.DataFrame(schema={"row": pl.Int64, "instance": pl.Int64})


def _recipe_rows(
    inputs: ModelInputs, columns: ProgramColumns, builder: ProgramBuilder
) -> pl.DataFrame:
    """Rule 1, the recipe is paid: Σ (1 − ω) x = Σ e · u for every payment and variant."""
    plan_of_payment = inputs.demand.payments["plan_number"].to_numpy()
    counts = inputs.variant_counts[plan_of_payment]
    payment, variant = repeated(counts)
    first = starts(counts) + builder.row_count
    rows = with_new_rows(
        pl.DataFrame({"payment": payment, "variant": variant}), builder, lower=0.0, upper=0.0
    )
    spending, units, terms = columns.spending, columns.units, inputs.demand.terms
    row = first[spending["payment"].to_numpy()] + spending["variant"].to_numpy()
    builder.add_terms(row, spending["column"], spending["net"].to_numpy())
    payment = terms["payment"].to_numpy()
    term, variant = repeated(counts[payment])
    payment, year = payment[term], terms["delivery_year"].to_numpy()[term]
    unit = inputs.position_of_units(plan_of_payment[payment], variant, year)
    eur_per_unit = terms["eur_per_unit"].to_numpy()[term] / inputs.euro_unit
    builder.add_terms(first[payment] + variant, units["column"].to_numpy()[unit], -eur_per_unit)
    return rows


def _budget_rows(
    inputs: ModelInputs, columns: ProgramColumns, builder: ProgramBuilder
) -> pl.DataFrame:
    """Rule 2, budgets: Σ x + Σ f ≤ fixed + θ · moving + additions, for every pool.

    What a pool spends by the rules of other streams counts in its own row too.
    """
    pools, spending, fixed_costs = inputs.pools.table, columns.spending, columns.fixed_costs
    kind = (
        pl.when(pl.col("to_stream").is_null()).then(pl.lit("budget")).otherwise(pl.lit("transfer"))
    )
    fixed = pools["fixed_eur"].to_numpy() / inputs.euro_unit
    rows = with_new_rows(pools.select("pool", kind.alias("kind")), builder, upper=fixed)
    row = rows["row"].to_numpy()  # pools are numbered from 0 on, so a number is a position
    for spent in (spending, fixed_costs):
        builder.add_terms(row[spent["pool"].to_numpy()], spent["column"], 1.0)
    if pools["to_stream"].null_count() < pools.height:
        moved = pools.filter(pl.col("to_stream").is_not_null()).select("pool", "source_pool")
        for spent in (spending, fixed_costs):
            transferred = spent.join(moved, on="pool")
            source = row[transferred["source_pool"].to_numpy()]
            builder.add_terms(source, transferred["column"], 1.0)
    slices, added = inputs.pools.slices, columns.additions
    moving_eur = slices["moving_eur"].to_numpy() / inputs.euro_unit
    theta = slices["indicator"].to_numpy() + columns.theta
    builder.add_terms(row[slices["pool"].to_numpy()], theta, -moving_eur)
    shares = added["addition_share"].to_numpy()
    builder.add_terms(row[added["pool"].to_numpy()], added["column"], -shares)
    return rows


def _carry_over_rows(
    inputs: ModelInputs, columns: ProgramColumns, builder: ProgramBuilder
) -> pl.DataFrame:
    """Rule 2, carry-over: Σ x over years y > t ≤ share · (fixed + θ · moving + additions)."""
    pools = inputs.pools.table
    pools = pools[np.flatnonzero(pools["carry_over_share"].to_numpy() < 1)]
    share = pools["carry_over_share"].to_numpy()
    fixed = share * pools["fixed_eur"].to_numpy() / inputs.euro_unit
    rows = with_new_rows(pools[["pool", "carry_over_share"]], builder, upper=fixed)
    if rows.is_empty():
        return rows
    late = columns.spending.filter(pl.col("year") > pl.col("budget_year")).join(rows, on="pool")
    builder.add_terms(late["row"], late["column"], 1.0)
    moving = inputs.pools.slices.join(rows, on="pool")
    moving_eur = (moving["carry_over_share"] * moving["moving_eur"]).to_numpy() / inputs.euro_unit
    builder.add_terms(moving["row"], moving["indicator"] + columns.theta, -moving_eur)
    added = columns.additions.join(rows, on="pool")
    shares = (added["addition_share"] * added["carry_over_share"]).to_numpy()
    builder.add_terms(added["row"], added["column"], -shares)
    return rows


def _class_rows(
    inputs: ModelInputs, columns: ProgramColumns, builder: ProgramBuilder
) -> pl.DataFrame:
    """Rule 2, what does not cross: Σ x of an open class of a pool ≤ fixed + θ · moving.

    Only a question about crossings has such classes, and it adds no money to budgets.
    """
    key = ["pool", "open_class"]
    money = inputs.class_money
    if money.is_empty():
        return _NO_CLASSES
    rows = money.group_by(key).agg(pl.col("fixed_eur").sum()).sort(key)
    rows = with_new_rows(rows, builder, upper=rows["fixed_eur"].to_numpy() / inputs.euro_unit)
    spent = columns.spending.join(rows, on=key)
    builder.add_terms(spent["row"], spent["column"], 1.0)
    moving = money.join(rows, on=key)
    moving_eur = moving["moving_eur"].to_numpy() / inputs.euro_unit
    builder.add_terms(moving["row"], moving["indicator"] + columns.theta, -moving_eur)
    return rows


def _capacity_rows(
    inputs: ModelInputs, columns: ProgramColumns, builder: ProgramBuilder
) -> pl.DataFrame:
    """Rule 3, capacity: Σ_{v,d} u ≤ capacity_units, and per year Σ_v u ≤ max_units_per_year."""
    plans = inputs.demand.plans[["plan", "capacity_units", "max_units_per_year"]]
    total = with_new_rows(plans, builder, upper=plans["capacity_units"].to_numpy())
    row_of_units = total["row"].to_numpy()[inputs.units.plan]
    builder.add_terms(row_of_units, columns.units["column"], 1.0)
    if plans["max_units_per_year"].null_count() == plans.height:
        return total
    limited = plans.filter(pl.col("max_units_per_year").is_not_null())
    yearly = inputs.demand.deliveries.join(limited, on="plan").sort("plan", "delivery_year")
    yearly = with_new_rows(yearly, builder, upper=yearly["max_units_per_year"].to_numpy())
    units = columns.units.join(yearly, on=["plan", "delivery_year"])
    builder.add_terms(units["row"], units["column"], 1.0)
    return pl.concat([total.select("row"), yearly.select("row")])


def _cap_rows(
    inputs: ModelInputs, columns: ProgramColumns, builder: ProgramBuilder
) -> pl.DataFrame:
    """Rule 4, cap per unit: Σ x of s on (a, v) ≤ cap_eur_per_unit · Σ_d u[a, v, d].

    The rule groups of a stream on which the cap stands count together.
    """
    spending = columns.spending
    if spending["cap_eur_per_unit"].null_count() == spending.height:
        return _NO_ROWS
    capped = spending.filter(pl.col("cap_eur_per_unit").is_not_null())
    key = ["capped_stream", "plan", "variant"]
    rows = capped.select(*key, "cap_eur_per_unit").unique().sort(key)
    rows = with_new_rows(rows, builder, upper=0.0)
    spent = capped.join(rows, on=key)
    builder.add_terms(spent["row"], spent["column"], 1.0)
    units = columns.units.join(rows, on=["plan", "variant"])
    cap = units["cap_eur_per_unit"].to_numpy() / inputs.euro_unit
    builder.add_terms(units["row"], units["column"], -cap)
    return rows


def _ceiling_rows(
    inputs: ModelInputs, columns: ProgramColumns, builder: ProgramBuilder
) -> pl.DataFrame:
    """Rule 4, ceilings: Σ x of s on the plans of an area (paid in that year) ≤ max_eur."""
    if inputs.case.ceilings.is_empty():
        return _NO_INSTANCES
    table = inputs.case.ceilings.with_row_index("ceiling").with_columns(
        pl.col("ceiling").cast(pl.Int64)
    )
    plans = plans_of_rows(inputs.areas, table, "ceiling").join(table.drop("area"), on="ceiling")
    rows = plans.select("instance", "max_eur").unique().sort("instance")
    rows = with_new_rows(rows, builder, upper=rows["max_eur"].to_numpy() / inputs.euro_unit)
    ceilings = plans.select(
        "instance",
        "plan",
        pl.col("stream").alias("capped_stream"),
        pl.col("year").alias("ceiling_year"),
    )
    spent = (
        columns.spending.filter(pl.col("capped_stream").is_not_null())
        .join(ceilings, on=["capped_stream", "plan"])
        .filter(pl.col("ceiling_year").is_null() | (pl.col("ceiling_year") == pl.col("year")))
        .join(rows, on="instance")
    )
    builder.add_terms(spent["row"], spent["column"], 1.0)
    return rows


def _cofinancing_rows(columns: ProgramColumns, builder: ProgramBuilder) -> pl.DataFrame:
    """Rule 5, co-financing: own money is matched once, and streams pay at most their share.

    For every a, v, p: Σ_s m ≤ Σ (1 − ω) x of own money. For every s with κ > 0 and every a, v:
    κ · Σ (1 − ω) x of s ≤ (1 − κ) · Σ_p m.
    """
    spending = columns.spending
    if spending["match"].null_count() == spending.height:
        return _NO_ROWS
    asking = spending.filter(pl.col("match").is_not_null())
    key = ["plan", "variant", "purpose"]
    own = columns.matches.select(key).unique().sort(key)
    own = with_new_rows(own, builder, upper=0.0)
    matched = columns.matches.join(own, on=key)
    builder.add_terms(matched["row"], matched["column"], 1.0)
    own_spent = columns.spending.filter("own").join(own, on=key)
    builder.add_terms(own_spent["row"], own_spent["column"], -own_spent["net"].to_numpy())

    key = ["match", "plan", "variant"]
    ratios = asking.select(*key, "cofinancing_share").unique().sort(key)
    ratios = with_new_rows(ratios, builder, upper=0.0)
    spent = asking.drop("cofinancing_share").join(ratios, on=key)
    own_share = (spent["cofinancing_share"] * spent["net"]).to_numpy()
    builder.add_terms(spent["row"], spent["column"], own_share)
    matched = columns.matches.join(ratios, on=key)
    stream_share = 1.0 - matched["cofinancing_share"].to_numpy()
    builder.add_terms(matched["row"], matched["column"], -stream_share)
    return pl.concat([own.select("row"), ratios.select("row")])


def _limit_rows(
    inputs: ModelInputs, outcomes: pl.DataFrame, builder: ProgramBuilder
) -> pl.DataFrame:
    """Rule 6, limits: N(outcome) − N(raised_by) ≤ max_units in an area (and year of delivery).

    N counts units and yields. With a year only the room of that year counts, without one all room.
    """
    if inputs.case.limits.is_empty():
        return _NO_INSTANCES
    table = inputs.case.limits.with_row_index("limit").with_columns(pl.col("limit").cast(pl.Int64))
    plans = plans_of_rows(inputs.areas, table, "limit").join(table.drop("area"), on="limit")
    rows = plans.select("instance", "max_units").unique().sort("instance")
    rows = with_new_rows(rows, builder, upper=rows["max_units"].to_numpy())
    for counted, sign in (("outcome", 1.0), ("raised_by", -1.0)):
        limits = plans.select(
            "instance",
            "plan",
            pl.col(counted).alias("outcome"),
            pl.col("year").alias("limit_year"),
        )
        units = (
            outcomes.join(limits, on=["plan", "outcome"])
            .filter(
                pl.col("limit_year").is_null() | (pl.col("limit_year") == pl.col("delivery_year"))
            )
            .join(rows, on="instance")
        )
        builder.add_terms(units["row"], units["column"], sign * units["per_unit"].to_numpy())
    return rows
