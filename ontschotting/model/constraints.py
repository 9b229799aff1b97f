"""The rows of the program: each numbered rule of model.md is one block, built by joins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from ontschotting.case.areas import Areas, members
from ontschotting.case.case import Case
from ontschotting.lp.builder import ProgramBuilder
from ontschotting.lp.program import Routes
from ontschotting.model.budget_pools import BudgetPools
from ontschotting.model.demand import Demand
from ontschotting.model.minimum_share_constraints import minimum_share_rows
from ontschotting.model.regime_program import (
    Objectives,
    ProgramColumns,
    ProgramLabels,
    ProgramRows,
    RegimeProgram,
)
from ontschotting.model.rule_groups import FundingSupply
from ontschotting.support.numerics import series_max, series_min


@dataclass(frozen=True, eq=False)
class ModelInputs:
    """Everything the rows are made of."""

    case: Case
    areas: Areas
    budgets: pl.DataFrame
    supply: FundingSupply
    demand: Demand
    every: Demand
    members: pl.DataFrame
    pools: BudgetPools
    arcs: pl.DataFrame
    variants: pl.DataFrame
    memberships: pl.DataFrame
    guarantee: str | None


def build_program(inputs: ModelInputs) -> RegimeProgram:
    """The world: columns u, x, m, additions and θ.

    Rows 1 to 6 of the model, and rows for value, targets and floors.
    """
    builder, unit = ProgramBuilder(), _euro_unit(inputs.case)
    units = _units(inputs, builder)
    spending = _spending(inputs, builder, unit)
    matches = _matches(inputs, builder, spending, unit)
    additions, added_to = _additions(inputs, builder, unit)
    theta = builder.columns(max(1, len(inputs.supply.indicators)), 1.0, 1.0, 1.0)
    names: list[pl.DataFrame] = []
    names.append(_recipe_rows(inputs, builder, units, spending, unit))
    budget_rows = _budget_rows(inputs, builder, spending, additions, theta, unit)
    moved = pl.col("pool").is_in(
        inputs.pools.table.filter(pl.col("to_stream").is_not_null())["pool"].implode()
    )
    names.append(
        budget_rows.select(
            "row",
            pl.format(
                "{}_{}", pl.when(moved).then(pl.lit("transfer")).otherwise(pl.lit("budget")), "pool"
            ).alias("name"),
        )
    )
    carry_over_rows = _carry_over_rows(inputs, builder, spending, additions, theta, unit)
    names.append(carry_over_rows.select("row", pl.format("carry_over_{}", "pool").alias("name")))
    names.append(_capacity_rows(inputs, builder, units))
    names.append(_cap_rows(inputs, builder, units, spending, unit))
    names.append(_ceiling_rows(inputs, builder, spending, unit))
    names.append(_cofinancing_rows(inputs, builder, spending, matches))
    names.append(_limit_rows(inputs, builder, units))
    shares = minimum_share_rows(
        inputs.case, inputs.areas, inputs.pools, inputs.memberships, units, builder
    )
    names.append(shares.select("row", "name"))
    value_row, value = _value_row(inputs, builder, units)
    spent_row = builder.rows(1)
    builder.terms(np.full(spending.height, spent_row), spending["column"], 1.0)
    added_row, indicator_row = builder.rows(1), builder.rows(1)
    extra = additions["column"].unique().sort()
    builder.terms(np.full(len(extra), added_row), extra, 1.0)
    builder.terms(
        np.full(len(inputs.supply.indicators), indicator_row),
        theta + np.arange(len(inputs.supply.indicators)),
        1.0,
    )
    target_rows = _target_rows(inputs, builder, units)
    floor_rows = _floor_rows(inputs, builder, units)
    spent, crossing, added = (np.zeros(builder.column_count) for _ in range(3))
    spent[spending["column"].to_numpy()] = 1.0
    crossing[spending.filter("crosses")["column"].to_numpy()] = 1.0
    added[additions["column"].to_numpy()] = 1.0
    value = np.concatenate([value, np.zeros(builder.column_count - len(value))])
    return RegimeProgram(
        case=inputs.case,
        program=builder.program(
            np.zeros(builder.column_count),
            _routes(
                inputs, builder, spending, [*budget_rows["row"], *carry_over_rows["row"], spent_row]
            ),
        ),
        euro_unit=unit,
        budget_eur=inputs.supply.budget_eur,
        columns=ProgramColumns(units, spending, matches, additions, theta),
        rows=ProgramRows(
            value=value_row,
            spent=spent_row,
            added=added_row,
            indicators=indicator_row,
            targets=target_rows,
            floors=floor_rows,
            minimum_shares=shares,
            budgets=budget_rows,
            carry_over=carry_over_rows,
            names=pl.concat(names).sort("row"),
        ),
        objectives=Objectives(value, spent, crossing, added),
        labels=ProgramLabels(
            budgets=inputs.budgets,
            slices=inputs.pools.slices,
            pools=inputs.pools.table,
            payments=inputs.demand.payments,
            plans=inputs.demand.plans,
            members=inputs.members,
            member_payments=inputs.every.payments,
            member_terms=inputs.every.terms,
            added_to=added_to,
            indicators=inputs.supply.indicators,
        ),
    )


def _euro_unit(case: Case) -> float:
    """A power of two near the geometric mean of the costs.

    Dividing by it rounds nothing and keeps every number moderate.
    """
    costs = case.costs.filter(pl.col("eur_per_unit") > 0)["eur_per_unit"].to_numpy()
    return float(2.0 ** round(float(np.mean(np.log2(costs))))) if len(costs) else 1.0


def _numbered(frame: pl.DataFrame, first: int, name: str) -> pl.DataFrame:
    return frame.with_columns(pl.int_range(first, first + pl.len(), dtype=pl.Int64).alias(name))


# Columns


def _units(inputs: ModelInputs, builder: ProgramBuilder) -> pl.DataFrame:
    """u[a, v, d]: units of a plan in a variant, delivered in a year."""
    frame = inputs.variants.join(inputs.demand.deliveries, on="plan").sort(
        "plan", "variant", "delivery_year"
    )
    frame = frame.join(
        inputs.demand.plans.select("plan", "outcome", "weight", "capacity_units"),
        on="plan",
        how="left",
        maintain_order="left",
    )
    first = builder.columns(frame.height, valid_upper=frame["capacity_units"].to_numpy())
    return _numbered(frame, first, "column").select(
        "column", "plan", "variant", "delivery_year", "outcome", "weight"
    )


def _spending(inputs: ModelInputs, builder: ProgramBuilder, unit: float) -> pl.DataFrame:
    """x: euros of a pot on a payment of a plan in a variant.

    No point needs to spend more than the payment asks for.
    """
    frame = (
        inputs.arcs.join(
            inputs.demand.payments.select("payment", "purpose", "year", "most_eur"),
            on="payment",
            how="left",
            maintain_order="left",
        )
        .join(
            inputs.pools.table.select(
                "pool",
                "own",
                "overhead_share",
                "match",
                "cofinancing_share",
                "capped_stream",
                "cap_eur_per_unit",
                "budget_year",
            ),
            on="pool",
            how="left",
            maintain_order="left",
        )
        .with_columns((1.0 - pl.col("overhead_share")).alias("net"))
    )
    most = (frame["most_eur"] / frame["net"] / unit).to_numpy()
    upper = np.where(frame["is_closed"].to_numpy(), 0.0, np.inf)
    return _numbered(
        frame, builder.columns(frame.height, upper=upper, valid_upper=most), "column"
    ).drop("most_eur", "overhead_share")


def _routes(
    inputs: ModelInputs, builder: ProgramBuilder, spending: pl.DataFrame, supply_rows: list[int]
) -> Routes:
    """Spending as a route from a pot to a payment.

    The budget, carry-over and spending rows see the pot, the year only through *late*; every other
    row sees the payment and variant, and the pot only through the rules that sum over several pots:
    co-financing (in net euros), caps and ceilings (in gross euros, so that the overhead tells two
    payments apart there).
    """
    late = (pl.col("carry_over_share") < 1) & (pl.col("year") > pl.col("budget_year"))
    ends = spending.join(
        inputs.pools.table.select("pool", "carry_over_share"),
        on="pool",
        how="left",
        maintain_order="left",
    ).select(
        pl.struct("pool", late.fill_null(False).alias("late"), "crosses", "is_closed")
        .rank("dense")
        .alias("supply"),
        pl.struct(
            "payment",
            "variant",
            "own",
            "match",
            "capped_stream",
            "cap_eur_per_unit",
            pl.when(pl.col("capped_stream").is_not_null()).then(pl.col("net")).alias("net"),
        )
        .rank("dense")
        .alias("demand"),
    )
    on_supply = np.zeros(builder.row_count, dtype=bool)
    on_supply[supply_rows] = True
    supply, demand = (ends[name].cast(pl.Int64).to_numpy() - 1 for name in ("supply", "demand"))
    return Routes(
        spending["column"].to_numpy(), supply, demand, spending["net"].to_numpy(), on_supply
    )


def _matches(
    inputs: ModelInputs, builder: ProgramBuilder, spending: pl.DataFrame, unit: float
) -> pl.DataFrame:
    """m[a, v, p, s].

    Own money on a purpose, matched to the streams that share one co-financing rule.
    """
    asking = (
        spending.filter(pl.col("match").is_not_null())
        .select("plan", "variant", "match")
        .unique()
        .join(inputs.demand.plans.select("plan", "plan_type"), on="plan")
    )
    rules = (
        inputs.pools.table.filter(pl.col("match").is_not_null())
        .select("match", "rule_set")
        .unique()
        .group_by("match")
        .agg(pl.col("rule_set").min())
    )
    open_to = rules.join(inputs.pools.openings, on="rule_set").select(
        "match", "plan_type", "purpose", "is_closed"
    )
    own = (
        spending.filter("own")
        .group_by("plan", "variant", "purpose")
        .agg(pl.col("payment").unique())
    )
    most = (
        own.explode("payment")
        .join(inputs.demand.payments.select("payment", "most_eur"), on="payment")
        .group_by("plan", "variant", "purpose")
        .agg(pl.col("most_eur").sum() / unit)
    )
    frame = (
        asking.join(open_to, on=["match", "plan_type"])
        .join(most, on=["plan", "variant", "purpose"])
        .sort("plan", "variant", "purpose", "match")
    )
    first = builder.columns(
        frame.height,
        upper=np.where(frame["is_closed"].to_numpy(), 0.0, np.inf),
        valid_upper=frame["most_eur"].to_numpy(),
    )
    return _numbered(frame, first, "column").select(
        "column", "plan", "variant", "purpose", "match", "is_closed"
    )


def _additions(
    inputs: ModelInputs, builder: ProgramBuilder, unit: float
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """z: extra money for budgets.

    Budgets whose money goes to the same pots in the same shares are one addition.

    No least addition exceeds all spending there can be, divided by the smallest share of it that
    arrives.
    """
    slices = inputs.pools.slices.filter(pl.col("addition_share") > 0).sort("budget", "pool")
    # Nearly every budget is one piece; a text tells the others apart.
    text = pl.format("{}:{}", "pool", "addition_share").slice(1).str.join(",")
    key = ["pool", "addition_share", "rest"]
    described = slices.group_by("budget", maintain_order=True).agg(
        pl.col("pool").first(), pl.col("addition_share").first(), pl.len().alias("count")
    )
    several = described.filter(pl.col("count") > 1).select("budget")
    rest = (
        slices.join(several, on="budget", how="semi", maintain_order="left")
        .group_by("budget", maintain_order=True)
        .agg(text.alias("rest"))
    )
    described = described.join(rest, on="budget", how="left", maintain_order="left").with_columns(
        pl.col("rest").fill_null("")
    )
    numbered = (
        described.select(key)
        .unique()
        .sort(key)
        .with_row_index("addition")
        .with_columns(pl.col("addition").cast(pl.Int64))
    )
    kinds = described.join(numbered, on=key, maintain_order="left")
    added_to = kinds.select("addition", "budget").sort("addition", "budget")
    one_of_each = kinds.group_by("addition").agg(pl.col("budget").min())
    shares = one_of_each.join(slices, on="budget").select("addition", "pool", "addition_share")
    count = one_of_each.height
    net = 1.0 - series_max(inputs.pools.table["overhead_share"], 0.0)
    carried = series_min(
        inputs.pools.table.filter(pl.col("carry_over_share") > 0)["carry_over_share"], 1.0
    )
    smallest = series_min(slices["addition_share"], 1.0) * net * carried
    most = float(inputs.demand.payments["most_eur"].sum()) / unit / smallest
    first = builder.columns(count, 0.0, 0.0, most)
    frame = shares.with_columns((pl.col("addition") + first).alias("column")).sort("column", "pool")
    return frame, added_to


# Rows


def _recipe_rows(
    inputs: ModelInputs,
    builder: ProgramBuilder,
    units: pl.DataFrame,
    spending: pl.DataFrame,
    unit: float,
) -> pl.DataFrame:
    """1.

    The recipe is paid: Σ (1 − ω) x = Σ e · u for every payment of every plan in every variant.
    """
    rows = (
        inputs.demand.payments.select("payment", "plan")
        .join(inputs.variants, on="plan")
        .sort("payment", "variant")
    )
    rows = _numbered(rows, builder.rows(rows.height, 0.0, 0.0), "row")
    paid = spending.join(rows, on=["payment", "variant"])
    builder.terms(paid["row"], paid["column"], paid["net"].to_numpy())
    asked = inputs.demand.terms.join(rows, on=["payment", "plan"]).join(
        units, on=["plan", "variant", "delivery_year"]
    )
    builder.terms(asked["row"], asked["column"], -asked["eur_per_unit"].to_numpy() / unit)
    return rows.select("row", pl.format("recipe_{}_{}", "payment", "variant").alias("name"))


def _moving(inputs: ModelInputs) -> pl.DataFrame:
    """The money per pot that moves with each lever: `pool`, `indicator`, `moving_eur`."""
    return (
        inputs.pools.slices.group_by("pool", "indicator")
        .agg(pl.col("moving_eur").sum())
        .sort("pool", "indicator")
    )


def _budget_rows(
    inputs: ModelInputs,
    builder: ProgramBuilder,
    spending: pl.DataFrame,
    additions: pl.DataFrame,
    theta: int,
    unit: float,
) -> pl.DataFrame:
    """2.

    Budgets: Σ x ≤ fixed + θ · moving + additions, for every pot; what a pot spends by the rules of
    other streams counts in its own row too.
    """
    pools = inputs.pools.table
    rows = _numbered(
        pools.select("pool"),
        builder.rows(pools.height, -np.inf, pools["fixed_eur"].to_numpy() / unit),
        "row",
    )
    inside = spending.join(rows, on="pool")
    builder.terms(inside["row"], inside["column"], 1.0)
    moved = spending.join(
        pools.filter(pl.col("to_stream").is_not_null()).select("pool", "source_pool"), on="pool"
    ).join(rows.select("row", pl.col("pool").alias("source_pool")), on="source_pool")
    builder.terms(moved["row"], moved["column"], 1.0)
    moving = _moving(inputs).join(rows, on="pool")
    builder.terms(
        moving["row"], moving["indicator"] + theta, -moving["moving_eur"].to_numpy() / unit
    )
    extra = additions.join(rows, on="pool")
    builder.terms(extra["row"], extra["column"], -extra["addition_share"].to_numpy())
    return rows.select("row", "pool")


def _carry_over_rows(
    inputs: ModelInputs,
    builder: ProgramBuilder,
    spending: pl.DataFrame,
    additions: pl.DataFrame,
    theta: int,
    unit: float,
) -> pl.DataFrame:
    """2. Carry-over: Σ over years after the budget's own of x ≤ share · (amount + additions)."""
    pools = inputs.pools.table.filter(pl.col("carry_over_share") < 1)
    share = pools["carry_over_share"].to_numpy()
    first = builder.rows(pools.height, -np.inf, share * pools["fixed_eur"].to_numpy() / unit)
    rows = _numbered(pools.select("pool", "carry_over_share"), first, "row")
    later = spending.filter(pl.col("year") > pl.col("budget_year")).join(rows, on="pool")
    builder.terms(later["row"], later["column"], 1.0)
    moving = _moving(inputs).join(rows, on="pool")
    builder.terms(
        moving["row"],
        moving["indicator"] + theta,
        -(moving["carry_over_share"] * moving["moving_eur"]).to_numpy() / unit,
    )
    extra = additions.join(rows, on="pool")
    builder.terms(
        extra["row"],
        extra["column"],
        -(extra["addition_share"] * extra["carry_over_share"]).to_numpy(),
    )
    return rows.select("row", "pool", "carry_over_share")


