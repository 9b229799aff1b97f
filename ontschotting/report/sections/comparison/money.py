"""Write where the money sits: needed, blocked, surplus, crossing and top-up."""

from __future__ import annotations

import polars as pl

from ontschotting.report.blocks import Block, Paragraph, Picture, Section, Table
from ontschotting.report.collect.question import own_money_level
from ontschotting.report.localized_report import LocalizedReport
from ontschotting.report.open_measures import write_measure
from ontschotting.report.sections.comparison.money_by_group import group_table
from ontschotting.report.selection import has_own_money
from ontschotting.solving.case_solver import has_cut
from ontschotting.words.measures import MEASURES, measure_words

_PARTS = ("budget_eur", "needed_eur", "blocked_eur", "detour_eur", "surplus_eur", "own_tied_eur")
"""The measures that the chart of the money shows."""


def money(report: LocalizedReport) -> Section | None:
    """Write how the money divides into needed, blocked and surplus, and what own money is tied.

    Nothing where the lifted regime allows nothing.
    """
    formatter = report.formatter
    if report.data.main.comparison.needed_eur is None:
        return None
    blocks: list[Block] = [Paragraph(_division_sentences(report))]
    if has_own_money(report.case):
        blocks.append(Paragraph(_own_money_sentence(report)))
    blocks += [_money_picture(report), *_crossing_paragraphs(report)]
    if formatter.euros(report.data.main.comparison.surplus_eur).number:
        blocks.append(Paragraph(formatter.text("money_surplus"), "note"))
    return Section("money", formatter.text("money"), tuple(blocks))


def money_details(report: LocalizedReport) -> Section:
    """Write own money by area and payer, what is stranded, and every measure with its formula."""
    formatter, data = report.formatter, report.data
    comparison = data.main.comparison
    blocks: list[Block] = []
    if "own_tied" in data.money_by_group:
        blocks.append(_own_tied_table(report, data.money_by_group["own_tied"]))
    if "own_money" in data.money_by_group and has_own_money(report.case):
        blocks.append(group_table(report, "own_money", data.money_by_group["own_money"]))
    stranded = formatter.text(
        "money_stranded",
        current=write_measure(report, comparison, "stranded_current_eur"),
        lifted=write_measure(report, comparison, "stranded_lifted_eur"),
    )
    blocks.append(Paragraph(stranded))
    if report.data.policy.targets is not None:
        blocks.append(Paragraph(_target_sentence(report)))
    blocks.append(_measures_table(report))
    return Section("money_details", formatter.text("money_details"), tuple(blocks))


def _money_picture(report: LocalizedReport) -> Picture:
    """Show the budget and its parts."""
    formatter, comparison = report.formatter, report.data.main.comparison
    rows = (
        (measure_words(name, report.lang), write_measure(report, comparison, name))
        for name in comparison.measures()
        if name in _PARTS and (name != "own_tied_eur" or has_own_money(report.case))
    )
    table = formatter.table("figure_money", ("measure", "euros"), rows, file="measures")
    return formatter.picture("money", table)


def _division_sentences(report: LocalizedReport) -> str:
    """Write needed, blocked and surplus in words.

    A detour greater than what is blocked is no part of it (decision 4) and gets its own sentence.
    """
    formatter, question = report.formatter, report.data.main
    comparison = question.comparison
    detour_eur, blocked_eur = comparison.detour_eur or 0.0, comparison.blocked_eur or 0.0
    euros = {
        name: write_measure(report, comparison, f"{name}_eur")
        for name in ("needed", "blocked", "detour", "surplus")
    }
    has_detour = detour_eur > question.smallest_eur
    blocks = question.blocks_money or "blocked_eur" in comparison.open_ends
    is_within_blocked = question.blocks_money and 0 <= detour_eur <= blocked_eur
    of_which = ""
    if is_within_blocked and has_detour:
        of_which = formatter.text("money_of_which", detour=euros["detour"])
    sentences = [
        formatter.text(
            "money_words" if blocks else "money_words_none",
            budget=formatter.euros(comparison.lifted.budget_eur),
            of_which=of_which,
            **euros,
        ),
        formatter.text("money_left" if euros["surplus"].number else "money_nothing_left", **euros),
    ]
    if has_detour and not is_within_blocked:
        sentences.append(formatter.text("money_detour", detour=euros["detour"]))
        if not question.blocks_money:
            sentences.append(formatter.text("money_detour_surplus"))
    return " ".join(sentences)


