"""Budget pools: money that no rule separates, merged into what the program spends from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

from ontschotting.case.areas import Areas
from ontschotting.case.case import Case
from ontschotting.model.demand import Demand
from ontschotting.model.supply.project_rules import project_rules
from ontschotting.model.supply.rule_groups import FundingSupply
from ontschotting.model.supply.rule_sets import number_rule_sets
from ontschotting.model.supply.stacking_rules import (
    Conflicts,
    conflicts_of,
    minimum_share_groups,
)
from ontschotting.model.supply.transfer_groups import (
    separate_transfers,
    with_source_pool,
    with_transfer_group,
)
from ontschotting.support.numerics import series_max, series_min

_EVER = 10_000
"""Years further away than any plan: stands for *no limit* in windows of years."""


@dataclass(frozen=True, eq=False)
class BudgetPools:
    """The money side of a program.

    Two slices of budgets share a pool when all of this holds: they reach the same plans in the same
    years under equal rules, the same shares of them may move to the same streams, and every rule
    sums over both or over neither. Then any spending from the pool can be divided over its slices
    in proportion to their amounts, and every row of the program still holds. So the merged program
    has the same optimum.

    Attributes:
        table: `pool`, `reach`, `rule_set`, `budget_year` (where a carry-over share looks at it),
            `from_year`, `to_year`, `carry_over_share`, `separation_key`, `transfer_group`,
            `fixed_eur`. The rules that stand: `own`, `overhead_share`, `assured_rank`,
            `min_plan_units`, `max_plan_units`, `match` (a number per group of streams with one
            co-financing rule), `cofinancing_share`, `capped_stream` (where a cap or ceiling
            stands), `cap_eur_per_unit`, `stacking_group` (the rule group, where stacking sets keep
            it apart), `project_stream` (the stream, where it has a fixed cost or a least award),
            `has_fixed_cost` and `has_least_award` (whether these stand here). And of money that has
            moved `to_stream`, by whose rules it is spent, and `source_pool`, whose money it is; of
            other money null and the pool itself
        slices: `budget`, `rule_group`, `indicator`, `pool`, `fixed_eur`, `moving_eur`,
            `addition_share`: where each budget went, so that answers come back per budget. A slice
            in a pool with a `to_stream` is no money of its own, but the most that may move there
        reaches: `reach`, `plan`
        openings: `rule_set`, `plan_type`, `purpose`, `is_closed`: what may be paid, and (closed)
            what only the purpose wall forbids, where that was asked for
        conflicts: The rule groups that exclude each other
        minimum_share_groups: `stacking_group`, `stream`, `is_binding`: the rule groups of streams
            with a minimum share, and whether it stands on them
        project_rules: See `ontschotting.model.supply.project_rules`
    """

    table: pl.DataFrame
    slices: pl.DataFrame
    reaches: pl.DataFrame
    openings: pl.DataFrame
    conflicts: Conflicts
    minimum_share_groups: pl.DataFrame
    project_rules: pl.DataFrame


def aggregate_budgets(
    case: Case,
    areas: Areas,
    budgets: pl.DataFrame,
    supply: FundingSupply,
    demand: Demand,
    separation_keys: pl.Series | None = None,
    with_closed_arcs: frozenset[str] = frozenset(),
) -> BudgetPools:
    """Merge the budgets of a case under a regime into pools.

    Args:
        case: The case
        areas: The plans in each of its areas
        budgets: Its budgets, sorted, with a row number `budget`
        supply: Its money under the regime
        demand: The payments of its plans
        separation_keys: A number per slice of the money: slices with different numbers stay in
            different pools; without it none is separated
        with_closed_arcs: The streams of which the purposes that they may not pay are listed too
    """
    conflicts = conflicts_of(case, supply.rule_groups)
    shares = minimum_share_groups(case, supply.rule_groups)
    rule_sets = number_rule_sets(
        case, supply.rule_groups, demand.assured_years, {*conflicts, *shares}, with_closed_arcs
    )
    keys = pl.lit(0, pl.Int64) if separation_keys is None else separation_keys
    slices = supply.slices.with_columns(keys.alias("separation_key"))
    slices, reaches = _with_reach(areas, budgets, slices, rule_sets.of_groups)
    slices = _with_windows(slices, demand)
    slices = separate_transfers(slices, supply.transfer_slices)
    slices, transfer_groups = with_transfer_group(slices, supply.transfer_slices, _POOL_KEY)
    pools, slices = _merged(slices, rule_sets.table)
    share_rows = [(n, supply.rule_groups[n].stream, stands) for n, stands in shares.items()]
    return BudgetPools(
        with_source_pool(pools, transfer_groups),
        slices,
        reaches,
        rule_sets.openings,
        conflicts,
        pl.DataFrame(share_rows, schema=_MINIMUM_SHARE_SCHEMA, orient="row"),
        project_rules(supply.rule_groups),
    )


_POOL_KEY = (
    "reach",
    "rule_set",
    "budget_year",
    "from_year",
    "to_year",
    "carry_over_share",
    "separation_key",
)
"""What two slices must have in common to share a pool, apart from how transfers treat them."""

_MINIMUM_SHARE_SCHEMA = {
    "stacking_group": pl.Int64,
    "stream": pl.String,
    "is_binding": pl.Boolean,
}


def _with_reach(
    areas: Areas, budgets: pl.DataFrame, slices: pl.DataFrame, rules_of_groups: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Add to each slice the number of the set of plans that it reaches.

    Returns:
        The slices with `year`, the rules of their group and `reach`; and `reach`, `plan`.
    """
    # Numbers instead of names, since there is a row per budget: a case has hundreds of thousands.
    numbered = budgets.select("level", "area").unique().sort("level", "area")
    numbered = numbered.with_row_index("area_number")
    years = (
        budgets.select("budget", "level", "area", "year")
        .join(numbered, on=["level", "area"], nulls_equal=True)
        .drop("level", "area")
    )
    slices = slices.join(years, on="budget").join(rules_of_groups, on="rule_group")
    key = ["area_number", "widened_to"]
    rows = slices.select(key).unique().join(numbered, on="area_number")
    reach_numbers: dict[frozenset[str], int] = {}
    reach_of: list[tuple[int, str, int]] = []
    for area_number, widened_to, level, area in (
        rows.select(*key, "level", "area").sort("level", "area", "widened_to").iter_rows()
    ):
        plans = areas.reach(level, area, [name for name in widened_to.split(",") if name])
        number = reach_numbers.setdefault(plans, len(reach_numbers))
        reach_of.append((area_number, widened_to, number))
    plans_of = [(number, plan) for plans, number in reach_numbers.items() for plan in sorted(plans)]
    schema: dict[str, Any] = {"area_number": pl.UInt32, "widened_to": pl.String, "reach": pl.Int64}
    return (
        slices.join(pl.DataFrame(reach_of, schema=schema, orient="row"), on=key).drop(key),
        pl.DataFrame(plans_of, schema={"reach": pl.Int64, "plan": pl.String}, orient="row"),
    )


