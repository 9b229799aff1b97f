"""Write which whole plans close, what is short where not, and which wall is enough."""

from __future__ import annotations

from ontschotting.case.labels import plan_names
from ontschotting.report.blocks import Block, Paragraph, Section
from ontschotting.report.localized_report import LocalizedReport
from ontschotting.words.closing import verdict_words, wall_list


def closing(report: LocalizedReport) -> Section | None:
    """Write a sentence for each whole plan, with the chart of who pays it."""
    formatter, result = report.formatter, report.data.policy.closing
    if result is None:
        return None
    names = plan_names(report.case, report.lang)
    rows = (
        (
            names[row["plan"]],
            formatter.count(row["units"]),
            *(verdict_words(row, side, report.lang) for side in ("current", "lifted")),
            wall_list(row, report.lang),
        )
        for row in result.plans.iter_rows(named=True)
    )
    headers = (
        "closing_plan",
        "closing_units",
        "closing_current",
        "closing_lifted",
        "closing_walls",
    )
    table = formatter.table("figure_closing", headers, rows, text_columns=1, file="closing")
    blocks: tuple[Block, ...] = (
        Paragraph(" ".join(result.sentences(report.lang))),
        formatter.picture("closing", table),
        *(Paragraph(result.of_plan(plan, report.lang)) for plan in result.plans["plan"]),
    )
    return Section("closing", formatter.text("closing_title"), blocks)
