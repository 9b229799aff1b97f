"""Write what annual accounts say of money not yet spent, beside what the walls block."""

from __future__ import annotations

from ontschotting.measures.observed.idle_money import IdleMoney
from ontschotting.report.blocks import Paragraph, Section, Table
from ontschotting.report.localized_report import LocalizedReport
from ontschotting.report.sections.observed.idle_money_context import context_blocks
from ontschotting.words.labels import level_words
from ontschotting.words.numbers import number


def idle_money(report: LocalizedReport) -> Section | None:
    """Write the balances per year and what stands beside them; nothing without accounts."""
    formatter, result = report.formatter, report.data.idle_money
    if result is None:
        return None
    grants = (
        ()
        if result.grants.is_empty()
        else (formatter.picture("idle_grants", file="idle_money_grants"),)
    )
    blocks = (
        Paragraph(" ".join(result.sentences(report.lang))),
        *grants,
        formatter.picture("idle_money", file="idle_money"),
        _beside_table(report, result),
        _years_table(report, result),
        *context_blocks(report, result),
    )
    return Section("idle_money", formatter.text("q_idle_money"), blocks)


def _beside_table(report: LocalizedReport, result: IdleMoney) -> Table:
    """Show idle money beside what is stranded and blocked; there is no total on purpose."""
    formatter = report.formatter
    beside = result.beside(report.data.main.comparison)
    rows = (
        (name, formatter.euros(euros))
        for name, euros in beside.select(f"name_{report.lang}", "eur").iter_rows()
    )
    return formatter.table("q_idle_money_beside", ("measure", "q_idle_money_amount"), rows)


def _years_table(report: LocalizedReport, result: IdleMoney) -> Table:
    """Show the balances of each level and year, and those of the same areas every year."""
    formatter, lang = report.formatter, report.lang
    rows = (
        (
            level_words(row["level"], lang),
            str(row["year"]),
            formatter.read_euros(row["closing_eur"]),
            number(row["areas"], lang),
            formatter.read_euros(row["panel_closing_eur"]),
            number(row["panel_areas"], lang),
        )
        for row in result.years.iter_rows(named=True)
    )
    headers = (
        "q_idle_money_level",
        "q_idle_money_year",
        "q_idle_money_amount",
        "q_idle_money_areas",
        "q_idle_money_panel",
        "q_idle_money_areas",
    )
    return formatter.table(
        "q_idle_money_years", headers, rows, text_columns=2, folded=True, file="idle_money_years"
    )