def _capacity_rows(
    inputs: ModelInputs, builder: ProgramBuilder, units: pl.DataFrame
) -> pl.DataFrame:
    """3. Capacity: Σ over variants and years of u ≤ capacity; per year ≤ the most units a year."""
    plans = inputs.demand.plans.select("plan", "capacity_units", "max_units_per_year")
    total = _numbered(
        plans, builder.rows(plans.height, -np.inf, plans["capacity_units"].to_numpy()), "row"
    )
    inside = units.join(total, on="plan")
    builder.terms(inside["row"], inside["column"], 1.0)
    yearly = inputs.demand.deliveries.join(
        plans.filter(pl.col("max_units_per_year").is_not_null()), on="plan"
    ).sort("plan", "delivery_year")
    yearly = _numbered(
        yearly, builder.rows(yearly.height, -np.inf, yearly["max_units_per_year"].to_numpy()), "row"
    )
    inside = units.join(yearly, on=["plan", "delivery_year"])
    builder.terms(inside["row"], inside["column"], 1.0)
    return pl.concat([total.select("row"), yearly.select("row")]).with_columns(
        pl.format("capacity_{}", "row").alias("name")
    )


def _cap_rows(
    inputs: ModelInputs,
    builder: ProgramBuilder,
    units: pl.DataFrame,
    spending: pl.DataFrame,
    unit: float,
) -> pl.DataFrame:
    """4.

    Cap per unit: Σ x of a stream on a plan and variant ≤ cap · Σ u; its parts on which the cap
    stands count together.
    """
    capped = spending.filter(pl.col("cap_eur_per_unit").is_not_null())
    rows = (
        capped.select("capped_stream", "plan", "variant", "cap_eur_per_unit")
        .unique()
        .sort("capped_stream", "plan", "variant")
    )
    rows = _numbered(rows, builder.rows(rows.height, -np.inf, 0.0), "row")
    inside = capped.join(rows, on=["capped_stream", "plan", "variant"])
    builder.terms(inside["row"], inside["column"], 1.0)
    delivered = units.join(rows, on=["plan", "variant"])
    builder.terms(
        delivered["row"], delivered["column"], -delivered["cap_eur_per_unit"].to_numpy() / unit
    )
    return rows.select("row", pl.format("cap_{}", "row").alias("name"))


