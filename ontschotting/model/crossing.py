"""Mark the spending that passes a wall which stands today.

Budgets of one pool can differ in which arcs are closed in the current regime. They are divided into
open classes: budgets to which the same payments are open today. The least crossing needs to know
only how much of the money of each class goes to payments that are open to it, so the pool stays
one pool; the proof is in docs/why/merging.md.
"""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from ontschotting.model.demand import Demand
from ontschotting.model.eligibility import eligible_arcs
from ontschotting.model.supply.budget_pools import BudgetPools
from ontschotting.model.supply.rule_groups import FundingSupply


class OpenClasses(NamedTuple):
    """Which payments are open to the money of which budgets in the current regime.

    Purpose, area, period (the years), threshold and assurance close an arc; stacking does not.

    Attributes:
        of_budgets: `budget`, `to_stream`, `open_class`; `to_stream` is null for money that stays
            with its stream
        payments: `open_class`, `payment`
    """

    of_budgets: pl.DataFrame
    payments: pl.DataFrame


def open_classes(current_pools: BudgetPools, demand: Demand) -> OpenClasses:
    """Divide the budgets by the payments that are open to them in the current regime.

    Args:
        current_pools: The money under the current regime
        demand: The payments of the plans
    """
    arcs = eligible_arcs(current_pools, demand).select("pool", "payment")
    # Two independent hashes of the payments, summed, and their number: equal for equal sets.
    payment = pl.col("payment")
    signatures = arcs.group_by("pool").agg(
        payment.hash(1).sum().alias("hash_1"), payment.hash(2).sum().alias("hash_2"), pl.len()
    )
    pools = (
        current_pools.table.select("pool", "to_stream")
        .join(signatures, on="pool", how="left")
        .with_columns(
            pl.struct("hash_1", "hash_2", "len").rank("dense").cast(pl.Int64).alias("open_class")
        )
    )
    one_pool_each = pools.group_by("open_class").agg(pl.col("pool").min())
    return OpenClasses(
        current_pools.slices.join(pools, on="pool").select("budget", "to_stream", "open_class"),
        arcs.join(one_pool_each, on="pool").select("open_class", "payment"),
    )


def crossing_separation(supply: FundingSupply, classes: OpenClasses) -> pl.Series:
    """Return a number per slice: slices with different numbers must not share a pool.

    Money with a carry-over share, and money of which a share may move to another stream, is bound
    by two rows at once. What is left of such money in two classes cannot always be used as if it
    were one, so these classes stay apart.

    Args:
        supply: The money under the lifted regime
        classes: Its classes
    """
    carried_over = [
        number
        for number, group in enumerate(supply.rule_groups)
        if group.carry_over_share is not None and group.carry_over_share < 1
    ]
    kind = pl.format("{}:{}", pl.col("to_stream").fill_null(""), "open_class")
    is_bound = pl.col("slice").is_not_null() | pl.col("rule_group").is_in(carried_over)
    kinds = (
        classes.of_budgets.sort("budget", "to_stream", "open_class")
        .group_by("budget", maintain_order=True)
        .agg(kind.str.join(",").alias("kind"))
        .with_columns(pl.col("kind").rank("dense").cast(pl.Int64))
    )
    return (
        supply.slices.join(kinds, on="budget", how="left", maintain_order="left")
        .select(pl.when(is_bound).then("kind").otherwise(0).alias("separation_key"))
        .to_series()
    )


class MarkedArcs(NamedTuple):
    """The arcs of a lifted regime, with what passes a wall that stands today.

    Attributes:
        arcs: As the arcs of the regime, with `crosses` and `open_class`. An arc that is open today
            to only some of the classes of its pool is there once for all money of the pool, and
            crosses, and once for each class to which it is open, and does not
        class_money: `pool`, `open_class`, `indicator`, `fixed_eur`, `moving_eur`: the money of the
            classes that have arcs of their own
    """

    arcs: pl.DataFrame
    class_money: pl.DataFrame


def uncrossed(arcs: pl.DataFrame) -> MarkedArcs:
    """Mark every arc as open today, where nothing asks for crossings."""
    return MarkedArcs(
        arcs.with_columns(
            pl.lit(False).alias("crosses"), pl.lit(None, pl.Int64).alias("open_class")
        ),
        pl.DataFrame(schema=_CLASS_MONEY_SCHEMA),
    )


_CLASS_MONEY_SCHEMA = {
    "pool": pl.Int64,
    "open_class": pl.Int64,
    "indicator": pl.Int64,
    "fixed_eur": pl.Float64,
    "moving_eur": pl.Float64,
}


def with_crossings(arcs: pl.DataFrame, pools: BudgetPools, classes: OpenClasses) -> MarkedArcs:
    """Mark each arc that is closed in the current regime, for all or some of the money of its pool.

    Args:
        arcs: The arcs under the regime
        pools: The money under the regime
        classes: Which payments are open to which budgets in the current regime
    """
    money = (
        pools.slices.join(pools.table.select("pool", "to_stream"), on="pool")
        .join(classes.of_budgets, on=["budget", "to_stream"], nulls_equal=True)
        .group_by("pool", "open_class", "indicator")
        .agg(pl.col("fixed_eur", "moving_eur").sum())
        .sort("pool", "open_class", "indicator")
        .select(*_CLASS_MONEY_SCHEMA)
    )
    of_pools = money.select("pool", "open_class").unique()
    open_arcs = of_pools.join(classes.payments, on="open_class")
    counted = (
        arcs.join(of_pools.group_by("pool").agg(pl.len().alias("classes")), on="pool")
        .join(
            open_arcs.group_by("pool", "payment").agg(pl.len().alias("open_to")),
            on=["pool", "payment"],
            how="left",
        )
        .with_columns(pl.col("open_to").fill_null(0))
    )
    for_all = counted.select(
        *arcs.columns,
        (pl.col("open_to") < pl.col("classes")).alias("crosses"),
        pl.lit(None, pl.Int64).alias("open_class"),
    )
    for_some = (
        counted.filter((pl.col("open_to") > 0) & (pl.col("open_to") < pl.col("classes")))
        .join(open_arcs, on=["pool", "payment"])
        .select(*arcs.columns, pl.lit(False).alias("crosses"), "open_class")
    )
    return MarkedArcs(
        pl.concat([for_all, for_some]).sort(
            "pool", "payment", "variant", "open_class", nulls_last=False
        ),
        money.join(for_some, on=["pool", "open_class"], how="semi", maintain_order="left"),
    )
