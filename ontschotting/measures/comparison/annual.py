"""Units a year.

The years in which plans deliver, the target a year, and the best values of regimes side by side.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from ontschotting.case.areas import areas_of
from ontschotting.case.case import Case
from ontschotting.case.facts.outcomes import outcomes_of
from ontschotting.support.numerics import series_max, series_min
from ontschotting.words.catalogue import texts


def year_count(case: Case) -> int:
    """Count the years from the first in which a plan can deliver to the last."""
    return int(series_max(case.plans["last_year"])) - int(series_min(case.plans["first_year"])) + 1


def annual_target(case: Case) -> float | None:
    """Return the national target in units a year, or None where there is none; see `targets_of`."""
    whole = targets_of(case, "national").get(None)
    return None if whole is None else whole / year_count(case)


def targets_of(case: Case, level: str) -> dict[str | None, float]:
    """Return the target of every area of a level, all delivery years together.

    A target for the whole period counts. Without one, the sum of yearly targets counts if there are
    as many of them as years in which plans deliver. They need not be the same years, since a
    programme may count homes in other years than those in which they are delivered.

    Args:
        case: Whose targets are read
        level: `national`, `region`, `plan` or a level of the case

    Returns:
        Units by area (None is the nation). An area whose yearly targets cover fewer years is left
        out; with several outcomes there is no such number, and nothing is returned.
    """
    outcomes = list(outcomes_of(case))
    rows = case.targets.filter((pl.col("level") == level) & pl.col("outcome").is_in(outcomes))
    if len(outcomes) > 1:
        return {}
    targets: dict[str | None, float] = {}
    for area in areas_of(case).of_level(level):
        area_rows = rows.filter(pl.col("area").eq_missing(pl.lit(area, pl.String)))
        whole, yearly = (
            area_rows.filter(pl.col("year").is_null()),
            area_rows.filter(pl.col("year").is_not_null()),
        )
        if whole.height:
            targets[area] = float(whole["units"].sum())
        elif yearly["year"].n_unique() == year_count(case):
            targets[area] = float(yearly["units"].sum())
    return targets


def annual_values(
    case: Case,
    values: Mapping[str, float | None],
    lang: str,
    most: Mapping[str, float | None] | None = None,
) -> pl.DataFrame:
    """Return best values in units a year, as `outcomes_per_year_chart` draws them.

    Args:
        case: Whose plans say how many years there are
        values: Units over all years by kind of regime: `current`, `free` or `awarded`; a kind
            without a value gets no row
        lang: `nl` or `en`, for the names
        most: Of each value that a search left open, the most that it may be

    Returns:
        `name`, `kind`, `value`, `low`, `high`; the last two are blank where the value is proven.
    """
    years, known, rows = year_count(case), most or {}, []
    for name, value in values.items():
        if value is not None:
            high = known.get(name)
            ends = (None, None) if high is None else (value / years, high / years)
            rows.append((texts("answers.annual", lang)[name], name, value / years, *ends))
    return pl.DataFrame(
        rows,
        schema={
            "name": pl.String,
            "kind": pl.String,
            "value": pl.Float64,
            "low": pl.Float64,
            "high": pl.Float64,
        },
        orient="row",
    )
