"""Payments of a plan that no rule tells apart become one.

The year stays on spending only where a rule looks at it.
"""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from ontschotting.case.case import Case
from ontschotting.model.budget_pools import BudgetPools
from ontschotting.model.demand import Demand


def aggregate_payments(
    case: Case, demand: Demand, arcs: pl.DataFrame, pools: BudgetPools
) -> tuple[Demand, pl.DataFrame, pl.DataFrame]:
    """The need and the roads with pooled payments, and `payment`, `member`.

    Which payments became which.

    Payments of one plan for one purpose are pooled when exactly the same roads lead to them: the
    same pots, in the same variants, equally crossing, shut or late for a carry-over share, and of
    the same year where a ceiling of the pot's stream names a year. Money in the pool can then be
    divided over the members in proportion to what they need, and every row still holds: caps and
    matches sum over all payments of a plan, budgets over all payments, carry-over rows over those
    that are late, which all members are or none. So the pooled program has the same optimum.
    """
    yearly = case.ceilings.filter(pl.col("year").is_not_null())["stream"].unique().to_list()
    looked_at = arcs.join(
        pools.table.select("pool", "budget_year", "carry_over_share", "capped_stream"), on="pool"
    ).join(demand.payments.select("payment", "year"), on="payment")
    marks = looked_at.select(
        "payment",
        "pool",
        "variant",
        "is_closed",
        "crosses",
        ((pl.col("carry_over_share") < 1) & (pl.col("year") > pl.col("budget_year")))
        .fill_null(False)
        .alias("late"),
        pl.when(pl.col("capped_stream").is_in(yearly)).then(pl.col("year")).alias("ceiling_year"),
    )
    # One number per payment and what leads to it: two independent hashes of each mark, summed, so
    # that the order of roads does not matter.
    what = pl.struct("pool", "variant", "is_closed", "crosses", "late", "ceiling_year")
    signed = (
        marks.select("payment", what.hash(1).alias("one"), what.hash(2).alias("two"))
        .group_by("payment")
        .agg(pl.col("one").sum(), pl.col("two").sum(), pl.len().alias("roads"))
    )
    key = ["plan", "purpose", "one", "two", "roads"]
    known = demand.payments.join(signed, on="payment", how="left").sort("payment")
    merged = (
        known.group_by(key, maintain_order=True)
        .agg(pl.col("payment").min().alias("first_member"))
        .sort("first_member")
        .with_row_index("number")
    )
    members = (
        known.join(merged, on=key, nulls_equal=True)
        .select(
            pl.col("number").cast(pl.Int64).alias("payment"),
            pl.col("payment").alias("member"),
            "first_member",
        )
        .sort("member")
    )
    payments = (
        demand.payments.join(
            members.select("member", pl.col("payment").alias("number")),
            left_on="payment",
            right_on="member",
        )
        .sort("payment")
        .group_by("number", maintain_order=True)
        .agg(
            pl.col("plan", "plan_type", "purpose", "lag_class").first(),
            pl.col("year").min(),
            pl.col("most_eur").sum(),
        )
        .rename({"number": "payment"})
        .sort("payment")
    )
    renumber = members.select("member", pl.col("payment").alias("number"))
    terms = (
        demand.terms.join(renumber, left_on="payment", right_on="member")
        .group_by(pl.col("number").alias("payment"), "plan", "delivery_year")
        .agg(pl.col("eur_per_unit").sum())
        .sort("payment", "delivery_year")
    )
    # Every member has the same roads, so those of the first stand for all.
    first = members.filter(pl.col("member") == pl.col("first_member")).select(
        pl.col("member").alias("payment"), pl.col("payment").alias("number")
    )
    led = (
        arcs.join(first, on="payment")
        .with_columns(pl.col("number").alias("payment"))
        .drop("number")
        .sort("pool", "payment", "variant")
    )
    return replace(demand, payments=payments, terms=terms), led, members.select("payment", "member")
