"""The open roads: from which pot, to which payment of which plan, in which variant."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from ontschotting.model.budget_pools import BudgetPools
from ontschotting.model.demand import Demand
from ontschotting.model.stacking_sets import stacking_sets


def eligible_arcs(pots: BudgetPools, need: Demand) -> pl.DataFrame:
    """The roads that area, purpose, period, threshold and assurance leave open, shadows marked.

    `pot`, `payment`, `plan`, `exclusive`, `shadow`.
    """
    payable = need.payments.join(pots.opened, on=["plan_type", "purpose"]).select(
        "payment", "plan", "rules", "lag_class", "year", "shadow"
    )
    here = (
        pots.pots.filter(pl.col("from_year") <= pl.col("to_year"))
        .select(
            "pot",
            "reach",
            "rules",
            "from_year",
            "to_year",
            "assured_rank",
            "min_plan_units",
            "max_plan_units",
            "exclusive",
        )
        .join(pots.reaches.join(need.plans.select("plan"), on="plan", how="semi"), on="reach")
        .join(need.plans.select("plan", "capacity_units"), on="plan")
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
        "pot",
        "rules",
        "plan",
        "assured_rank",
        "exclusive",
        pl.int_ranges(pl.col("from_year"), pl.col("to_year") + 1, dtype=pl.Int64).alias("year"),
    ).explode("year")
    return (
        spendable.join(payable, on=["rules", "plan", "year"])
        # The part is closed for a class of payments when its own assured_years is among those that
        # the class exceeds.
        .filter(pl.col("assured_rank") >= pl.col("lag_class"))
        .select("pot", "payment", "plan", "exclusive", "shadow")
    )


def eligible_arcs_by_stacking_set(
    pots: BudgetPools, need: Demand, idle: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Every open road and every variant.

    Returns roads (`pot`, `payment`, `plan`, `variant`, `shadow`, sorted), variants (`plan`,
    `variant`, sorted; every plan has at least one) and, for the parts in them that exclusions or a
    minimum share tell apart, `plan`, `variant`, `exclusive`, `shadow` (whether only shadows lead
    there). A road is open when `passable` leaves it open and its stream is in the variant
    (model.md, *Roads for money*).

    Args:
        idle: `plan`, `exclusive`: roads of parts with a minimum share to recipe rows of zero euros
            (see `ontschotting.model.minimum_share_constraints`)
    """
    roads = eligible_arcs(pots, need)
    rivals = pl.concat(
        [
            roads.filter(pl.col("exclusive").is_not_null()).select("plan", "exclusive", "shadow"),
            idle.with_columns(pl.lit(False).alias("shadow")),
        ]
    )
    rivals = rivals.group_by("plan", "exclusive").agg(pl.col("shadow").all())
    variants, membership = _variants(need.plans["plan"].to_list(), rivals, pots)
    free = roads.filter(pl.col("exclusive").is_null()).join(variants, on="plan")
    bound = roads.filter(pl.col("exclusive").is_not_null()).join(
        membership, on=["plan", "exclusive"]
    )
    columns = ["pot", "payment", "plan", "variant", "shadow"]
    return (
        pl.concat([free.select(columns), bound.select(columns)]).sort("pot", "payment", "variant"),
        variants,
        membership.join(rivals, on=["plan", "exclusive"]),
    )


def _variants(
    plans: Iterable[str], rivals: pl.DataFrame, pots: BudgetPools
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The variants of every plan, and which excluding parts are in which of them."""
    on_plan = {
        plan: frozenset(parts)
        for plan, parts in rivals.group_by("plan").agg("exclusive").iter_rows()
    }
    bound = dict(pots.sharing.filter("bound").select("exclusive", "stream").iter_rows())
    sets = {
        parts: stacking_sets(parts, pots.pairs, bound)
        for parts in {*on_plan.values(), frozenset[int]()}
    }
    variants: list[tuple[str, int]] = []
    membership: list[tuple[str, int, int]] = []
    for plan in sorted(plans):
        for number, parts in enumerate(sets[on_plan.get(plan, frozenset())]):
            variants.append((plan, number))
            membership += [(plan, number, part) for part in sorted(parts)]
    return (
        pl.DataFrame(variants, schema={"plan": pl.String, "variant": pl.Int64}, orient="row"),
        pl.DataFrame(
            membership,
            schema={"plan": pl.String, "variant": pl.Int64, "exclusive": pl.Int64},
            orient="row",
        ),
    )
