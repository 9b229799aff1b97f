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
        pots: `pot`, `mark`, `reach`, `rules`, `given_year`, `from_year`, `to_year`,
            `carry_over_share`, `fixed_eur`, and of the rules that stand: `own`, `overhead_share`,
            `assured_rank`, `min_plan_units`, `max_plan_units`, `match` (group of streams with one
            co-financing rule), `cofinancing_share`, `capped` (the stream, where a cap or ceiling
            stands), `cap_eur_per_unit`, `exclusive` (the part, where exclusions or a minimum share
            stand); and `to_stream`, `home`: of money that has moved, the stream by whose rules it
            is spent and the pot whose money it is (of other money: null, and the pot itself)
        pieces: `budget`, `part`, `lever`, `pot`, `fixed_eur`, `moving_eur`, `addition_share`: where
            each budget went, so that answers come back per budget. Pieces in a pot with a
            `to_stream` are no money of their own but the most of it that may move there
        reaches: `reach`, `plan`
        opened: `rules`, `plan_type`, `purpose`, `shadow`: what may be paid, and (shadow) what only
            the purpose wall forbids, where that was asked for
        pairs: Excluded pairs of parts
        sharing: `exclusive`, `stream`, `bound`: the parts of streams with a minimum share, and
            whether it stands on the part
    """

    pots: pl.DataFrame
    pieces: pl.DataFrame
    reaches: pl.DataFrame
    opened: pl.DataFrame
    pairs: dict[int, frozenset[int]]
    sharing: pl.DataFrame


def aggregate_budgets(
    case: Case,
    areas: Areas,
    budgets: pl.DataFrame,
    money: FundingSupply,
    need: Demand,
    marks: pl.DataFrame | None = None,
    shadowed: frozenset[str] = frozenset(),
) -> BudgetPools:
    """Merge the budgets of a case under a regime into pots.

    Args:
        marks: `budget`, `mark`: budgets with different marks stay in different pots
        shadowed: The streams of which the purposes that they may not pay are listed too, as shadows
    """
    pairs, sharing = excluded_pairs(case, money.parts), sharing_rule_groups(case, money.parts)
    ceilings = set(case.ceilings["stream"].to_list())
    opened_by_all = _requested_pairs(case)
    opened_by = openings_of(case, money.parts, opened_by_all)
    rules_of: dict[tuple[Any, ...], int] = {}
    matches_of: dict[tuple[Any, ...], int] = {}
    ranks = need.assured_years
    rows, described = [], []
    for number, part in enumerate(money.parts):
        opened = opened_by[number]
        capped = (
            part.stream
            if part.cap_eur_per_unit is not None
            or (part.ceilings_stand and part.stream in ceilings)
            else None
        )
        shadows = opened_by_all - opened if part.stream in shadowed else frozenset()
        match = None
        if part.cofinancing_share > 0:
            match = matches_of.setdefault(
                (part.cofinancing_share, opened, shadows), len(matches_of)
            )
        exclusive = number if number in pairs or number in sharing else None
        rank = len(ranks) if part.assured_years is None else ranks.index(part.assured_years)
        told = (
            part.own,
            part.overhead_share,
            rank,
            part.min_plan_units,
            part.max_plan_units,
            match,
            part.cofinancing_share,
            capped,
            part.cap_eur_per_unit,
            exclusive,
        )
        key = (*told, opened, shadows)
        if key not in rules_of:
            rules_of[key] = len(rules_of)
            described.append((rules_of[key], *told))
        rows.append(
            (
                number,
                rules_of[key],
                ",".join(sorted(part.levels)),
                part.prefinance_years,
                part.spend_within_years,
                part.carry_over_share,
            )
        )
    parts = pl.DataFrame(rows, schema=_PARTS_SCHEMA, orient="row")
    first, last = _span(need)
    # Numbers instead of names for as long as there is a row per budget: a case has hundreds of
    # thousands of those.
    places = budgets.select("level", "area").unique().sort("level", "area").with_row_index("place")
    pieces = (
        money.pieces.join(
            budgets.select("budget", "level", "area", "year")
            .join(places, on=["level", "area"], nulls_equal=True)
            .drop("level", "area"),
            on="budget",
        )
        .join(parts, on="part")
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
            .alias("given_year"),
        )
        .drop("year", "prefinance_years", "spend_within_years")
    )
    pieces = (
        pieces.with_columns(pl.lit(0, pl.Int64).alias("mark"))
        if marks is None
        else pieces.join(marks, on="budget")
    )
    reaches, reach_of = _reaches(
        areas, pieces.select("place", "levels").unique().join(places, on="place")
    )
    pieces = (
        separate_marks(pieces, money.slots)
        .join(reach_of, on=["place", "levels"])
        .drop("place", "levels")
    )
    same = ["reach", "rules", "given_year", "from_year", "to_year", "carry_over_share", "mark"]
    pieces, kins = with_transfer_group(pieces, money.slots, same)
    same.append("kin")
    pots = (
        pieces.group_by(same)
        .agg(pl.col("fixed_eur").sum())
        .sort(same)
        .with_row_index("pot")
        .with_columns(pl.col("pot").cast(pl.Int64))
        .join(
            pl.DataFrame(described, schema=_RULES_SCHEMA, orient="row"),
            on="rules",
            maintain_order="left",
        )
    )
    pieces = pieces.join(pots.select("pot", *same), on=same, nulls_equal=True)
    openings = [
        (rules, plan_type, purpose, shadow)
        for key, rules in rules_of.items()
        for shadow, opened in ((False, key[-2]), (True, key[-1]))
        for plan_type, purpose in sorted(opened)
    ]
    return BudgetPools(
        with_source_pool(pots, kins),
        pieces.select(
            "budget", "part", "lever", "pot", "fixed_eur", "moving_eur", "addition_share"
        ).sort("budget", "part", "pot"),
        reaches,
        pl.DataFrame(
            openings,
            schema={
                "rules": pl.Int64,
                "plan_type": pl.String,
                "purpose": pl.String,
                "shadow": pl.Boolean,
            },
            orient="row",
        ),
        pairs,
        pl.DataFrame(
            [(part, money.parts[part].stream, bound) for part, bound in sharing.items()],
            schema={"exclusive": pl.Int64, "stream": pl.String, "bound": pl.Boolean},
            orient="row",
        ),
    )


_PARTS_SCHEMA: dict[str, Any] = {
    "part": pl.Int64,
    "rules": pl.Int64,
    "levels": pl.String,
    "prefinance_years": pl.Int64,
    "spend_within_years": pl.Int64,
    "carry_over_share": pl.Float64,
}

_RULES_SCHEMA: dict[str, Any] = {
    "rules": pl.Int64,
    "own": pl.Boolean,
    "overhead_share": pl.Float64,
    "assured_rank": pl.Int64,
    "min_plan_units": pl.Float64,
    "max_plan_units": pl.Float64,
    "match": pl.Int64,
    "cofinancing_share": pl.Float64,
    "capped": pl.String,
    "cap_eur_per_unit": pl.Float64,
    "exclusive": pl.Int64,
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
    case: Case, parts: Sequence[RuleGroup], asked: frozenset[tuple[str, str]]
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
            if part.opens_all_purposes
            else by_stream.get(part.stream, frozenset())
            | {pair for pair in asked if pair[1] in part.opened_purposes}
        )
        for part in parts
    ]


def _span(need: Demand) -> tuple[int, int]:
    years = pl.concat([need.payments["year"], need.idle["year"]])
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
