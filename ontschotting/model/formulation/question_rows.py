"""Rows that only count until a question gives them a bound: value, spending, targets, floors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from ontschotting.case.areas import plans_of_rows
from ontschotting.lp.builder import ProgramBuilder
from ontschotting.model.formulation.inputs import ModelInputs
from ontschotting.model.formulation.numbering import with_new_columns, with_new_rows
from ontschotting.model.regime_program import ProgramColumns
from ontschotting.support.arrays import is_blank


@dataclass(frozen=True, eq=False)
class QuestionRows:
    """The rows without bounds (see `ontschotting.model.regime_program.ProgramRows`)."""

    value: int
    spent: int
    added: int
    indicators: int
    targets: pl.DataFrame
    floors: pl.DataFrame


def add_question_rows(
    inputs: ModelInputs, columns: ProgramColumns, builder: ProgramBuilder
) -> QuestionRows:
    """Add the rows Σ value · u, Σ x + Σ f, Σ additions, Σ θ, and those of targets and floors.

    Args:
        inputs: The tables of the case under the regime
        columns: The columns of the program
        builder: The program under construction
    """
    theta = columns.theta + np.arange(len(inputs.supply.indicators))
    return QuestionRows(
        value=_sum_row(columns.units["column"], columns.units["weight"].to_numpy(), builder),
        spent=_sum_row(
            np.append(columns.spending["column"], columns.fixed_costs["column"]), 1.0, builder
        ),
        added=_sum_row(np.unique(columns.additions["column"]), 1.0, builder),
        indicators=_sum_row(theta, 1.0, builder),
        targets=_target_rows(inputs, columns, builder),
        floors=_floor_rows(inputs, columns, builder),
    )


def _sum_row(columns: Any, coefficients: Any, builder: ProgramBuilder) -> int:
    """Add one row without bounds that sums these columns."""
    row = int(builder.add_rows(1)[0])
    builder.add_terms(np.full(len(columns), row), columns, coefficients)
    return row


def _target_rows(
    inputs: ModelInputs, columns: ProgramColumns, builder: ProgramBuilder
) -> pl.DataFrame:
    """Add N of a target's outcome in its area (and year) plus a shortfall, a row per target."""
    targets, outcomes = inputs.case.targets, columns.outcomes
    if targets.is_empty():
        return pl.DataFrame(schema=_TARGET_SCHEMA)
    wanted = targets["units"].to_numpy()
    number = [pl.Series("target", np.arange(targets.height)), pl.Series("wanted", wanted)]
    rows = with_new_rows(pl.DataFrame(number), builder)
    rows = _with_shortfalls(rows, wanted, builder)
    places = plans_of_rows(inputs.areas, targets[["level", "area"]].rows())
    instance, unit = inputs.counted_at(places, targets["outcome"].to_list())
    target = places.row[instance]
    year = outcomes["delivery_year"].to_numpy()[unit]
    named_year = targets["year"].to_numpy()[target]
    here = np.flatnonzero(is_blank(named_year) | (named_year == year))
    row = rows["row"].to_numpy()[target[here]]
    column, per_unit = (outcomes[name].to_numpy()[unit[here]] for name in ("column", "per_unit"))
    builder.add_terms(row, column, per_unit)
    return rows


_TARGET_SCHEMA = {
    "target": pl.Int64,
    "wanted": pl.Float64,
    "row": pl.Int64,
    "shortfall": pl.Int64,
}


def _with_shortfalls(rows: pl.DataFrame, most: Any, builder: ProgramBuilder) -> pl.DataFrame:
    """Add to each row a column for what is missing, in `shortfall`.

    It is closed (upper bound 0) until a question asks how much is missing.
    """
    rows = with_new_columns(rows, builder, upper=0.0, valid_upper=most, name="shortfall")
    builder.add_terms(rows["row"], rows["shortfall"], 1.0)
    return rows


def _floor_rows(
    inputs: ModelInputs, columns: ProgramColumns, builder: ProgramBuilder
) -> pl.DataFrame:
    """Add the value of each area, or the units of each outcome, plus a shortfall."""
    if inputs.guarantee is None:
        return pl.DataFrame(schema={"row": pl.Int64, "area": pl.String, "shortfall": pl.Int64})
    areas, counted = (
        _units_by_outcome(columns.outcomes)
        if inputs.guarantee == "outcomes"
        else _value_by_area(inputs, inputs.guarantee, columns.units)
    )
    # No floor can ask for more than all units there are, with what they bring.
    demand = inputs.demand
    of_rows = np.repeat(np.arange(demand.plans.height), demand.outcome_counts)
    brought = np.bincount(of_rows, demand.outcomes["per_unit"].to_numpy())
    each = np.maximum(demand.plans["weight"].to_numpy(), brought)
    most = float(np.sum(demand.plans["capacity_units"].to_numpy() * each))
    rows = with_new_rows(pl.DataFrame({"area": areas}, schema={"area": pl.String}), builder)
    rows = _with_shortfalls(rows, most, builder)
    counted = counted.join(rows, on="area")
    builder.add_terms(counted["row"], counted["column"], counted["weight"].to_numpy())
    return rows.select("row", "area", "shortfall")


def _units_by_outcome(outcomes: pl.DataFrame) -> tuple[list[str], pl.DataFrame]:
    """Return the outcomes, and what each unit column counts for one, with the outcome as `area`."""
    return outcomes["outcome"].unique().sort().to_list(), outcomes.select(
        "column", pl.col("outcome").alias("area"), pl.col("per_unit").alias("weight")
    )


def _value_by_area(
    inputs: ModelInputs, level: str, units: pl.DataFrame
) -> tuple[list[str], pl.DataFrame]:
    """Return the areas of a level, and each unit column with its weight under every area it is in.

    The nation is written as an empty text.
    """
    areas = inputs.areas.of_level(level)
    plans = [(area or "", plan) for area in areas for plan in inputs.areas.plans_in(level, area)]
    inside = pl.DataFrame(plans, schema={"area": pl.String, "plan": pl.String}, orient="row")
    return [area or "" for area in areas], units.join(inside, on="plan")
