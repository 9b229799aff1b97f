"""Checks outcomes beside a plan's own: what a unit also brings, and what raises a limit."""

from __future__ import annotations

from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter

import polars as pl

from ontschotting.case.tables.findings import TableFindings
from ontschotting.case.validate.rows import cells_of, names_in, rows_not_in
from ontschotting.case.validate.unknown_names import unknown_name
from ontschotting.support.suggestions import hint
from ontschotting.words.messages import Message, message


def check_yields(tables: Mapping[str, pl.DataFrame], findings: TableFindings) -> None:
    """Add a finding for each yield of an unknown plan type or outcome, or of a plan's own outcome.

    Args:
        tables: Every typed table
        findings: Collects what is wrong with *yields*
    """
    yields, plans = tables["yields"], tables["plans"]
    plan_types = names_in(plans["plan_type"], tables["costs"]["plan_type"])
    for row in rows_not_in(yields["plan_type"], plan_types):
        plan_type = yields["plan_type"][row]
        findings.add(
            "unknown_plan_type_of_yield",
            plan_type=plan_type,
            hint=hint(plan_type, plan_types),
            row=row,
            column="plan_type",
            value=plan_type,
        )
    plan_of = {
        (plan_type, outcome): plan
        for plan_type, outcome, plan in cells_of(plans, "plan_type", "outcome", "plan")
        if plan is not None
    }
    for row, key in enumerate(cells_of(yields, "plan_type", "outcome")):
        if None not in key and key in plan_of:
            findings.add(
                "yield_of_own_outcome",
                outcome=key[1],
                plan=plan_of[key],
                row=row,
                column="outcome",
                value=key[1],
            )
    _check_listed("outcome", yields, tables["outcomes"], findings)


def check_raised_limits(tables: Mapping[str, pl.DataFrame], findings: TableFindings) -> None:
    """Add a finding for each unknown outcome that raises a limit, and for limits in a circle.

    Args:
        tables: Every typed table
        findings: Collects what is wrong with *limits*
    """
    limits = tables["limits"]
    _check_listed("raised_by", limits, tables["outcomes"], findings)
    raised = list(cells_of(limits, "outcome", "raised_by"))
    raisers: dict[str, list[str]] = {}
    for outcome, raised_by in raised:
        if outcome is not None and raised_by is not None:
            raisers.setdefault(outcome, []).append(raised_by)
    try:
        TopologicalSorter(raisers).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        steps = set(zip(circle[1:], circle, strict=False))
        row = next(row for row, pair in enumerate(raised) if pair in steps)
        findings.add(
            "limits_raise_each_other",
            circle=_is_raised_by(circle),
            row=row,
            column="raised_by",
            value=limits["raised_by"][row],
        )


def _check_listed(
    column: str, frame: pl.DataFrame, outcomes: pl.DataFrame, findings: TableFindings
) -> None:
    """Add a finding for each outcome in a column that *outcomes* does not list."""
    listed = names_in(outcomes["outcome"])
    table = findings.origin.name_of("outcomes")
    for row in rows_not_in(frame[column], listed):
        outcome = frame[column][row]
        problem = (
            unknown_name("outcome", outcome, listed, table)
            if listed
            else message("outcome_without_table", table=table, outcome=outcome)
        )
        findings.add(problem, row=row, column=column, value=outcome)


def _is_raised_by(circle: list[str]) -> Message | str:
    """Return in words how the outcomes of a circle raise each other."""
    last, *others = reversed(circle)
    if not others:
        return repr(last)
    return message("is_raised_by", outcome=last, raised_by=_is_raised_by(circle[:-1]))
