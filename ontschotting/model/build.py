"""Build the linear program of a case under a regime."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from ontschotting.case.areas import areas_of
from ontschotting.case.case import Case
from ontschotting.model.crossing import (
    crossing_separation,
    open_classes,
    uncrossed,
    with_crossings,
)
from ontschotting.model.demand import build_demand
from ontschotting.model.eligibility import (
    eligible_arcs_by_stacking_set,
    only_closed_by,
    zero_cost_eligibility,
)
from ontschotting.model.formulation.assemble import assemble_program
from ontschotting.model.formulation.inputs import ModelInputs, choose_euro_unit
from ontschotting.model.payment_groups import merge_payments, unmerged
from ontschotting.model.regime_program import RegimeProgram
from ontschotting.model.supply.budget_pools import aggregate_budgets
from ontschotting.model.supply.rule_groups import FundingSupply
from ontschotting.model.supply.split_budgets import sorted_budgets, split_budgets
from ontschotting.regime.lifts import Lift
from ontschotting.regime.presets import CURRENT
from ontschotting.regime.regime import Regime
from ontschotting.regime.validate import lifted_streams
from ontschotting.support.arrays import Numbers


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
    """Build the program of a case under a regime.

    Args:
        case: The case
        regime: The regime, checked against the case
        open_share: θ is the free share of every lift, instead of the factor ρ on the lifted budgets
        crossing: Mark the arcs that are closed in the current regime
        separate_by: Columns of the budgets (`stream`, `year`, …): money that differs in them is not
            merged, so that answers can be given per value. Not read where `crossing` or
            `closed_arcs_of` asks for its own
        guarantee: A level, or `outcomes`: rows for the floors, without bounds until they are known
        indicators: One θ per lifted stream: 1 where the stream is lifted, 0 where it keeps its
            current rules
        closed_arcs_of: A lift of the purpose wall: the arcs that it would open are there, but
            closed (upper bound 0), so that their prices can be read
        by_year: Keep payments of different years apart, where a question looks at years
    """
    budgets = sorted_budgets(case)
    supply = split_budgets(case, regime, open_share, indicators)
    current = split_budgets(case, CURRENT) if crossing else supply
    assured_years = {*supply.assured_years, *current.assured_years}
    demand = build_demand(case, tuple(sorted(assured_years)))
    if closed_arcs_of:
        separate_by = ["stream", "awarded"]
    keys = _separation_keys(supply, budgets, separate_by)
    if crossing:
        classes = open_classes(aggregate_budgets(case, current, demand), demand)
        keys = crossing_separation(supply, classes)
    closed = frozenset(lifted_streams(closed_arcs_of, case)) if closed_arcs_of else frozenset()
    pools = aggregate_budgets(case, supply, demand, keys, closed)
    zero_cost = zero_cost_eligibility(case, supply.rule_groups, pools, demand)
    arcs, variant_counts, memberships = eligible_arcs_by_stacking_set(pools, demand, zero_cost)
    if closed_arcs_of:
        arcs = only_closed_by(closed_arcs_of, arcs, pools, budgets, demand)
    marked = with_crossings(arcs, pools, classes) if crossing else uncrossed(arcs)
    payments = (
        unmerged(demand, marked.arcs)
        if by_year
        else merge_payments(case, demand, marked.arcs, pools)
    )
    return assemble_program(
        ModelInputs(
            case=case,
            areas=areas_of(case),
            budgets=budgets,
            supply=supply,
            pools=pools,
            demand=payments.demand,
            recipe_demand=demand,
            payment_members=payments.members,
            arcs=payments.arcs,
            variant_counts=variant_counts,
            memberships=memberships,
            class_money=marked.class_money,
            guarantee=guarantee,
            euro_unit=choose_euro_unit(case),
        )
    )


def _separation_keys(
    supply: FundingSupply, budgets: pl.DataFrame, columns: Sequence[str]
) -> Numbers | None:
    """Return a number per slice, equal where its budget agrees in these columns."""
    if not columns:
        return None
    rank = budgets.select(pl.struct(columns).rank("dense").cast(pl.Int64)).to_series().to_numpy()
    return np.asarray(rank[supply.slices["budget"].to_numpy()], dtype=np.int64)
