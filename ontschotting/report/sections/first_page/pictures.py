"""Show what runs out first, and what turns the answer."""

from __future__ import annotations

from ontschotting.measures.comparison.annual import year_count
from ontschotting.measures.comparison.binding_limits import limit_names
from ontschotting.report.blocks import Picture, Table
from ontschotting.report.localized_report import LocalizedReport
from ontschotting.report.sections.first_page.finding import closes_entirely
from ontschotting.report.sections.uncertainty.switching_values import turning_points


def binding_limits_picture(report: LocalizedReport) -> list[Picture]:
    """Show what plans, money and other limits each allow a year; nothing with several goals."""
    formatter, result = report.formatter, report.data.binding_limits
    if result is None or closes_entirely(report):
        return []  # of plans that close, no bar says how far the money reaches
    names, years = limit_names(report.case, report.lang), year_count(report.case)
    rows = tuple(
        (
            names[limit],
            formatter.rounded(units / years),
            "–"
            if low is None
            else formatter.between(formatter.rounded(low / years), formatter.rounded(high / years)),
        )
        for limit, units, low, high in result.limits.iter_rows()
    )
    key = "figure_binding_limits" if years > 1 else "figure_binding_limits_one_year"
    headers = formatter.texts("binding_limit", "binding_most", "binding_margin")
    table = Table(formatter.text(key), headers, rows, file="binding_limits")
    return [Picture("binding_limits", formatter.text(key), table)]


def turning_points_picture(report: LocalizedReport) -> list[Picture]:
    """Show each input that turns the answer within its margin; nothing where none does."""
    frame = turning_points(report)
    if frame is None:
        return []
    formatter = report.formatter
    rows = tuple(
        (
            row["name"],
            formatter.move(row["move"]),
            formatter.move(row["end_move"]),
            formatter.rounded(row["gain"]),
        )
        for row in frame.iter_rows(named=True)
    )
    headers = ("input", "flip_at", "flip_end", "flip_gain")
    table = formatter.table("figure_turning_points", headers, rows, file="flips")
    return [Picture("turning_points", formatter.text("figure_turning_points"), table)]
