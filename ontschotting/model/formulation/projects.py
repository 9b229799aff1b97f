"""Whole plans, fixed costs and least awards: rules 7, 8 and 9, with their 0–1 columns."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl

from ontschotting.lp.builder import ProgramBuilder
from ontschotting.lp.program import Array
from ontschotting.model.formulation.inputs import ModelInputs
from ontschotting.model.formulation.numbering import with_new_columns
from ontschotting.model.regime_program import NamedRows, ProgramColumns
from ontschotting.model.supply.budget_pools import BudgetPools
from ontschotting.support.arrays import Numbers, inner_join


class ProjectColumns(NamedTuple):
    """The columns of projects (see `ontschotting.model.regime_program.ProgramColumns`).

    Attributes:
        wholes: z
        applications: y
        awards: q
        fixed_costs: f
        most_fixed_eur: The sum of the fixed costs of all applications
    """

    wholes: pl.DataFrame
    applications: pl.DataFrame
    awards: pl.DataFrame
    fixed_costs: pl.DataFrame
    most_fixed_eur: float


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
    if rules.is_empty() and not inputs.demand.plans["whole"].to_numpy().any():
        return _NO_PROJECTS
    plan, variant = inputs.variants
    whole = inputs.demand.plans["whole"].to_numpy()[plan]
    variants = [inputs.demand.plans["plan"][plan[whole]], pl.Series("variant", variant[whole])]
    wholes = _with_binary_columns(pl.DataFrame(variants), builder)
    applying = _switched_pairs(inputs, spending, "has_fixed_cost")
    awarded = _switched_pairs(inputs, spending, "has_least_award")
    applications, awards = (
        _with_binary_columns(_pair_table(inputs, pairs), builder)[["column", "stream", "plan"]]
        for pairs in (applying, awarded)
    )
    fixed_eur = rules["fixed_eur_per_plan"].to_numpy()[applying.stream]
    fixed_costs = _fixed_costs(inputs, applying, fixed_eur, builder)
    return ProjectColumns(wholes, applications, awards, fixed_costs, float(fixed_eur.sum()))


_NO_PAIRS = pl.DataFrame(schema={"column": pl.Int64, "stream": pl.String, "plan": pl.String})
_NO_PROJECTS = ProjectColumns(
    wholes=pl.DataFrame(schema={"column": pl.Int64, "plan": pl.String, "variant": pl.Int64}),
    applications=_NO_PAIRS,
    awards=_NO_PAIRS,
    fixed_costs=pl.DataFrame(
        schema={
            "column": pl.Int64,
            "pool": pl.Int64,
            "stream": pl.String,
            "plan": pl.String,
            "own": pl.Boolean,
        }
    ),
    most_fixed_eur=0.0,
)


class _SwitchedPairs(NamedTuple):
    """The streams (rows of `BudgetPools.project_rules`) and plans of y or q, sorted."""

    stream: Numbers
    plan: Numbers


def _switched_pairs(inputs: ModelInputs, spending: pl.DataFrame, stands: str) -> _SwitchedPairs:
    """Return the streams and plans for which a rule counts.

    Args:
        inputs: The tables of the case under the regime
        spending: The spending columns
        stands: Its column that says where the rule stands
    """
    plan_count, paths = max(1, inputs.demand.plans.height), inputs.spending
    here = np.flatnonzero(spending[stands].to_numpy())
    stream = inputs.pools.project_stream_numbers[paths.pool[here]]
    keys = np.unique(stream * plan_count + paths.plan[here])
    return _SwitchedPairs(*np.divmod(keys, plan_count))


def _pair_table(inputs: ModelInputs, pairs: _SwitchedPairs) -> pl.DataFrame:
    streams, plans = inputs.pools.project_rules["stream"], inputs.demand.plans["plan"]
    return pl.DataFrame([streams[pairs.stream], plans[pairs.plan]])


def _with_binary_columns(table: pl.DataFrame, builder: ProgramBuilder) -> pl.DataFrame:
    return table.hstack([pl.Series("column", builder.add_binary_columns(table.height))])


def _fixed_costs(
    inputs: ModelInputs, applying: _SwitchedPairs, fixed_eur: Array, builder: ProgramBuilder
) -> pl.DataFrame:
    pools, reaches, plans = inputs.pools.table, inputs.pools.reaches, inputs.demand.plans
    stream = inputs.pools.project_stream_numbers
    pool = np.flatnonzero(stream >= 0)
    row, place = inner_join(pools["reach"].to_numpy()[pool], reaches["reach"].to_numpy())
    pool, plan = pool[row], reaches["plan_number"].to_numpy()[place]
    row, pair = inner_join(
        stream[pool] * plans.height + plan, applying.stream * plans.height + applying.plan
    )
    pool, plan = pool[row], plan[row]
    table = pl.DataFrame(
        [
            pl.Series("pool", pool),
            inputs.pools.project_rules["stream"][stream[pool]],
            plans["plan"][plan],
            pl.Series("own", pools["own"].to_numpy()[pool]),
        ]
    )
    return with_new_columns(table, builder, valid_upper=fixed_eur[pair] / inputs.euro_unit)


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
    names = [*_whole_rows(inputs, columns, builder)]
    rules = inputs.pools.project_rules
    fixed = _Switches.of(inputs, columns, "has_fixed_cost", columns.applications)
    awards = _Switches.of(inputs, columns, "has_least_award", columns.awards)
    fixed_eur = rules["fixed_eur_per_plan"].to_numpy() / inputs.euro_unit
    award_eur = rules["min_award_eur"].to_numpy() / inputs.euro_unit
    names.append(_fixed_cost_rows(inputs, columns, fixed, fixed_eur, builder))
    names.append(_award_rows(inputs, columns, awards, award_eur, builder))
    most = _most_per_payment(inputs) / inputs.euro_unit
    names.append(_link_rows(inputs, columns, fixed, most, "applies_{}", builder))
    names.append(_link_rows(inputs, columns, awards, most, "awards_{}", builder))
    most_money = _most_money(inputs.pools) / inputs.euro_unit
    _budget_cuts(inputs, columns, fixed, columns.fixed_costs, most_money, builder)
    _budget_cuts(inputs, columns, awards, _NO_PROJECTS.fixed_costs, most_money, builder)
    return tuple(names)


def _named(row: Numbers, pattern: str) -> NamedRows:
    return NamedRows(pl.DataFrame([pl.Series("row", row)]), pattern, ("row",))


def _whole_rows(
    inputs: ModelInputs, columns: ProgramColumns, builder: ProgramBuilder
) -> tuple[NamedRows, NamedRows]:
    """Rule 7, whole plans: Σ_d u[a, v, d] = capacity · z[a, v], and Σ_v z[a, v] ≤ 1.

    The cut u[a, v, d] ≤ max_units_per_year · z[a, v] spreads a part of a plan over its years.
    """
    plans = inputs.demand.plans
    capacity, pace, is_whole = (
        plans[name].to_numpy() for name in ("capacity_units", "max_units_per_year", "whole")
    )
    z = columns.wholes["column"].to_numpy()
    plan_variant = np.flatnonzero(is_whole[inputs.variants.plan])
    plan = inputs.variants.plan[plan_variant]
    whole_row = builder.add_rows(len(z), 0.0, 0.0)
    builder.add_terms(whole_row, z, -capacity[plan])
    of_units, unit = inputs.units_of_variants(plan_variant)
    column = columns.units["column"].to_numpy()[unit]
    builder.add_terms(whole_row[of_units], column, 1.0)
    of_plans, once = np.unique(plan, return_inverse=True)
    once_row = builder.add_rows(len(of_plans), upper=1.0)
    builder.add_terms(once_row[once], z, 1.0)
    paced = np.flatnonzero((pace < capacity)[plan[of_units]])  # a blank pace is NaN
    cuts = builder.add_rows(len(paced), upper=0.0)
    builder.add_terms(cuts, column[paced], 1.0)
    builder.add_terms(cuts, z[of_units[paced]], -pace[plan[of_units[paced]]])
    builder.mark_cuts(cuts)
    return _named(whole_row, "whole_{}"), _named(once_row, "once_{}")


class _Switches(NamedTuple):
    """The columns y or q, and the spending on which their rule stands.

    Attributes:
        column: The columns
        stream, plan: Whose they are, and on which plan (see `_SwitchedPairs`)
        key: The two as one number, sorted
        standing: Which spending the rule stands on
        of_standing: The position of the switch of each of these
    """

    column: Numbers
    stream: Numbers
    plan: Numbers
    key: Numbers
    standing: Numbers
    of_standing: Numbers

    @classmethod
    def of(
        cls, inputs: ModelInputs, columns: ProgramColumns, stands: str, table: pl.DataFrame
    ) -> _Switches:
        pairs = _switched_pairs(inputs, columns.spending, stands)
        plan_count, paths = inputs.demand.plans.height, inputs.spending
        standing = np.flatnonzero(columns.spending[stands].to_numpy())
        stream = inputs.pools.project_stream_numbers[paths.pool[standing]]
        key = pairs.stream * plan_count + pairs.plan
        of_standing = np.searchsorted(key, stream * plan_count + paths.plan[standing])
        return cls(table["column"].to_numpy(), *pairs, key, standing, of_standing)


def _fixed_cost_rows(
    inputs: ModelInputs,
    columns: ProgramColumns,
    switches: _Switches,
    fixed_eur: Array,
    builder: ProgramBuilder,
) -> NamedRows:
    """Rule 8, fixed cost: Σ_b f[b, a] = F · y[s, a]."""
    row = builder.add_rows(len(switches.key), 0.0, 0.0)
    builder.add_terms(row, switches.column, -fixed_eur[switches.stream])
    pool, plan = _pool_and_plan(inputs, columns.fixed_costs)
    stream = inputs.pools.project_stream_numbers[pool]
    paid, place = inner_join(stream * inputs.demand.plans.height + plan, switches.key)
    builder.add_terms(row[place], columns.fixed_costs["column"].to_numpy()[paid], 1.0)
    return _named(row, "fixed_cost_{}")


def _pool_and_plan(inputs: ModelInputs, fixed_costs: pl.DataFrame) -> tuple[Numbers, Numbers]:
    """Return the pool and the number of the plan of each column f."""
    number = inputs.areas.number_of_plan
    plan = np.array([number[plan] for plan in fixed_costs["plan"]], dtype=np.int64)
    return fixed_costs["pool"].to_numpy(), plan


def _award_rows(
    inputs: ModelInputs,
    columns: ProgramColumns,
    switches: _Switches,
    award_eur: Array,
    builder: ProgramBuilder,
) -> NamedRows:
    """Rule 9, least award: Σ (1 − ω) x of s on a ≥ A · q[s, a], over all money of the stream."""
    row = builder.add_rows(len(switches.key), lower=0.0)
    builder.add_terms(row, switches.column, -award_eur[switches.stream])
    paths, spending = inputs.spending, columns.spending
    stream = inputs.pools.project_stream_numbers[paths.pool]
    of_projects = np.flatnonzero(stream >= 0)
    key = stream[of_projects] * inputs.demand.plans.height + paths.plan[of_projects]
    paid, place = inner_join(key, switches.key)
    paid = of_projects[paid]
    column, net = (spending[name].to_numpy()[paid] for name in ("column", "net"))
    builder.add_terms(row[place], column, net)
    return _named(row, "least_award_{}")


def _link_rows(
    inputs: ModelInputs,
    columns: ProgramColumns,
    switches: _Switches,
    most: Array,
    pattern: str,
    builder: ProgramBuilder,
) -> NamedRows:
    """Add, per payment: Σ (1 − ω) x of s ≤ (the most the payment can need) · switch.

    A stream pays on a plan only where its switch is 1. The sum runs over the variants, which share
    the units of the plan.

    Args:
        inputs: The tables of the case under the regime
        columns: The columns of the program
        switches: y or q
        most: The most that each payment can need
        pattern: The name of the rows
        builder: The program under construction
    """
    standing, payment_count = switches.standing, inputs.demand.payments.height
    payment = inputs.spending.payment[standing]
    stream = switches.stream[switches.of_standing]
    # payments are in the order of their plans
    key, first, of_standing = np.unique(
        stream * payment_count + payment, return_index=True, return_inverse=True
    )
    row = builder.add_rows(len(key), upper=0.0)
    switch = switches.column[switches.of_standing[first]]
    builder.add_terms(row, switch, -most[payment[first]])
    column, net = (columns.spending[name].to_numpy()[standing] for name in ("column", "net"))
    builder.add_terms(row[of_standing], column, net)
    return _named(row, pattern)


def _most_per_payment(inputs: ModelInputs) -> Array:
    """Return the most net euros that each payment can need.

    At most all units cost as the dearest year, and at most every year delivers what it may.
    """
    demand = inputs.demand
    capacity, pace = (
        demand.plans[name].to_numpy() for name in ("capacity_units", "max_units_per_year")
    )
    plan = demand.payments["plan_number"].to_numpy()
    payment, eur = (demand.terms[name].to_numpy() for name in ("payment", "eur_per_unit"))
    dearest = np.zeros(len(plan))
    np.maximum.at(dearest, payment, eur)
    per_year = np.fmin(capacity, pace)  # a blank pace is NaN
    spread = np.bincount(payment, eur * per_year[plan[payment]], minlength=len(plan))
    return np.asarray(np.minimum(dearest * capacity[plan], spread), dtype=float)


def _budget_cuts(
    inputs: ModelInputs,
    columns: ProgramColumns,
    switches: _Switches,
    fixed_costs: pl.DataFrame,
    most_money: Array,
    builder: ProgramBuilder,
) -> None:
    """Add cuts: what a pool pays on a plan ≤ its money · switch, with f where the switch is y.

    A pool never has more than at θ = 0 or at θ = 1. Questions that add money to budgets leave cuts
    out.

    Args:
        inputs: The tables of the case under the regime
        columns: The columns of the program
        switches: y or q
        fixed_costs: The columns f that they open
        most_money: The most money of each pool at any θ
        builder: The program under construction
    """
    plan_count, paths, standing = inputs.demand.plans.height, inputs.spending, switches.standing
    pool = paths.pool[standing]
    key, first, of_standing = np.unique(
        pool * plan_count + paths.plan[standing], return_index=True, return_inverse=True
    )
    row = builder.add_rows(len(key), upper=0.0)
    builder.mark_cuts(row)
    switch = switches.column[switches.of_standing[first]]
    builder.add_terms(row, switch, -most_money[pool[first]])
    builder.add_terms(row[of_standing], columns.spending["column"].to_numpy()[standing], 1.0)
    paying, plan = _pool_and_plan(inputs, fixed_costs)
    paid, place = inner_join(paying * plan_count + plan, key)
    builder.add_terms(row[place], fixed_costs["column"].to_numpy()[paid], 1.0)


def _most_money(pools: BudgetPools) -> Array:
    """Return the most money of each pool at any θ."""
    pool, indicator, moving_eur = (
        pools.slices[name].to_numpy() for name in ("pool", "indicator", "moving_eur")
    )
    count = int(indicator.max(initial=0)) + 1
    size = pools.table.height * count
    moving = np.bincount(pool * count + indicator, moving_eur, minlength=size)
    most = np.maximum(moving, 0.0).reshape(pools.table.height, count).sum(axis=1)
    return np.asarray(pools.table["fixed_eur"].to_numpy() + most, dtype=float)
