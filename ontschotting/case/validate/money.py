"""Checks the rules of streams: their sizes, what they may pay for, and what they exclude."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from ontschotting.case.tables.findings import TableFindings
from ontschotting.case.validate.rows import cells_of, names_in, rows_not_in, rows_where
from ontschotting.support.suggestions import hint

_MOST_CHARACTERS = 20
"""A short name should have about 16 characters; a longer one than this gets a warning."""


def check_streams(tables: Mapping[str, pl.DataFrame], findings: TableFindings) -> None:
    """Add a finding for streams that contradict themselves, or have no earmark or budget.

    Args:
        tables: Every typed table, with defaults for blanks
        findings: Collects what is wrong with *streams*
    """
    frame = tables["streams"]
    for row in rows_where(
        frame, pl.col("counts_as_cofinancing") & (pl.col("cofinancing_share") > 0)
    ):
        findings.add(
            "cofinancing_of_cofinancing",
            row=row,
            column="cofinancing_share",
            value=frame["cofinancing_share"][row],
        )
    for row in rows_where(frame, pl.col("min_plan_units") > pl.col("max_plan_units")):
        findings.warn(
            "thresholds_reversed",
            greatest=frame["max_plan_units"][row],
            row=row,
            column="min_plan_units",
            value=frame["min_plan_units"][row],
        )
    for row in rows_where(frame, pl.col("short_name").str.len_chars() > _MOST_CHARACTERS):
        name = frame["short_name"][row]
        findings.warn(
            "long_short_name",
            count=len(name),
            row=row,
            column="short_name",
            value=name,
        )
    for table, code in (
        ("earmarks", "stream_without_earmark"),
        ("budgets", "stream_without_budget"),
    ):
        listed = tables[table]["stream"].to_list()
        for row in rows_not_in(frame["stream"], listed):
            stream = frame["stream"][row]
            findings.warn(
                code,
                stream=stream,
                row=row,
                column="stream",
                value=stream,
            )


def check_earmarks(tables: Mapping[str, pl.DataFrame], findings: TableFindings) -> None:
    """Add a finding for earmarks of a plan type or a purpose that no plan and no cost has.

    Args:
        tables: Every typed table
        findings: Collects what is wrong with *earmarks*
    """
    costs, plans = tables["costs"], tables["plans"]
    plan_types = names_in(costs["plan_type"], plans["plan_type"])
    purposes = names_in(costs["purpose"])
    rows = cells_of(tables["earmarks"], "purpose", "plan_type")
    for row, (purpose, plan_type) in enumerate(rows):
        if plan_type is not None and plan_type not in plan_types:
            findings.add(
                "unknown_plan_type",
                plan_type=plan_type,
                hint=hint(plan_type, plan_types),
                row=row,
                column="plan_type",
                value=plan_type,
            )
        if purpose is not None and purpose != "*" and purpose not in purposes:
            findings.warn(
                "earmark_without_cost",
                purpose=purpose,
                hint=hint(purpose, purposes),
                row=row,
                column="purpose",
                value=purpose,
            )


def check_exclusions(frame: pl.DataFrame, findings: TableFindings) -> None:
    """Add a finding for each stream that excludes itself.

    Args:
        frame: The typed table
        findings: Collects what is wrong
    """
    for row in rows_where(frame, pl.col("stream") == pl.col("excludes")):
        findings.add(
            "excludes_itself",
            stream=frame["stream"][row],
            row=row,
            column="excludes",
            value=frame["excludes"][row],
        )