def _ceiling_rows(
    inputs: ModelInputs, builder: ProgramBuilder, spending: pl.DataFrame, unit: float
) -> pl.DataFrame:
    """4. Ceilings: Σ x of a stream in an area (and payment year) ≤ the most it may spend there."""
    table = inputs.case.ceilings.with_row_index("ceiling").with_columns(
        pl.col("ceiling").cast(pl.Int64)
    )
    inside = members(inputs.case, inputs.areas, table, "ceiling").join(
        table.drop("area"), on="ceiling"
    )
    rows = inside.select("instance", "max_eur").unique().sort("instance")
    rows = _numbered(
        rows, builder.rows(rows.height, -np.inf, rows["max_eur"].to_numpy() / unit), "row"
    )
    bound = inside.select(
        "instance",
        "plan",
        pl.col("stream").alias("capped_stream"),
        pl.col("year").alias("ceiling_year"),
    )
    terms = (
        spending.filter(pl.col("capped_stream").is_not_null())
        .join(bound, on=["capped_stream", "plan"])
        .filter(pl.col("ceiling_year").is_null() | (pl.col("ceiling_year") == pl.col("year")))
        .join(rows, on="instance")
    )
    builder.terms(terms["row"], terms["column"], 1.0)
    return rows.select("row", pl.format("ceiling_{}", "instance").alias("name"))


