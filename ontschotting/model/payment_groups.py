"""Merge the payments of a plan that no rule separates.

The year stays on spending only where a rule looks at it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import polars as pl

from ontschotting.case.case import Case
from ontschotting.model.demand import Demand
from ontschotting.model.supply.budget_pools import BudgetPools


class PaymentGroups(NamedTuple):
    """The demand and the arcs with merged payments.

    Attributes:
        demand: The demand, with one payment per group
        arcs: The arcs, with one per group
        members: `payment`, `member`: the payments in each group
    """

    demand: Demand
    arcs: pl.DataFrame
    members: pl.DataFrame


def unmerged(demand: Demand, arcs: pl.DataFrame) -> PaymentGroups:
    """Leave every payment a group of its own.

    Args:
        demand: The demand
        arcs: The arcs
    """
    payment = demand.payments["payment"]
    return PaymentGroups(demand, arcs, pl.DataFrame({"payment": payment, "member": payment}))


def merge_payments(
    case: Case, demand: Demand, arcs: pl.DataFrame, pools: BudgetPools
) -> PaymentGroups:
    """Merge the payments of one plan for one purpose to which exactly the same arcs lead.

    The same arcs are those of the same pools and classes, in the same variants, equally crossing,
    closed or late for a carry-over share, and of the same year where a ceiling of the pool's stream
    names a year. Money on the group can then be divided over its members in proportion to what they
    need, and every row still holds: caps and matches sum over all payments of a plan, budgets over
    all payments, carry-over rows over those that are late, which all members are or none. So the
    program with merged payments has the same optimum.

    Args:
        case: The case, with its ceilings
        demand: The payments, one per recipe row and year
        arcs: The arcs to them
        pools: The money
    """
    members = _members(demand.payments, _arc_signatures(case, demand, arcs, pools))
    if members["payment"].n_unique() == members.height:
        return unmerged(demand, arcs)
    group_of = members.select("member", pl.col("payment").alias("group"))
    payments = (
        demand.payments.join(group_of, left_on="payment", right_on="member")
        .sort("payment")
        .group_by("group", maintain_order=True)
        .agg(
            pl.col("plan", "plan_type", "purpose", "lag_class").first(),
            pl.col("year").min(),
            pl.col("most_eur").sum(),
        )
        .rename({"group": "payment"})
        .sort("payment")
    )
    terms = (
        demand.terms.join(group_of, left_on="payment", right_on="member")
        .group_by(pl.col("group").alias("payment"), "plan", "delivery_year")
        .agg(pl.col("eur_per_unit").sum())
        .sort("payment", "delivery_year")
    )
    # Every member has the same arcs, so those of the first stand for all.
    first_members = members.group_by("payment").agg(pl.col("member").min())
    arcs = (
        arcs.rename({"payment": "member"})
        .join(first_members, on="member")
        .drop("member")
        .sort("pool", "payment", "variant", "open_class")
    )
    merged = replace(demand, payments=payments, terms=terms)
    return PaymentGroups(merged, arcs, members)


def _arc_signatures(
    case: Case, demand: Demand, arcs: pl.DataFrame, pools: BudgetPools
) -> pl.DataFrame:
    """Return numbers per payment that are equal where exactly the same arcs lead to it.

    They are two independent hashes of each arc, summed, so that the order of arcs does not matter,
    and the number of arcs.
    """
    with_year = case.ceilings.filter(pl.col("year").is_not_null())["stream"].unique()
    rules = pools.table.select("pool", "budget_year", "carry_over_share", "capped_stream")
    late = (pl.col("carry_over_share") < 1) & (pl.col("year") > pl.col("budget_year"))
    has_yearly_ceiling = pl.col("capped_stream").is_in(with_year.implode())
    seen = arcs.join(rules, on="pool").join(demand.payments.select("payment", "year"), on="payment")
    arc = pl.struct(
        "pool",
        "variant",
        "is_closed",
        "crosses",
        "open_class",
        late.fill_null(False).alias("late"),
        pl.when(has_yearly_ceiling).then(pl.col("year")).alias("ceiling_year"),
    )
    return (
        seen.select("payment", arc.hash(1).alias("hash_1"), arc.hash(2).alias("hash_2"))
        .group_by("payment")
        .agg(pl.col("hash_1", "hash_2").sum(), pl.len().alias("arcs"))
    )


def _members(payments: pl.DataFrame, signatures: pl.DataFrame) -> pl.DataFrame:
    """Return the groups, in the order of their first payment: `payment`, `member`."""
    first_member = pl.col("payment").min().over("plan", "purpose", "hash_1", "hash_2", "arcs")
    return (
        payments.join(signatures, on="payment", how="left", maintain_order="left")
        .select(first_member.alias("first_member"), pl.col("payment").alias("member"))
        .select(
            (pl.col("first_member").rank("dense").cast(pl.Int64) - 1).alias("payment"), "member"
        )
    )
