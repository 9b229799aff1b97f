"""From a case and a regime to a world.

Tables, parts, need, pots and roads in order, then the rows.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from ontschotting.case.areas import Areas
from ontschotting.case.case import Case
from ontschotting.model.budget_pools import BudgetPools, aggregate_budgets
from ontschotting.model.constraints import ModelInputs, build_program
from ontschotting.model.demand import Demand, build_demand
from ontschotting.model.eligibility import eligible_arcs, eligible_arcs_by_stacking_set
from ontschotting.model.minimum_share_constraints import zero_cost_eligibility
from ontschotting.model.payment_groups import aggregate_payments
from ontschotting.model.regime_program import RegimeProgram
from ontschotting.model.rule_groups import split_budgets
from ontschotting.regime.lifts import Lift
from ontschotting.regime.presets import CURRENT
from ontschotting.regime.regime import Regime
from ontschotting.regime.validate import lifted_streams


def build_regime_program(
    case: Case,
    regime: Regime,
    *,
    open_share: bool = False,
    crossing: bool = False,
    separate_by: Sequence[str] = (),
    guarantee: str | None = None,
    indicators: bool = False,
    closed_arcs_of: Lift | None = None,
    by_year: bool = False,
) -> RegimeProgram:
    """The world of a case under a regime.

    Args:
        open_share: θ is the free share of every lift, instead of the factor ρ on the lifted budgets
        crossing: Tell apart the roads that are closed in the current regime
        separate_by: Columns of the budgets (`stream`, `year`, …): money that differs in them is not
            merged, so that answers can be given per value
        guarantee: A level, or `outcomes`: rows for the floors, without bounds until they are known
        indicators: A θ per lifted stream: 1 where the stream is lifted, 0 where it is as today
        closed_arcs_of: A lift of the purpose wall: the arcs that it would open are there, but
            closed (upper bound 0), so that their prices can be read
        by_year: Keep payments of different years apart, where a question looks at years
    """
    budgets, areas = sorted_budgets(case), Areas(case)
    supply = split_budgets(case, regime, budgets, open_share, indicators)
    today = split_budgets(case, CURRENT, budgets) if crossing else supply
    demand = build_demand(case, sorted(supply.assured_years | today.assured_years))
    columns = (
        ["stream", "level", "area", "year"]
        if crossing
        else ["stream", "awarded"]
        if closed_arcs_of
        else list(separate_by)
    )
    marks = _marks(budgets, columns) if columns else None
    pools = aggregate_budgets(
        case,
        areas,
        budgets,
        supply,
        demand,
        marks,
        frozenset(lifted_streams(closed_arcs_of, case)) if closed_arcs_of else frozenset(),
    )
    arcs, variants, memberships = eligible_arcs_by_stacking_set(
        pools, demand, zero_cost_eligibility(case, supply.rule_groups, pools, demand)
    )
    if closed_arcs_of:
        arcs = _opened_by(closed_arcs_of, arcs, pools, budgets, demand)
    if crossing:
        arcs = _with_crossings(
            arcs, pools, aggregate_budgets(case, areas, budgets, today, demand, marks), demand
        )
    else:
        arcs = arcs.with_columns(pl.lit(False).alias("crosses"))
    every, members = (
        demand,
        pl.DataFrame({"payment": demand.payments["payment"], "member": demand.payments["payment"]}),
    )
    if not by_year:
        demand, arcs, members = aggregate_payments(case, demand, arcs, pools)
    return build_program(
        ModelInputs(
            case,
            areas,
            budgets,
            supply,
            demand,
            every,
            members,
            pools,
            arcs,
            variants,
            memberships,
            guarantee,
        )
    )


def _opened_by(
    lift: Lift, arcs: pl.DataFrame, pools: BudgetPools, budgets: pl.DataFrame, demand: Demand
) -> pl.DataFrame:
    """Only the shadows that the lift would open.

    Awarded money and purposes that it leaves alone cast none.
    """
    awarded = (
        pools.slices.join(budgets.filter("awarded"), on="budget")
        .select("pool")
        .unique()["pool"]
        .to_list()
    )
    kept = pl.lit(True) if lift.awarded else ~pl.col("pool").is_in(awarded)
    if lift.purposes is not None:
        paid = demand.payments.filter(pl.col("purpose").is_in(lift.purposes))["payment"].to_list()
        kept = kept & pl.col("payment").is_in(paid)
    return arcs.filter(~pl.col("is_closed") | kept)


def sorted_budgets(case: Case) -> pl.DataFrame:
    """The budgets in a fixed order with a row number `budget`."""
    key = ["stream", "level", "area", "year", "awarded"]
    return (
        case.budgets.with_columns(pl.col("awarded").fill_null(False))
        .sort(key)
        .with_row_index("budget")
        .with_columns(pl.col("budget").cast(pl.Int64))
    )


def _marks(budgets: pl.DataFrame, key: list[str]) -> pl.DataFrame:
    """A mark per budget that differs wherever a column of the key does."""
    marks = (
        budgets.select(key)
        .unique()
        .sort(key)
        .with_row_index("separation_key")
        .with_columns(pl.col("separation_key").cast(pl.Int64))
    )
    return (
        budgets.select("budget", *key)
        .join(marks, on=key, nulls_equal=True)
        .select("budget", "separation_key")
    )


def _with_crossings(
    arcs: pl.DataFrame, pools: BudgetPools, current_pools: BudgetPools, demand: Demand
) -> pl.DataFrame:
    """Mark each road that is closed today by purpose, area, period (the years), threshold or
    assurance. Stacking is no crossing.
    """
    open_today = (
        eligible_arcs(current_pools, demand)
        .join(current_pools.table.select("pool", "separation_key"), on="pool")
        .select("separation_key", "payment", pl.lit(False).alias("crosses"))
        .unique()
    )
    return (
        arcs.join(pools.table.select("pool", "separation_key"), on="pool")
        .join(open_today, on=["separation_key", "payment"], how="left")
        .with_columns(pl.col("crosses").fill_null(True))
        .drop("separation_key")
        .sort("pool", "payment", "variant")
    )
