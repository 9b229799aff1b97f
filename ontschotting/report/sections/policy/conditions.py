"""Write guarantee, free share and cut side by side."""

from __future__ import annotations

from typing import Any

from ontschotting.measures.policy.conditions import Conditions
from ontschotting.report.blocks import Paragraph, Section, Table
from ontschotting.report.localized_report import LocalizedReport


def conditions(report: LocalizedReport) -> Section | None:
    """Write what is gained under each condition; nothing where nothing is gained without one."""
    formatter, result = report.formatter, report.data.policy.conditions
    if result is None:
        return None
    blocks = (
        Paragraph(" ".join(result.sentences(report.lang))),
        formatter.picture("terms", file="terms"),
        _gains_table(report, result),
        _areas_table(report, result),
    )
    return Section("terms", formatter.text("q_on_terms"), blocks)


def _gains_table(report: LocalizedReport, result: Conditions) -> Table:
    """Show the gain under each condition: free, guaranteed, and the cut with the walls standing."""
    formatter = report.formatter

    def gain(value: float | None) -> str:
        return formatter.text("q_out_of_reach") if value is None else formatter.count(value)

    rows = (
        (
            formatter.text(f"q_{row['kind']}", size=formatter.share(row["size"])),
            gain(row["gain"]),
            gain(row["gain_guaranteed"]),
            "" if row["kind"] == "free_share" else formatter.count(row["gain_walls"]),
        )
        for row in result.sizes.iter_rows(named=True)
    )
    headers = ("q_terms", "q_free", "q_held", "q_cut_with_walls")
    return formatter.table("caption_scenarios", headers, rows, file="terms")


def _areas_table(report: LocalizedReport, result: Conditions) -> Table:
    """Show what each area gets beside its floor."""
    rows = (area_row(report, row) for row in result.areas.iter_rows(named=True))
    headers = ("q_area", "q_floor", "q_gets", "q_effect")
    return report.formatter.table("q_areas", headers, rows, folded=True)


def area_row(report: LocalizedReport, row: dict[str, Any]) -> tuple[str, ...]:
    """Write what an area gets beside its floor.

    Where both read the same the optimum leaves open a unit or less, which is no gain and no loss.

    Args:
        report: The report
        row: A row of `Conditions.areas`
    """
    formatter = report.formatter
    floor = formatter.count(row["floor"])
    units = formatter.between(formatter.count(row["least"]), formatter.count(row["most"]))
    effect = "same" if row["effect"] == "open" and units == floor else row["effect"]
    area = row["area"] or formatter.text("q_nation")
    return area, floor, units, formatter.text(f"q_{effect}")
