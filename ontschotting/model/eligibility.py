"""The eligible arcs: which pool may pay which payment of which plan, in which variant.

An arc is an open road of model.md. A variant is a set of streams that may together pay for a unit:
a stacking set of the plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ontschotting.case.case import Case
from ontschotting.model.demand import Demand
from ontschotting.model.stacking_sets import stacking_sets
from ontschotting.model.supply.budget_pools import BudgetPools
from ontschotting.model.supply.openings import openings_of
from ontschotting.model.supply.rule_groups import RuleGroup
from ontschotting.model.supply.rule_sets import OPENING_SCHEMA
from ontschotting.regime.lifts import Lift
from ontschotting.support.arrays import (
    Numbers,
    dense_rank,
    inner_join,
    repeated,
    starts,
    whole_numbers,
)
from ontschotting.support.numerics import series_max


class Memberships(NamedTuple):
    """The rule groups in each variant that stacking sets keep apart.

    Attributes:
        plan, variant: The number of the plan, and that of the variant within it
        stacking_group: The rule group
        is_closed: Whether only closed arcs lead from it to the plan
    """

    plan: Numbers
    variant: Numbers
    stacking_group: Numbers
    is_closed: NDArray[np.bool_]


class EligibleArcs(NamedTuple):
    """Every arc and every variant, sorted.

    Attributes:
        arcs: `pool`, `payment`, `plan`, `variant`, `is_closed`
        variant_counts: Per plan the number of its variants, at least one
        memberships: The rule groups in each variant
    """

    arcs: pl.DataFrame
    variant_counts: Numbers
    memberships: Memberships


class OpenArcs(NamedTuple):
    """The arcs that stacking does not look at, sorted.

    Attributes:
        pool, payment: Where the money comes from, and what it pays
        is_closed: Whether only the purpose wall forbids it
    """

    pool: Numbers
    payment: Numbers
    is_closed: NDArray[np.bool_]

    def at(self, places: Numbers) -> OpenArcs:
        """Return the arcs in some places."""
        return OpenArcs(self.pool[places], self.payment[places], self.is_closed[places])


def eligible_arcs(pools: BudgetPools, demand: Demand) -> OpenArcs:
    """Return the arcs that area, purpose, period, threshold and assurance leave open, sorted.

    Pools of one reach and rule set may pay for the same lines of payments, each in its own years.

    Args:
        pools: The money; what only the purpose wall forbids is marked closed among its openings
        demand: The payments of the plans
    """
    table, lines = pools.table, demand.lines
    from_year, to_year = table["from_year"].to_numpy(), table["to_year"].to_numpy()
    pool = np.flatnonzero(from_year <= to_year)
    reach, rule_set = (table[name].to_numpy()[pool] for name in ("reach", "rule_set"))
    kind = dense_rank(reach, rule_set)
    first = pool[np.unique(kind, return_index=True)[1]]
    kind_of_line, line, is_closed = _open_lines(table[first], pools, demand)
    counts = np.bincount(kind_of_line, minlength=len(first))
    row, place = repeated(counts[kind])
    pool, open_line = pool[row], starts(counts)[kind[row]] + place
    line, is_closed = line[open_line], is_closed[open_line]
    # The payments of a line are in the order of years, so those of a window are side by side.
    year = demand.payments["year"].to_numpy()
    step = 1 + max(int(year.max(initial=0)), int(to_year.max(initial=0)))
    in_order = lines.of_payments * step + year
    start = np.searchsorted(in_order, line * step + from_year[pool])
    stop = np.searchsorted(in_order, line * step + to_year[pool], side="right")
    row, place = repeated(stop - start)
    return OpenArcs(pool[row], start[row] + place, is_closed[row])


def _open_lines(
    kinds: pl.DataFrame, pools: BudgetPools, demand: Demand
) -> tuple[Numbers, Numbers, NDArray[np.bool_]]:
    """Return the lines of payments that each kind of pool may pay for, in some year.

    Args:
        kinds: A pool of each kind
        pools: All the money
        demand: The payments of the plans

    Returns:
        The row of the kind, the line, and whether only the purpose wall forbids it.
    """
    lines = demand.lines
    reach, plan = (pools.reaches[name].to_numpy() for name in ("reach", "plan_number"))
    line_counts = np.bincount(lines.plans, minlength=demand.plans.height)
    row, place = repeated(line_counts[plan])
    reached = starts(line_counts)[plan[row]] + place
    reach_count = int(series_max(pools.table["reach"], -1)) + 1  # some may hold no plan
    reached_counts = np.bincount(reach[row], minlength=reach_count)

    reach = kinds["reach"].to_numpy()
    kind, place = repeated(reached_counts[reach])
    line = reached[starts(reached_counts)[reach[kind]] + place]
    number = {pair: position for position, pair in enumerate(demand.pairs)}
    # one column more than there are pairs, for openings that nothing asks for
    rule_set_count = int(series_max(pools.table["rule_set"], -1)) + 1
    is_open, is_closed = np.zeros((2, rule_set_count, len(number) + 1), dtype=bool)
    for rule_set, plan_type, purpose, closed in pools.openings.iter_rows():
        marks = is_closed if closed else is_open
        marks[rule_set, number.get((plan_type, purpose), len(number))] = True
    rule_set, pair = kinds["rule_set"].to_numpy()[kind], lines.pairs[line]
    capacity = demand.plans["capacity_units"].to_numpy()[lines.plans[line]]
    # A lag class exceeds that many of the distinct assured_years; a pool is closed for it when
    # its own is among those. A comparison with no threshold (NaN) is false.
    passes = (
        (is_open | is_closed)[rule_set, pair]
        & (kinds["assured_rank"].to_numpy()[kind] >= lines.lag_classes[line])
        & ~(capacity < kinds["min_plan_units"].to_numpy()[kind])
        & ~(capacity > kinds["max_plan_units"].to_numpy()[kind])
    )
    return kind[passes], line[passes], is_closed[rule_set, pair][passes]


def eligible_arcs_by_stacking_set(
    pools: BudgetPools, demand: Demand, zero_cost: Payers
) -> EligibleArcs:
    """Return every arc in every variant (model.md, *Roads for money*).

    An arc is in a variant when `eligible_arcs` leaves it open and its stream is in the variant.

    Args:
        pools: The money
        demand: The payments of the plans
        zero_cost: From `zero_cost_eligibility`
    """
    arcs = eligible_arcs(pools, demand)
    plan = demand.payments["plan_number"].to_numpy()[arcs.payment]
    group = whole_numbers(pools.table["stacking_group"])[arcs.pool]
    separate = np.flatnonzero(group >= 0)
    if not len(separate) and not len(zero_cost.plan):
        one_each = np.ones(demand.plans.height, dtype=np.int64)
        nobody = np.zeros(0, dtype=np.int64)
        memberships = Memberships(nobody, nobody, nobody, np.zeros(0, dtype=bool))
        return EligibleArcs(_arcs_in(arcs, demand, np.zeros_like(plan)), one_each, memberships)
    variant_counts, memberships = _variants(
        demand.plans.height,
        Payers(
            np.append(plan[separate], zero_cost.plan),
            np.append(group[separate], zero_cost.stacking_group),
        ),
        np.append(arcs.is_closed[separate], np.zeros(len(zero_cost.plan), dtype=bool)),
        pools,
    )
    everywhere = np.flatnonzero(group < 0)
    row, every_variant = repeated(variant_counts[plan[everywhere]])
    plan_count = demand.plans.height
    among, member = inner_join(
        group[separate] * plan_count + plan[separate],
        memberships.stacking_group * plan_count + memberships.plan,
    )
    arc = np.append(everywhere[row], separate[among])
    variant = np.append(every_variant, memberships.variant[member])
    order = np.lexsort((variant, arc))  # arcs are sorted by pool and payment
    return EligibleArcs(
        _arcs_in(arcs.at(arc[order]), demand, variant[order]), variant_counts, memberships
    )


def _arcs_in(arcs: OpenArcs, demand: Demand, variant: Numbers) -> pl.DataFrame:
    """Return a table of arcs, each in a variant."""
    return pl.DataFrame(
        [
            pl.Series("pool", arcs.pool),
            pl.Series("payment", arcs.payment),
            demand.payments["plan"][arcs.payment],
            pl.Series("is_closed", arcs.is_closed),
            pl.Series("variant", variant),
        ]
    )


class Payers(NamedTuple):
    """Plans (as numbers) and the rule groups that may pay on them."""

    plan: Numbers
    stacking_group: Numbers


def _variants(
    plan_count: int, payers: Payers, is_closed: NDArray[np.bool_], pools: BudgetPools
) -> tuple[Numbers, Memberships]:
    """Return the number of stacking sets of every plan, and the rule groups in each.

    Args:
        plan_count: The number of plans
        payers: Which rule group may pay on which plan; a pair may be repeated
        is_closed: Whether that is by a closed arc
        pools: The money
    """
    step = int(payers.stacking_group.max(initial=0)) + 1
    pair, of_payers = np.unique(payers.plan * step + payers.stacking_group, return_inverse=True)
    all_closed = np.bincount(of_payers, ~is_closed, minlength=len(pair)) == 0
    groups_on: dict[int, list[int]] = {}
    closed: dict[tuple[int, int], bool] = {}
    for number, each in zip(pair.tolist(), all_closed.tolist(), strict=True):
        plan, group = divmod(number, step)
        groups_on.setdefault(plan, []).append(group)
        closed[plan, group] = each
    binding = {
        number: stream for number, stream, binds in pools.minimum_share_groups.iter_rows() if binds
    }
    sets_of: dict[tuple[int, ...], list[frozenset[int]]] = {}
    counts = np.ones(plan_count, dtype=np.int64)
    members: list[tuple[int, int, int, bool]] = []
    for plan, groups in groups_on.items():
        if (key := tuple(groups)) not in sets_of:
            sets_of[key] = stacking_sets(groups, pools.conflicts, binding)
        counts[plan] = len(sets_of[key])
        members += [
            (plan, variant, group, closed[plan, group])
            for variant, each in enumerate(sets_of[key])
            for group in sorted(each)
        ]
    columns = list(zip(*members, strict=True)) or [()] * 4
    plan, variant, group = (np.array(column, dtype=np.int64) for column in columns[:3])
    return counts, Memberships(plan, variant, group, np.array(columns[3], dtype=bool))


def zero_cost_eligibility(
    case: Case, rule_groups: Sequence[RuleGroup], pools: BudgetPools, demand: Demand
) -> Payers:
    """Return the rule groups with a minimum share that may pay a recipe row of zero euros.

    A unit counts for a share where the stream may pay for it, however little the stream pays. A row
    of zero euros counts for the same reason. Otherwise a unit whose cost falls from one cent to
    nothing would no longer count, and cheaper units could mean fewer of them.

    Args:
        case: The case, with its earmarks
        rule_groups: The rule groups of the regime
        pools: The money
        demand: The recipe rows of zero euros
    """
    if demand.zero_cost_payments.is_empty():
        nobody = np.zeros(0, dtype=np.int64)
        return Payers(nobody, nobody)
    table = pools.table.join(pools.minimum_share_groups, on="stacking_group", how="semi")
    requested = frozenset(demand.zero_cost_payments.select("plan_type", "purpose").iter_rows())
    rule_sets = dict(
        table.select("stacking_group", "rule_set").unique().sort("stacking_group").iter_rows()
    )
    openings = openings_of(case, [rule_groups[number] for number in rule_sets], requested)
    rows = [
        (rule_set, plan_type, purpose, False)
        for rule_set, pairs in zip(rule_sets.values(), openings, strict=True)
        for plan_type, purpose in sorted(pairs)
    ]
    opened = pl.DataFrame(rows, schema=OPENING_SCHEMA, orient="row")
    arcs = eligible_arcs(
        replace(pools, table=table, openings=opened),
        replace(demand, payments=demand.zero_cost_payments),
    )
    plan = demand.zero_cost_payments["plan_number"].to_numpy()[arcs.payment]
    return Payers(plan, whole_numbers(table["stacking_group"])[arcs.pool])


def only_closed_by(
    lift: Lift, arcs: pl.DataFrame, pools: BudgetPools, budgets: pl.DataFrame, demand: Demand
) -> pl.DataFrame:
    """Keep the open arcs, and the closed ones that a lift of the purpose wall would open.

    Args:
        lift: The lift; it may leave awarded money alone, and open only some purposes
        arcs: The arcs of the streams in the lift
        pools: The money
        budgets: The budgets, with a row number `budget`
        demand: The payments of the plans
    """
    would_open = pl.lit(True)
    if not lift.awarded:
        awarded = pools.slices.join(budgets.filter("awarded"), on="budget")["pool"].unique()
        would_open = ~pl.col("pool").is_in(awarded.implode())
    if lift.purposes is not None:
        paid = demand.payments.filter(pl.col("purpose").is_in(lift.purposes))["payment"]
        would_open = would_open & pl.col("payment").is_in(paid.implode())
    return arcs.filter(~pl.col("is_closed") | would_open)
