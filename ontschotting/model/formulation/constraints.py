"""The rows of the program that bind: each function adds one numbered rule of model.md."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from ontschotting.case.areas import PlansOfRows, plans_of_rows
from ontschotting.lp.builder import ProgramBuilder
from ontschotting.lp.program import Array
from ontschotting.model.formulation.inputs import ModelInputs
from ontschotting.model.formulation.minimum_shares import minimum_share_rows
from ontschotting.model.formulation.numbering import with_new_rows
from ontschotting.model.formulation.projects import add_project_rows
from ontschotting.model.regime_program import NamedRows, ProgramColumns
from ontschotting.support.arrays import (
    Numbers,
    inner_join,
    is_blank,
    repeated,
    starts,
    whole_numbers,
)


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
    cofinancing = _cofinancing_rows(inputs, columns, builder)
    limits = _limit_rows(inputs, columns, builder)
    minimum_shares = minimum_share_rows(inputs, columns, builder)
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
    pools = inputs.pools.table
    source = whole_numbers(pools["source_pool"])
    is_transfer = source != np.arange(pools.height)
    kinds = ["transfer" if each else "budget" for each in is_transfer.tolist()]
    kind = pl.Series("kind", kinds, pl.String)
    fixed = pools["fixed_eur"].to_numpy() / inputs.euro_unit
    rows = with_new_rows(pools[["pool"]].hstack([kind]), builder, upper=fixed)
    row = rows["row"].to_numpy()  # pools are numbered from 0 on, so a number is a position
    for spent in (columns.spending, columns.fixed_costs):
        pool, column = spent["pool"].to_numpy(), spent["column"].to_numpy()
        builder.add_terms(row[pool], column, 1.0)
        transferred = np.flatnonzero(is_transfer[pool])
        builder.add_terms(row[source[pool[transferred]]], column[transferred], 1.0)
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
    share = pools["carry_over_share"].to_numpy()
    limited = np.flatnonzero(share < 1)  # blanks are NaN
    fixed = share[limited] * pools["fixed_eur"].to_numpy()[limited] / inputs.euro_unit
    table = [pl.Series("pool", limited), pl.Series("carry_over_share", share[limited])]
    rows = with_new_rows(pl.DataFrame(table), builder, upper=fixed)
    if not len(limited):
        return rows
    row_of_pool = np.full(pools.height, -1)
    row_of_pool[limited] = rows["row"].to_numpy()
    spending = columns.spending
    year, budget_year = (spending[name].to_numpy() for name in ("year", "budget_year"))
    row = row_of_pool[inputs.spending.pool]
    late = np.flatnonzero((row >= 0) & (year > budget_year))
    builder.add_terms(row[late], spending["column"].to_numpy()[late], 1.0)
    slices = inputs.pools.slices
    pool, moving_eur = slices["pool"].to_numpy(), slices["moving_eur"].to_numpy()
    row = row_of_pool[pool]
    here = np.flatnonzero(row >= 0)
    moving = share[pool[here]] * moving_eur[here] / inputs.euro_unit
    theta = slices["indicator"].to_numpy()[here] + columns.theta
    builder.add_terms(row[here], theta, -moving)
    added = columns.additions
    pool = added["pool"].to_numpy()
    row = row_of_pool[pool]
    here = np.flatnonzero(row >= 0)
    shares = added["addition_share"].to_numpy()[here] * share[pool[here]]
    builder.add_terms(row[here], added["column"].to_numpy()[here], -shares)
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
    plans, units = inputs.demand.plans, inputs.units
    column = columns.units["column"].to_numpy()
    row = builder.add_rows(plans.height, upper=plans["capacity_units"].to_numpy())
    builder.add_terms(row[units.plan], column, 1.0)
    pace = plans["max_units_per_year"].to_numpy()  # blanks are NaN
    if plans["max_units_per_year"].null_count() < plans.height:
        plan, _ = repeated(inputs.demand.year_counts)
        paced = np.flatnonzero(pace[plan] >= 0)
        row_of_year = np.full(len(plan), -1)
        row_of_year[paced] = builder.add_rows(len(paced), upper=pace[plan[paced]])
        row = np.append(row, row_of_year[paced])
        first = starts(inputs.demand.year_counts) - inputs.demand.first_years
        row_of_unit = row_of_year[first[units.plan] + units.year]
        here = np.flatnonzero(row_of_unit >= 0)
        builder.add_terms(row_of_unit[here], column[here], 1.0)
    return _only_rows(row)


def _only_rows(row: Numbers) -> pl.DataFrame:
    return pl.DataFrame([pl.Series("row", row)])


def _cap_rows(
    inputs: ModelInputs, columns: ProgramColumns, builder: ProgramBuilder
) -> pl.DataFrame:
    """Rule 4, cap per unit: Σ x of s on (a, v) ≤ cap_eur_per_unit · Σ_d u[a, v, d].

    The rule groups of a stream on which the cap stands count together.
    """
    spending, paths = columns.spending, inputs.spending
    cap = spending["cap_eur_per_unit"].to_numpy()  # blanks are NaN
    capped = np.flatnonzero(cap >= 0)
    if not len(capped):
        return _NO_ROWS
    variant_count = len(inputs.variants.plan)
    stream = inputs.pools.capped_stream_numbers[paths.pool[capped]]
    key, first, of_spending = np.unique(
        stream * variant_count + paths.plan_variant[capped], return_index=True, return_inverse=True
    )
    row = builder.add_rows(len(key), upper=0.0)
    builder.add_terms(row[of_spending], spending["column"].to_numpy()[capped], 1.0)
    of_units, unit = inputs.units_of_variants(key % variant_count)
    cap_of_row = cap[capped[first]] / inputs.euro_unit
    column = columns.units["column"].to_numpy()[unit]
    builder.add_terms(row[of_units], column, -cap_of_row[of_units])
    return _only_rows(row)


def _ceiling_rows(
    inputs: ModelInputs, columns: ProgramColumns, builder: ProgramBuilder
) -> pl.DataFrame:
    """Rule 4, ceilings: Σ x of s on the plans of an area (paid in that year) ≤ max_eur."""
    ceilings = inputs.case.ceilings
    if ceilings.is_empty():
        return _NO_INSTANCES
    places = plans_of_rows(inputs.areas, ceilings[["level", "area"]].rows())
    instances, number = _instance_rows(
        places, ceilings["max_eur"].to_numpy() / inputs.euro_unit, builder
    )
    names = inputs.pools.capped_streams
    stream_number = {name: position for position, name in enumerate(names)}
    stream = np.array([stream_number.get(name, -1) for name in ceilings["stream"]], dtype=np.int64)
    row_of_table = places.row[places.instance]
    plan_count = len(inputs.areas.plans)
    paths, spending = inputs.spending, columns.spending
    capped = inputs.pools.capped_stream_numbers[paths.pool]
    paid = np.flatnonzero(capped >= 0)
    # a stream on which no ceiling stands has number -1, which matches no spending
    spent, place = inner_join(
        capped[paid] * plan_count + paths.plan[paid],
        np.where(stream[row_of_table] < 0, -1, stream[row_of_table] * plan_count + places.plan),
    )
    spent = paid[spent]
    named_year = ceilings["year"].to_numpy()[row_of_table[place]]
    year = spending["year"].to_numpy()[spent]
    here = np.flatnonzero(is_blank(named_year) | (named_year == year))
    column = spending["column"].to_numpy()[spent[here]]
    builder.add_terms(number[places.instance[place[here]]], column, 1.0)
    return instances


def _instance_rows(
    places: PlansOfRows, upper: Array, builder: ProgramBuilder
) -> tuple[pl.DataFrame, Numbers]:
    """Add a row for each instance of a rule that has a plan.

    Args:
        places: The plans of the rows of a table
        upper: The upper bound of each row of that table
        builder: The program under construction

    Returns:
        `instance` and `row`, and the row of every instance (-1 without one).
    """
    instance = np.unique(places.instance)
    rows = np.full(len(places.row), -1)
    rows[instance] = builder.add_rows(len(instance), upper=upper[places.row[instance]])
    table = [pl.Series("instance", instance), pl.Series("row", rows[instance])]
    return pl.DataFrame(table), rows


def _cofinancing_rows(
    inputs: ModelInputs, columns: ProgramColumns, builder: ProgramBuilder
) -> pl.DataFrame:
    """Rule 5, co-financing: own money is matched once, and streams pay at most their share.

    For every a, v, p: Σ_s m ≤ Σ (1 − ω) x of own money. For every s with κ > 0 and every a, v:
    κ · Σ (1 − ω) x of s ≤ (1 − κ) · Σ_p m.
    """
    spending, paths, pair_count = columns.spending, inputs.spending, len(inputs.demand.pairs)
    match_of_spending = whole_numbers(inputs.pools.table["match"])[paths.pool]
    asking = np.flatnonzero(match_of_spending >= 0)
    if not len(asking):
        return _NO_ROWS
    matched = columns.matches
    column, plan_variant, match, pair = (
        matched[name].to_numpy() for name in ("column", "plan_variant", "match", "pair")
    )
    key, of_matches = np.unique(plan_variant * pair_count + pair, return_inverse=True)
    own_row = builder.add_rows(len(key), upper=0.0)
    builder.add_terms(own_row[of_matches], column, 1.0)
    net, spent_column = spending["net"].to_numpy(), spending["column"].to_numpy()
    own = np.flatnonzero(spending["own"].to_numpy())
    pair = inputs.demand.payments["pair"].to_numpy()[paths.payment[own]]
    row, place = inner_join(paths.plan_variant[own] * pair_count + pair, key)
    builder.add_terms(own_row[place], spent_column[own[row]], -net[own[row]])

    variant_count = len(inputs.variants.plan)
    ratios, first, of_spending = np.unique(
        match_of_spending[asking] * variant_count + paths.plan_variant[asking],
        return_index=True,
        return_inverse=True,
    )
    ratio_row = builder.add_rows(len(ratios), upper=0.0)
    share = spending["cofinancing_share"].to_numpy()[asking]
    builder.add_terms(ratio_row[of_spending], spent_column[asking], share * net[asking])
    row, place = inner_join(match * variant_count + plan_variant, ratios)
    builder.add_terms(ratio_row[place], column[row], -(1.0 - share[first[place]]))
    return _only_rows(np.append(own_row, ratio_row))


def _limit_rows(
    inputs: ModelInputs, columns: ProgramColumns, builder: ProgramBuilder
) -> pl.DataFrame:
    """Rule 6, limits: N(outcome) − N(raised_by) ≤ max_units in an area (and year of delivery).

    N counts units and yields. With a year only the room of that year counts, without one all room.
    """
    limits = inputs.case.limits
    if limits.is_empty():
        return _NO_INSTANCES
    places = plans_of_rows(inputs.areas, limits[["level", "area"]].rows())
    instances, row = _instance_rows(places, limits["max_units"].to_numpy(), builder)
    limit_year = limits["year"].to_numpy()
    outcomes = columns.outcomes
    year, per_unit = (outcomes[name].to_numpy() for name in ("delivery_year", "per_unit"))
    for counted, sign in (("outcome", 1.0), ("raised_by", -1.0)):
        instance, unit = inputs.counted_at(places, limits[counted].to_list())
        named_year = limit_year[places.row[instance]]
        here = np.flatnonzero(is_blank(named_year) | (named_year == year[unit]))
        unit = unit[here]
        column = outcomes["column"].to_numpy()[unit]
        builder.add_terms(row[instance[here]], column, sign * per_unit[unit])
    return instances