def _with_windows(slices: pl.DataFrame, demand: Demand) -> pl.DataFrame:
    """Add the first and last year in which each slice may be spent, within those of payments.

    −prefinance_years ≤ y − t ≤ spend_within_years. The year t of the budget stays only where a
    carry-over share looks at it.
    """
    years = pl.concat([demand.payments["year"], demand.zero_cost_payments["year"]])
    first, last = int(series_min(years, 0)), int(series_max(years, 0))
    earliest = pl.col("year") - pl.col("prefinance_years")
    latest = pl.col("year") + pl.col("spend_within_years").fill_null(_EVER)
    return slices.with_columns(
        pl.max_horizontal(earliest, pl.lit(first)).alias("from_year"),
        pl.min_horizontal(latest, pl.lit(last)).alias("to_year"),
        pl.when(pl.col("carry_over_share").is_not_null()).then(pl.col("year")).alias("budget_year"),
    ).drop("year", "prefinance_years", "spend_within_years")


def _merged(slices: pl.DataFrame, rules: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Merge the slices that agree in all of the key; return the pools and the slices in them."""
    key = [*_POOL_KEY, "transfer_group"]
    pools = (
        slices.group_by(key)
        .agg(pl.col("fixed_eur").sum())
        .sort(key)
        .with_row_index("pool")
        .with_columns(pl.col("pool").cast(pl.Int64))
        .join(rules, on="rule_set", maintain_order="left")
    )
    in_pools = slices.join(pools.select("pool", *key), on=key, nulls_equal=True)
    return pools, in_pools.select(
        "budget", "rule_group", "indicator", "pool", "fixed_eur", "moving_eur", "addition_share"
    ).sort("budget", "rule_group", "pool")
