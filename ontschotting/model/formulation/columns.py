"""The columns of the program: units, spending, matches, projects, additions to budgets and θ."""

from __future__ import annotations

import numpy as np
import polars as pl

from ontschotting.lp.builder import ProgramBuilder
from ontschotting.model.formulation.inputs import ModelInputs
from ontschotting.model.formulation.numbering import with_new_columns
from ontschotting.model.formulation.projects import add_project_columns
from ontschotting.model.regime_program import ProgramColumns
from ontschotting.support.arrays import Numbers, inner_join, rank_of_sequences, whole_numbers
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
    shares = _addition_shares(inputs.pools.slices)
    addition_of = _additions_of_budgets(shares, inputs.budgets.height)
    most_fixed_eur = projects.most_fixed_eur
    additions = _additions(inputs, shares, addition_of, most_fixed_eur, builder)
    theta = builder.add_columns(max(1, len(inputs.supply.indicators)), 1.0, 1.0, 1.0)[0]
    columns = ProgramColumns(
        units=units,
        outcomes=_outcomes(inputs, units),
        spending=spending,
        matches=matches,
        wholes=projects.wholes,
        applications=projects.applications,
        awards=projects.awards,
        fixed_costs=projects.fixed_costs,
        additions=additions,
        theta=int(theta),
    )
    budget = np.flatnonzero(addition_of >= 0)
    budget = budget[np.argsort(addition_of[budget], kind="stable")]
    return columns, pl.DataFrame(
        [pl.Series("addition", addition_of[budget]), pl.Series("budget", budget)]
    )


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
    unit, row, _ = inputs.counted
    brought = inputs.demand.outcomes[["outcome", "per_unit"]][row]
    return units[["column", "plan", "delivery_year"]][unit].hstack(brought.get_columns())


