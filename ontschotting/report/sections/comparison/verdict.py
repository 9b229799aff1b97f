"""Write the question on other readings of the data, and at other sizes of the limits."""

from __future__ import annotations

from ontschotting.report.blocks import Block, Paragraph, Picture, Section, Table
from ontschotting.report.localized_report import LocalizedReport


def verdict(report: LocalizedReport) -> Section | None:
    """Write other readings and other limits; nothing for a case that has neither."""
    formatter, data = report.formatter, report.data
    blocks: list[Block] = []
    if data.values.readings.height:
        blocks += [Paragraph(formatter.text("readings_words")), _readings_table(report)]
    if data.limit_curve is not None:
        blocks += [Paragraph(formatter.text("limits_words")), _limits_picture(report)]
        blocks += _gain_beyond_limits(report)
    if not blocks:
        return None
    return Section("verdict", formatter.text("verdict"), tuple(blocks))


def _readings_table(report: LocalizedReport) -> Table:
    """Show the main question on other readings of the data."""
    formatter = report.formatter
    rows = (
        (report.labels.reading(reading), *(formatter.count(value) for value in values))
        for reading, *values in report.data.values.readings.iter_rows()
    )
    return formatter.table("caption_readings", ("reading", "within", "without", "gain"), rows)


def _limits_picture(report: LocalizedReport) -> Picture:
    """Show the main question at other sizes of the limits."""
    formatter, curve = report.formatter, report.data.limit_curve
    rows = (
        (formatter.share(factor), *(formatter.count(value) for value in values))
        for factor, *values in (() if curve is None else curve.iter_rows())
    )
    headers = ("limits_share", "within", "without", "gain")
    return formatter.picture(
        "limits", formatter.table("caption_limits", headers, rows, file="limits")
    )


def _gain_beyond_limits(report: LocalizedReport) -> list[Paragraph]:
    """Write from which wider limits the walls cost something, where they cost nothing now."""
    formatter, data = report.formatter, report.data
    if data.limit_curve is None or data.main.has_gain:
        return []
    for factor, current, lifted, _ in data.limit_curve.iter_rows():
        if factor > 1 and lifted - current > data.main.noise:
            share, gain = formatter.share(factor), formatter.count(lifted - current)
            return [Paragraph(formatter.text("limits_gap", share=share, gain=gain))]
    return []
