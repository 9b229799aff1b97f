"""Write the money by province, stream and purpose, as least … most."""

from __future__ import annotations

import polars as pl

from ontschotting.measures.comparison.breakdown import is_open
from ontschotting.report.blocks import Block, Paragraph, Section, Table
from ontschotting.report.localized_report import LocalizedReport
from ontschotting.report.selection import DRAWN_DIMENSIONS


def money_by_group(report: LocalizedReport) -> Section | None:
    """Write what each group spends and what is blocked of it; nothing where nothing is blocked."""
    formatter, data = report.formatter, report.data
    has_provinces = "province" in report.case.levels
    title = formatter.text("groups" if has_provinces else "groups_no_province")
    if not data.main.blocks_money:
        return None
    blocks: list[Block] = [Paragraph(formatter.text("groups_words"))]
    for dimension, frame in data.money_by_group.items():
        if dimension in ("own_money", "own_tied"):  # stand in the section on the money
            continue
        if dimension in DRAWN_DIMENSIONS:
            blocks.append(formatter.picture(dimension, file=f"by_{dimension}"))
        table = group_table(report, dimension, frame)
        blocks.append(table)
        if (frame["blocked_eur_least"] < -data.main.smallest_eur).any():
            blocks.append(Paragraph(formatter.text("groups_below_zero"), "note"))
        if any(formatter.text("open") in row for row in table.rows):
            blocks.append(Paragraph(formatter.text("open_words")))
    return Section("groups", title, tuple(blocks))


def group_table(report: LocalizedReport, dimension: str, frame: pl.DataFrame) -> Table:
    """Show a breakdown of the money as a table.

    Args:
        report: The report
        dimension: What the money is broken down by
        frame: The breakdown, as `Comparison.by` gives it. Where nothing is blocked in all, the
            outer bounds of what each group has blocked say nothing and are left out
    """
    formatter, blocks_money = report.formatter, report.data.main.blocks_money
    # a purpose has no budget: one budget may go to several purposes
    has_budget = frame["budget_eur"].null_count() < frame.height
    has_units = frame["freed_most"].null_count() < frame.height
    is_level = dimension in report.case.levels
    headers = [f"group_{dimension}"]
    headers += ["budget"] if has_budget else []
    headers += ["spent_current"]
    headers += ["blocked"] if blocks_money else []
    headers += ["freed"] if has_units else []
    rows = []
    for row in frame.iter_rows(named=True):
        cells = [report.labels.group(dimension, row["group"])]
        if has_budget:
            cells.append("–" if row["budget_eur"] is None else formatter.euros(row["budget_eur"]))
        cells.append(_range(report, row, "spent_current_eur", is_level))
        if blocks_money:
            cells.append(_range(report, row, "blocked_eur", is_level))
        if has_units:
            cells.append(_range(report, row, "freed", is_level))
        rows.append(tuple(cells))
    caption = "caption_group" if blocks_money else "caption_group_spent"
    return Table(
        formatter.text(
            caption if has_budget else f"{caption}_no_budget",
            what=formatter.text(f"group_{dimension}"),
        ),
        formatter.texts(*headers),
        tuple(rows),
        folded=len(rows) > 8,
        file=f"by_{dimension}",
    )


def _range(report: LocalizedReport, row: dict[str, float | None], name: str, is_level: bool) -> str:
    """Write the least and the most of an amount of a group; of an area that may be just anything.

    A stream or a purpose always shows both ends, as its chart does.
    """
    formatter = report.formatter
    write = formatter.euros if name.endswith("_eur") else formatter.count
    least, most = row[f"{name}_least"], row[f"{name}_most"]
    if least is None or most is None:
        return "–"
    comparison = report.data.main.comparison
    if not is_level:
        return formatter.between(write(least), write(most))
    whole = {
        "spent_current_eur": comparison.current.spent_eur,
        "blocked_eur": comparison.blocked_eur,
        "freed": comparison.freed,
    }[name]
    if is_open(least, most, whole or 0.0):
        return formatter.text("open")
    return formatter.between(write(least), write(most))
