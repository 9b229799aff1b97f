"""Say that attribution and choice stand on unfavourable data, where they do."""

from __future__ import annotations

from ontschotting.report.blocks import Paragraph, Picture, Table
from ontschotting.report.localized_report import LocalizedReport


def stands_on_central_data(report: LocalizedReport) -> bool:
    """Return whether attribution and choice stand on central data."""
    return report.data.attribution.data == "central"


def data_notice(report: LocalizedReport) -> list[Paragraph]:
    """Write that these are unfavourable data, and the gain on them."""
    if stands_on_central_data(report):
        return []
    formatter = report.formatter
    gain = formatter.count(report.data.main.bounds.gain("unfavourable"))
    return [Paragraph(formatter.text("q_unfavourable", gain=gain), "lead")]


def data_caption(report: LocalizedReport, key: str) -> str:
    """Return a caption that names the data where these are not the central ones.

    Args:
        report: The report
        key: The name of the text
    """
    formatter = report.formatter
    if stands_on_central_data(report):
        return formatter.text(key)
    return f"{formatter.text(key)} {formatter.text('q_on_unfavourable')}"


def data_picture(
    report: LocalizedReport, name: str, data: Table | None = None, file: str = ""
) -> Picture:
    """Return a chart whose caption names the data where these are not the central ones.

    Args:
        report: The report
        name: The name of the chart
        data: Its numbers
        file: The table with its numbers, where these stand elsewhere
    """
    return Picture(name, data_caption(report, f"figure_{name}"), data, file)
