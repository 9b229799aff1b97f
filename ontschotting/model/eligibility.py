"""The open roads: from which pot, to which payment of which plan, in which variant."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from ontschotting.model.budget_pools import BudgetPools
from ontschotting.model.demand import Demand
from ontschotting.model.stacking_sets import stacking_sets


def eligible_arcs(pools: BudgetPools, demand: Demand) -> pl.DataFrame:
    """The roads that area, purpose, period, threshold and assurance leave open, shadows marked.

    `pool`, `payment`, `plan`, `stacking_group`, `is_closed`.
    """
    payable = demand.payments.join(pools.openings, on=["plan_type", "purpose"]).select(
        "payment", "plan", "rule_set", "lag_class", "year", "is_closed"
    )
    here = (
        pools.table.filter(pl.col("from_year") <= pl.col("to_year"))
        .select(
            "pool",
            "reach",
            "rule_set",
            "from_year",
            "to_year",
            "assured_rank",
            "min_plan_units",
            "max_plan_units",
            "stacking_group",
        )
        .join(pools.reaches.join(demand.plans.select("plan"), on="plan", how="semi"), on="reach")
        .join(demand.plans.select("plan", "capacity_units"), on="plan")
        .filter(
            (
                pl.col("min_plan_units").is_null()
                | (pl.col("capacity_units") >= pl.col("min_plan_units"))
            )
            & (
                pl.col("max_plan_units").is_null()
                | (pl.col("capacity_units") <= pl.col("max_plan_units"))
            )
        )
    )
    # A row per year in which the money may be spent, so that the join makes no road that the years
    # would close again.
    spendable = here.select(
        "pool",
        "rule_set",
        "plan",
        "assured_rank",
        "stacking_group",
        pl.int_ranges(pl.col("from_year"), pl.col("to_year") + 1, dtype=pl.Int64).alias("year"),
    ).explode("year")
    return (
        spendable.join(payable, on=["rule_set", "plan", "year"])
        # The part is closed for a class of payments when its own assured_years is among those that
        # the class exceeds.
        .filter(pl.col("assured_rank") >= pl.col("lag_class"))
        .select("pool", "payment", "plan", "stacking_group", "is_closed")
    )


def eligible_arcs_by_stacking_set(
    pools: BudgetPools, demand: Demand, zero_cost_payments: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Every open road and every variant.

    Returns roads (`pool`, `payment`, `plan`, `variant`, `is_closed`, sorted), variants (`plan`,
    `variant`, sorted; every plan has at least one) and, for the parts in them that exclusions or a
    minimum share tell apart, `plan`, `variant`, `stacking_group`, `is_closed` (whether only
    shadows lead
    there). A road is open when `passable` leaves it open and its stream is in the variant
    (model.md, *Roads for money*).

    Args:
        zero_cost_payments: `plan`, `stacking_group`: roads of parts with a minimum share to recipe
            rows of zero euros (see `ontschotting.model.minimum_share_constraints`)
    """
    arcs = eligible_arcs(pools, demand)
    rivals = pl.concat(
        [
            arcs.filter(pl.col("stacking_group").is_not_null()).select(
                "plan", "stacking_group", "is_closed"
            ),
            zero_cost_payments.with_columns(pl.lit(False).alias("is_closed")),
        ]
    )
    rivals = rivals.group_by("plan", "stacking_group").agg(pl.col("is_closed").all())
    variants, membership = _variants(demand.plans["plan"].to_list(), rivals, pools)
    free = arcs.filter(pl.col("stacking_group").is_null()).join(variants, on="plan")
    bound = arcs.filter(pl.col("stacking_group").is_not_null()).join(
        membership, on=["plan", "stacking_group"]
    )
    columns = ["pool", "payment", "plan", "variant", "is_closed"]
    return (
        pl.concat([free.select(columns), bound.select(columns)]).sort("pool", "payment", "variant"),
        variants,
        membership.join(rivals, on=["plan", "stacking_group"]),
    )


def _variants(
    plans: Iterable[str], rivals: pl.DataFrame, pools: BudgetPools
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The variants of every plan, and which excluding parts are in which of them."""
    on_plan = {
        plan: frozenset(rule_groups)
        for plan, rule_groups in rivals.group_by("plan").agg("stacking_group").iter_rows()
    }
    bound = dict(
        pools.minimum_share_groups.filter("is_binding")
        .select("stacking_group", "stream")
        .iter_rows()
    )
    sets = {
        rule_groups: stacking_sets(rule_groups, pools.conflicts, bound)
        for rule_groups in {*on_plan.values(), frozenset[int]()}
    }
    variants: list[tuple[str, int]] = []
    membership: list[tuple[str, int, int]] = []
    for plan in sorted(plans):
        for number, rule_groups in enumerate(sets[on_plan.get(plan, frozenset())]):
            variants.append((plan, number))
            membership += [(plan, number, rule_group) for rule_group in sorted(rule_groups)]
    return (
        pl.DataFrame(variants, schema={"plan": pl.String, "variant": pl.Int64}, orient="row"),
        pl.DataFrame(
            membership,
            schema={"plan": pl.String, "variant": pl.Int64, "stacking_group": pl.Int64},
            orient="row",
        ),
    )