def _cofinancing_rows(
    inputs: ModelInputs, builder: ProgramBuilder, spending: pl.DataFrame, matches: pl.DataFrame
) -> pl.DataFrame:
    """5.

    Co-financing: each own euro is matched once, and a stream brings at most (1 − κ)/κ euros beside
    each matched euro.
    """
    matching_rows = (
        matches.select("plan", "variant", "purpose").unique().sort("plan", "variant", "purpose")
    )
    matching_rows = _numbered(
        matching_rows, builder.rows(matching_rows.height, -np.inf, 0.0), "row"
    )
    matched = matches.join(matching_rows, on=["plan", "variant", "purpose"])
    builder.terms(matched["row"], matched["column"], 1.0)
    own = spending.filter("own").join(matching_rows, on=["plan", "variant", "purpose"])
    builder.terms(own["row"], own["column"], -own["net"].to_numpy())
    asking = spending.filter(pl.col("match").is_not_null())
    ratios = (
        asking.select("match", "plan", "variant", "cofinancing_share")
        .unique()
        .sort("match", "plan", "variant")
    )
    ratios = _numbered(ratios, builder.rows(ratios.height, -np.inf, 0.0), "row")
    spent = asking.drop("cofinancing_share").join(ratios, on=["match", "plan", "variant"])
    builder.terms(
        spent["row"], spent["column"], (spent["cofinancing_share"] * spent["net"]).to_numpy()
    )
    matched = matches.join(ratios, on=["match", "plan", "variant"])
    builder.terms(
        matched["row"], matched["column"], -(1.0 - matched["cofinancing_share"].to_numpy())
    )
    names = pl.concat([matching_rows.select("row"), ratios.select("row")])
    return names.with_columns(pl.format("cofinancing_{}", "row").alias("name"))


