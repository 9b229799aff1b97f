"""Write what each goal gains or loses, which opens a report on several goals."""

from __future__ import annotations

from ontschotting.case.facts.outcomes import has_several_outcomes
from ontschotting.case.labels import weight_words
from ontschotting.measures.comparison.goals_compared import goal_table, may_lose
from ontschotting.report.blocks import Block, Paragraph, Picture, Table
from ontschotting.report.localized_report import LocalizedReport


def goal_blocks(report: LocalizedReport) -> list[Block]:
    """Write what each goal has within the walls and without, before any weighted value.

    And the weights, since all that follows adds the goals up by them. Nothing where the case has
    one outcome.
    """
    if not has_several_outcomes(report.case):
        return []
    formatter, comparison = report.formatter, report.data.main.comparison
    goals = comparison.lazy_measures.goals
    cells = goal_table(report.case, goals, report.lang)
    table = Table(
        formatter.text("goals_caption"),
        tuple(cells.columns),
        tuple(cells.iter_rows()),
        text_columns=cells.width,
        file="outcomes",
    )
    picture = Picture("homes", formatter.text("figure_goals_compared"), table)
    blocks: list[Block] = [Paragraph(formatter.text("goals_lead"), "lead"), table, picture]
    if may_lose(goals):
        blocks.append(Paragraph(formatter.text("goals_may_lose")))
    weights = weight_words(report.case, report.lang)
    return [*blocks, Paragraph(formatter.text("goals_weights", weights=weights), "note")]
