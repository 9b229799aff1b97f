"""Units a year: the years in which plans deliver, the target a year, and both worlds of a comparison side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl

from ontschotting.areas import Areas
from ontschotting.tables.extremes import highest, lowest

if TYPE_CHECKING:
    from ontschotting.case import Case
    from ontschotting.measures.comparison import Comparison

_WORDS = {
    "nl": {"current": "binnen de schotten", "free": "zonder deze schotten", "awarded": "zonder deze schotten, ook toegekend geld"},
    "en": {"current": "within the walls", "free": "without these walls", "awarded": "without these walls, awarded money too"},
}


def year_count(case: Case) -> int:
    """How many years there are from the first in which a plan can deliver to the last."""
    return int(highest(case.plans["last_year"])) - int(lowest(case.plans["first_year"])) + 1


def target_a_year(case: Case) -> float | None:
    """The national target a year for the one outcome of a case; None without such a target or with several outcomes."""
    outcomes = case.plans["outcome"].unique().to_list()
    rows = case.targets.filter((pl.col("level") == "national") & pl.col("outcome").is_in(outcomes))
    if rows.is_empty() or len(outcomes) > 1:
        return None
    yearly = rows.filter(pl.col("year").is_not_null())
    return float(yearly["units"].mean()) if yearly.height else float(rows["units"].sum()) / year_count(case)  # type: ignore[arg-type]  # polars promises no more than some value


def targets_of(case: Case, level: str) -> dict[str, float]:
    """The target of every area of a level, all years together, where one is given for the whole period; yearly targets count when every delivery year has one."""
    outcomes = case.plans["outcome"].unique().to_list()
    rows = case.targets.filter((pl.col("level") == level) & pl.col("outcome").is_in(outcomes))
    if len(outcomes) > 1:
        return {}
    found = {}
    for area in Areas(case).of_level(level):
        mine = rows.filter(pl.col("area") == area)
        whole, yearly = mine.filter(pl.col("year").is_null()), mine.filter(pl.col("year").is_not_null())
        if whole.height:
            found[str(area)] = float(whole["units"].sum())
        elif yearly["year"].n_unique() == year_count(case):
            found[str(area)] = float(yearly["units"].sum())
    return found


def worlds_a_year(comparison: Comparison, lang: str) -> pl.DataFrame:
    """Both worlds of a comparison in units a year, for `homes_chart`: `name`, `kind`, `value`, `low`, `high` (blank: a comparison has no range)."""
    kind = "awarded" if any(one.awarded for one in comparison.regime.lifts) else "free"
    return worlds_of(comparison.case, {"current": comparison.current.value, kind: comparison.lifted.value}, lang)


def worlds_of(case: Case, values: Mapping[str, float | None], lang: str) -> pl.DataFrame:
    """Best values of worlds (`current`, `free`, `awarded`) in units a year."""
    years = year_count(case)
    rows = [(_WORDS[lang][name], name, value / years, None, None) for name, value in values.items() if value is not None]
    return pl.DataFrame(rows, schema={"name": pl.String, "kind": pl.String, "value": pl.Float64, "low": pl.Float64, "high": pl.Float64}, orient="row")
