"""Write how a past case agrees with what happened, where that was observed."""

from __future__ import annotations

from typing import Any

import polars as pl

from ontschotting.measures.observed.back_test import BackTest
from ontschotting.report.blocks import Block, FormattedNumber, Paragraph, Picture, Section, Table
from ontschotting.report.formatting import Formatter
from ontschotting.report.localized_report import LocalizedReport
from ontschotting.words.catalogue import texts
from ontschotting.words.numbers import amount


def back_test(report: LocalizedReport) -> Section | None:
    """Write what was built and spent beside the model; nothing where nothing was observed."""
    result, words = report.data.back_test, texts("report.back_test", report.lang)
    if result is None:
        return None
    blocks: list[Block] = [
        Paragraph(words["what"]),
        Paragraph(" ".join(result.sentences(report.lang))),
        Picture("back_test", words["caption"], file="back_test_units"),
        Paragraph(words["open"], "note"),
        units_table(report, result),
    ]
    if result.money.height:
        blocks.append(_money_table(report, result))
    return Section("back_test", words["title"], tuple(blocks))


def units_table(report: LocalizedReport, result: BackTest) -> Table:
    """Show what was built in each area and year, beside the least and most of the model.

    Args:
        report: The report
        result: The case beside what was observed
    """
    words = texts("report.back_test", report.lang)
    rows = result.units.sort(
        pl.col("level") != "national", "area", pl.col("year").is_null(), "year", maintain_order=True
    )
    headers = ("area", "year", "observed", "model", "possible", "error", "verdict")
    return Table(
        words["units"],
        tuple(words[header] for header in headers),
        tuple(_units_row(report.formatter, row) for row in rows.iter_rows(named=True)),
        text_columns=2,
        folded=True,
    )


def _units_row(formatter: Formatter, row: dict[str, Any]) -> tuple[str, ...]:
    """Write what was built in an area and year beside the model, and the error of the model."""
    words = texts("report.back_test", formatter.lang)
    area, year = row["area"] or words["nation"], str(row["year"] or words["all"])
    observed, judgement = formatter.count(row["observed_units"]), words[f"verdict.{row['verdict']}"]
    if row["least_units"] is None:
        return (area, year, observed, "–", "–", "–", judgement)
    error = _units_between(formatter, row["error_least"], row["error_most"])
    shares = formatter.between(
        _signed_share(formatter, row["relative_least"]),
        _signed_share(formatter, row["relative_most"]),
    )
    return (
        area,
        year,
        observed,
        _units_between(formatter, row["least_units"], row["most_units"]),
        formatter.count(row["possible_units"]),
        f"{error} ({shares})",
        judgement,
    )


def _units_between(formatter: Formatter, least: float, most: float) -> FormattedNumber:
    """Write a range of units."""
    return formatter.between(formatter.count(least), formatter.count(most))


def _signed_share(formatter: Formatter, share: float) -> FormattedNumber:
    """Write a share that may lie below zero."""
    return FormattedNumber(amount(share, formatter.lang, "share"), share)


def _money_table(report: LocalizedReport, result: BackTest) -> Table:
    """Show what stayed unspent in each stream, beside the least and most of the model."""
    words = texts("report.back_test", report.lang)
    headers = ("stream", "offered", "unspent", "left", "difference", "verdict")
    return Table(
        words["money"],
        tuple(words[header] for header in headers),
        tuple(_money_row(report, row) for row in result.money.iter_rows(named=True)),
    )


def _money_row(report: LocalizedReport, row: dict[str, Any]) -> tuple[str, ...]:
    """Write what a stream left unspent beside the model, and the error of the model."""
    formatter, stream = report.formatter, row["stream"]

    def euros(column: str) -> str:
        return "–" if row[column] is None else formatter.euros(row[column])

    def euros_between(least: str, most: str) -> str:
        if row["unspent_least_eur"] is None:
            return "–"
        return formatter.between(formatter.euros(row[least]), formatter.euros(row[most]))

    return (
        f"{report.labels.stream(stream)} ({stream})",
        euros("offered_eur"),
        euros("observed_unspent_eur"),
        euros_between("unspent_least_eur", "unspent_most_eur"),
        euros_between("error_least", "error_most"),
        texts("report.back_test", report.lang)[f"money_{row['verdict']}"],
    )
