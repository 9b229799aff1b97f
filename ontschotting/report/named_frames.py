"""Make the frames of a report with the names that its charts and tables show."""

from __future__ import annotations

import polars as pl

from ontschotting.case.labels import with_input_names
from ontschotting.measures.comparison.annual import year_count
from ontschotting.report.localized_report import LocalizedReport
from ontschotting.report.selection import value_range


def outcomes_per_year(report: LocalizedReport) -> pl.DataFrame:
    """Return units a year under each regime: `name`, `kind`, `value`, `low`, `high`."""
    formatter, data = report.formatter, report.data
    without = formatter.text("without")
    without_free = without
    if data.with_awarded is not None:
        without_free = f"{without}, {formatter.text('only_free')}"
    rows = [
        (formatter.text("within"), "current", *value_range(data.free_money, "current")),
        (without_free, "free", *value_range(data.free_money, "lifted")),
    ]
    if data.with_awarded is not None:
        name = f"{without}, {formatter.text('also_awarded')}"
        rows.append((name, "awarded", *value_range(data.with_awarded, "lifted")))
    schema = {
        "name": pl.String,
        "kind": pl.String,
        "value": pl.Float64,
        "low": pl.Float64,
        "high": pl.Float64,
    }
    return pl.DataFrame(rows, schema=schema, orient="row").with_columns(
        pl.col("value", "low", "high") / year_count(report.case)
    )


def named_swings(report: LocalizedReport) -> pl.DataFrame:
    """Return the tornado with the `name` of each group of inputs."""
    return with_input_names(report.case, report.data.uncertainty.tornado.frame, report.lang)


def named_scenarios(report: LocalizedReport) -> pl.DataFrame:
    """Return the gain of each scenario: `name`, `free`, `awarded`."""
    scenarios = report.data.values.scenarios
    names = [
        report.labels.scenario(*row) for row in scenarios.select("scenario", "level").iter_rows()
    ]
    return scenarios.select(
        pl.Series("name", names, dtype=pl.String), pl.col("free"), pl.col("awarded")
    )
