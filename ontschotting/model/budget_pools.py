"""Merging money that no rule tells apart.

Every budget goes into one pot, and pots are what the program spends from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from ontschotting.case.areas import Areas
from ontschotting.case.case import Case
from ontschotting.model.demand import Demand
from ontschotting.model.rule_groups import FundingSupply, RuleGroup
from ontschotting.model.stacking_sets import excluded_pairs, sharing_rule_groups
from ontschotting.model.transfers import separate_marks, with_source_pool, with_transfer_group
from ontschotting.support.numerics import series_max, series_min

_EVER = 10_000
"""Years further away than any plan: stands for *no limit* in windows of years."""


@dataclass(frozen=True, eq=False)
class BudgetPools:
    """The money side of a program.

    Two budgets share a pot when they reach the same plans, in the same years, under rules that are
    equal in every respect, the same shares of them may move to the same streams, and no rule sums
    over one of them without the other. Then any spending from the pot can be divided over its
    budgets in proportion to their amounts, and every row of the program still holds: the merged
    program has the same optimum.

    Attributes:
        table: `pool`, `separation_key`, `reach`, `rule_set`, `budget_year`, `from_year`, `to_year`,
            `carry_over_share`, `fixed_eur`, and of the rules that stand: `own`, `overhead_share`,
            `assured_rank`, `min_plan_units`, `max_plan_units`, `match` (group of streams with one
            co-financing rule), `cofinancing_share`, `capped_stream` (the stream, where a cap or
            ceiling
            stands), `cap_eur_per_unit`, `stacking_group` (the part, where exclusions or a minimum
            share
            stand); and `to_stream`, `source_pool`: of money that has moved, the stream by whose
            rules it
            is spent and the pot whose money it is (of other money: null, and the pot itself)
        slices: `budget`, `rule_group`, `indicator`, `pool`, `fixed_eur`, `moving_eur`,
            `addition_share`: where
            each budget went, so that answers come back per budget. Pieces in a pot with a
            `to_stream` are no money of their own but the most of it that may move there
        reaches: `reach`, `plan`
        openings: `rule_set`, `plan_type`, `purpose`, `is_closed`: what may be paid, and (shadow)
            what only the purpose wall forbids, where that was asked for
        conflicts: Excluded pairs of parts
        minimum_share_groups: `stacking_group`, `stream`, `is_binding`: the parts of streams with a
            minimum share, and whether it stands on the part
    """

    table: pl.DataFrame
    slices: pl.DataFrame
    reaches: pl.DataFrame
    openings: pl.DataFrame
    conflicts: dict[int, frozenset[int]]
    minimum_share_groups: pl.DataFrame


def aggregate_budgets(
    case: Case,
    areas: Areas,
    budgets: pl.DataFrame,
    supply: FundingSupply,
    demand: Demand,
    marks: pl.DataFrame | None = None,
    with_closed_arcs: frozenset[str] = frozenset(),
) -> BudgetPools:
    """Merge the budgets of a case under a regime into pots.

    Args:
        marks: `budget`, `separation_key`: budgets with different marks stay in different pots
        with_closed_arcs: The streams of which the purposes that they may not pay are listed too,
            as shadows
    """
    conflicts, minimum_share_groups = (
        excluded_pairs(case, supply.rule_groups),
        sharing_rule_groups(case, supply.rule_groups),
    )
    ceilings = set(case.ceilings["stream"].to_list())
    opened_by_all = _requested_pairs(case)
    opened_by = openings_of(case, supply.rule_groups, opened_by_all)
    rules_of: dict[tuple[Any, ...], int] = {}
    matches_of: dict[tuple[Any, ...], int] = {}
    ranks = demand.assured_years
    rows, described = [], []
    for number, rule_group in enumerate(supply.rule_groups):
        openings = opened_by[number]
        capped = (
            rule_group.stream
            if rule_group.cap_eur_per_unit is not None
            or (rule_group.ceilings_stand and rule_group.stream in ceilings)
            else None
        )
        shadows = opened_by_all - openings if rule_group.stream in with_closed_arcs else frozenset()
        match = None
        if rule_group.cofinancing_share > 0:
            match = matches_of.setdefault(
                (rule_group.cofinancing_share, openings, shadows), len(matches_of)
            )
        exclusive = number if number in conflicts or number in minimum_share_groups else None
        rank = (
            len(ranks)
            if rule_group.assured_years is None
            else ranks.index(rule_group.assured_years)
        )
        told = (
            rule_group.own,
            rule_group.overhead_share,
            rank,
            rule_group.min_plan_units,
            rule_group.max_plan_units,
            match,
            rule_group.cofinancing_share,
            capped,
            rule_group.cap_eur_per_unit,
            exclusive,
        )
        key = (*told, openings, shadows)
        if key not in rules_of:
            rules_of[key] = len(rules_of)
            described.append((rules_of[key], *told))
        rows.append(
            (
                number,
                rules_of[key],
                ",".join(sorted(rule_group.levels)),
                rule_group.prefinance_years,
                rule_group.spend_within_years,
                rule_group.carry_over_share,
            )
        )
    rule_groups = pl.DataFrame(rows, schema=_PARTS_SCHEMA, orient="row")
    first, last = _span(demand)
    # Numbers instead of names for as long as there is a row per budget: a case has hundreds of
    # thousands of those.
    places = budgets.select("level", "area").unique().sort("level", "area").with_row_index("place")
    slices = (
        supply.slices.join(
            budgets.select("budget", "level", "area", "year")
            .join(places, on=["level", "area"], nulls_equal=True)
            .drop("level", "area"),
            on="budget",
        )
        .join(rule_groups, on="rule_group")
        .with_columns(
            pl.max_horizontal(pl.col("year") - pl.col("prefinance_years"), pl.lit(first)).alias(
                "from_year"
            ),
            pl.min_horizontal(
                pl.col("year") + pl.col("spend_within_years").fill_null(_EVER), pl.lit(last)
            ).alias("to_year"),
            # A carry-over share looks at the year a budget was given; without one only the window
            # counts.
            pl.when(pl.col("carry_over_share").is_not_null())
            .then(pl.col("year"))
            .alias("budget_year"),
        )
        .drop("year", "prefinance_years", "spend_within_years")
    )
    slices = (
        slices.with_columns(pl.lit(0, pl.Int64).alias("separation_key"))
        if marks is None
        else slices.join(marks, on="budget")
    )
    reaches, reach_of = _reaches(
        areas, slices.select("place", "levels").unique().join(places, on="place")
    )
    slices = (
        separate_marks(slices, supply.transfer_slices)
        .join(reach_of, on=["place", "levels"])
        .drop("place", "levels")
    )
    same = [
        "reach",
        "rule_set",
        "budget_year",
        "from_year",
        "to_year",
        "carry_over_share",
        "separation_key",
    ]
    slices, transfer_groups = with_transfer_group(slices, supply.transfer_slices, same)
    same.append("transfer_group")
    pools = (
        slices.group_by(same)
        .agg(pl.col("fixed_eur").sum())
        .sort(same)
        .with_row_index("pool")
        .with_columns(pl.col("pool").cast(pl.Int64))
        .join(
            pl.DataFrame(described, schema=_RULES_SCHEMA, orient="row"),
            on="rule_set",
            maintain_order="left",
        )
    )
    slices = slices.join(pools.select("pool", *same), on=same, nulls_equal=True)
    listed = [
        (rules, plan_type, purpose, is_closed)
        for key, rules in rules_of.items()
        for is_closed, openings in ((False, key[-2]), (True, key[-1]))
        for plan_type, purpose in sorted(openings)
    ]
    return BudgetPools(
        with_source_pool(pools, transfer_groups),
        slices.select(
            "budget", "rule_group", "indicator", "pool", "fixed_eur", "moving_eur", "addition_share"
        ).sort("budget", "rule_group", "pool"),
        reaches,
        pl.DataFrame(
            listed,
            schema={
                "rule_set": pl.Int64,
                "plan_type": pl.String,
                "purpose": pl.String,
                "is_closed": pl.Boolean,
            },
            orient="row",
        ),
        conflicts,
        pl.DataFrame(
            [
                (rule_group, supply.rule_groups[rule_group].stream, bound)
                for rule_group, bound in minimum_share_groups.items()
            ],
            schema={"stacking_group": pl.Int64, "stream": pl.String, "is_binding": pl.Boolean},
            orient="row",
        ),
    )


_PARTS_SCHEMA: dict[str, Any] = {
    "rule_group": pl.Int64,
    "rule_set": pl.Int64,
    "levels": pl.String,
    "prefinance_years": pl.Int64,
    "spend_within_years": pl.Int64,
    "carry_over_share": pl.Float64,
}

_RULES_SCHEMA: dict[str, Any] = {
    "rule_set": pl.Int64,
    "own": pl.Boolean,
    "overhead_share": pl.Float64,
    "assured_rank": pl.Int64,
    "min_plan_units": pl.Float64,
    "max_plan_units": pl.Float64,
    "match": pl.Int64,
    "cofinancing_share": pl.Float64,
    "capped_stream": pl.String,
    "cap_eur_per_unit": pl.Float64,
    "stacking_group": pl.Int64,
}


def _requested_pairs(case: Case) -> frozenset[tuple[str, str]]:
    """The (plan type, purpose) pairs that a recipe asks money for."""
    return frozenset(
        case.costs.filter(pl.col("eur_per_unit") > 0)
        .select("plan_type", "purpose")
        .unique()
        .iter_rows()
    )


def openings_of(
    case: Case, rule_groups: Sequence[RuleGroup], asked: frozenset[tuple[str, str]]
) -> list[frozenset[tuple[str, str]]]:
    """For each part, the (plan type, purpose) pairs that its purpose wall leaves open, among those
    asked.
    """
    rows: dict[str, list[tuple[str, str | None]]] = {}
    for stream, purpose, plan_type in case.earmarks.select(
        "stream", "purpose", "plan_type"
    ).iter_rows():
        rows.setdefault(stream, []).append((purpose, plan_type))
    by_stream = {
        stream: frozenset(
            (kind, purpose)
            for kind, purpose in asked
            if any(p in ("*", purpose) and t in (None, kind) for p, t in marks)
        )
        for stream, marks in rows.items()
    }
    return [
        (
            asked
            if rule_group.opens_all_purposes
            else by_stream.get(rule_group.stream, frozenset())
            | {pair for pair in asked if pair[1] in rule_group.opened_purposes}
        )
        for rule_group in rule_groups
    ]


def _span(demand: Demand) -> tuple[int, int]:
    years = pl.concat([demand.payments["year"], demand.zero_cost_payments["year"]])
    if years.is_empty():
        return 0, 0
    return int(series_min(years)), int(series_max(years))


def _reaches(areas: Areas, asked: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The distinct sets of plans that budgets reach, numbered, and the number for each place and
    widening.
    """
    numbers: dict[frozenset[str], int] = {}
    of: list[tuple[int, str, int]] = []
    for place, levels, level, area in (
        asked.select("place", "levels", "level", "area").sort("level", "area", "levels").iter_rows()
    ):
        plans = areas.reach(level, area, [one for one in levels.split(",") if one])
        of.append((place, levels, numbers.setdefault(plans, len(numbers))))
    members = [(number, plan) for plans, number in numbers.items() for plan in sorted(plans)]
    return (
        pl.DataFrame(members, schema={"reach": pl.Int64, "plan": pl.String}, orient="row"),
        pl.DataFrame(
            of, schema={"place": pl.UInt32, "levels": pl.String, "reach": pl.Int64}, orient="row"
        ),
    )
