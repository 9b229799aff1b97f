"""Write what the rules about years cost."""

from __future__ import annotations

from ontschotting.report.blocks import Paragraph, Section, Table
from ontschotting.report.localized_report import LocalizedReport
from ontschotting.report.selection import has_gain_of_years


def years(report: LocalizedReport) -> Section | None:
    """Write the gain of lifting each rule about years; nothing where none has any."""
    formatter, result = report.formatter, report.data.policy.years
    if not has_gain_of_years(report.data):
        return None
    blocks = (
        Paragraph(" ".join(result.sentences(report.lang))),
        formatter.picture("years", file="years"),
        _rules_table(report),
    )
    return Section("years", formatter.text("q_years"), blocks)


def _rules_table(report: LocalizedReport) -> Table:
    """Show the gain of each rule; in one column where no money has been awarded."""
    formatter = report.formatter
    columns = {"free": "gain"}
    if report.data.with_awarded is not None:
        columns = {"free": "only_free", "awarded": "also_awarded"}
    rows = (
        (formatter.text(f"q_{row['lift']}"), *(formatter.count(row[column]) for column in columns))
        for row in report.data.policy.years.rules.iter_rows(named=True)
    )
    headers = ("q_wall", *columns.values())
    return formatter.table("caption_scenarios", headers, rows, file="years")
