"""Write how the money is divided over streams, beside what has been published on that."""

from __future__ import annotations

from ontschotting.report.blocks import Block, English, Paragraph, Section, Table
from ontschotting.report.localized_report import LocalizedReport
from ontschotting.report.selection import is_synthetic
from ontschotting.words.numbers import number


def fragmentation(report: LocalizedReport) -> Section:
    """Write how many streams there are per purpose, and how even they are."""
    formatter, result = report.formatter, report.data.fragmentation
    blocks: list[Block] = [
        Paragraph(" ".join(result.sentences(report.lang))),
        formatter.picture("pots", file="pots"),
        _purposes_table(report),
        Paragraph(formatter.text("q_pots_note"), "note"),
    ]
    # published numbers say nothing about an invented case
    if not is_synthetic(report.case):
        blocks.append(_published_table(report))
    return Section("pots", formatter.text("q_pots"), tuple(blocks))


def _purposes_table(report: LocalizedReport) -> Table:
    """Show the number of streams and their money per purpose."""
    formatter = report.formatter
    rows = (
        (
            report.labels.purpose(row["label"] or "–"),
            formatter.yes_or_no(row["own"]),
            str(row["streams"]),
            formatter.read_euros(row["budget_eur"]),
            formatter.ratio(row["effective_number"]),
        )
        for row in report.data.fragmentation.by("purpose").iter_rows(named=True)
    )
    headers = ("q_purpose", "own_money", "q_pots_count", "budget", "q_weight")
    return formatter.table("q_pots_caption", headers, rows, text_columns=2, file="pots")


def _published_table(report: LocalizedReport) -> Table:
    """Show what has been published on fragmentation."""
    formatter = report.formatter
    columns = ("description", "value", "unit", "year", "source_url")
    rows = (
        (
            English(description),
            "" if value is None else number(value, report.lang, 3),
            English((unit or "").replace("_", " ")),
            str(year or ""),
            source_url or "",
        )
        for description, value, unit, year, source_url in (
            report.data.fragmentation.facts.select(columns).iter_rows()
        )
    )
    headers = [f"q_fact_{column}" for column in columns]
    return formatter.table("q_published", headers, rows, text_columns=len(columns), folded=True)
