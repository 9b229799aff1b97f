"""Write the walls lifted one after another, and which few streams to lift first."""

from __future__ import annotations

import polars as pl

from ontschotting.case.labels import player_label
from ontschotting.measures.attribution.choice import Choice
from ontschotting.report.blocks import Block, Paragraph, Picture, Section, Table
from ontschotting.report.localized_report import LocalizedReport
from ontschotting.words.labels import wall_words


def choice(report: LocalizedReport) -> Section | None:
    """Write the walls lifted one after another, and the best one, two, … streams to lift.

    Nothing without a gain.
    """
    formatter, data = report.formatter, report.data.attribution
    if data.attribution is None or data.ladder is None or data.choice is None:
        return None
    blocks: tuple[Block, ...] = (
        Paragraph(" ".join(data.attribution.sentences(report.lang))),
        _ladder_picture(report, data.ladder),
        Paragraph(" ".join(data.choice.sentences(report.lang))),
        formatter.picture("first", file="choice"),
        _choice_table(report, data.choice),
        Paragraph(formatter.text("q_first_note"), "note"),
    )
    return Section("first", formatter.text("q_first"), blocks)


def _ladder_picture(report: LocalizedReport, ladder: pl.DataFrame) -> Picture:
    """Show the value and the gain as the walls are lifted one after another."""
    formatter = report.formatter
    rows = tuple(
        (wall_words(wall, report.lang), formatter.count(value), formatter.count(gain))
        for wall, value, gain in ladder.select("lifted", "value", "gain").iter_rows()
    )
    headers = ("q_wall", "q_value", "gain")
    return formatter.picture("ladder", formatter.table("q_ladder", headers, rows, file="ladder"))


def _choice_table(report: LocalizedReport, result: Choice) -> Table:
    """Show the best choice of each size."""
    formatter = report.formatter
    rows = []
    for row in result.curve.iter_rows(named=True):
        players = row["chosen"][: row["needed"]]
        names = ", ".join(player_label(report.case, player, report.lang) for player in players)
        value, bound = formatter.count(row["value"]), formatter.count(row["bound"])
        rows.append((str(row["k"]), names or "–", value, bound))
    headers = ("q_count", "q_streams", "q_value", "q_bound")
    return formatter.table("q_choice", headers, rows, text_columns=2, file="choice")
