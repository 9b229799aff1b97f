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
    tell_apart: Sequence[str] = (),
    guarantee: str | None = None,
    levers: bool = False,
    shadows: Lift | None = None,
    by_year: bool = False,
) -> RegimeProgram:
    """The world of a case under a regime.

    Args:
        open_share: θ is the free share of every lift, instead of the factor ρ on the lifted budgets
        crossing: Tell apart the roads that are closed in the current regime
        tell_apart: Columns of the budgets (`stream`, `year`, …): money that differs in them is not
            merged, so that answers can be given per value
        guarantee: A level, or `outcomes`: rows for the floors, without bounds until they are known
        levers: A θ per lifted stream: 1 where the stream is lifted, 0 where it is as today
        shadows: A lift of the purpose wall: the roads that it would open are there, but shut (upper
            bound 0), so that their prices can be read
        by_year: Keep payments of different years apart, where a question looks at years
    """
    budgets, areas = sorted_budgets(case), Areas(case)
    money = split_budgets(case, regime, budgets, open_share, levers)
    today = split_budgets(case, CURRENT, budgets) if crossing else money
    need = build_demand(case, sorted(money.assured_years | today.assured_years))
    columns = (
        ["stream", "level", "area", "year"]
        if crossing
        else ["stream", "awarded"]
        if shadows
        else list(tell_apart)
    )
    marks = _marks(budgets, columns) if columns else None
    pots = aggregate_budgets(
        case,
        areas,
        budgets,
        money,
        need,
        marks,
        frozenset(lifted_streams(shadows, case)) if shadows else frozenset(),
    )
    roads, variants, standing = eligible_arcs_by_stacking_set(
        pots, need, zero_cost_eligibility(case, money.parts, pots, need)
    )
    if shadows:
        roads = _opened_by(shadows, roads, pots, budgets, need)
    if crossing:
        roads = _with_crossings(
            roads, pots, aggregate_budgets(case, areas, budgets, today, need, marks), need
        )
    else:
        roads = roads.with_columns(pl.lit(False).alias("crosses"))
    every, members = (
        need,
        pl.DataFrame({"payment": need.payments["payment"], "member": need.payments["payment"]}),
    )
    if not by_year:
        need, roads, members = aggregate_payments(case, need, roads, pots)
    return build_program(
        ModelInputs(
            case,
            areas,
            budgets,
            money,
            need,
            every,
            members,
            pots,
            roads,
            variants,
            standing,
            guarantee,
        )
    )


def _opened_by(
    lift: Lift, roads: pl.DataFrame, pots: BudgetPools, budgets: pl.DataFrame, need: Demand
) -> pl.DataFrame:
    """Only the shadows that the lift would open.

    Awarded money and purposes that it leaves alone cast none.
    """
    awarded = (
        pots.pieces.join(budgets.filter("awarded"), on="budget")
        .select("pot")
        .unique()["pot"]
        .to_list()
    )
    kept = pl.lit(True) if lift.awarded else ~pl.col("pot").is_in(awarded)
    if lift.purposes is not None:
        paid = need.payments.filter(pl.col("purpose").is_in(lift.purposes))["payment"].to_list()
        kept = kept & pl.col("payment").is_in(paid)
    return roads.filter(~pl.col("shadow") | kept)


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
        .with_row_index("mark")
        .with_columns(pl.col("mark").cast(pl.Int64))
    )
    return (
        budgets.select("budget", *key)
        .join(marks, on=key, nulls_equal=True)
        .select("budget", "mark")
    )


def _with_crossings(
    roads: pl.DataFrame, pots: BudgetPools, pots_today: BudgetPools, need: Demand
) -> pl.DataFrame:
    """Mark each road that is closed today by purpose, area, period (the years), threshold or
    assurance. Stacking is no crossing.
    """
    open_today = (
        eligible_arcs(pots_today, need)
        .join(pots_today.pots.select("pot", "mark"), on="pot")
        .select("mark", "payment", pl.lit(False).alias("crosses"))
        .unique()
    )
    return (
        roads.join(pots.pots.select("pot", "mark"), on="pot")
        .join(open_today, on=["mark", "payment"], how="left")
        .with_columns(pl.col("crosses").fill_null(True))
        .drop("mark")
        .sort("pot", "payment", "variant")
    )
