"""Write which part of the gain comes from which wall, and the walls lifted one after another."""

from __future__ import annotations

import polars as pl

from ontschotting.report.blocks import Block, Paragraph, Picture, Section, Table
from ontschotting.report.localized_report import LocalizedReport
from ontschotting.report.sections.attribution.data_captions import (
    data_caption,
    data_notice,
    data_picture,
)
from ontschotting.words.labels import wall_words


def attribution(report: LocalizedReport) -> Section:
    """Write the gain divided over the walls, and the ladder of walls."""
    title, result = report.formatter.text("q_blame"), report.data.attribution
    if result.attribution is None or result.ladder is None:
        return Section("blame", title, (Paragraph(report.formatter.text("q_nothing")),))
    sentences = result.attribution.sentences(report.lang)
    blocks: tuple[Block, ...] = (
        *data_notice(report),
        Paragraph(" ".join(sentences)),
        _parts_picture(report, result.attribution.parts),
        _ladder_picture(report, result.ladder),
    )
    return Section("blame", title, blocks)


def _parts_picture(report: LocalizedReport, parts: pl.DataFrame) -> Picture:
    """Show the part of the gain of each wall."""
    rows = tuple(
        (wall_words(wall, report.lang), report.formatter.count(value))
        for wall, value in parts.select("wall", "value").iter_rows()
    )
    headers = report.formatter.texts("q_wall", "q_part")
    table = Table(data_caption(report, "q_parts"), headers, rows, file="attribution")
    return data_picture(report, "blame", table)


def _ladder_picture(report: LocalizedReport, ladder: pl.DataFrame) -> Picture:
    """Show the value and the gain as the walls are lifted one after another."""
    formatter = report.formatter
    rows = tuple(
        (wall_words(wall, report.lang), formatter.count(value), formatter.count(gain))
        for wall, value, gain in ladder.select("lifted", "value", "gain").iter_rows()
    )
    headers = formatter.texts("q_wall", "q_value", "gain")
    table = Table(data_caption(report, "q_ladder"), headers, rows, file="ladder")
    return data_picture(report, "ladder", table)
