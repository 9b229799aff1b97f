"""The eligible arcs: which pool may pay which payment of which plan, in which variant.

An arc is an open road of model.md. A variant is a set of streams that may together pay for a unit:
a stacking set of the plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
from ontschotting.support.arrays import Numbers, dense_rank, repeated, starts
from ontschotting.support.numerics import series_max


class EligibleArcs(NamedTuple):
    """Every arc and every variant, sorted.

    Attributes:
        arcs: `pool`, `payment`, `plan`, `variant`, `is_closed`
        variants: `plan`, `variant`; every plan has at least one
        memberships: `plan`, `variant`, `stacking_group`, `is_closed` (only closed arcs lead there):
            the rule groups in each variant that stacking sets keep apart
    """

    arcs: pl.DataFrame
    variants: pl.DataFrame
    memberships: pl.DataFrame


def eligible_arcs(pools: BudgetPools, demand: Demand) -> pl.DataFrame:
    """Return the arcs that area, purpose, period, threshold and assurance leave open, sorted.

    Pools of one reach and rule set may pay for the same lines of payments, each in its own years.

    Args:
        pools: The money; what only the purpose wall forbids is marked closed among its openings
        demand: The payments of the plans

    Returns:
        `pool`, `payment`, `plan`, `stacking_group`, `is_closed`.
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
    pool, payment = pool[row], start[row] + place
    return pl.DataFrame(
        [
            pl.Series("pool", pool),
            pl.Series("payment", payment),
            demand.payments["plan"][payment],
            table["stacking_group"][pool],
            pl.Series("is_closed", is_closed[row]),
        ]
    )


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
    reaches = int(series_max(pools.table["reach"], -1)) + 1  # some may hold no plan
    reached_counts = np.bincount(reach[row], minlength=reaches)

    reach = kinds["reach"].to_numpy()
    kind, place = repeated(reached_counts[reach])
    line = reached[starts(reached_counts)[reach[kind]] + place]
    number = {pair: position for position, pair in enumerate(demand.pairs)}
    # one column more than there are pairs, for openings that nothing asks for
    rule_sets = int(series_max(pools.table["rule_set"], -1)) + 1
    is_open, is_closed = np.zeros((2, rule_sets, len(number) + 1), dtype=bool)
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
    pools: BudgetPools, demand: Demand, zero_cost_groups: pl.DataFrame
) -> EligibleArcs:
    """Return every arc in every variant (model.md, *Roads for money*).

    An arc is in a variant when `eligible_arcs` leaves it open and its stream is in the variant.

    Args:
        pools: The money
        demand: The payments of the plans
        zero_cost_groups: `plan`, `stacking_group`: from `zero_cost_eligibility`
    """
    arcs = eligible_arcs(pools, demand)
    if arcs["stacking_group"].null_count() == arcs.height and zero_cost_groups.is_empty():
        return _one_variant_each(arcs, demand)
    separate = arcs.filter(pl.col("stacking_group").is_not_null())
    groups = (
        pl.concat(
            [
                separate.select("plan", "stacking_group", "is_closed"),
                zero_cost_groups.with_columns(pl.lit(False).alias("is_closed")),
            ]
        )
        .group_by("plan", "stacking_group")
        .agg(pl.col("is_closed").all())
    )
    variants, memberships = _variants(demand.plans["plan"].to_list(), groups, pools)
    columns = ["pool", "payment", "plan", "variant", "is_closed"]
    in_every_variant = arcs.filter(pl.col("stacking_group").is_null()).join(variants, on="plan")
    in_some_variants = separate.join(memberships, on=["plan", "stacking_group"])
    return EligibleArcs(
        pl.concat([in_every_variant.select(columns), in_some_variants.select(columns)]).sort(
            "pool", "payment", "variant"
        ),
        variants,
        memberships.join(groups, on=["plan", "stacking_group"]),
    )


def _one_variant_each(arcs: pl.DataFrame, demand: Demand) -> EligibleArcs:
    """Return the arcs where no stacking set keeps money apart: every plan has one variant."""
    return EligibleArcs(
        _in_variant_0(arcs[["pool", "payment", "plan", "is_closed"]]),
        _in_variant_0(demand.plans[["plan"]]),
        pl.DataFrame(schema=_MEMBERSHIP_SCHEMA),
    )


def _in_variant_0(table: pl.DataFrame) -> pl.DataFrame:
    return table.hstack([pl.Series("variant", np.zeros(table.height, dtype=np.int64))])


_MEMBERSHIP_SCHEMA = {
    "plan": pl.String,
    "variant": pl.Int64,
    "stacking_group": pl.Int64,
    "is_closed": pl.Boolean,
}


def _variants(
    plans: Iterable[str], groups: pl.DataFrame, pools: BudgetPools
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the stacking sets of every plan, numbered, and the rule groups in each."""
    groups_on = {
        plan: frozenset(numbers)
        for plan, numbers in groups.group_by("plan").agg("stacking_group").iter_rows()
    }
    binding = dict(
        pools.minimum_share_groups.filter("is_binding")
        .select("stacking_group", "stream")
        .iter_rows()
    )
    nobody = frozenset[int]()
    sets_of = {
        numbers: stacking_sets(numbers, pools.conflicts, binding)
        for numbers in {*groups_on.values(), nobody}
    }
    variants: list[tuple[str, int]] = []
    memberships: list[tuple[str, int, int]] = []
    for plan in sorted(plans):
        for variant, members in enumerate(sets_of[groups_on.get(plan, nobody)]):
            variants.append((plan, variant))
            memberships += [(plan, variant, member) for member in sorted(members)]
    schema = {"plan": pl.String, "variant": pl.Int64, "stacking_group": pl.Int64}
    return (
        pl.DataFrame(variants, schema={"plan": pl.String, "variant": pl.Int64}, orient="row"),
        pl.DataFrame(memberships, schema=schema, orient="row"),
    )


def zero_cost_eligibility(
    case: Case, rule_groups: Sequence[RuleGroup], pools: BudgetPools, demand: Demand
) -> pl.DataFrame:
    """Return the rule groups with a minimum share that may pay a recipe row of zero euros.

    A unit counts for a share where the stream may pay for it, however little the stream pays. A row
    of zero euros counts for the same reason. Otherwise a unit whose cost falls from one cent to
    nothing would no longer count, and cheaper units could mean fewer of them.

    Args:
        case: The case, with its earmarks
        rule_groups: The rule groups of the regime
        pools: The money
        demand: The recipe rows of zero euros

    Returns:
        `plan`, `stacking_group`.
    """
    if demand.zero_cost_payments.is_empty():
        return pl.DataFrame(schema={"plan": pl.String, "stacking_group": pl.Int64})
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
    return arcs.select("plan", "stacking_group").unique()


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
