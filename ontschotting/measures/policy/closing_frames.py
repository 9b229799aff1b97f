"""The frames of `Closing`: a row per whole plan, where extra money goes, and who pays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from ontschotting.case.case import Case
from ontschotting.measures.policy.closing_sentences import SIDES
from ontschotting.results.solution_frames import added_money
from ontschotting.solving.projects.whole_plans import WayToClose, WholePlanQuestions
from ontschotting.support.tolerances import IN_SOLUTION

_DataType = pl.DataType | type[pl.DataType]

ANSWERS: dict[str, _DataType] = {
    "closes": pl.Boolean,
    "first_year": pl.Int64,
    "first_year_least": pl.Int64,
    "short_alone_eur": pl.Float64,
    "short_alone_least_eur": pl.Float64,
}
"""What is found of a plan under a regime."""

_PLANS: dict[str, _DataType] = {
    "plan": pl.String,
    "name": pl.String,
    "region": pl.String,
    "outcome": pl.String,
    "units": pl.Float64,
    **{f"{side}_{name}": kind for side in SIDES for name, kind in ANSWERS.items()},
    "walls": pl.List(pl.String()),
    "walls_open": pl.List(pl.String()),
}
_ADDITIONS: dict[str, _DataType] = {
    "regime": pl.String,
    "plan": pl.String,
    "stream": pl.String,
    "own": pl.Boolean,
    "level": pl.String,
    "area": pl.String,
    "year": pl.Int64,
    "awarded": pl.Boolean,
    "addition_eur": pl.Float64,
}
_PAYMENTS: dict[str, _DataType] = {
    "regime": pl.String,
    "plan": pl.String,
    "stream": pl.String,
    "purposes": pl.List(pl.String()),
    "shown_eur": pl.Float64,
    "addition_eur": pl.Float64,
}


@dataclass(frozen=True)
class Walls:
    """The walls that alone close a plan.

    Attributes:
        enough: Those that do
        unknown: Those of which the search stopped before that was proven
    """

    enough: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def empty_frames() -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the additions and the payments of no plan."""
    return pl.DataFrame(schema=_ADDITIONS), pl.DataFrame(schema=_PAYMENTS)


def additions_of(
    questions: WholePlanQuestions, way: WayToClose, side: str, plan: str | None
) -> pl.DataFrame:
    """Return where the extra money goes, as in `Closing.additions`."""
    program = questions.questions.regime_program
    added = added_money(program, way.optimum.values)
    return added.with_columns(
        pl.lit(side).alias("regime"), pl.lit(plan, pl.String).alias("plan")
    ).select(pl.col(name).cast(kind) for name, kind in _ADDITIONS.items())


def payments_of(
    questions: WholePlanQuestions, way: WayToClose, side: str, plan: str
) -> pl.DataFrame:
    """Return who pays a plan in one cheapest way to close it, as in `Closing.payments`."""
    program = questions.questions.regime_program
    spending, values = questions.spending_on(plan), way.optimum.values
    spent = (
        spending.with_columns(pl.Series("x", values[spending["column"].to_numpy()]))
        .filter(pl.col("x") > IN_SOLUTION)
        .with_columns((pl.col("x") * program.euro_unit).alias("eur"))
    )
    added = added_money(program, values).group_by("stream").agg(pl.col("addition_eur").sum())
    shown = (
        spent.group_by("stream", maintain_order=True)
        .agg(
            pl.col("purpose").drop_nulls().unique().sort().alias("purposes"),
            pl.col("eur").sum().alias("shown_eur"),
        )
        .join(added, on="stream", how="left", maintain_order="left")
    )
    addition = pl.min_horizontal(pl.col("addition_eur").fill_null(0.0), "shown_eur")
    return shown.with_columns(
        pl.lit(side).alias("regime"), pl.lit(plan).alias("plan"), addition.alias("addition_eur")
    ).select(pl.col(name).cast(kind) for name, kind in _PAYMENTS.items())


def plans_frame(
    case: Case, sides: Mapping[str, Mapping[str, Mapping[str, Any]]], walls: Mapping[str, Walls]
) -> pl.DataFrame:
    """Return a row per whole plan: `Closing.plans`."""
    whole = case.with_defaults["plans"].filter("whole").sort("plan")
    rows = [
        {
            **row,
            "units": row["capacity_units"],
            **{
                f"{side}_{name}": value
                for side, found in sides.items()
                for name, value in found[row["plan"]].items()
            },
            "walls": walls.get(row["plan"], Walls()).enough,
            "walls_open": walls.get(row["plan"], Walls()).unknown,
        }
        for row in whole.iter_rows(named=True)
    ]
    return pl.DataFrame([{name: row[name] for name in _PLANS} for row in rows], schema=_PLANS)
