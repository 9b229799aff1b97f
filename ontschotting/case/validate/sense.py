"""Warns of a case that can be worked out, but in which something is probably not meant so."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from ontschotting.case.tables.findings import TableFindings
from ontschotting.case.validate.rows import cells_of, names_in, rows_where
from ontschotting.support.suggestions import nearest
from ontschotting.words.messages import message


def check_sense(tables: Mapping[str, pl.DataFrame], findings: Mapping[str, TableFindings]) -> None:
    """Add a warning for each thing that is allowed and hardly ever meant.

    Args:
        tables: Every typed table
        findings: Collects what may be wrong, by table
    """
    _warn_of_unpaid_costs(tables, findings["costs"])
    _warn_of_small_budgets(tables, findings["budgets"])
    _warn_of_missing_cofinancing(tables, findings["streams"])
    _warn_of_thresholds(tables, findings["streams"])
    _warn_of_years(tables, findings["budgets"])


def _warn_of_unpaid_costs(tables: Mapping[str, pl.DataFrame], findings: TableFindings) -> None:
    """Warn of costs of a plan that no earmark pays for: nothing can be funded there."""
    costs, earmarks = tables["costs"], tables["earmarks"]
    planned = names_in(tables["plans"]["plan_type"])
    paid = set(cells_of(earmarks, "purpose", "plan_type"))
    purposes = {purpose for purpose, _ in paid if purpose not in (None, "*")}
    for row in rows_where(costs, (pl.col("eur_per_unit") > 0) & pl.col("plan_type").is_in(planned)):
        purpose, plan_type = costs["purpose"][row], costs["plan_type"][row]
        if purpose is None:
            continue
        payable = any(
            (named, kind) in paid for named in (purpose, "*") for kind in (plan_type, None)
        )
        near = None if purpose in purposes else nearest(purpose, purposes, cutoff=0.75)
        near_hint = message("hint_nearest", nearest=near) if near else ""
        if not payable:
            findings.warn(
                "cost_without_earmark",
                purpose=purpose,
                plan_type=plan_type,
                hint=near_hint,
                row=row,
                column="purpose",
                value=purpose,
            )
        elif near:
            findings.warn(
                "cost_named_by_no_earmark",
                purpose=purpose,
                hint=near_hint,
                row=row,
                column="purpose",
                value=purpose,
            )


def _warn_of_small_budgets(tables: Mapping[str, pl.DataFrame], findings: TableFindings) -> None:
    """Warn where money is less than one unit costs: it may be written in thousands or millions."""
    budgets, plans = tables["budgets"], tables["plans"]
    costs = tables["costs"].filter(pl.col("plan_type").is_in(names_in(plans["plan_type"])))
    of_unit = costs.group_by("plan_type").agg(pl.col("eur_per_unit").sum())["eur_per_unit"]
    least_unit = of_unit.filter(of_unit > 0).min()
    total = budgets["amount_eur"].sum()
    if isinstance(least_unit, float) and 0 < total < least_unit:
        findings.warn(
            "budgets_below_one_unit",
            total=float(total),
            unit_cost=least_unit,
            value=total,
        )
        return
    least_cost = costs["eur_per_unit"].filter(costs["eur_per_unit"] > 0).min()
    if not isinstance(least_cost, float):
        return
    per_stream = (
        budgets.with_row_index("row")
        .group_by("stream", maintain_order=True)
        .agg(pl.col("amount_eur").sum(), pl.col("row").first())
        .filter((pl.col("amount_eur") > 0) & (pl.col("amount_eur") < least_cost))
    )
    for stream, amount, row in per_stream.iter_rows():
        findings.warn(
            "stream_below_one_unit",
            stream=stream,
            amount=amount,
            least_cost=least_cost,
            row=row,
            column="amount_eur",
            value=amount,
        )


def _warn_of_missing_cofinancing(
    tables: Mapping[str, pl.DataFrame], findings: TableFindings
) -> None:
    """Warn of streams that ask for co-financing in a case without co-financing money."""
    streams = tables["streams"]
    if streams["counts_as_cofinancing"].any():
        return
    for row in rows_where(streams, pl.col("cofinancing_share") > 0):
        findings.warn(
            "no_cofinancing_money",
            row=row,
            column="cofinancing_share",
            value=streams["cofinancing_share"][row],
        )


def _warn_of_thresholds(tables: Mapping[str, pl.DataFrame], findings: TableFindings) -> None:
    """Warn of streams for which every plan is too small, or too large."""
    streams, capacity = tables["streams"], tables["plans"]["capacity_units"].drop_nulls()
    if capacity.is_empty():
        return
    largest, smallest = max(capacity), min(capacity)
    for column, beyond, bound, word in (
        ("min_plan_units", pl.col("min_plan_units") > largest, largest, "above_the_largest"),
        ("max_plan_units", pl.col("max_plan_units") < smallest, smallest, "below_the_smallest"),
    ):
        for row in rows_where(streams, beyond):
            findings.warn(
                "threshold_beyond_plans",
                word=message(word),
                bound=bound,
                row=row,
                column=column,
                value=streams[column][row],
            )


def _warn_of_years(tables: Mapping[str, pl.DataFrame], findings: TableFindings) -> None:
    """Warn of budgets that may only be spent before or after the years of every plan's costs.

    A plan needs money from its first year, less the most years before delivery, to its last year.
    Rules with a margin are read at its high end: what they allow there is not out of the question.
    Money that may move to another stream is passed over.
    """
    before = _high_end(tables["costs"], "years_before_delivery")
    planned = tables["plans"].join(
        tables["costs"].group_by("plan_type").agg(before.max().alias("before")), on="plan_type"
    )
    first = (planned["first_year"] - planned["before"]).min()
    last = planned["last_year"].max()
    if not isinstance(first, int) or not isinstance(last, int):
        return
    streams = tables["streams"].select(
        "stream",
        _high_end(tables["streams"], "spend_within_years").alias("after"),
        _high_end(tables["streams"], "prefinance_years").alias("before"),
    )
    budgets = (
        tables["budgets"]
        .with_row_index("row")
        .filter(pl.col("amount_eur") > 0)
        .join(streams, on="stream")
        .join(tables["transfers"], on="stream", how="anti")
        .select(
            "row",
            "stream",
            "year",
            (pl.col("year") - pl.col("before")).alias("opens"),
            (pl.col("year") + pl.col("after")).alias("ends"),
        )
        .filter((pl.col("ends") < first) | (pl.col("opens") > last))
        .unique(["stream", "year"], keep="first", maintain_order=True)
    )
    for row, _, year, opens, ends in budgets.iter_rows():
        findings.warn(
            "budget_outside_years",
            opens=opens,
            until=message("until_year", year=ends) if ends is not None else "",
            first=first,
            last=last,
            row=row,
            column="year",
            value=year,
        )


def _high_end(frame: pl.DataFrame, column: str) -> pl.Expr:
    """Return a column at the high end of its margin, where it has one."""
    high = f"{column}_high"
    return pl.coalesce(high, column) if high in frame.columns else pl.col(column)
