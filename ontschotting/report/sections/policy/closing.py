"""Write which whole plans close, what is short where not, and which wall is enough."""

from __future__ import annotations

from ontschotting.case.labels import plan_names
from ontschotting.report.blocks import Block, Paragraph, Section
from ontschotting.report.localized_report import LocalizedReport
from ontschotting.words.catalogue import texts
from ontschotting.words.labels import wall_words


def closing(report: LocalizedReport) -> Section | None:
    """Write a sentence for each whole plan, with the chart of who pays it."""
    formatter, result = report.formatter, report.data.policy.closing
    if result is None:
        return None
    words = texts("charts.closing", report.lang)
    names = plan_names(report.case, report.lang)
    rows = (
        (
            names[row["plan"]],
            formatter.count(row["units"]),
            *(
                words["closes_in"].format(year=row[f"{side}_first_year"])
                if row[f"{side}_closes"]
                else words["never"]
                if row[f"{side}_short_alone_eur"] is None
                else words["short"].format(eur=formatter.euros(row[f"{side}_short_alone_eur"]))
                for side in ("current", "lifted")
            ),
            ", ".join(wall_words(wall, report.lang) for wall in row["walls"]),
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
