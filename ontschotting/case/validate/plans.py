"""Checks plans and the outcomes that they count."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from ontschotting.case.tables.findings import TableFindings
from ontschotting.case.validate.rows import names_in, rows_not_in, rows_where
from ontschotting.case.validate.unknown_names import unknown_name
from ontschotting.support.suggestions import hint


def check_plans(tables: Mapping[str, pl.DataFrame], findings: TableFindings) -> None:
    """Add a finding for plans whose years are reversed or whose plan type has no costs.

    Args:
        tables: Every typed table
        findings: Collects what is wrong with *plans*
    """
    plans = tables["plans"]
    for row in rows_where(plans, pl.col("first_year") > pl.col("last_year")):
        findings.add(
            "years_reversed",
            last=str(plans["last_year"][row]),
            row=row,
            column="first_year",
            value=plans["first_year"][row],
        )
    plan_types = names_in(tables["costs"]["plan_type"])
    if not plan_types:  # one finding on empty costs is enough
        return
    for row in rows_not_in(plans["plan_type"], plan_types):
        plan_type = plans["plan_type"][row]
        findings.add(
            "plan_type_without_costs",
            plan_type=plan_type,
            hint=hint(plan_type, plan_types),
            row=row,
            column="plan_type",
            value=plan_type,
        )


def check_outcomes(
    tables: Mapping[str, pl.DataFrame], findings: Mapping[str, TableFindings]
) -> None:
    """Add a finding for outcomes without a weight, and for outcomes that are not listed.

    Args:
        tables: Every typed table
        findings: Collects what is wrong, by table
    """
    planned = sorted(names_in(tables["plans"]["outcome"]))
    listed = names_in(tables["outcomes"]["outcome"])
    if len(planned) > 1 and not listed:
        findings["outcomes"].add(
            "outcomes_without_weights", count=len(planned), outcomes=", ".join(planned)
        )
        return
    known = listed or planned
    for name in ("plans", "limits", "targets", "minimum_shares"):
        table = findings[name].origin.name_of("outcomes" if listed else "plans")
        for row in rows_not_in(tables[name]["outcome"], known):
            outcome = tables[name]["outcome"][row]
            findings[name].add(
                unknown_name("outcome", outcome, known, table),
                row=row,
                column="outcome",
                value=outcome,
            )
