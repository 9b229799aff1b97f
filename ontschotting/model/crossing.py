"""Mark the spending that passes a wall which stands today.

Budgets of one pool can differ in which arcs are closed in the current regime. They are divided into
open classes: budgets to which the same payments are open today. The least crossing needs to know
only how much of the money of each class goes to payments that are open to it, so the pool stays
one pool; the proof is in docs/why/merging.md.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl

from ontschotting.model.demand import Demand
from ontschotting.model.eligibility import eligible_arcs
from ontschotting.model.supply.budget_pools import BudgetPools
from ontschotting.model.supply.rule_groups import FundingSupply
from ontschotting.support.arrays import (
    Numbers,
    blanks,
    dense_rank,
    inner_join,
    rank_of_sequences,
    summed_hashes,
    whole_numbers,
    with_blanks,
)


class OpenClasses(NamedTuple):
    """Which payments are open to the money of which budgets in the current regime.

    Purpose, area, period (the years), threshold and assurance close an arc; stacking does not.

    Attributes:
        budget, to_stream, of_budgets: The budget, the number of the stream that its money has moved
            to (-1 for money that stays with its stream), and its class
        payment, of_payments: A payment, and a class to which it is open
        streams: The number of each stream that money may move to
    """

    budget: Numbers
    to_stream: Numbers
    of_budgets: Numbers
    payment: Numbers
    of_payments: Numbers
    streams: dict[str, int]

    def key(self, budget: Numbers, to_stream: Numbers) -> Numbers:
        """Return a budget and where its money has moved as one number."""
        return budget * (len(self.streams) + 1) + to_stream + 1


def open_classes(current_pools: BudgetPools, demand: Demand) -> OpenClasses:
    """Divide the budgets by the payments that are open to them in the current regime.

    Args:
        current_pools: The money under the current regime
        demand: The payments of the plans
    """
    arcs, pools = eligible_arcs(current_pools, demand), current_pools.table
    count = np.bincount(arcs.pool, minlength=pools.height)
    # Two independent hashes of the payments, summed, and their number: equal for equal sets.
    of_pools = dense_rank(
        summed_hashes(arcs.payment, count, 1), summed_hashes(arcs.payment, count, 2), count
    )
    one_pool_each = np.unique(of_pools, return_index=True)[1]
    stands_for_class = np.zeros(pools.height, dtype=bool)
    stands_for_class[one_pool_each] = True
    shown = np.flatnonzero(stands_for_class[arcs.pool])
    names = sorted({name for name in pools["to_stream"].unique().to_list() if name is not None})
    streams = {name: number for number, name in enumerate(names)}
    slices = current_pools.slices
    pool = slices["pool"].to_numpy()
    return OpenClasses(
        slices["budget"].to_numpy(),
        _to_stream(pools, streams)[pool],
        of_pools[pool],
        arcs.payment[shown],
        of_pools[arcs.pool[shown]],
        streams,
    )


def _to_stream(pools: pl.DataFrame, streams: dict[str, int]) -> Numbers:
    """Return per pool the number of the stream that its money has moved to, or -1."""
    if not streams:
        return np.full(pools.height, -1)
    named = (streams.get(name or "", -1) for name in pools["to_stream"])
    return np.fromiter(named, dtype=np.int64, count=pools.height)


def crossing_separation(supply: FundingSupply, classes: OpenClasses) -> Numbers:
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
    budget, rule_group = (supply.slices[name].to_numpy() for name in ("budget", "rule_group"))
    may_move = whole_numbers(supply.slices["slice"]) >= 0
    is_bound = may_move | np.isin(rule_group, carried_over)
    order = np.lexsort((classes.of_budgets, classes.to_stream, classes.budget))
    kinds = rank_of_sequences(
        classes.budget[order], classes.to_stream[order], classes.of_budgets[order]
    )
    return np.where(is_bound, kinds[budget] + 1, 0)


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
        arcs.hstack(
            [
                pl.Series("crosses", np.zeros(arcs.height, dtype=bool)),
                blanks("open_class", pl.Int64, arcs.height),
            ]
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
    slices, payment_count = pools.slices, 1 + int(classes.payment.max(initial=0))
    pool, budget = (slices[name].to_numpy() for name in ("pool", "budget"))
    row, place = inner_join(
        classes.key(budget, _to_stream(pools.table, classes.streams)[pool]),
        classes.key(classes.budget, classes.to_stream),
    )
    money = _money_of_classes(slices[row], classes.of_budgets[place])
    money_pool, money_class = (money[name].to_numpy() for name in ("pool", "open_class"))
    class_count = 1 + int(classes.of_budgets.max(initial=0))
    pool, open_class = np.divmod(np.unique(money_pool * class_count + money_class), class_count)
    row, place = inner_join(open_class, classes.of_payments)
    open_arc = pool[row] * payment_count + classes.payment[place]
    class_of_arc = open_class[row]

    arc_pool, arc_payment = (arcs[name].to_numpy() for name in ("pool", "payment"))
    arc = np.where(arc_payment < payment_count, arc_pool * payment_count + arc_payment, -1)
    keys, open_to = np.unique(open_arc, return_counts=True)
    row, place = inner_join(arc, keys)
    open_to_arc = np.zeros(arcs.height, dtype=np.int64)
    open_to_arc[row] = open_to[place]
    classes_of_arc = np.bincount(pool, minlength=pools.table.height)[arc_pool]
    for_some = np.flatnonzero((open_to_arc > 0) & (open_to_arc < classes_of_arc))
    row, place = inner_join(arc[for_some], open_arc)
    chosen = np.append(np.arange(arcs.height), for_some[row])
    classes_chosen = np.append(np.full(arcs.height, -1), class_of_arc[place])
    crosses = np.append(open_to_arc < classes_of_arc, np.zeros(len(row), dtype=bool))
    order = np.lexsort((classes_chosen, chosen))  # arcs are sorted
    with_own_arcs = np.unique(arc_pool[for_some[row]] * class_count + class_of_arc[place])
    has_own_arcs = np.isin(money_pool * class_count + money_class, with_own_arcs)
    return MarkedArcs(
        arcs[chosen[order]].hstack(
            [
                pl.Series("crosses", crosses[order]),
                with_blanks("open_class", classes_chosen[order]),
            ]
        ),
        money[np.flatnonzero(has_own_arcs)],
    )


def _money_of_classes(slices: pl.DataFrame, open_class: Numbers) -> pl.DataFrame:
    """Return what each class has of each pool, by the θ that moves it.

    Args:
        slices: The slices of budgets
        open_class: The class of each
    """
    pool, indicator = (slices[name].to_numpy() for name in ("pool", "indicator"))
    key = dense_rank(pool, open_class, indicator)
    first = np.unique(key, return_index=True)[1]
    fixed, moving = (
        np.bincount(key, slices[name].to_numpy()) for name in ("fixed_eur", "moving_eur")
    )
    columns = (pool[first], open_class[first], indicator[first], fixed, moving)
    return pl.DataFrame(dict(zip(_CLASS_MONEY_SCHEMA, columns, strict=True)))
