"""Checks whole plans, and refuses rules whose program does not exist yet."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from ontschotting.case.tables.findings import TableFindings
from ontschotting.case.validate.rows import rows_where
from ontschotting.support.tolerances import SAME_SUM

_NO_PROGRAM = (
    ("streams", "fixed_eur_per_plan"),
    ("streams", "min_award_eur"),
    ("plans", "whole"),
)
"""Columns that are read and checked, and that no program of this version takes into account: table
and column.
"""


def check_whole_plans(plans: pl.DataFrame, findings: TableFindings) -> None:
    """Add a finding for each whole plan whose years cannot hold its capacity.

    Args:
        plans: The typed table
        findings: Collects what is wrong with *plans*
    """
    years = pl.col("last_year") - pl.col("first_year") + 1
    room = pl.col("max_units_per_year") * years
    cannot = pl.col("whole") & (room < pl.col("capacity_units") * (1 - SAME_SUM))
    for row in rows_where(plans, cannot & (years > 0)):
        capacity, per_year = plans["capacity_units"][row], plans["max_units_per_year"][row]
        count = plans["last_year"][row] - plans["first_year"][row] + 1
        findings.add(
            "whole_plan_does_not_fit",
            capacity=capacity,
            per_year=per_year,
            years=count,
            most=per_year * count,
            row=row,
            column="max_units_per_year",
            value=f"{per_year:g}",
        )


def refuse_without_program(
    tables: Mapping[str, pl.DataFrame], findings: Mapping[str, TableFindings]
) -> None:
    """Add a finding for each rule that this version reads and cannot compute with.

    Args:
        tables: Every typed table
        findings: Collects what is wrong, by table
    """
    for table, column in _NO_PROGRAM:
        frame = tables[table]
        for name in (column, f"{column}_low", f"{column}_high"):
            if name not in frame.columns:
                continue
            for row in rows_where(frame, pl.col(name).cast(pl.Float64) > 0):
                findings[table].add(
                    f"not_computed_{column}",
                    row=row,
                    column=name,
                    value=frame[name][row],
                )