def _limit_rows(inputs: ModelInputs, builder: ProgramBuilder, units: pl.DataFrame) -> pl.DataFrame:
    """6. Limits: Σ u of an outcome in an area (and delivery year) ≤ the most units."""
    table = inputs.case.limits.with_row_index("limit").with_columns(pl.col("limit").cast(pl.Int64))
    inside = members(inputs.case, inputs.areas, table, "limit").join(table.drop("area"), on="limit")
    rows = inside.select("instance", "max_units").unique().sort("instance")
    rows = _numbered(rows, builder.rows(rows.height, -np.inf, rows["max_units"].to_numpy()), "row")
    bound = inside.select("instance", "plan", "outcome", pl.col("year").alias("limit_year"))
    terms = (
        units.join(bound, on=["plan", "outcome"])
        .filter(pl.col("limit_year").is_null() | (pl.col("limit_year") == pl.col("delivery_year")))
        .join(rows, on="instance")
    )
    builder.terms(terms["row"], terms["column"], 1.0)
    return rows.select("row", pl.format("limit_{}", "instance").alias("name"))


def _value_row(
    inputs: ModelInputs, builder: ProgramBuilder, units: pl.DataFrame
) -> tuple[int, np.ndarray]:
    """Σ weight · u as a row without bounds, and as an objective."""
    row = builder.rows(1)
    weights = units["weight"].to_numpy()
    builder.terms(np.full(units.height, row), units["column"], weights)
    value = np.zeros(builder.column_count)
    value[units["column"].to_numpy()] = weights
    return row, value


