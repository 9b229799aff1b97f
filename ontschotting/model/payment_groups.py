"""Merge the payments of a plan that no rule separates.

The year stays on spending only where a rule looks at it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ontschotting.case.case import Case
from ontschotting.model.demand import Demand
from ontschotting.model.supply.budget_pools import BudgetPools
from ontschotting.support.arrays import Numbers, dense_rank, summed_hashes

Hashes = NDArray[np.uint64]


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
    group = _groups(demand, *_arc_signatures(case, demand, arcs, pools))
    numbers, first = np.unique(group, return_index=True)
    if len(numbers) == len(group):
        return unmerged(demand, arcs)
    year = np.full(len(numbers), np.iinfo(np.int64).max)
    np.minimum.at(year, group, demand.payments["year"].to_numpy())
    most_eur = np.bincount(group, demand.payments["most_eur"].to_numpy())
    replaced = {"payment": numbers, "year": year, "most_eur": most_eur}
    payments = _with_replaced(demand.payments[first], replaced)
    # Every member has the same arcs, so those of the first stand for all.
    is_first = np.zeros(len(group), dtype=bool)
    is_first[first] = True
    payment = arcs["payment"].to_numpy()
    of_first = np.flatnonzero(is_first[payment])
    merged_arcs = _with_replaced(arcs[of_first], {"payment": group[payment[of_first]]})
    merged = replace(demand, payments=payments, terms=_merged_terms(demand.terms, group, payments))
    return PaymentGroups(
        merged, merged_arcs, pl.DataFrame({"payment": group, "member": demand.payments["payment"]})
    )


def _with_replaced(table: pl.DataFrame, columns: dict[str, NDArray[Any]]) -> pl.DataFrame:
    """Return a table with other numbers in some columns."""
    return pl.DataFrame(
        [
            pl.Series(name, columns[name]) if name in columns else table[name]
            for name in table.columns
        ]
    )


def _merged_terms(terms: pl.DataFrame, group: Numbers, payments: pl.DataFrame) -> pl.DataFrame:
    """Return what a unit delivered in a year adds to each group of payments."""
    of_terms, year = group[terms["payment"].to_numpy()], terms["delivery_year"].to_numpy()
    number = dense_rank(of_terms, year)
    first = np.unique(number, return_index=True)[1]
    return pl.DataFrame(
        [
            pl.Series("payment", of_terms[first]),
            payments["plan"][of_terms[first]],
            pl.Series("delivery_year", year[first]),
            pl.Series("eur_per_unit", np.bincount(number, terms["eur_per_unit"].to_numpy())),
        ]
    )


def _arc_signatures(
    case: Case, demand: Demand, arcs: pl.DataFrame, pools: BudgetPools
) -> tuple[Hashes, Hashes, Numbers]:
    """Return three numbers per payment that are equal where exactly the same arcs lead to it.

    They are two independent hashes of each arc, summed, so that the order of arcs does not matter,
    and the number of arcs.
    """
    pool, payment = arcs["pool"].to_numpy(), arcs["payment"].to_numpy()
    year = demand.payments["year"].to_numpy()[payment]
    carry_over_share, budget_year = (
        pools.table[name].to_numpy()[pool] for name in ("carry_over_share", "budget_year")
    )
    is_late = (carry_over_share < 1) & (year > budget_year)  # blanks are NaN, and never late
    ceilings = case.ceilings[["stream", "year"]].iter_rows()
    with_year = {stream for stream, named_year in ceilings if named_year is not None}
    capped_streams = pools.table["capped_stream"].to_list()
    has_yearly_ceiling = np.array([stream in with_year for stream in capped_streams], dtype=bool)
    open_class = np.nan_to_num(arcs["open_class"].to_numpy().astype(float), nan=-1)
    columns = (
        pool,
        arcs["variant"].to_numpy(),
        arcs["is_closed"].to_numpy().astype(np.int64),
        arcs["crosses"].to_numpy().astype(np.int64),
        open_class.astype(np.int64) + 1,
        is_late.astype(np.int64),
        np.where(has_yearly_ceiling[pool], year, 0),
    )
    arc = np.ravel_multi_index(columns, [int(column.max(initial=0)) + 1 for column in columns])
    count = np.bincount(payment, minlength=demand.payments.height)
    in_order = arc[np.argsort(payment, kind="stable")]
    return summed_hashes(in_order, count, 1), summed_hashes(in_order, count, 2), count


def _groups(demand: Demand, hash_1: Hashes, hash_2: Hashes, count: Numbers) -> Numbers:
    """Return the group of each payment, in the order of their first payment.

    The payments of a group are of one plan and purpose, and have the same arcs.
    """
    plan, pair = (demand.payments[name].to_numpy() for name in ("plan_number", "pair"))
    keys = (plan, pair, hash_1, hash_2, count)
    order = np.lexsort(keys)  # payments with equal keys stay in their order
    is_first = np.zeros(len(order), dtype=bool)
    for key in keys:
        is_first |= np.append(True, np.diff(key[order]) != 0)[: len(order)]
    group = np.empty(len(order), dtype=np.int64)
    group[order] = dense_rank(order[is_first])[np.cumsum(is_first) - 1]
    return group
