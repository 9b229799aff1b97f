"""Checks that the years of whole plans can hold them."""

from __future__ import annotations

import polars as pl

from ontschotting.case.tables.findings import TableFindings
from ontschotting.case.validate.rows import rows_where
from ontschotting.support.tolerances import SAME_SUM


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