def _target_rows(inputs: ModelInputs, builder: ProgramBuilder, units: pl.DataFrame) -> pl.DataFrame:
    """Σ u of a target's outcome in its area (and delivery year) plus a shortfall, one row per
    target, without bounds.
    """
    table = inputs.case.targets.with_row_index("target").with_columns(
        pl.col("target").cast(pl.Int64)
    )
    rows = table.select("target", pl.col("units").alias("wanted"))
    first = builder.rows(table.height)
    rows = _with_shortfalls(_numbered(rows, first, "row"), builder, table["units"].to_numpy())
    bound = members(inputs.case, inputs.areas, table, "target").join(
        table.select("target", "outcome", pl.col("year").alias("target_year")), on="target"
    )
    terms = units.join(bound, on=["plan", "outcome"]).filter(
        pl.col("target_year").is_null() | (pl.col("target_year") == pl.col("delivery_year"))
    )
    builder.terms((terms["target"] + first).to_numpy(), terms["column"], 1.0)
    return rows


def _with_shortfalls(rows: pl.DataFrame, builder: ProgramBuilder, most: Any) -> pl.DataFrame:
    """A column per row that stands for what is missing.

    It is shut (upper bound 0) until an optimum asks how much is missing.
    """
    first = builder.columns(rows.height, 0.0, 0.0, most)
    rows = _numbered(rows, first, "shortfall")
    builder.terms(rows["row"], rows["shortfall"], 1.0)
    return rows


