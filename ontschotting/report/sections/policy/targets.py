"""Write how far the targets are, and what extra money does."""

from __future__ import annotations

import polars as pl

from ontschotting.measures.policy.targets import TargetGap
from ontschotting.report.blocks import Block, Paragraph, Picture, Section, Table
from ontschotting.report.localized_report import LocalizedReport
from ontschotting.report.selection import extra_money_helps


def targets(report: LocalizedReport) -> Section | None:
    """Write the targets; nothing for a case without targets."""
    result = report.data.policy.targets
    if result is None:
        return None
    blocks: list[Block] = [Paragraph(" ".join(result.sentences(report.lang)))]
    if extra_money_helps(result.curve):
        blocks.append(_extra_money_picture(report, result))
    blocks += _shortfall_tables(report, result)
    return Section("promise", report.formatter.text("q_promise"), tuple(blocks))


def _extra_money_picture(report: LocalizedReport, result: TargetGap) -> Picture:
    """Show both best values with extra money."""
    formatter = report.formatter
    rows = (
        (formatter.euros(extra_eur), formatter.count(current), formatter.count(lifted))
        for extra_eur, current, lifted in result.curve.iter_rows()
    )
    headers = ("q_extra_money", "within", "without")
    return formatter.picture(
        "promise", formatter.table("q_extra", headers, rows, file="extra_money")
    )


def _shortfall_tables(report: LocalizedReport, result: TargetGap) -> list[Table]:
    """Show the targets that the current regime misses, if it misses any."""
    formatter = report.formatter
    shortfall = result.current.shortfall
    missed = shortfall.with_columns(result.lifted.shortfall["short"].alias("lifted")).filter(
        pl.col("short") > 0
    )
    if missed.is_empty():
        return []
    rows = (
        (
            row["area"] or formatter.text("q_nation"),
            str(row["year"] or "–"),
            formatter.count(row["target"]),
            formatter.count(row["units"]),
            formatter.count(row["short"]),
            formatter.count(row["lifted"]),
        )
        for row in missed.iter_rows(named=True)
    )
    headers = ("q_area", "q_year", "q_target", "q_units", "q_short", "q_short_lifted")
    return [
        formatter.table("q_shortfalls", headers, rows, text_columns=2, folded=True, file="targets")
    ]
