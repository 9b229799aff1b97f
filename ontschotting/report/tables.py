"""Name the tables that a report writes beside its page."""

from __future__ import annotations

import polars as pl

from ontschotting.report.localized_report import LocalizedReport
from ontschotting.report.named_frames import outcomes_per_year
from ontschotting.report.selection import idle_groupings
from ontschotting.results.result import Result


def tables(report: LocalizedReport) -> dict[str, pl.DataFrame]:
    """Return every table of the report by its name, in the order of the workbook."""
    data = report.data
    frames = _comparison_tables(report) | {
        "swings": data.uncertainty.tornado.frame,
        "scenarios": data.values.scenarios,
        "break_evens": data.values.break_evens,
    }
    optional: dict[str, Result | pl.DataFrame | None] = {
        "binding_limits": data.binding_limits,
        "flips": data.uncertainty.switching_values,
        "free_share": data.free_share,
        "limits": data.limit_curve,
        "attribution": data.attribution.attribution,
        "choice": data.attribution.choice,
        "prices": data.pricing.shadow_prices,
        "idle": data.pricing.explanation,
        "targets": data.policy.targets,
        "years": data.policy.years,
        "terms": data.policy.conditions,
        "goals": data.policy.goals,
        "closing": data.policy.closing,
        "goals_frontier": None if data.policy.goals is None else data.policy.goals.frontier,
        "pots": data.fragmentation,
        "idle_money": data.idle_money,
        **_idle_money_tables(report),
        "short": data.pricing.explanation.short,
        "prices_budgets": data.pricing.shadow_prices.budgets,
        "ladder": data.attribution.ladder,
        "extra_money": None if data.policy.targets is None else data.policy.targets.curve,
    }
    frames |= {name: _frame(result) for name, result in optional.items() if result is not None}
    frames |= {f"by_{dimension}": frame for dimension, frame in data.money_by_group.items()}
    if data.ranges.quantiles.height:
        frames["draws"] = data.ranges.quantiles
    frames["possible"] = pl.DataFrame({"possible_units": [data.values.possible_units]})
    frames |= {name: frame for name, frame in data.companion_tables.items() if frame.width}
    if data.back_test is not None:
        frames |= {
            "back_test_units": data.back_test.units,
            "back_test_money": data.back_test.money,
        }
    return frames


def _idle_money_tables(report: LocalizedReport) -> dict[str, pl.DataFrame]:
    """Return the tables on what annual accounts say, and those beside them that have rows."""
    idle = report.data.idle_money
    if idle is None:
        return {}
    beside = {
        "idle_money_grants": idle.grants,
        "idle_money_gaps": idle.gaps,
        "idle_money_per_grant": idle.per_grant,
        "idle_money_reasons": idle.reasons,
        "idle_money_against": idle.against,
    }
    groups = [] if idle.gaps.is_empty() else idle_groupings(idle)
    return {
        "idle_money_years": idle.years,
        **{f"idle_money_by_{grouping}": idle.by(grouping) for grouping in groups},
        **{name: table for name, table in beside.items() if table.height},
    }


def _comparison_tables(report: LocalizedReport) -> dict[str, pl.DataFrame]:
    """Return the tables of both questions."""
    main, free_money = report.data.main, report.data.free_money
    frames = {
        "homes": outcomes_per_year(report),
        "measures": main.comparison.frame,
        "outcomes": main.comparison.outcomes,
        "bounds": main.bounds.frame,
    }
    if report.data.with_awarded is not None:
        frames |= {
            "measures_free_money": free_money.comparison.frame,
            "bounds_free_money": free_money.bounds.frame,
        }
    return frames


def _frame(result: Result | pl.DataFrame) -> pl.DataFrame:
    """Return the frame of a result, its lists as text, which a sheet can hold."""
    frame = result if isinstance(result, pl.DataFrame) else result.frame
    return frame.with_columns(pl.col(pl.List(pl.String)).list.join(", "))


def without_formulas(frame: pl.DataFrame) -> pl.DataFrame:
    """Put an apostrophe before texts that a spreadsheet would read as a formula."""
    text_columns = [column for column, dtype in frame.schema.items() if dtype == pl.String]
    return frame.with_columns(
        pl.when(pl.col(column).str.contains(r"^[=+\-@\t\r]"))
        .then(pl.lit("'") + pl.col(column))
        .otherwise(pl.col(column))
        .alias(column)
        for column in text_columns
    )
