"""Units a year.

The years in which plans deliver, the target a year, and both worlds of a comparison side by side.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from ontschotting.case.areas import Areas
from ontschotting.case.case import Case
from ontschotting.measures.comparison.result import Comparison
from ontschotting.support.numerics import series_max, series_min

_WORDS = {
    "nl": {
        "current": "binnen de schotten",
        "free": "zonder deze schotten",
        "awarded": "zonder deze schotten, ook toegekend geld",
    },
    "en": {
        "current": "within the walls",
        "free": "without these walls",
        "awarded": "without these walls, awarded money too",
    },
}


def year_count(case: Case) -> int:
    """How many years there are from the first in which a plan can deliver to the last."""
    return int(series_max(case.plans["last_year"])) - int(series_min(case.plans["first_year"])) + 1


def annual_target(case: Case) -> float | None:
    """The national target of `targets_of` in units a year; None where there is none."""
    whole = targets_of(case, "national").get(None)
    return None if whole is None else whole / year_count(case)


def targets_of(case: Case, level: str) -> dict[str | None, float]:
    """The target of every area of a level (the nation is None) for the one outcome of a case, all
    delivery years together.

    A target for the whole period counts; without one, yearly targets do when they are given for as
    many years as plans deliver in. A programme may be counted in other years than those in which
    its homes are delivered. With fewer years, or with several outcomes, there is no such number.
    """
    outcomes = case.plans["outcome"].unique().to_list()
    rows = case.targets.filter((pl.col("level") == level) & pl.col("outcome").is_in(outcomes))
    if len(outcomes) > 1:
        return {}
    found: dict[str | None, float] = {}
    for area in Areas(case).of_level(level):
        mine = rows.filter(pl.col("area").eq_missing(pl.lit(area, pl.String)))
        whole, yearly = (
            mine.filter(pl.col("year").is_null()),
            mine.filter(pl.col("year").is_not_null()),
        )
        if whole.height:
            found[area] = float(whole["units"].sum())
        elif yearly["year"].n_unique() == year_count(case):
            found[area] = float(yearly["units"].sum())
    return found


def annual_values(comparison: Comparison, lang: str) -> pl.DataFrame:
    """Both worlds of a comparison in units a year, for `homes_chart`.

    `name`, `kind`, `value`, `low`, `high` (blank: a comparison has no range).
    """
    kind = "awarded" if any(one.awarded for one in comparison.regime.lifts) else "free"
    return annual_values_of(
        comparison.case, {"current": comparison.current.value, kind: comparison.lifted.value}, lang
    )


def annual_values_of(case: Case, values: Mapping[str, float | None], lang: str) -> pl.DataFrame:
    """Best values of worlds (`current`, `free`, `awarded`) in units a year."""
    years = year_count(case)
    rows = [
        (_WORDS[lang][name], name, value / years, None, None)
        for name, value in values.items()
        if value is not None
    ]
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
