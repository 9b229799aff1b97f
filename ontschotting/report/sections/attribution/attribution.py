"""Write which part of the gain comes from which wall, and which streams to lift first."""

from __future__ import annotations

import polars as pl

from ontschotting.report.blocks import Block, Paragraph, Picture, Section
from ontschotting.report.localized_report import LocalizedReport
from ontschotting.words.labels import wall_words


def attribution(report: LocalizedReport) -> Section | None:
    """Write the gain divided over the walls, and which streams to lift first.

    Nothing without a gain.
    """
    result = report.data.attribution
    if result.attribution is None:
        return None
    blocks: list[Block] = [
        Paragraph(" ".join(result.attribution.sentences(report.lang)[:-1])),
        _parts_picture(report, result.attribution.parts),
    ]
    if result.choice is not None:
        blocks.append(Paragraph(" ".join(result.choice.sentences(report.lang)[:-1])))
    return Section("blame", report.formatter.text("q_blame"), tuple(blocks))


def _parts_picture(report: LocalizedReport, parts: pl.DataFrame) -> Picture:
    """Show the part of the gain of each wall."""
    rows = tuple(
        (wall_words(wall, report.lang), report.formatter.count(value))
        for wall, value in parts.select("wall", "value").iter_rows()
    )
    table = report.formatter.table("q_parts", ("q_wall", "q_part"), rows, file="attribution")
    return report.formatter.picture("blame", table)
