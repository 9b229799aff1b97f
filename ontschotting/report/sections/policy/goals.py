"""Write how far each goal can get while the others keep what they have, and the choice between."""

from __future__ import annotations

from ontschotting.case.labels import outcome_name
from ontschotting.report.blocks import Paragraph, Section, Table
from ontschotting.report.localized_report import LocalizedReport
from ontschotting.words.numbers import precise_number


def goals(report: LocalizedReport) -> Section | None:
    """Write the most of each goal, with its chart, and a frontier over weights."""
    formatter, result = report.formatter, report.data.policy.goals
    if result is None:
        return None
    rows = (
        (
            outcome_name(report.case, row["outcome"], report.lang),
            row["unit"] or "",
            *(formatter.count(row[name]) for name in ("floor", "current", "lifted")),
        )
        for row in result.most.iter_rows(named=True)
    )
    headers = ("goal", "goal_unit", "goal_floor", "goal_current", "goal_lifted")
    table = formatter.table("figure_goals", headers, rows, text_columns=2, file="goals")
    blocks = (
        Paragraph(formatter.text("goals_words")),
        formatter.picture("goals", table),
        Paragraph(formatter.text("goals_frontier_words")),
        _frontier(report),
    )
    return Section("goals", formatter.text("goals_title"), blocks)


def _frontier(report: LocalizedReport) -> Table:
    """Show what each goal gets, within the walls and without, by other weights."""
    formatter, result = report.formatter, report.data.policy.goals
    assert result is not None  # asked only where there are several goals
    names = [outcome_name(report.case, name, report.lang) for name in result.most["outcome"]]
    rows = tuple(
        (
            " : ".join(precise_number(weight, report.lang) for weight in point["weight"]),
            *(
                f"{formatter.count(current)} → {formatter.count(lifted)}"
                for current, lifted in point.select("current_units", "lifted_units").iter_rows()
            ),
        )
        for point in result.frontier.partition_by("point", maintain_order=True)
    )
    headers = (formatter.text("goal_weights"), *names)
    caption = formatter.text("goals_frontier")
    return Table(caption, headers, rows, folded=True, on_paper=True, file="goals_frontier")