def _own_money_sentence(report: LocalizedReport) -> str:
    """Write how much own money today's result needs only because of the walls."""
    formatter, question = report.formatter, report.data.main
    tied_eur = question.comparison.own_tied_eur or 0.0
    if tied_eur > question.smallest_eur or "own_tied_eur" in question.comparison.open_ends:
        return formatter.text(
            "money_own_tied", tied=write_measure(report, question.comparison, "own_tied_eur")
        )
    if tied_eur < -question.smallest_eur:
        return formatter.text("money_own_tied_more", more=formatter.euros(-tied_eur))
    return formatter.text("money_own_tied_none")


def _own_tied_table(report: LocalizedReport, frame: pl.DataFrame) -> Table:
    """Show how much own money the walls tie in each area, as least … most."""
    formatter, level = report.formatter, own_money_level(report.case)
    rows = tuple(
        (
            report.labels.group(level, row["group"]),
            formatter.between(
                formatter.euros(row["own_tied_eur_least"]),
                formatter.euros(row["own_tied_eur_most"]),
            ),
        )
        for row in frame.iter_rows(named=True)
    )
    headers = (formatter.text(f"group_{level}"), measure_words("own_tied_eur", report.lang))
    caption = formatter.text("own_tied_by_area")
    return Table(caption, headers, rows, folded=len(rows) > 8, file="by_own_tied")


def _crossing_paragraphs(report: LocalizedReport) -> list[Paragraph]:
    """Write what crosses a wall, and what it takes to reach the same without lifting."""
    formatter, question = report.formatter, report.data.main
    comparison = question.comparison
    crossing_eur, top_up_eur = comparison.crossing_eur, comparison.top_up_eur
    if has_cut(comparison.regime) and not question.has_gain:
        return []  # less money: a lower value says nothing about what has to cross a wall
    if not question.has_gain or crossing_eur is None:
        return []  # told among the zeros
    crossing = formatter.text(
        "crossing_words",
        crossing=write_measure(report, comparison, "crossing_eur"),
        share=formatter.share(crossing_eur / max(comparison.lifted.budget_eur, 1.0)),
    )
    if top_up_eur is None:
        return [Paragraph(crossing), Paragraph(formatter.text("top_up_none"))]
    top_up = formatter.text("top_up_words", top_up=write_measure(report, comparison, "top_up_eur"))
    return [Paragraph(crossing), Paragraph(top_up)]


def _target_sentence(report: LocalizedReport) -> str:
    """Write how much money the targets ask under both regimes."""
    formatter, comparison = report.formatter, report.data.main.comparison
    current_eur = comparison.current.target_top_up_eur
    lifted_eur = comparison.lifted.target_top_up_eur
    if lifted_eur is None:
        return formatter.text("target_impossible")
    lifted = write_measure(report, comparison, "target_top_up_lifted_eur")
    if current_eur is None:
        return formatter.text("target_current_impossible", lifted=lifted)
    return formatter.text(
        "target_top_up",
        current=write_measure(report, comparison, "target_top_up_current_eur"),
        lifted=lifted,
    )


def _measures_table(report: LocalizedReport) -> Table:
    """Show every measure with its formula, for both questions."""
    formatter, data = report.formatter, report.data
    questions = {"without": data.free_money}
    if data.with_awarded is not None:
        questions = {"also_awarded": data.with_awarded, "only_free": data.free_money}
    columns = [question.comparison for question in questions.values()]
    rows = (
        (
            measure_words(name, report.lang),
            _formula(report, name),
            *(write_measure(report, column, name) for column in columns),
        )
        for name in columns[0].measures()
        if _is_listed(report, name)
    )
    return formatter.table(
        "caption_money",
        ("measure", "formula", *questions),
        rows,
        text_columns=2,
        folded=True,
        on_paper=True,
        file="measures",
    )


def _is_listed(report: LocalizedReport, measure: str) -> bool:
    """Return whether the table lists a measure."""
    if measure == "break_even_cut":  # has its own section, with its guarantee and its range
        return False
    return report.data.policy.targets is not None or not measure.startswith("target")


def _formula(report: LocalizedReport, measure: str) -> str:
    """Return the formula of a measure, its words in the language of the report."""
    key = f"formula_{measure}"
    if report.formatter.has_text(key):
        return report.formatter.text(key)
    return MEASURES[measure]["formula"]
