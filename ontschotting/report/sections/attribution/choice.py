"""Write which few streams to lift first."""

from __future__ import annotations

from ontschotting.case.labels import player_label
from ontschotting.measures.attribution.choice import Choice
from ontschotting.report.blocks import Block, Paragraph, Section, Table
from ontschotting.report.localized_report import LocalizedReport
from ontschotting.report.sections.attribution.data_captions import (
    data_caption,
    data_notice,
    data_picture,
)


def choice(report: LocalizedReport) -> Section:
    """Write the best one, two, … streams to lift, with what each choice reaches."""
    formatter, result = report.formatter, report.data.attribution.choice
    title = formatter.text("q_first")
    if result is None:
        return Section("first", title, (Paragraph(formatter.text("q_nothing")),))
    blocks: tuple[Block, ...] = (
        *data_notice(report),
        Paragraph(" ".join(result.sentences(report.lang))),
        data_picture(report, "first", file="choice"),
        _choice_table(report, result),
        Paragraph(formatter.text("q_first_note"), "note"),
    )
    return Section("first", title, blocks)


def _choice_table(report: LocalizedReport, result: Choice) -> Table:
    """Show the best choice of each size."""
    formatter = report.formatter
    rows = []
    for row in result.curve.iter_rows(named=True):
        players = row["chosen"][: row["needed"]]
        names = ", ".join(player_label(report.case, player, report.lang) for player in players)
        value, bound = formatter.count(row["value"]), formatter.count(row["bound"])
        rows.append((str(row["k"]), names or "–", value, bound))
    return Table(
        data_caption(report, "q_choice"),
        formatter.texts("q_count", "q_streams", "q_value", "q_bound"),
        tuple(rows),
        text_columns=2,
        file="choice",
    )
