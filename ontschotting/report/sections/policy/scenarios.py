"""Write the gain under every other regime, apart from the headline."""

from __future__ import annotations

from ontschotting.report.blocks import Block, Paragraph, Section, Table
from ontschotting.report.localized_report import LocalizedReport
from ontschotting.report.selection import has_scenario_gain


def scenarios(report: LocalizedReport) -> Section | None:
    """Write the gain of each scenario, without and with awarded money, where any has one."""
    formatter = report.formatter
    if not has_scenario_gain(report.data):
        return None
    blocks: tuple[Block, ...] = (
        Paragraph(formatter.text("scenarios_words")),
        formatter.picture("scenarios", file="scenarios"),
        _scenarios_table(report),
        Paragraph(formatter.text("guarantee_price"), "note"),
    )
    return Section("scenarios", formatter.text("scenarios"), blocks)


def _scenarios_table(report: LocalizedReport) -> Table:
    """Show the gain of each scenario; in one column where no money has been awarded."""
    formatter = report.formatter
    columns = {"free": "gain"}
    if report.data.with_awarded is not None:
        columns = {"free": "only_free", "awarded": "also_awarded"}
    rows = (
        (
            report.labels.scenario(row["scenario"], row["level"]),
            *(formatter.count(row[column]) for column in columns),
        )
        for row in report.data.values.scenarios.iter_rows(named=True)
    )
    headers = ("scenario", *columns.values())
    return formatter.table("caption_scenarios", headers, rows, file="scenarios")
