"""Lead from the report to the other floors of the answer: money of all goals, and projects."""

from __future__ import annotations

from ontschotting.datasets.bundled import bundled_name
from ontschotting.report.blocks import Links
from ontschotting.report.localized_report import LocalizedReport

WITH_PROJECTS = "nederland"
"""The bundled case of which the documentation has a floor of projects."""


def other_floors(report: LocalizedReport) -> Links | None:
    """Lead to what stands still in this report, and to the page on projects by its name.

    The page has no address here: a report is read wherever it was saved. Nothing for a case
    without accounts.
    """
    if report.data.idle_money is None:
        return None
    formatter = report.formatter
    parts = [
        (formatter.text("floors_money"), ""),
        (formatter.text("q_idle_money"), "idle_money"),
        (".", ""),
    ]
    if bundled_name(report.case) == WITH_PROJECTS:
        parts.append((formatter.text("floors_projects"), ""))
    return Links(tuple(parts))
