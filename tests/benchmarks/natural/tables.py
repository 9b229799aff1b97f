"""The tables of a case joined to what a program has: units, needs, and roads for money."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from tests.benchmarks.natural.questions import MILLION

if TYPE_CHECKING:
    # Only a type: a way that is measured loads what it needs by itself.
    from ontschotting.case.case import Case


@dataclass(frozen=True)
class Tables:
    """What linopy and pyoframe are given, every row numbered from 0.

    Attributes:
        budgets: `budget`, `amount`
        plans: `plan`, `capacity`
        units: `unit`, `plan`: a plan in a year
        needs: `need`, `unit`, `cost`: what a unit asks for one purpose
        paths: `path`, `budget`, `need`, `is_crossing`: a budget that may pay for a need when the
            walls of purpose and period are lifted, and whether one of them closes it today
    """

    budgets: pl.DataFrame
    plans: pl.DataFrame
    units: pl.DataFrame
    needs: pl.DataFrame
    paths: pl.DataFrame

    def open_paths(self, lifted: bool) -> pl.DataFrame:
        """Return the paths of a world, numbered anew."""
        kept = self.paths if lifted else self.paths.filter(~pl.col("is_crossing"))
        return kept.drop("path").with_row_index("path")


def tables_of(case: Case) -> Tables:
    """Return the tables of a case with walls of purpose, area and period only."""
    budgets = case.budgets.with_row_index("budget")
    plans = case.plans.drop("plan").with_row_index("plan")
    units = (
        plans.select(
            "plan",
            "plan_type",
            "region",
            pl.int_ranges(pl.col("first_year"), pl.col("last_year") + 1).alias("delivery"),
        )
        .explode("delivery")
        .with_row_index("unit")
    )
    recipe = case.costs.filter(pl.col("eur_per_unit") > 0).select(
        "plan_type", "purpose", (pl.col("eur_per_unit") / MILLION).alias("cost")
    )
    needs = units.join(recipe, on="plan_type").sort("unit", "purpose").with_row_index("need")
    given = budgets.join(_regions_of_areas(case), on=["level", "area"], nulls_equal=True).join(
        case.streams.select("stream", "spend_within_years"), on="stream"
    )
    marks = case.earmarks.select("stream", "purpose").unique()
    every = marks.filter(pl.col("purpose") == "*")["stream"].implode()
    named = marks.with_columns(pl.lit(True).alias("is_named"))
    is_earmarked = pl.col("is_named").fill_null(False) | pl.col("stream").is_in(every)
    is_in_time = (pl.col("delivery") <= pl.col("year") + pl.col("spend_within_years")).fill_null(
        True
    )
    paths = (
        given.select("budget", "stream", "region", "year", "spend_within_years")
        .join(needs.select("need", "region", "purpose", "delivery"), on="region")
        .filter(pl.col("delivery") >= pl.col("year"))
        .join(named, on=["stream", "purpose"], how="left")
        .select("budget", "need", (~(is_earmarked & is_in_time)).alias("is_crossing"))
        .sort("budget", "need")
        .with_row_index("path")
    )
    return Tables(
        budgets.select("budget", (pl.col("amount_eur") / MILLION).alias("amount")),
        plans.select("plan", pl.col("capacity_units").alias("capacity")),
        units.select("unit", "plan"),
        needs.select("need", "unit", "cost"),
        paths,
    )


def _regions_of_areas(case: Case) -> pl.DataFrame:
    """Return `level`, `area`, `region`; the nation is written as a blank."""
    kept = [
        case.regions.select(pl.lit(level).alias("level"), pl.col(level).alias("area"), "region")
        for level in ("region", "province", "housing_deal_region")
    ]
    nation = pl.lit(None, dtype=pl.String).alias("area")
    kept.append(case.regions.select(pl.lit("national").alias("level"), nation, "region"))
    return pl.concat(kept)
