"""Units a year and the targets beside them.

What counts as the target of a year, and of all years together.
"""

from __future__ import annotations

import polars as pl

import ontschotting as on
from ontschotting.measures.comparison.annual import annual_target, annual_values, targets_of

SCHEMA = {
    "level": pl.String,
    "area": pl.String,
    "year": pl.Int64,
    "outcome": pl.String,
    "units": pl.Float64,
}


def case_with(*targets: tuple[str, str | None, int | None, float]) -> on.Case:
    """Two villages, whose plans deliver in 2026 to 2029, with these targets."""
    case = on.load_case("two-villages")
    outcome = case.plans["outcome"][0]
    plans = case.plans.with_columns(
        pl.lit(2026, pl.Int64).alias("first_year"), pl.lit(2029, pl.Int64).alias("last_year")
    )
    rows = pl.DataFrame(
        [(level, area, year, outcome, units) for level, area, year, units in targets],
        schema=SCHEMA,
        orient="row",
    )
    return case.with_table("plans", plans).with_table("targets", rows)


def test_the_target_of_a_year() -> None:
    assert annual_target(case_with()) is None
    assert annual_target(case_with(("region", "A", None, 400.0))) is None
    assert annual_target(case_with(("national", None, None, 400.0))) == 100.0
    # a programme of as many years, two earlier
    assert (
        annual_target(
            case_with(
                *(
                    ("national", None, year, units)
                    for year, units in ((2024, 90.0), (2025, 110.0), (2026, 90.0), (2027, 110.0))
                )
            )
        )
        == 100.0
    )
    # two of the four years say nothing of the others
    assert (
        annual_target(case_with(("national", None, 2026, 90.0), ("national", None, 2027, 110.0)))
        is None
    )
    # a target for the whole period comes first, as for any area
    assert (
        annual_target(case_with(("national", None, None, 400.0), ("national", None, 2027, 500.0)))
        == 100.0
    )
    assert targets_of(case_with(("national", None, None, 400.0)), "national") == {None: 400.0}


def test_the_target_of_all_years_is_given_as_a_whole_or_for_every_year() -> None:
    whole, years = (
        ("region", "A", None, 400.0),
        [("region", "A", year, 50.0) for year in range(2026, 2030)],
    )
    assert targets_of(case_with(whole), "region") == {"A": 400.0}
    assert targets_of(case_with(*years), "region") == {"A": 200.0}
    assert targets_of(case_with(*years[:3]), "region") == {}


def test_worlds_are_told_in_units_a_year() -> None:
    found = annual_values(case_with(), {"current": 400.0, "free": 800.0, "awarded": None}, "en")
    assert found.select("kind", "value").rows() == [("current", 100.0), ("free", 200.0)]