_RULES_OF_SPENDING = [
    "own",
    "match",
    "cofinancing_share",
    "cap_eur_per_unit",
    "budget_year",
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
    pools, demand = inputs.pools.table, inputs.demand
    match_of_pool = whole_numbers(pools["match"])
    if match_of_pool.max(initial=-1) < 0:
        return pl.DataFrame(schema=_MATCH_SCHEMA)
    paths, pair_count = inputs.spending, len(demand.pairs)
    # own money by variant and purpose; of one plan, a pair of the recipes is a purpose
    own = np.flatnonzero(spending["own"].to_numpy())
    plan_variant, payment = np.divmod(
        np.unique(paths.plan_variant[own] * demand.payments.height + paths.payment[own]),
        max(1, demand.payments.height),
    )
    purposes, of_payments = np.unique(
        plan_variant * pair_count + demand.payments["pair"].to_numpy()[payment],
        return_inverse=True,
    )
    most = np.bincount(of_payments, demand.payments["most_eur"].to_numpy()[payment])
    # the matches of each variant, and what they are open for
    asked = match_of_pool[paths.pool]
    matched = np.flatnonzero(asked >= 0)
    count = int(match_of_pool.max()) + 1
    variant_and_match = np.unique(paths.plan_variant[matched] * count + asked[matched])
    row, place = inner_join(purposes // pair_count, variant_and_match // count)
    match = variant_and_match[place] % count
    plan_variant, pair = np.divmod(purposes[row], pair_count)
    openness = _openness_of_matches(inputs, match_of_pool, count)[match, pair]
    opened = np.flatnonzero(openness)
    row, match, pair = row[opened], match[opened], pair[opened]
    is_closed, plan_variant = openness[opened] == _CLOSED, plan_variant[opened]
    plan, variant = (each[plan_variant] for each in inputs.variants)
    purpose = pl.Series("purpose", [purpose for _, purpose in demand.pairs], dtype=pl.String)
    table = pl.DataFrame(
        [
            demand.plans["plan"][plan],
            pl.Series("variant", variant),
            purpose[pair],
            pl.Series("match", match),
            pl.Series("is_closed", is_closed),
            pl.Series("pair", pair),
            pl.Series("plan_variant", plan_variant),
        ]
    )
    return with_new_columns(
        table,
        builder,
        upper=_upper_bounds(table),
        valid_upper=most[row] / inputs.euro_unit,
    )


_OPEN, _CLOSED = 1, 2


def _openness_of_matches(inputs: ModelInputs, match_of_pool: Numbers, count: int) -> Numbers:
    """Return whether each match is open, closed or neither (0) for each pair of the recipes."""
    # the rule sets of a match are open for the same, so one stands for all
    matches_here, pool = np.unique(match_of_pool, return_index=True)
    rule_set = inputs.pools.table["rule_set"].to_numpy()[pool]
    match_of = dict(zip(rule_set.tolist(), matches_here.tolist(), strict=True))
    pair_of = {pair: position for position, pair in enumerate(inputs.demand.pairs)}
    openness = np.zeros((count, len(pair_of)), dtype=np.int64)
    for number, plan_type, purpose, is_closed in inputs.pools.openings.iter_rows():
        pair = pair_of.get((plan_type, purpose))
        match = match_of.get(number, -1)
        if match >= 0 and pair is not None:
            openness[match, pair] = _CLOSED if is_closed else _OPEN
    return openness


_MATCH_SCHEMA = {
    "column": pl.Int64,
    "plan": pl.String,
    "variant": pl.Int64,
    "purpose": pl.String,
    "match": pl.Int64,
    "is_closed": pl.Boolean,
    "pair": pl.Int64,
    "plan_variant": pl.Int64,
}


def _additions_of_budgets(shares: pl.DataFrame, budget_count: int) -> Numbers:
    """Return the number of the addition of each budget, or -1 where it has none.

    Budgets whose added money goes to the same pools in the same shares are one addition.

    Args:
        shares: From `_addition_shares`
        budget_count: The number of budgets
    """
    budget, pool, share = (shares[name].to_numpy() for name in ("budget", "pool", "addition_share"))
    ranks = rank_of_sequences(budget, pool, share)
    return np.append(ranks, np.full(budget_count - len(ranks), -1))


def _additions(
    inputs: ModelInputs,
    shares: pl.DataFrame,
    addition_of: Numbers,
    fixed_eur: float,
    builder: ProgramBuilder,
) -> pl.DataFrame:
    """Add extra money for budgets, one column per group: `column`, `addition`, `pool`, share.

    No least addition exceeds all spending there can be (fixed costs of `fixed_eur` with it),
    divided by the smallest share of it that arrives.
    """
    pools = inputs.pools.table
    net = 1.0 - series_max(pools["overhead_share"], 0.0)
    carry_over_share = pools["carry_over_share"].to_numpy()
    carried_over = carry_over_share[carry_over_share > 0].min(initial=1.0)
    smallest = series_min(shares["addition_share"], 1.0) * net * carried_over
    spent = float(inputs.demand.payments["most_eur"].sum()) + fixed_eur
    most = spent / inputs.euro_unit / smallest
    # one budget stands for all with the same addition
    has_one = np.flatnonzero(addition_of >= 0)
    addition, first = np.unique(addition_of[has_one], return_index=True)
    stands = np.zeros(len(addition_of), dtype=bool)
    stands[has_one[first]] = True
    budget = shares["budget"].to_numpy()
    row = np.flatnonzero(stands[budget])
    row = row[np.argsort(addition_of[budget[row]], kind="stable")]
    of_rows = addition_of[budget[row]]
    column = builder.add_columns(len(addition), 0.0, 0.0, most)
    return pl.DataFrame(
        [
            pl.Series("pool", shares["pool"].to_numpy()[row]),
            pl.Series("addition_share", shares["addition_share"].to_numpy()[row]),
            pl.Series("addition", of_rows),
            pl.Series("column", column[of_rows]),
        ]
    )


def _addition_shares(slices: pl.DataFrame) -> pl.DataFrame:
    """Return the slices that get a share of additions, sorted by budget and pool."""
    gets = np.flatnonzero(slices["addition_share"].to_numpy() > 0)
    pool, budget = (slices[name].to_numpy()[gets] for name in ("pool", "budget"))
    row = gets[np.lexsort((pool, budget))]
    return pl.DataFrame(
        [
            pl.Series(name, slices[name].to_numpy()[row])
            for name in ("budget", "pool", "addition_share")
        ]
    )