def _floor_rows(inputs: ModelInputs, builder: ProgramBuilder, units: pl.DataFrame) -> pl.DataFrame:
    """What each area (its value) or each outcome (its units) gets, one row each, without bounds."""
    if inputs.guarantee is None:
        return pl.DataFrame(schema={"row": pl.Int64, "area": pl.String, "shortfall": pl.Int64})
    if inputs.guarantee == "outcomes":
        names = sorted(units["outcome"].unique().to_list())
        rows = pl.DataFrame({"area": names}, schema={"area": pl.String})
        terms = units.with_columns(pl.col("outcome").alias("area"), pl.lit(1.0).alias("weight"))
    else:
        names = [str(area or "") for area in inputs.areas.of_level(inputs.guarantee)]
        rows = pl.DataFrame({"area": names}, schema={"area": pl.String})
        inside = [
            (str(area or ""), plan)
            for area in inputs.areas.of_level(inputs.guarantee)
            for plan in inputs.areas.plans_in(inputs.guarantee, area)
        ]
        terms = units.join(
            pl.DataFrame(inside, schema={"area": pl.String, "plan": pl.String}, orient="row"),
            on="plan",
        )
    # no floor asks more than every unit there is
    most = float(
        (inputs.demand.plans["capacity_units"] * inputs.demand.plans["weight"].clip(1.0)).sum()
    )
    rows = _with_shortfalls(_numbered(rows, builder.rows(rows.height), "row"), builder, most)
    terms = terms.join(rows, on="area")
    builder.terms(terms["row"], terms["column"], terms["weight"].to_numpy())
    return rows.select("row", "area", "shortfall")
