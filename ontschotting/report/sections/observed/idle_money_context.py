"""Show what lies beside the accounts of a case: groups, gaps, grants, what speaks against."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from ontschotting.measures.observed.idle_money import IdleMoney
from ontschotting.report.blocks import Block, Paragraph, Table
from ontschotting.report.localized_report import LocalizedReport
from ontschotting.report.selection import idle_groupings
from ontschotting.words.catalogue import texts
from ontschotting.words.numbers import number

_LEAST_YEARS = 3
"""A grant that was read in fewer years says nothing of how its balance went."""


def context_blocks(report: LocalizedReport, result: IdleMoney) -> tuple[Block, ...]:
    """Return the blocks on what lies beside the accounts; none for a case with accounts alone."""
    if result.gaps.is_empty():
        return ()
    formatter = report.formatter
    return (
        *_against(report, result),
        *(group_table(report, result, grouping) for grouping in idle_groupings(result)),
        formatter.picture("idle_map", file="idle_money"),
        _gaps_table(report, result),
        Paragraph(formatter.text("q_idle_money_illustration"), "note"),
        _per_grant_table(report, result),
        formatter.picture("idle_reasons", file="idle_money_reasons"),
    )


def group_table(report: LocalizedReport, result: IdleMoney, grouping: str) -> Table:
    """Show the balances of the last year by province or by size, with both rates.

    Args:
        report: The report
        result: The accounts
        grouping: `province` or `size`
    """
    formatter, lang = report.formatter, report.lang
    groups = result.by(grouping)
    last = groups.filter(year=groups["year"].max())
    sizes = texts("labels.size_class", lang)
    rows = (
        (
            sizes.get(row["group"], row["group"] or formatter.text("none")),
            f"{number(row['with_balance'], lang)} / {number(row['regions'], lang)}",
            formatter.read_euros(row["closing_eur"]),
            formatter.read_euros(row["per_inhabitant_eur"]),
            formatter.read_euros(row["per_inhabitant_with_balance_eur"]),
        )
        for row in last.iter_rows(named=True)
    )
    headers = (
        f"q_idle_money_{grouping}",
        "q_idle_money_reporting",
        "q_idle_money_amount",
        "q_idle_money_rate_of_all",
        "q_idle_money_rate_reporting",
    )
    return formatter.table(
        f"q_idle_money_by_{grouping}",
        headers,
        rows,
        text_columns=2,
        folded=grouping == "size",
        file=f"idle_money_by_{grouping}",
    )


def _against(report: LocalizedReport, result: IdleMoney) -> tuple[Paragraph, ...]:
    """Write what speaks against much money standing still, on the same page."""
    formatter, rows = report.formatter, {row["what"]: row for row in result.against.to_dicts()}
    if not rows:
        return ()
    overall = rows["result"]
    text = formatter.text(
        "q_idle_money_against",
        year=overall["year"],
        result=formatter.read_euros(overall["accounts_eur"]),
        budget=formatter.read_euros(overall["budget_eur"]),
        share=formatter.share(_below_budget(rows["land_development"])),
        income=formatter.share(_below_budget(rows["land_development_income"])),
    )
    return (Paragraph(text),)


def _below_budget(row: Mapping[str, float]) -> float:
    """Return how much less the accounts were than the budget, as a share of it."""
    return 1 - row["accounts_eur"] / row["budget_eur"]


def _gaps_table(report: LocalizedReport, result: IdleMoney) -> Table:
    """Name the areas of the last year whose balance says less than it seems."""
    formatter, words = report.formatter, texts("labels.account_gap", report.lang)
    last = result.gaps.filter(year=result.gaps["year"].max())
    rows = (
        (
            row["name"],
            words[row["finding"]],
            formatter.read_euros(row["closing_eur"]),
            "" if row["last_year"] is None else str(row["last_year"]),
            formatter.read_euros(row["last_closing_eur"]),
        )
        for row in last.sort("finding", "name").iter_rows(named=True)
    )
    headers = (
        "q_idle_money_municipality",
        "q_idle_money_gap",
        "q_idle_money_amount",
        "q_idle_money_last_year",
        "q_idle_money_last_amount",
    )
    return formatter.table(
        "q_idle_money_gaps", headers, rows, text_columns=2, folded=True, file="idle_money_gaps"
    )


def _per_grant_table(report: LocalizedReport, result: IdleMoney) -> Table:
    """Show the balances of grants that were read in some years, as an illustration."""
    formatter = report.formatter
    read = result.per_grant.filter(row_kind="grant").drop_nulls("closing_eur")
    long_read = read.filter(
        pl.col("year").n_unique().over("government", "grant_name") >= _LEAST_YEARS
    ).sort("government", "grant_name", "year")
    rows = (
        (
            row["government"],
            row["grant_name"],
            str(row["year"]),
            formatter.read_euros(row["closing_eur"]),
        )
        for row in long_read.iter_rows(named=True)
    )
    headers = (
        "q_idle_money_municipality",
        "q_idle_money_grant",
        "q_idle_money_year",
        "q_idle_money_amount",
    )
    return formatter.table(
        "q_idle_money_per_grant",
        headers,
        rows,
        text_columns=3,
        folded=True,
        file="idle_money_per_grant",
    )
