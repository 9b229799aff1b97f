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
    money: FundingSupply
    need: Demand
    every: Demand
    members: pl.DataFrame
    pots: BudgetPools
    roads: pl.DataFrame
    variants: pl.DataFrame
    standing: pl.DataFrame
    guarantee: str | None


def build_program(given: ModelInputs) -> RegimeProgram:
    """The world: columns u, x, m, additions and θ.

    Rows 1 to 6 of the model, and rows for value, targets and floors.
    """
    ledger, unit = ProgramBuilder(), _euro_unit(given.case)
    units = _units(given, ledger)
    spending = _spending(given, ledger, unit)
    matches = _matches(given, ledger, spending, unit)
    additions, added_to = _additions(given, ledger, unit)
    theta = ledger.columns(max(1, len(given.money.levers)), 1.0, 1.0, 1.0)
    names: list[pl.DataFrame] = []
    names.append(_recipe_rows(given, ledger, units, spending, unit))
    budget_rows = _budget_rows(given, ledger, spending, additions, theta, unit)
    moved = pl.col("pot").is_in(
        given.pots.pots.filter(pl.col("to_stream").is_not_null())["pot"].implode()
    )
    names.append(
        budget_rows.select(
            "row",
            pl.format(
                "{}_{}", pl.when(moved).then(pl.lit("transfer")).otherwise(pl.lit("budget")), "pot"
            ).alias("name"),
        )
    )
    carry_over_rows = _carry_over_rows(given, ledger, spending, additions, theta, unit)
    names.append(carry_over_rows.select("row", pl.format("carry_over_{}", "pot").alias("name")))
    names.append(_capacity_rows(given, ledger, units))
    names.append(_cap_rows(given, ledger, units, spending, unit))
    names.append(_ceiling_rows(given, ledger, spending, unit))
    names.append(_cofinancing_rows(given, ledger, spending, matches))
    names.append(_limit_rows(given, ledger, units))
    shares = minimum_share_rows(given.case, given.areas, given.pots, given.standing, units, ledger)
    names.append(shares.select("row", "name"))
    value_row, value = _value_row(given, ledger, units)
    spent_row = ledger.rows(1)
    ledger.terms(np.full(spending.height, spent_row), spending["column"], 1.0)
    added_row, lever_row = ledger.rows(1), ledger.rows(1)
    extra = additions["column"].unique().sort()
    ledger.terms(np.full(len(extra), added_row), extra, 1.0)
    ledger.terms(
        np.full(len(given.money.levers), lever_row), theta + np.arange(len(given.money.levers)), 1.0
    )
    target_rows = _target_rows(given, ledger, units)
    floor_rows = _floor_rows(given, ledger, units)
    spent, crossing, added = (np.zeros(ledger.column_count) for _ in range(3))
    spent[spending["column"].to_numpy()] = 1.0
    crossing[spending.filter("crosses")["column"].to_numpy()] = 1.0
    added[additions["column"].to_numpy()] = 1.0
    value = np.concatenate([value, np.zeros(ledger.column_count - len(value))])
    return RegimeProgram(
        case=given.case,
        program=ledger.program(
            np.zeros(ledger.column_count),
            _routes(
                given, ledger, spending, [*budget_rows["row"], *carry_over_rows["row"], spent_row]
            ),
        ),
        euro_unit=unit,
        budget_eur=given.money.budget_eur,
        columns=ProgramColumns(units, spending, matches, additions, theta),
        rows=ProgramRows(
            value=value_row,
            spent=spent_row,
            added=added_row,
            indicators=lever_row,
            targets=target_rows,
            floors=floor_rows,
            minimum_shares=shares,
            budgets=budget_rows,
            carry_over=carry_over_rows,
            names=pl.concat(names).sort("row"),
        ),
        objectives=Objectives(value, spent, crossing, added),
        labels=ProgramLabels(
            budgets=given.budgets,
            slices=given.pots.pieces,
            pools=given.pots.pots,
            payments=given.need.payments,
            plans=given.need.plans,
            members=given.members,
            member_payments=given.every.payments,
            member_terms=given.every.terms,
            added_to=added_to,
            indicators=given.money.levers,
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


def _units(given: ModelInputs, ledger: ProgramBuilder) -> pl.DataFrame:
    """u[a, v, d]: units of a plan in a variant, delivered in a year."""
    frame = given.variants.join(given.need.deliveries, on="plan").sort(
        "plan", "variant", "delivery_year"
    )
    frame = frame.join(
        given.need.plans.select("plan", "outcome", "weight", "capacity_units"),
        on="plan",
        how="left",
        maintain_order="left",
    )
    first = ledger.columns(frame.height, valid_upper=frame["capacity_units"].to_numpy())
    return _numbered(frame, first, "column").select(
        "column", "plan", "variant", "delivery_year", "outcome", "weight"
    )


def _spending(given: ModelInputs, ledger: ProgramBuilder, unit: float) -> pl.DataFrame:
    """x: euros of a pot on a payment of a plan in a variant.

    No point needs to spend more than the payment asks for.
    """
    frame = (
        given.roads.join(
            given.need.payments.select("payment", "purpose", "year", "most_eur"),
            on="payment",
            how="left",
            maintain_order="left",
        )
        .join(
            given.pots.pots.select(
                "pot",
                "own",
                "overhead_share",
                "match",
                "cofinancing_share",
                "capped",
                "cap_eur_per_unit",
                "given_year",
            ),
            on="pot",
            how="left",
            maintain_order="left",
        )
        .with_columns((1.0 - pl.col("overhead_share")).alias("net"))
    )
    most = (frame["most_eur"] / frame["net"] / unit).to_numpy()
    upper = np.where(frame["shadow"].to_numpy(), 0.0, np.inf)
    return _numbered(
        frame, ledger.columns(frame.height, upper=upper, valid_upper=most), "column"
    ).drop("most_eur", "overhead_share")


def _routes(
    given: ModelInputs, ledger: ProgramBuilder, spending: pl.DataFrame, supply_rows: list[int]
) -> Routes:
    """Spending as a route from a pot to a payment.

    The budget, carry-over and spending rows see the pot, the year only through *late*; every other
    row sees the payment and variant, and the pot only through the rules that sum over several pots:
    co-financing (in net euros), caps and ceilings (in gross euros, so that the overhead tells two
    payments apart there).
    """
    late = (pl.col("carry_over_share") < 1) & (pl.col("year") > pl.col("given_year"))
    ends = spending.join(
        given.pots.pots.select("pot", "carry_over_share"),
        on="pot",
        how="left",
        maintain_order="left",
    ).select(
        pl.struct("pot", late.fill_null(False).alias("late"), "crosses", "shadow")
        .rank("dense")
        .alias("supply"),
        pl.struct(
            "payment",
            "variant",
            "own",
            "match",
            "capped",
            "cap_eur_per_unit",
            pl.when(pl.col("capped").is_not_null()).then(pl.col("net")).alias("net"),
        )
        .rank("dense")
        .alias("demand"),
    )
    on_supply = np.zeros(ledger.row_count, dtype=bool)
    on_supply[supply_rows] = True
    supply, demand = (ends[name].cast(pl.Int64).to_numpy() - 1 for name in ("supply", "demand"))
    return Routes(
        spending["column"].to_numpy(), supply, demand, spending["net"].to_numpy(), on_supply
    )


def _matches(
    given: ModelInputs, ledger: ProgramBuilder, spending: pl.DataFrame, unit: float
) -> pl.DataFrame:
    """m[a, v, p, s].

    Own money on a purpose, matched to the streams that share one co-financing rule.
    """
    asking = (
        spending.filter(pl.col("match").is_not_null())
        .select("plan", "variant", "match")
        .unique()
        .join(given.need.plans.select("plan", "plan_type"), on="plan")
    )
    rules = (
        given.pots.pots.filter(pl.col("match").is_not_null())
        .select("match", "rules")
        .unique()
        .group_by("match")
        .agg(pl.col("rules").min())
    )
    open_to = rules.join(given.pots.opened, on="rules").select(
        "match", "plan_type", "purpose", "shadow"
    )
    own = (
        spending.filter("own")
        .group_by("plan", "variant", "purpose")
        .agg(pl.col("payment").unique())
    )
    most = (
        own.explode("payment")
        .join(given.need.payments.select("payment", "most_eur"), on="payment")
        .group_by("plan", "variant", "purpose")
        .agg(pl.col("most_eur").sum() / unit)
    )
    frame = (
        asking.join(open_to, on=["match", "plan_type"])
        .join(most, on=["plan", "variant", "purpose"])
        .sort("plan", "variant", "purpose", "match")
    )
    first = ledger.columns(
        frame.height,
        upper=np.where(frame["shadow"].to_numpy(), 0.0, np.inf),
        valid_upper=frame["most_eur"].to_numpy(),
    )
    return _numbered(frame, first, "column").select(
        "column", "plan", "variant", "purpose", "match", "shadow"
    )


def _additions(
    given: ModelInputs, ledger: ProgramBuilder, unit: float
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """z: extra money for budgets.

    Budgets whose money goes to the same pots in the same shares are one addition.

    No least addition exceeds all spending there can be, divided by the smallest share of it that
    arrives.
    """
    pieces = given.pots.pieces.filter(pl.col("addition_share") > 0).sort("budget", "pot")
    # Nearly every budget is one piece; a text tells the others apart.
    text = pl.format("{}:{}", "pot", "addition_share").slice(1).str.join(",")
    key = ["pot", "addition_share", "rest"]
    described = pieces.group_by("budget", maintain_order=True).agg(
        pl.col("pot").first(), pl.col("addition_share").first(), pl.len().alias("count")
    )
    several = described.filter(pl.col("count") > 1).select("budget")
    rest = (
        pieces.join(several, on="budget", how="semi", maintain_order="left")
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
    shares = one_of_each.join(pieces, on="budget").select("addition", "pot", "addition_share")
    count = one_of_each.height
    net = 1.0 - series_max(given.pots.pots["overhead_share"], 0.0)
    carried = series_min(
        given.pots.pots.filter(pl.col("carry_over_share") > 0)["carry_over_share"], 1.0
    )
    smallest = series_min(pieces["addition_share"], 1.0) * net * carried
    most = float(given.need.payments["most_eur"].sum()) / unit / smallest
    first = ledger.columns(count, 0.0, 0.0, most)
    frame = shares.with_columns((pl.col("addition") + first).alias("column")).sort("column", "pot")
    return frame, added_to


# Rows


def _recipe_rows(
    given: ModelInputs,
    ledger: ProgramBuilder,
    units: pl.DataFrame,
    spending: pl.DataFrame,
    unit: float,
) -> pl.DataFrame:
    """1.

    The recipe is paid: Σ (1 − ω) x = Σ e · u for every payment of every plan in every variant.
    """
    rows = (
        given.need.payments.select("payment", "plan")
        .join(given.variants, on="plan")
        .sort("payment", "variant")
    )
    rows = _numbered(rows, ledger.rows(rows.height, 0.0, 0.0), "row")
    paid = spending.join(rows, on=["payment", "variant"])
    ledger.terms(paid["row"], paid["column"], paid["net"].to_numpy())
    asked = given.need.terms.join(rows, on=["payment", "plan"]).join(
        units, on=["plan", "variant", "delivery_year"]
    )
    ledger.terms(asked["row"], asked["column"], -asked["eur_per_unit"].to_numpy() / unit)
    return rows.select("row", pl.format("recipe_{}_{}", "payment", "variant").alias("name"))


def _moving(given: ModelInputs) -> pl.DataFrame:
    """The money per pot that moves with each lever: `pot`, `lever`, `moving_eur`."""
    return (
        given.pots.pieces.group_by("pot", "lever")
        .agg(pl.col("moving_eur").sum())
        .sort("pot", "lever")
    )


def _budget_rows(
    given: ModelInputs,
    ledger: ProgramBuilder,
    spending: pl.DataFrame,
    additions: pl.DataFrame,
    theta: int,
    unit: float,
) -> pl.DataFrame:
    """2.

    Budgets: Σ x ≤ fixed + θ · moving + additions, for every pot; what a pot spends by the rules of
    other streams counts in its own row too.
    """
    pots = given.pots.pots
    rows = _numbered(
        pots.select("pot"),
        ledger.rows(pots.height, -np.inf, pots["fixed_eur"].to_numpy() / unit),
        "row",
    )
    inside = spending.join(rows, on="pot")
    ledger.terms(inside["row"], inside["column"], 1.0)
    moved = spending.join(
        pots.filter(pl.col("to_stream").is_not_null()).select("pot", "home"), on="pot"
    ).join(rows.select("row", pl.col("pot").alias("home")), on="home")
    ledger.terms(moved["row"], moved["column"], 1.0)
    moving = _moving(given).join(rows, on="pot")
    ledger.terms(moving["row"], moving["lever"] + theta, -moving["moving_eur"].to_numpy() / unit)
    extra = additions.join(rows, on="pot")
    ledger.terms(extra["row"], extra["column"], -extra["addition_share"].to_numpy())
    return rows.select("row", "pot")


def _carry_over_rows(
    given: ModelInputs,
    ledger: ProgramBuilder,
    spending: pl.DataFrame,
    additions: pl.DataFrame,
    theta: int,
    unit: float,
) -> pl.DataFrame:
    """2. Carry-over: Σ over years after the budget's own of x ≤ share · (amount + additions)."""
    pots = given.pots.pots.filter(pl.col("carry_over_share") < 1)
    share = pots["carry_over_share"].to_numpy()
    first = ledger.rows(pots.height, -np.inf, share * pots["fixed_eur"].to_numpy() / unit)
    rows = _numbered(pots.select("pot", "carry_over_share"), first, "row")
    later = spending.filter(pl.col("year") > pl.col("given_year")).join(rows, on="pot")
    ledger.terms(later["row"], later["column"], 1.0)
    moving = _moving(given).join(rows, on="pot")
    ledger.terms(
        moving["row"],
        moving["lever"] + theta,
        -(moving["carry_over_share"] * moving["moving_eur"]).to_numpy() / unit,
    )
    extra = additions.join(rows, on="pot")
    ledger.terms(
        extra["row"],
        extra["column"],
        -(extra["addition_share"] * extra["carry_over_share"]).to_numpy(),
    )
    return rows.select("row", "pot", "carry_over_share")


def _capacity_rows(given: ModelInputs, ledger: ProgramBuilder, units: pl.DataFrame) -> pl.DataFrame:
    """3. Capacity: Σ over variants and years of u ≤ capacity; per year ≤ the most units a year."""
    plans = given.need.plans.select("plan", "capacity_units", "max_units_per_year")
    total = _numbered(
        plans, ledger.rows(plans.height, -np.inf, plans["capacity_units"].to_numpy()), "row"
    )
    inside = units.join(total, on="plan")
    ledger.terms(inside["row"], inside["column"], 1.0)
    yearly = given.need.deliveries.join(
        plans.filter(pl.col("max_units_per_year").is_not_null()), on="plan"
    ).sort("plan", "delivery_year")
    yearly = _numbered(
        yearly, ledger.rows(yearly.height, -np.inf, yearly["max_units_per_year"].to_numpy()), "row"
    )
    inside = units.join(yearly, on=["plan", "delivery_year"])
    ledger.terms(inside["row"], inside["column"], 1.0)
    return pl.concat([total.select("row"), yearly.select("row")]).with_columns(
        pl.format("capacity_{}", "row").alias("name")
    )


def _cap_rows(
    given: ModelInputs,
    ledger: ProgramBuilder,
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
        capped.select("capped", "plan", "variant", "cap_eur_per_unit")
        .unique()
        .sort("capped", "plan", "variant")
    )
    rows = _numbered(rows, ledger.rows(rows.height, -np.inf, 0.0), "row")
    inside = capped.join(rows, on=["capped", "plan", "variant"])
    ledger.terms(inside["row"], inside["column"], 1.0)
    delivered = units.join(rows, on=["plan", "variant"])
    ledger.terms(
        delivered["row"], delivered["column"], -delivered["cap_eur_per_unit"].to_numpy() / unit
    )
    return rows.select("row", pl.format("cap_{}", "row").alias("name"))


def _ceiling_rows(
    given: ModelInputs, ledger: ProgramBuilder, spending: pl.DataFrame, unit: float
) -> pl.DataFrame:
    """4. Ceilings: Σ x of a stream in an area (and payment year) ≤ the most it may spend there."""
    table = given.case.ceilings.with_row_index("ceiling").with_columns(
        pl.col("ceiling").cast(pl.Int64)
    )
    inside = members(given.case, given.areas, table, "ceiling").join(
        table.drop("area"), on="ceiling"
    )
    rows = inside.select("instance", "max_eur").unique().sort("instance")
    rows = _numbered(
        rows, ledger.rows(rows.height, -np.inf, rows["max_eur"].to_numpy() / unit), "row"
    )
    bound = inside.select(
        "instance", "plan", pl.col("stream").alias("capped"), pl.col("year").alias("ceiling_year")
    )
    terms = (
        spending.filter(pl.col("capped").is_not_null())
        .join(bound, on=["capped", "plan"])
        .filter(pl.col("ceiling_year").is_null() | (pl.col("ceiling_year") == pl.col("year")))
        .join(rows, on="instance")
    )
    ledger.terms(terms["row"], terms["column"], 1.0)
    return rows.select("row", pl.format("ceiling_{}", "instance").alias("name"))


def _cofinancing_rows(
    given: ModelInputs, ledger: ProgramBuilder, spending: pl.DataFrame, matches: pl.DataFrame
) -> pl.DataFrame:
    """5.

    Co-financing: each own euro is matched once, and a stream brings at most (1 − κ)/κ euros beside
    each matched euro.
    """
    pools = matches.select("plan", "variant", "purpose").unique().sort("plan", "variant", "purpose")
    pools = _numbered(pools, ledger.rows(pools.height, -np.inf, 0.0), "row")
    matched = matches.join(pools, on=["plan", "variant", "purpose"])
    ledger.terms(matched["row"], matched["column"], 1.0)
    own = spending.filter("own").join(pools, on=["plan", "variant", "purpose"])
    ledger.terms(own["row"], own["column"], -own["net"].to_numpy())
    asking = spending.filter(pl.col("match").is_not_null())
    ratios = (
        asking.select("match", "plan", "variant", "cofinancing_share")
        .unique()
        .sort("match", "plan", "variant")
    )
    ratios = _numbered(ratios, ledger.rows(ratios.height, -np.inf, 0.0), "row")
    spent = asking.drop("cofinancing_share").join(ratios, on=["match", "plan", "variant"])
    ledger.terms(
        spent["row"], spent["column"], (spent["cofinancing_share"] * spent["net"]).to_numpy()
    )
    matched = matches.join(ratios, on=["match", "plan", "variant"])
    ledger.terms(
        matched["row"], matched["column"], -(1.0 - matched["cofinancing_share"].to_numpy())
    )
    names = pl.concat([pools.select("row"), ratios.select("row")])
    return names.with_columns(pl.format("cofinancing_{}", "row").alias("name"))


def _limit_rows(given: ModelInputs, ledger: ProgramBuilder, units: pl.DataFrame) -> pl.DataFrame:
    """6. Limits: Σ u of an outcome in an area (and delivery year) ≤ the most units."""
    table = given.case.limits.with_row_index("limit").with_columns(pl.col("limit").cast(pl.Int64))
    inside = members(given.case, given.areas, table, "limit").join(table.drop("area"), on="limit")
    rows = inside.select("instance", "max_units").unique().sort("instance")
    rows = _numbered(rows, ledger.rows(rows.height, -np.inf, rows["max_units"].to_numpy()), "row")
    bound = inside.select("instance", "plan", "outcome", pl.col("year").alias("limit_year"))
    terms = (
        units.join(bound, on=["plan", "outcome"])
        .filter(pl.col("limit_year").is_null() | (pl.col("limit_year") == pl.col("delivery_year")))
        .join(rows, on="instance")
    )
    ledger.terms(terms["row"], terms["column"], 1.0)
    return rows.select("row", pl.format("limit_{}", "instance").alias("name"))


def _value_row(
    given: ModelInputs, ledger: ProgramBuilder, units: pl.DataFrame
) -> tuple[int, np.ndarray]:
    """Σ weight · u as a row without bounds, and as an objective."""
    row = ledger.rows(1)
    weights = units["weight"].to_numpy()
    ledger.terms(np.full(units.height, row), units["column"], weights)
    value = np.zeros(ledger.column_count)
    value[units["column"].to_numpy()] = weights
    return row, value


def _target_rows(given: ModelInputs, ledger: ProgramBuilder, units: pl.DataFrame) -> pl.DataFrame:
    """Σ u of a target's outcome in its area (and delivery year) plus a shortfall, one row per
    target, without bounds.
    """
    table = given.case.targets.with_row_index("target").with_columns(
        pl.col("target").cast(pl.Int64)
    )
    rows = table.select("target", pl.col("units").alias("wanted"))
    first = ledger.rows(table.height)
    rows = _with_shortfalls(_numbered(rows, first, "row"), ledger, table["units"].to_numpy())
    bound = members(given.case, given.areas, table, "target").join(
        table.select("target", "outcome", pl.col("year").alias("target_year")), on="target"
    )
    terms = units.join(bound, on=["plan", "outcome"]).filter(
        pl.col("target_year").is_null() | (pl.col("target_year") == pl.col("delivery_year"))
    )
    ledger.terms((terms["target"] + first).to_numpy(), terms["column"], 1.0)
    return rows


def _with_shortfalls(rows: pl.DataFrame, ledger: ProgramBuilder, most: Any) -> pl.DataFrame:
    """A column per row that stands for what is missing.

    It is shut (upper bound 0) until an optimum asks how much is missing.
    """
    first = ledger.columns(rows.height, 0.0, 0.0, most)
    rows = _numbered(rows, first, "shortfall")
    ledger.terms(rows["row"], rows["shortfall"], 1.0)
    return rows


def _floor_rows(given: ModelInputs, ledger: ProgramBuilder, units: pl.DataFrame) -> pl.DataFrame:
    """What each area (its value) or each outcome (its units) gets, one row each, without bounds."""
    if given.guarantee is None:
        return pl.DataFrame(schema={"row": pl.Int64, "area": pl.String, "shortfall": pl.Int64})
    if given.guarantee == "outcomes":
        names = sorted(units["outcome"].unique().to_list())
        rows = pl.DataFrame({"area": names}, schema={"area": pl.String})
        terms = units.with_columns(pl.col("outcome").alias("area"), pl.lit(1.0).alias("weight"))
    else:
        names = [str(area or "") for area in given.areas.of_level(given.guarantee)]
        rows = pl.DataFrame({"area": names}, schema={"area": pl.String})
        inside = [
            (str(area or ""), plan)
            for area in given.areas.of_level(given.guarantee)
            for plan in given.areas.plans_in(given.guarantee, area)
        ]
        terms = units.join(
            pl.DataFrame(inside, schema={"area": pl.String, "plan": pl.String}, orient="row"),
            on="plan",
        )
    # no floor asks more than every unit there is
    most = float((given.need.plans["capacity_units"] * given.need.plans["weight"].clip(1.0)).sum())
    rows = _with_shortfalls(_numbered(rows, ledger.rows(rows.height), "row"), ledger, most)
    terms = terms.join(rows, on="area")
    ledger.terms(terms["row"], terms["column"], terms["weight"].to_numpy())
    return rows.select("row", "area", "shortfall")
